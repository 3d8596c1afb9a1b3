import { hexToBytes } from '#base';
import type { Bytes } from '#base';

/** The bytes of a published figure; throws where it was typed wrongly. */
export const bytesOf = (figure: string): Bytes => {
  const bytes = hexToBytes(figure);
  if (!bytes) throw new Error(`Not hex: ${figure}`);
  return bytes;
};
