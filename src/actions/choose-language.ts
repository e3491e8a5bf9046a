import type { App } from '../app.ts'
import type { Language } from '../domain/language.ts'

/** One's own in a private chat; elsewhere the chat's, because several people read it. */
export function chooseLanguage(
  { store, clock }: App,
  choice: { readonly person: number; readonly chat: string; readonly isPrivate: boolean; readonly language: Language },
): void {
  store.transaction(() => {
    if (choice.isPrivate) store.people.chooseLanguage(choice.person, choice.language, clock.now())
    else store.people.chooseChatLanguage(choice.chat, choice.language)
  })
}
