import { bytesToBase64url, textToBytes } from '#base';
import type { Bytes } from '#base';
import { writeGrantCard, writePageCard, writePersonCard } from '#record';
import { PAGE } from '../../unit/ledger/cast.ts';
import type { World } from '../../unit/ledger/malformed/world.ts';
import type { Made } from './corpora.ts';

const text = (value: unknown): Bytes => textToBytes(JSON.stringify(value));
const ID = '0123456789abcdef'.repeat(2);

const ITEMS = {
  goal: { kind: 'goal', title: 'A place', why: '', away: true },
  step: { kind: 'step', goal: ID, what: 'Ask', who: 'client', by: '2026-01-31', state: 'todo', why: '' },
  rating: { kind: 'rating', goal: ID, value: 7, words: '' },
  note: { kind: 'note', type: 'visit', words: 'We met.', day: '2026-01-05', together: true },
  answer: { kind: 'answer', to: ID, words: 'Yes.' },
  say: { kind: 'say', to: ID, say: 'not-quite', words: '' },
  thanks: { kind: 'thanks', to: ID },
  'taken-away': { kind: 'taken-away', to: ID, why: '' },
  private: { kind: 'private', words: 'Mine.' },
  today: { kind: 'today', value: 3, words: '' },
  invitation: { kind: 'invitation', name: 'Kim', until: 1_767_600_000_000, state: 'out' },
} as const;

const network = {
  meetingPoints: ['wss://meet.example'],
  iceServers: [{ urls: ['turn:relay.example'], username: 'u', credential: 'c' }],
  relayOnly: true,
};

/** What is JSON: cards, items, rows. */
export const makeTexts = ({ record, last, client }: World): Made => {
  const secret = bytesToBase64url(new Uint8Array(32).fill(1));
  const row = {
    ...{ version: 1, id: ID, record, role: 'member', label: 'Sam', space: ID, state: 'joining', sign: secret, box: secret, receipts: null },
    ...{ network, introduction: bytesToBase64url(last.bytes), inviter: { strand: client.strand, key: client.keys.sign }, meet: secret },
    ...{ takenOffAt: null, showMe: true, former: [{ strand: 7, box: secret }] },
  };
  return {
    'person-card': new Map([['somebody', textToBytes(writePersonCard({ name: 'Kim', role: 'Worker', organisation: 'Somewhere “else”' }))]]),
    'page-card': new Map([['a plan', textToBytes(writePageCard({ kind: 'plan', title: 'My plan', order: 2, archived: false }))]]),
    'grant-card': new Map([['until', textToBytes(writeGrantCard({ until: 1_767_600_000_000 }))]]),
    item: new Map(Object.entries(ITEMS).map(([kind, item]) => [kind, text(item)])),
    opened: new Map([
      ['one page', text([{ page: PAGE, at: 1_767_600_000_000 }])],
      [
        'several',
        text([
          { page: PAGE, at: 0 },
          { page: 'ff'.repeat(8), at: 1.5 },
        ]),
      ],
    ]),
    'record-row': new Map([
      ['joining', text(row)],
      ['open', text({ ...row, role: 'client', state: 'open', receipts: secret, inviter: null, meet: null, former: undefined })],
    ]),
    installation: new Map([
      ['all', text(network)],
      ['a meeting point', text({ meetingPoints: ['wss://meet.example', 'not an address'] })],
    ]),
  };
};
