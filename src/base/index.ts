export type { Brand } from './brand.ts';
export type { Bytes } from './bytes.ts';
export {
  base64urlToBytes,
  bytesToBase64url,
  bytesToHex,
  bytesToText,
  concatBytes,
  equalBytes,
  hexToBytes,
  isZero,
  textToBytes,
} from './bytes.ts';
export type { Clock, Instant, Random } from './clock.ts';
export { systemClock, systemRandom, toInstant } from './clock.ts';
export { Redacted } from './redacted.ts';
export type { Result } from './result.ts';
export { err, ok } from './result.ts';
