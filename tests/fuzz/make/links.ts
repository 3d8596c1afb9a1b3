import { bytesToBase64url, concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { createExchange } from '#crypto';
import { runsOf, writeUpdate } from '#ledger';
import * as encoding from 'lib0/encoding';
import { writeBlobMessage } from '../../../src/sync/attachments/blob-message.ts';
import { toBlobHash } from '#device';
import type { CursorMessage } from '../../../src/sync/cursors/cursor-message.ts';
import { writeCursor } from '../../../src/sync/cursors/cursor-message.ts';
import { writeSignal } from '../../../src/sync/link/introduction.ts';
import type { Signal } from '../../../src/sync/link/introduction.ts';
import { EMPTY_UPDATE, writeAsk, writeGive } from '../../../src/sync/link/messages.ts';
import { SealedSignals } from '../../../src/sync/link/sealed-signals.ts';
import { PAGE } from '../../unit/ledger/cast.ts';
import type { World } from '../../unit/ledger/malformed/world.ts';
import { joinFrames, LINK_SALT, LINK_SECRET, TOPIC } from '../decoders/link.ts';
import type { Made } from './corpora.ts';

type Place = NonNullable<CursorMessage['cursor']>['anchor'];

const text = (value: unknown): Bytes => textToBytes(JSON.stringify(value));

const awareness = (client: number, state: string): Bytes => {
  const body = encoding.createEncoder();
  for (const number of [1, client, 3]) encoding.writeVarUint(body, number);
  encoding.writeVarString(body, state);
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, 1);
  encoding.writeVarUint8Array(e, encoding.toUint8Array(body));
  return new Uint8Array(encoding.toUint8Array(e));
};

const SDP = ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`, ''].join('\r\n');

const signals = ({ sam, first }: World): ReadonlyMap<string, Signal> =>
  new Map<string, Signal>([
    [
      'proof',
      { is: 'proof', strand: sam.strand, introductions: [bytesToBase64url(first.bytes)], signature: bytesToBase64url(first.signature) },
    ],
    ['offer', { is: 'description', type: 'offer', sdp: SDP }],
    ['answer', { is: 'description', type: 'answer', sdp: SDP }],
    ['candidate', { is: 'candidate', candidate: 'candidate:1 1 udp 1 10.0.0.1 4444 typ host', mid: '0', line: 0 }],
    ['candidate with nothing', { is: 'candidate', candidate: '', mid: null, line: null }],
  ]);

export const makeLinks = async (world: World): Promise<Made> => {
  const { honest, stored, sam, robin } = world;
  const update = writeUpdate(runsOf([honest]));
  const said = [...signals(world)].map(([name, signal]) => [name, writeSignal(signal)] as const);
  const sealing = new SealedSignals(LINK_SECRET, LINK_SALT, true);
  const sealed = [
    await sealing.seal(said[0]?.[1] ?? update),
    await sealing.seal(said[3]?.[1] ?? update),
    await sealing.seal(said[4]?.[1] ?? update),
  ];
  const { publicKey } = await createExchange(new Uint8Array(32).fill(6));
  const hello = { key: publicKey, nonce: bytesToBase64url(new Uint8Array(16).fill(5)) };
  const hash = toBlobHash(new Uint8Array(32).fill(0xab));
  if (!hash) throw new RangeError('A name is 32 bytes.');
  const page = PAGE;
  const at = (place: Partial<Place>): Place => ({ type: null, tname: null, item: null, assoc: 0, ...place });
  const part = (kind: number, bytes: Uint8Array) => concatBytes(Uint8Array.of(kind), bytes);
  return {
    'blob-message': new Map([
      ['ask', writeBlobMessage({ type: 'ask', hash, part: 3 })],
      ['a part', writeBlobMessage({ type: 'part', hash, part: 3, bytes: update })],
      ['not there', writeBlobMessage({ type: 'not-there', hash, part: 65_535 })],
    ]),
    cursor: new Map([
      ['nowhere', writeCursor({ page, cursor: null })],
      ['in a text', writeCursor({ page, cursor: { anchor: at({ tname: 'people' }), head: at({ tname: 'people', assoc: -1 }) } })],
      [
        'beside letters',
        writeCursor({
          page,
          cursor: { anchor: at({ item: { client: sam.strand, clock: 3 } }), head: at({ type: { client: sam.strand, clock: 1 } }) },
        }),
      ],
    ]),
    message: new Map([
      ['ask for everything', writeAsk(new Map())],
      ['ask', writeAsk(new Map(stored.map(({ strand, seq }) => [strand, seq + 1])))],
      ['give', writeGive(update, false)],
      ['give the last', writeGive(EMPTY_UPDATE, true)],
      ['here', awareness(sam.strand, '{"here":true}')],
      ['gone', awareness(robin.strand, 'null')],
    ]),
    channel: new Map([
      ['a message', joinFrames([part(2, update)])],
      ['a message in parts', joinFrames([part(1, update.slice(0, 100)), part(1, update.slice(100, 200)), part(2, update.slice(200))])],
      ['a message of nothing', joinFrames([Uint8Array.of(2)])],
      [
        'between heartbeats',
        joinFrames([Uint8Array.of(3), part(2, update), Uint8Array.of(4), Uint8Array.of(5, 0, 0, 1, 0), Uint8Array.of(2, 9)]),
      ],
    ]),
    signal: new Map(said),
    'sealed-signal': new Map([
      ['one', text([sealed[0]])],
      ['in order', text(sealed)],
      ['out of order', text(sealed.toReversed())],
      ['twice', text([sealed[0], sealed[0], sealed[1]])],
    ]),
    wire: new Map([['an offer', text({ type: 'offer', hello })]]),
    published: new Map([
      ['sealed words', text({ type: 'publish', topic: TOPIC, data: { type: 'sealed', box: bytesToBase64url(update) } })],
      ['an announcement', text({ type: 'publish', topic: TOPIC, data: { type: 'announce', from: 'somebody' }, clients: 2 })],
      ['a question', text({ type: 'publish', topic: TOPIC, data: { type: 'ask' } })],
    ]),
  };
};
