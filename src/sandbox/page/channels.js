import { drawLog, emptyLine, updateLog } from './chat.js'
import { byId, element } from './dom.js'
import { languageNames } from './strings.js'

/** The channels side by side or behind tabs, each filling by itself. */
export function createChannels() {
  let shownLanguage = 'en'
  let channels = []
  const unread = new Map()

  const show = (language) => {
    shownLanguage = language
    unread.set(language, 0)
    for (const { language: code } of channels) {
      const isShown = code === language
      const tab = byId(`tab-${code}`)
      tab.setAttribute('aria-selected', String(isShown))
      tab.tabIndex = isShown ? 0 : -1
      byId(`panel-${code}`).classList.toggle('shown', isShown)
      drawBadge(code)
    }
    const log = byId(`log-${language}`)
    if (log) log.scrollTop = log.scrollHeight
  }

  const drawBadge = (code) => {
    const badge = byId(`tab-${code}`)?.querySelector('.badge')
    if (!badge) return
    badge.hidden = !unread.get(code)
    badge.textContent = unread.get(code) || ''
  }

  const draw = (list, scene) => {
    channels = list
    if (!channels.some(({ language }) => language === shownLanguage)) shownLanguage = channels[0]?.language
    byId('channel-tabs').replaceChildren(...channels.map(({ language }) => tab(language)))
    byId('channel-panels').replaceChildren(...channels.map((channel) => panel(channel, scene)))
    for (const channel of channels) {
      const words = emptyLine(scene.say('emptyChannel'))
      drawLog(byId(`log-${channel.language}`), [...channel.messages.values()], scene, words)
    }
    if (shownLanguage) show(shownLanguage)
  }

  const tab = (language) =>
    element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${language}`,
        'aria-controls': `panel-${language}`,
        lang: language,
        onclick: () => show(language),
        onkeydown: (event) => moveBetweenTabs(event, show),
      },
      languageNames[language] ?? language,
      element('span', { class: 'badge', hidden: true }),
    )

  const panel = (channel, scene) =>
    element(
      'div',
      {
        class: 'panel',
        role: 'tabpanel',
        id: `panel-${channel.language}`,
        'aria-labelledby': `tab-${channel.language}`,
      },
      element(
        'p',
        { class: 'panel-title' },
        element('strong', { lang: channel.language }, channel.title),
        channel.username && element('span', {}, `@${channel.username}`),
      ),
      element('div', {
        class: 'log',
        id: `log-${channel.language}`,
        role: 'log',
        tabindex: 0,
        lang: channel.language,
        'aria-live': 'polite',
        'aria-label': `${scene.say('channel')}: ${channel.title}`,
      }),
    )

  return {
    draw,
    show,
    /** A new or edited post; counts as unread behind another tab. */
    update: (channel, message, scene, isNew) => {
      const log = byId(`log-${channel.language}`)
      updateLog(log, message, scene)
      const isSeen = log.offsetParent !== null
      if (isNew && !isSeen) unread.set(channel.language, (unread.get(channel.language) ?? 0) + 1)
      drawBadge(channel.language)
      return isSeen
    },
    unreadCount: () => [...unread.values()].reduce((sum, count) => sum + count, 0),
  }
}

function moveBetweenTabs(event, show) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!step) return
  const tabs = [...event.currentTarget.parentElement.children]
  const next = tabs[(tabs.indexOf(event.currentTarget) + step + tabs.length) % tabs.length]
  show(next.id.replace('tab-', ''))
  next.focus()
}
