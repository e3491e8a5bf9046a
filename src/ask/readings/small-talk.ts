import { hasScope, type Reader } from './candidate.ts'

/** A greeting, thanks, or a question about the bot itself. */
export const smallTalk: Reader = (analysis) => {
  const { has } = analysis
  const candidates = []
  const count = analysis.notions.tokens.length
  const ofBot = !hasScope(analysis) && analysis.ids('states').length === 0
  if (has('help') && ofBot) candidates.push({ topic: { kind: 'help' as const }, score: count <= 7 ? 0.72 : 0.4 })
  if (has('greet', 'thanks')) candidates.push({ topic: { kind: 'greeting' as const }, score: count <= 5 ? 0.68 : 0.35 })
  return candidates
}
