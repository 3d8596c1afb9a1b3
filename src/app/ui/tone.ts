/** A person's own colour among five, by their number; the client has one of their own. */
export const toneOf = (who: string): string =>
  who === 'client' ? 'me' : `t${Array.from(who).reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 5}`;
