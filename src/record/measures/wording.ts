import { bytesToHex, textToBytes } from '#base';
import type { Pack } from './pack.ts';

/** SHA-256. This room knows no cryptography: it is handed it. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

type Worded = Pick<Pack, 'intro' | 'items' | 'better'>;

/**
 * The wording of a measure in one form only: what is asked, in which order, with which numbers and ends, and which end is the good one.
 * UTF-8 of a JSON array as ECMAScript writes it, every text in Unicode's form C.
 */
export const canonicalWording = ({ intro, items, better }: Worded): Uint8Array => {
  const plain = (text: string) => text.normalize('NFC');
  return textToBytes(
    JSON.stringify([
      'around-me/measure-wording/1',
      plain(intro),
      items.map((item) => [
        item.id,
        plain(item.words),
        item.least,
        item.most,
        item.step,
        plain(item.leastWords),
        plain(item.mostWords),
        item.better ?? better,
      ]),
    ]),
  );
};

export const wordingHash = (worded: Worded, hash: Hash): string => bytesToHex(hash(canonicalWording(worded)));
