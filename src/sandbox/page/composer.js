import { byId, element } from './dom.js'

const inlineDelayMs = 300

/**
 * The field for writing, with the command menu, inline results and the reply keyboard.
 * @param {{ send: (text: string) => void, askInline: (query: string) => void, choose: (resultId: string) => void,
 *   startWith: (parameter: string) => void, leaveReply: () => void }} does
 */
export function createComposer(does) {
  const field = byId('composer-text')
  const offers = byId('offers')
  const menuButton = byId('menu-button')
  let chat = { commands: [], keyboard: undefined }
  let words = { say: (key) => key, botName: '' }
  let timer

  const submit = (text) => {
    if (text.trim() === '') return
    does.send(text)
    field.value = ''
    grow()
    hideOffers()
  }

  const grow = () => {
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, 160)}px`
  }

  const hideOffers = () => {
    offers.hidden = true
    menuButton.setAttribute('aria-expanded', 'false')
  }

  const showOffers = (label, items) => {
    offers.replaceChildren(...items)
    offers.setAttribute('aria-label', label)
    offers.setAttribute('role', 'group')
    offers.hidden = false
    menuButton.setAttribute('aria-expanded', 'true')
  }

  const offerCommands = (start) => {
    const fitting = chat.commands.filter(({ command }) => command.startsWith(start))
    if (fitting.length === 0 && start !== '') return hideOffers()
    const items = fitting.map(({ command, description }) =>
      element(
        'button',
        { type: 'button', class: 'offer', onclick: () => submit(`/${command}`) },
        element('strong', {}, `/${command}`),
        element('span', {}, description),
      ),
    )
    showOffers(words.say('commands'), items.length > 0 ? items : [element('p', {}, words.say('noCommands'))])
  }

  const inlineQuery = () => {
    const match = new RegExp(`^@${words.botName}\\s(.*)$`, 'is').exec(field.value)
    return match ? match[1] : undefined
  }

  const react = () => {
    grow()
    clearTimeout(timer)
    const query = inlineQuery()
    if (query !== undefined) timer = setTimeout(() => does.askInline(query), inlineDelayMs)
    else if (/^\/\w*$/.test(field.value)) offerCommands(field.value.slice(1))
    else hideOffers()
  }

  const moveInOffers = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const items = [...offers.querySelectorAll('button')]
    if (!step || offers.hidden || items.length === 0) return
    event.preventDefault()
    const at = items.indexOf(document.activeElement)
    const next = items[(at + step + items.length) % items.length]
    next.focus()
  }

  field.addEventListener('input', react)
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      submit(field.value)
    }
    if (event.key === 'ArrowDown') moveInOffers(event)
    if (event.key !== 'Escape') return
    if (offers.hidden) does.leaveReply()
    hideOffers()
  })
  offers.addEventListener('keydown', (event) => {
    moveInOffers(event)
    if (event.key !== 'Escape') return
    hideOffers()
    field.focus()
  })
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    submit(field.value)
    field.focus()
  })
  menuButton.addEventListener('click', () => (offers.hidden ? offerCommands('') : hideOffers()))
  byId('reply-leave').addEventListener('click', () => {
    does.leaveReply()
    field.focus()
  })
  document.addEventListener('click', (event) => {
    if (!event.target.closest('#offers, #composer, .key')) hideOffers()
  })

  return {
    /** The chat it writes to: its commands and its reply keyboard. */
    setChat: (next, nextWords) => {
      chat = next
      words = nextWords
      field.placeholder = words.say('messageHint')
      menuButton.setAttribute('aria-label', words.say('commands'))
      menuButton.title = words.say('commands')
      byId('send').setAttribute('aria-label', words.say('send'))
      drawKeyboard(chat.keyboard, words, submit)
      if (!offers.hidden && field.value === '') offerCommands('')
    },
    /** @param {string | undefined} text of the message that is answered by what is written next */
    setReply: (text) => {
      byId('reply-bar').hidden = text === undefined
      byId('reply-words').textContent = text?.split('\n').find((line) => line.trim() !== '') ?? ''
    },
    focus: () => field.focus(),
    insert: (text) => {
      field.value = text
      field.focus()
      react()
    },
    showInline: ({ results, button }) => {
      if (inlineQuery() === undefined) return
      const choose = (id) => {
        does.choose(id)
        field.value = ''
        hideOffers()
      }
      const start = button && [
        element(
          'button',
          { type: 'button', class: 'offer', onclick: () => does.startWith(button.start_parameter ?? '') },
          element('strong', {}, button.text),
        ),
      ]
      const items = results.map(({ id, title, description }) =>
        element(
          'button',
          { type: 'button', class: 'offer result', onclick: () => choose(id) },
          element('strong', {}, title),
          description && element('span', {}, description),
        ),
      )
      const nothing = items.length === 0 ? [element('p', {}, words.say('nothingFound'))] : []
      showOffers(words.say('inline', { bot: words.botName }), [...(start ?? []), ...items, ...nothing])
    },
  }
}

function drawKeyboard(keyboard, { say }, submit) {
  const place = byId('keyboard')
  place.hidden = !keyboard
  place.setAttribute('role', 'group')
  place.setAttribute('aria-label', say('keyboard'))
  const rows = (keyboard?.rows ?? []).map((row) =>
    element(
      'div',
      { class: 'row' },
      ...row.map((text) => element('button', { type: 'button', class: 'key', onclick: () => submit(text) }, text)),
    ),
  )
  place.replaceChildren(...rows)
}
