/** Whether an address is the @name of a chat with this username; Telegram tells names apart without regard to case. */
export function isNameOf(address: string | undefined, username: string | undefined): boolean {
  return address !== undefined && username !== undefined && address.toLowerCase() === `@${username.toLowerCase()}`
}
