/** Bytes with a buffer of their own: what WebCrypto and IndexedDB take without a copy. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const concatBytes = (...parts: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Compares public values; it is not constant in time, so never use it on secrets. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

export const bytesToHex = (bytes: Uint8Array): string => {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte] ?? '';
  return hex;
};

/** Lower-case hex to bytes; `null` where it is anything else. */
export const hexToBytes = (hex: string): Bytes | null => {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) return null;
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return bytes;
};

/** Base64url without padding (RFC 4648 §5): what fits in a link. */
export const bytesToBase64url = (bytes: Uint8Array): string => {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

/** The one encoding of those bytes, or `null`: padding, other letters and stray bits are refused. */
export const base64urlToBytes = (text: string): Bytes | null => {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return bytesToBase64url(bytes) === text ? bytes : null;
};

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const textToBytes = (text: string): Bytes => encoder.encode(text);

/** UTF-8 to text; `null` where the bytes are not valid UTF-8. */
export const bytesToText = (bytes: Uint8Array): string | null => {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
};
