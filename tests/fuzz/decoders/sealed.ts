import * as z from 'zod/mini';
import { bytesToBase64url, bytesToText, Redacted, textToBytes, toInstant } from '#base';
import type { Bytes } from '#base';
import { createBoxKey, createExchange, sealToBoxKey } from '#crypto';
import { MEET_PAGE, readEntry, sealEntry } from '#ledger';
import type { Entry } from '#ledger';
import { HelloSchema } from '../../../src/sync/link/introduction.ts';
import PeerLink from '../../../src/sync/link/peer-link.ts';
import { Keyring } from '../../../src/sync/replica/keyring.ts';
import { createLinkHost } from '../../../src/sync/replica/link-host.ts';
import { readNotice, roomKeyOf, sealNotice } from '../../../src/sync/replica/notice.ts';
import { Receipts } from '../../../src/sync/replica/receipts.ts';
import { readWelcome, writeWelcome } from '../../../src/sync/welcome.ts';
import { PAGE, seededRandom } from '../../unit/ledger/cast.ts';
import { hearing as hearingOf } from '../../unit/replica/cast.ts';
import { mustHold } from '../decoder.ts';
import type { Decoder } from '../decoder.ts';
import type { TestRecord } from '../record.ts';

// What is read only after it was opened: sealed here by the right key, so that what is inside is what is tried.

const isEntry = (bytes: Bytes, entry: Entry): boolean => {
  const read = readEntry(bytes);
  return read.ok && read.value.hash === entry.hash;
};

/** Whoever has the key of the room that was left leaves word there. */
const notice = ({ client, kim, rotate, meet }: TestRecord): Decoder => {
  const roomKey = roomKeyOf(meet);
  const hearing = hearingOf(kim);
  return {
    name: 'notice',
    share: 1,
    runs: 40,
    seeds: [rotate.bytes, ...client.ledger.index.entries.map(({ bytes }) => bytes)],
    check: async (plain) => {
      mustHold((await readNotice(kim, roomKey, plain, hearing)) === null, 'what nobody sealed is no notice');
      const sealed = await sealNotice(roomKey, { ...rotate, bytes: plain }, seededRandom(1));
      const read = await readNotice(kim, roomKey, sealed, hearing);
      mustHold(read === null || isEntry(plain, rotate), 'a notice is the client’s word');
      return read !== null;
    },
  };
};

const NETWORK = { meetingPoints: ['wss://meet.example'], iceServers: [{ urls: ['stun:relay.example'] }], relayOnly: false };

const linkHostOf = ({ kim, meet }: TestRecord, ends: (string | null)[] = []) =>
  createLinkHost(kim, {
    roomKey: new Redacted(roomKeyOf(meet)),
    iceServers: [],
    relayOnly: false,
    onLink: ({ end }) => void ends.push(end),
    inviter: null,
    introduction: new Uint8Array(0),
  });

/** Somebody whom Kim's device has not heard of yet shows the entry that let them in. */
const introduction = (record: TestRecord): Decoder => ({
  name: 'introduction',
  share: 1,
  runs: 60,
  seeds: [record.admit.bytes],
  check: async (bytes) => {
    const key = await linkHostOf(record).peerKey(record.lee.identity.strand, [bytes]);
    mustHold(key === null || (key === record.lee.identity.keys.sign && isEntry(bytes, record.admit)), 'only the client lets people in');
    return key !== null;
  },
});

const welcome = ({ client, lee, admit }: TestRecord): Decoder => {
  const admittance = { record: client.record, host: client.identity.strand, hostKeys: client.identity.keys, member: lee.member };
  const written = writeWelcome(client, lee.identity.strand, NETWORK);
  return {
    name: 'welcome',
    share: 1,
    runs: 60,
    seeds: written ? [written] : [],
    check: async (bytes) => {
      const read = await readWelcome(bytes, admittance, lee.identity);
      mustHold(read === null || isEntry(read.introduction, admit), 'a welcome is of this very device');
      return read !== null;
    },
  };
};

/** What a rotate carries, under a key that this device has. */
const carried = ({ client, kim, meet }: TestRecord): Decoder => ({
  name: 'carried-keys',
  share: 1,
  runs: 40,
  seeds: [new Uint8Array(64).fill(5, 0, 32).fill(6, 32), new Uint8Array(32).fill(7)],
  check: async (payload) => {
    const { identity, record } = client;
    const sealed = await sealEntry(
      {
        ...{ record, strand: identity.strand, seq: 0, prev: null, parents: [], page: MEET_PAGE },
        facts: { kind: 'rotate', rootBox: new Uint8Array(80), boxes: [] },
        words: { key: meet, say: { time: toInstant(1), payload } },
      },
      identity.signer,
      seededRandom(2),
    );
    if (!sealed.ok) return false;
    const keyring = new Keyring(kim.ledger, [kim.identity]);
    keyring.add(meet);
    await keyring.learn([sealed.value]);
    mustHold(keyring.keysOf(MEET_PAGE).length <= 1 + payload.length / 32, 'no more keys than there is room for');
    return keyring.keysOf(MEET_PAGE).length > 1;
  },
});

const opened = async ({ client, kim }: TestRecord): Promise<Decoder> => {
  const key = await createBoxKey(new Uint8Array(32).fill(8));
  const { record } = client;
  const { strand } = kim.identity;
  return {
    name: 'opened',
    share: 1,
    runs: 40,
    check: async (plain) => {
      const place = textToBytes(`${record}/${strand}/0`);
      const sealed = await sealToBoxKey(key.publicKey, plain, textToBytes('around-me/receipt/1'), place);
      if (!sealed.ok) return false;
      const receipts = new Receipts(client.ledger, key);
      const entry = { record, strand, seq: 0, facts: { kind: 'seen', opened: sealed.value } } as unknown as Entry;
      await receipts.learn([entry]);
      return receipts.lastOpened(strand, PAGE) !== null;
    },
  };
};

const OfferSchema = z.object({ type: z.literal('offer'), hello: HelloSchema });

/** A signal as y-webrtc hands it on, from anybody at the meeting point, to a link that waits: an honest offer after it is answered. */
const wire = async (record: TestRecord): Promise<Decoder> => {
  const { publicKey } = await createExchange(new Uint8Array(32).fill(17));
  const honest = { type: 'offer', hello: { key: publicKey, nonce: bytesToBase64url(new Uint8Array(16).fill(18)) } };
  return {
    name: 'wire',
    share: 1,
    runs: 40,
    check: async (bytes) => {
      let json: unknown;
      try {
        json = JSON.parse(bytesToText(bytes) ?? '');
      } catch {
        return false;
      }
      const ends: (string | null)[] = [];
      let answers = 0;
      const link = new PeerLink({ initiator: false, host: linkHostOf(record, ends) });
      link.on('signal', () => (answers += 1));
      link.signal(json);
      link.signal(honest);
      const offer = z.safeParse(OfferSchema, json);
      // Perhaps both are answered: what was asked of WebCrypto takes its time.
      for (let i = 0; i < 1000 && (answers === 0 || (offer.success && answers === 1 && i < 20)); i++)
        await new Promise((resolve) => setTimeout(resolve, 2));
      mustHold(
        ends.every((end) => end === null),
        'whoever sends a signal does not get to end the link',
      );
      mustHold(answers > 0, 'an honest offer is answered');
      link.destroy();
      return answers > 1;
    },
  };
};

export const sealedDecoders = async (record: TestRecord): Promise<readonly Decoder[]> => [
  notice(record),
  introduction(record),
  welcome(record),
  carried(record),
  await opened(record),
  await wire(record),
];
