import { bytesToText, concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';

/** What someone who was invited says of themselves. The client sees it before they say yes. */
export interface GuestCard {
  readonly name: string;
  /** May be empty. */
  readonly role: string;
  /** May be empty. */
  readonly organisation: string;
}

/** Of each text on a card, in UTF-16 units (as `maxlength` counts): at most 240 bytes of UTF-8, so that a length fits in one byte. */
export const MOST_CARD_LETTERS = 80;

// Control letters, and those that turn the direction of what follows: a name could be made to look like another with them.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const NOT_FOR_NAMES = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

const isCardText = (text: string): boolean =>
  text === text.trim() &&
  text === text.normalize('NFC') &&
  !NOT_FOR_NAMES.test(text) &&
  text.isWellFormed() &&
  text.length <= MOST_CARD_LETTERS;

/** Whether a card is one that can be sent: tidy, of bounded length, and with a name. */
export const isGuestCard = (card: GuestCard): boolean => card.name !== '' && [card.name, card.role, card.organisation].every(isCardText);

/** What was typed, made tidy: one space between words, no control letters. It may still be too long or empty: see `isGuestCard`. */
export const toGuestCard = (typed: GuestCard): GuestCard => {
  const tidy = (text: string) => text.replaceAll(new RegExp(NOT_FOR_NAMES, 'g'), ' ').replaceAll(/\s+/g, ' ').trim().normalize('NFC');
  return { name: tidy(typed.name), role: tidy(typed.role), organisation: tidy(typed.organisation) };
};

/** Name, role, organisation: length in bytes (1), then the text, of each. Throws for a card that is none. */
export const cardToBytes = (card: GuestCard): Bytes => {
  if (!isGuestCard(card)) throw new RangeError('A card has a name, and no text on it is too long.');
  return concatBytes(
    ...[card.name, card.role, card.organisation].map((text) => textToBytes(text)).flatMap((bytes) => [Uint8Array.of(bytes.length), bytes]),
  );
};

/** The card in exactly these bytes; `null` where they are none. */
export const cardFromBytes = (bytes: Uint8Array): GuestCard | null => {
  const texts: string[] = [];
  let at = 0;
  for (let i = 0; i < 3; i++) {
    const length = bytes[at] ?? 0;
    const text = bytesToText(bytes.subarray(at + 1, at + 1 + length));
    if (text === null || at + 1 + length > bytes.length) return null;
    texts.push(text);
    at += 1 + length;
  }
  const [name = '', role = '', organisation = ''] = texts;
  const card = { name, role, organisation };
  return at === bytes.length && isGuestCard(card) ? card : null;
};
