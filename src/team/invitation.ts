import { base64urlToBytes, bytesToBase64url, bytesToText, concatBytes, equalBytes, err, ok, Redacted, textToBytes, toInstant } from '#base';
import type { Bytes, Instant, Random, Result } from '#base';
import { sha256 } from '#crypto';

/** What a link or a QR code says: enough to meet, and nothing of the record. */
export interface Invite {
  /** 32 bytes that are used once. Room and sealing keys are made from them. */
  readonly secret: Redacted<Bytes>;
  /** In whole minutes. The client's device is the judge of it. */
  readonly expires: Instant;
  /** Addresses of meeting points (`ws:` or `wss:`), at most four; none for two devices in one room. */
  readonly meetingPoints: readonly string[];
}

/** Why a text is no invitation that can be used. */
export type InviteProblem =
  | { readonly type: 'not-an-invite' }
  /** Made by a later version of the app. */
  | { readonly type: 'newer-version'; readonly version: number }
  /** The end is missing: copied or typed in part. */
  | { readonly type: 'cut-off' }
  /** A letter is missing or another. */
  | { readonly type: 'damaged' };

const VERSION = 1;
/** Later versions that are believed to be one: a letter changed at the start is called damaged instead. */
const LATEST_VERSION = 31;
const SECRET_BYTES = 32;
const EXPIRY_BYTES = 4;
const CHECK_BYTES = 4;
const MOST_MEETING_POINTS = 4;
const MOST_URL_BYTES = 200;
const MINUTE = 60_000;
/** version (1) ‖ number of bytes that follow (2): four letters. */
const HEAD_BYTES = 3;
const HEAD_LETTERS = 4;
const LEAST_BODY = SECRET_BYTES + EXPIRY_BYTES + 1 + CHECK_BYTES;
const MOST_BODY = LEAST_BODY + MOST_MEETING_POINTS * (1 + MOST_URL_BYTES);
const CHECK_DOMAIN = textToBytes('around-me/invite/check/1\0');

/** Whether an address can stand in an invitation. */
export const isMeetingPoint = (url: string): boolean =>
  /^wss?:\/\/[^\s#@]+$/.test(url) && URL.canParse(url) && textToBytes(url).length <= MOST_URL_BYTES;

/** A fresh invitation; throws where a meeting point is not one or there are more than four. Its end is rounded up to the minute. */
export const createInvite = (random: Random, expires: Instant, meetingPoints: readonly string[]): Invite => {
  if (meetingPoints.length > MOST_MEETING_POINTS || !meetingPoints.every(isMeetingPoint))
    throw new RangeError('An invitation names up to four meeting points.');
  return {
    secret: new Redacted(random(SECRET_BYTES)),
    expires: toInstant(Math.ceil(expires / MINUTE) * MINUTE),
    meetingPoints: [...meetingPoints],
  };
};

export const hasExpired = (invite: Invite, now: Instant): boolean => now > invite.expires;

/** The invitation as letters (base64url): what follows `#join=`. */
export const inviteToCode = (invite: Invite): string => {
  const minutes = Math.ceil(invite.expires / MINUTE);
  const urls = invite.meetingPoints.map((url) => textToBytes(url));
  const body = concatBytes(
    invite.secret.reveal(),
    Uint8Array.of(minutes >>> 24, minutes >>> 16, minutes >>> 8, minutes),
    Uint8Array.of(urls.length),
    ...urls.flatMap((url) => [Uint8Array.of(url.length), url]),
  );
  const length = body.length + CHECK_BYTES;
  const checked = concatBytes(Uint8Array.of(VERSION, length >> 8, length), body);
  return bytesToBase64url(concatBytes(checked, checkOf(checked)));
};

/** The invitation as a link to the app. All of it lies behind the `#`, which no browser sends to a host. */
export const formatInvite = (invite: Invite, appUrl: string): string => `${appUrl.split('#')[0] ?? ''}#join=${inviteToCode(invite)}`;

/**
 * Reads an invitation out of what somebody pasted: a link, the part behind the `#`, the letters alone, or any of these with words
 * around it, broken over lines, quoted by a mail program or wrapped in another link.
 */
export const parseInvite = (text: string): Result<Invite, InviteProblem> => {
  const problems: InviteProblem[] = [];
  for (const mark of text.matchAll(/join\s*(?:=|%3d)/gi)) {
    const read = readCode(lettersFrom(text.slice(mark.index + mark[0].length)));
    if (read.ok) return read;
    problems.push(read.error);
  }
  const alone = readCode(lettersFrom(text.trim()));
  // Without the mark only what looks like this very version is believed to be an invitation at all.
  if (alone.ok || (problems.length === 0 && looksLikeACode(text.trim()) && alone.error.type !== 'newer-version')) return alone;
  return err(problems[0] ?? { type: 'not-an-invite' });
};

/** What breaks up a long word in transit: white space, quote marks, invisible letters. */
const NOISE = /[\s>|\u00ad\u200b-\u200d\u2060\ufeff]/;

/** The letters of a code from here on, as many as one can have. The code says itself where it ends. */
const lettersFrom = (text: string): string => {
  let letters = '';
  for (const letter of text) {
    if (/[A-Za-z0-9_-]/.test(letter)) letters += letter;
    else if (!NOISE.test(letter)) break;
    if (letters.length >= lettersOf(HEAD_BYTES + MOST_BODY)) break;
  }
  return letters;
};

const lettersOf = (bytes: number): number => Math.ceil((bytes * 4) / 3);

const looksLikeACode = (text: string): boolean => /^A[QR][A-Za-z0-9_-]{30,}/.test(text);

const readCode = (letters: string): Result<Invite, InviteProblem> => {
  if (letters.length < HEAD_LETTERS) return err({ type: 'cut-off' });
  const [version = 0, high = 0, low = 0] = base64urlToBytes(letters.slice(0, HEAD_LETTERS)) ?? [];
  if (version > VERSION && version <= LATEST_VERSION) return err({ type: 'newer-version', version });
  const length = high * 256 + low;
  if (version !== VERSION || length < LEAST_BODY || length > MOST_BODY) return err({ type: 'damaged' });
  const count = lettersOf(HEAD_BYTES + length);
  if (letters.length < count) return err({ type: 'cut-off' });
  const bytes = base64urlToBytes(letters.slice(0, count));
  const invite = bytes && readBytes(bytes);
  return invite ? ok(invite) : err({ type: 'damaged' });
};

const readBytes = (bytes: Bytes): Invite | null => {
  const checked = bytes.subarray(0, bytes.length - CHECK_BYTES);
  if (!equalBytes(checkOf(checked), bytes.subarray(checked.length))) return null;
  const expiryAt = HEAD_BYTES + SECRET_BYTES;
  const minutes = checked.subarray(expiryAt, expiryAt + EXPIRY_BYTES).reduce((sum, byte) => sum * 256 + byte, 0);
  let at = expiryAt + EXPIRY_BYTES;
  const count = checked[at++] ?? 0;
  const meetingPoints: string[] = [];
  for (let i = 0; i < count; i++) {
    const length = checked[at++] ?? 0;
    const url = bytesToText(checked.subarray(at, at + length));
    at += length;
    if (url === null || !isMeetingPoint(url)) return null;
    meetingPoints.push(url);
  }
  if (at !== checked.length || count > MOST_MEETING_POINTS) return null;
  return { secret: new Redacted(bytes.slice(HEAD_BYTES, expiryAt)), expires: toInstant(minutes * MINUTE), meetingPoints };
};

/** Finds slips of copying, not forgery: whoever can change a link can make one. */
const checkOf = (checked: Uint8Array): Bytes => sha256(CHECK_DOMAIN, checked).slice(0, CHECK_BYTES);
