import { showAlert, toast } from './notices.js'
import { act } from './server.js'
import { state } from './state.js'

const answerLimitMs = 15_000

// The bot may answer before the page knows the question's id, so either side may come first.
const waiting = new Map()
const answers = new Map()
const inlineAnswers = new Map()
let inlineQueryId

/** Does something as the present persona and says so where it cannot be done. */
export async function doAs(action) {
  const answer = await act(state.persona, action)
  if (!answer.ok) toast(state.words('refused'))
  return answer
}

/** Presses a button of the bot; it stays busy until the bot answers. */
export async function press(message, data, button) {
  button.setAttribute('aria-busy', 'true')
  const { chatId, messageId } = message
  const asked = await doAs({ kind: 'press', chatId, messageId, data })
  if (!asked.ok) {
    button.removeAttribute('aria-busy')
    return
  }
  const giveUp = setTimeout(() => {
    waiting.delete(asked.queryId)
    button.removeAttribute('aria-busy')
    toast(state.words('noAnswer'))
  }, answerLimitMs)
  waiting.set(asked.queryId, { button, giveUp })
  settle(asked.queryId)
}

/** The bot's answer to a press arrived. */
export function receiveAnswer(answer) {
  answers.set(answer.queryId, answer)
  settle(answer.queryId)
}

function settle(queryId) {
  const asked = waiting.get(queryId)
  const answer = answers.get(queryId)
  if (!asked || !answer) return
  clearTimeout(asked.giveUp)
  asked.button.removeAttribute('aria-busy')
  waiting.delete(queryId)
  answers.delete(queryId)
  if (answer.text) (answer.showAlert ? showAlert : toast)(answer.text)
}

/** Asks the bot in inline mode; `show` gets its answer unless another question has followed. */
export async function askInline(query, show) {
  const asked = await doAs({ kind: 'inline', query, offset: '' })
  if (!asked.ok) return
  inlineQueryId = asked.queryId
  const answer = inlineAnswers.get(asked.queryId)
  if (answer) show(answer)
}

export function receiveInline(answer, show) {
  inlineAnswers.set(answer.queryId, answer)
  if (answer.queryId === inlineQueryId) show(answer)
}

/** Sends one result of the last inline question into the open chat. */
export function chooseResult(resultId) {
  return doAs({ kind: 'choose', chatId: state.chatId, queryId: inlineQueryId, resultId })
}
