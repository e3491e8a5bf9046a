export type BotCommand = { readonly command: string; readonly description: string }

/** Where a command menu is shown, from the narrowest to the widest, as the Bot API names the scopes. */
export type CommandScope =
  | { readonly type: 'default' | 'all_private_chats' | 'all_group_chats' | 'all_chat_administrators' }
  | { readonly type: 'chat' | 'chat_administrators'; readonly chatId: number }
  | { readonly type: 'chat_member'; readonly chatId: number; readonly userId: number }

/** What the bot says about itself: command menus and descriptions per language. */
export class Profile {
  readonly #menus = new Map<string, readonly BotCommand[]>()
  readonly #texts = new Map<string, string>()

  setCommands(scope: CommandScope, languageCode: string, commands: readonly BotCommand[]): void {
    if (commands.length > 0) this.#menus.set(key(scope, languageCode), commands)
    else this.#menus.delete(key(scope, languageCode))
  }

  commands(scope: CommandScope, languageCode: string): readonly BotCommand[] {
    return this.#menus.get(key(scope, languageCode)) ?? []
  }

  /** The menu a person sees: the narrowest scope wins, and within it the person's language before none. */
  commandsFor(scopes: readonly CommandScope[], languageCode: string | undefined): readonly BotCommand[] {
    const languages = languageCode ? [languageCode.slice(0, 2), ''] : ['']
    for (const scope of scopes) {
      for (const language of languages) {
        const menu = this.#menus.get(key(scope, language))
        if (menu) return menu
      }
    }
    return []
  }

  setText(kind: ProfileText, languageCode: string, text: string): void {
    this.#texts.set(`${kind} ${languageCode}`, text)
  }

  /** The text in that language, else the one for all languages, else the empty text. */
  text(kind: ProfileText, languageCode: string): string {
    return this.#texts.get(`${kind} ${languageCode}`) || this.#texts.get(`${kind} `) || ''
  }
}

export type ProfileText = 'description' | 'short_description'

function key(scope: CommandScope, languageCode: string): string {
  const chat = 'chatId' in scope ? scope.chatId : ''
  const user = 'userId' in scope ? scope.userId : ''
  return [scope.type, chat, user, languageCode].join(' ')
}
