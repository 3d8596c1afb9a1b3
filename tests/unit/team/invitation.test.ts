import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToBase64url, bytesToHex, systemRandom, textToBytes, toInstant } from '#base';
import { sha256 } from '#crypto';
import { createInvite, formatInvite, hasExpired, inviteToCode, isGuestCard, parseInvite, PICTURES, toGuestCard } from '#team';
import type { Invite } from '#team';

const EXPIRES = toInstant(Date.UTC(2031, 4, 6, 7, 8));
const APP = 'https://example.org/app/';

const invited = (points: readonly string[] = ['wss://meet.example.org/']): Invite => createInvite(systemRandom, EXPIRES, points);

const plain = (invite: Invite) => ({ ...invite, secret: [...invite.secret.reveal()] });

const problemOf = (text: string) => {
  const read = parseInvite(text);
  return read.ok ? null : read.error.type;
};

test('an invitation comes back out of its link as it went in', () => {
  const url = fc.constantFrom(
    'wss://a.example/',
    'ws://localhost:4444',
    'wss://xn--mnchen-3ya.example/meet?x=1',
    `wss://${'long.'.repeat(30)}example/`,
  );
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.array(url, { maxLength: 4 }),
      fc.integer({ min: 0, max: 4_000_000_000 }),
      (secret, points, minutes) => {
        const invite = createInvite(() => new Uint8Array(secret), toInstant(minutes * 60_000), points);
        const read = parseInvite(formatInvite(invite, APP));
        expect(read.ok && plain(read.value)).toEqual(plain(invite));
      },
    ),
  );
});

test('everything secret lies behind the # of the link', () => {
  const invite = invited();
  const link = new URL(formatInvite(invite, `${APP}#/somewhere`));
  expect(link.href.slice(0, -link.hash.length)).toBe(APP);
  expect(link.hash).toBe(`#join=${inviteToCode(invite)}`);
  expect(link.href.length).toBeLessThan(150);
});

test.each<[string, (link: string, code: string) => string]>([
  ['the link', (link) => link],
  ['the part behind the #', (link) => new URL(link).hash],
  ['the letters alone', (_, code) => code],
  ['the letters with space around', (_, code) => `\n  ${code}\t`],
  ['words around it', (link) => `Hello Kim, please join: <${link}>. See you on Tuesday!`],
  ['words right behind it', (link) => `${link}\nSee you`],
  ['a line broken in the middle', (link) => `${link.slice(0, 60)}\r\n${link.slice(60)}`],
  ['a quoted mail', (link) => `> Hello\n> ${link.slice(0, 50)}\n> ${link.slice(50, 90)}\n> ${link.slice(90)}\n> Sam`],
  ['a mail quoted twice', (link) => `> > ${link.slice(0, 70)}\n> > ${link.slice(70)}`],
  ['invisible letters', (_, code) => `#join=${code.slice(0, 20)}\u200b${code.slice(20)}\u00ad`],
  ['another link around it', (link) => `https://safe.example/?url=${encodeURIComponent(link)}&data=05`],
  ['two links, the first cut off', (link) => `${link.slice(0, 70)}.\n${link}`],
])('an invitation is found in %s', (_, wrap) => {
  const invite = invited();
  const read = parseInvite(wrap(formatInvite(invite, APP), inviteToCode(invite)));
  expect(read.ok && plain(read.value)).toEqual(plain(invite));
});

test.each(['', 'hello', 'https://example.org/', 'join us on Tuesday', '👋', 'A'.repeat(100_000), inviteToCode(invited()).slice(9)])(
  '%.20s is not an invitation',
  (text) => {
    expect(problemOf(text)).toBe('not-an-invite');
  },
);

test('I1: a link whose end is missing is said to be cut off, wherever it is cut', () => {
  const link = formatInvite(invited(), APP);
  for (let end = link.indexOf('#join=') + 6; end < link.length; end++) expect(problemOf(link.slice(0, end))).toBe('cut-off');
});

test('I1: a letter that is missing in the middle, or is another, is found', () => {
  const code = inviteToCode(invited());
  for (let i = 4; i < code.length; i++) {
    const other = code[i] === 'A' ? 'B' : 'A';
    expect(problemOf(`#join=${code.slice(0, i)}${other}${code.slice(i + 1)}`)).toBe('damaged');
    expect(['cut-off', 'damaged']).toContain(problemOf(`#join=${code.slice(0, i)}${code.slice(i + 1)}`));
  }
});

test('I1: an invitation of a later version is said to be one', () => {
  const read = parseInvite(`${APP}#join=${bytesToBase64url(Uint8Array.from([2, 0, 90, ...systemRandom(90)]))}`);
  expect(read).toEqual({ ok: false, error: { type: 'newer-version', version: 2 } });
});

test('I1: no text makes reading an invitation fail otherwise than by saying why', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => typeof parseInvite(`#join=${text}`).ok === 'boolean' && typeof parseInvite(text).ok === 'boolean',
    ),
  );
});

test('an invitation with more than four meeting points, or with one that is none, is not made', () => {
  expect(() => invited(['https://example.org'])).toThrow(RangeError);
  expect(() => invited(Array.from({ length: 5 }, () => 'wss://a.example'))).toThrow(RangeError);
});

test('an invitation lasts to its minute, and its secret is not printed', () => {
  const invite = createInvite(systemRandom, toInstant(EXPIRES + 1), []);
  expect(hasExpired(invite, toInstant(EXPIRES + 60_000))).toBe(false);
  expect(hasExpired(invite, toInstant(EXPIRES + 60_001))).toBe(true);
  expect(JSON.stringify(invite)).toContain('[secret]');
});

test('there are 64 pictures, none twice, each one plain word', () => {
  expect(PICTURES).toHaveLength(64);
  expect(new Set(PICTURES).size).toBe(64);
  for (const picture of PICTURES) expect(picture).toMatch(/^[a-z]{3,10}$/);
});

test('the order of the pictures is part of the protocol', () => {
  expect(bytesToHex(sha256(textToBytes(PICTURES.join(' '))))).toBe('c557e08a17215b22d6d0dc0388399a3e6647aaade21a019ee961167086d3ec3e');
});

test('a card is tidy, has a name and hides no control letters', () => {
  expect(isGuestCard({ name: 'Zoë Ní Bhriain', role: '', organisation: 'مركز بريستول' })).toBe(true);
  for (const name of ['', ' Kim', 'Kim\u202eerA', 'a\u0000b', 'e\u0301', 'x'.repeat(81)])
    expect(isGuestCard({ name, role: '', organisation: '' })).toBe(false);
  expect(toGuestCard({ name: '  Kim \u202e\n Lee ', role: 'e\u0301', organisation: '' })).toEqual({
    name: 'Kim Lee',
    role: 'é',
    organisation: '',
  });
});
