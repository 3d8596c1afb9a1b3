import { bytesToText, concatBytes, Redacted, textToBytes, toInstant } from '#base';
import type { Bytes } from '#base';
import { deriveBytes, importAeadKey, NONCE_BYTES, sealAead, seedFromWords, wordsFromSeed } from '#crypto';
import { inviteToCode, InviteGuest, InviteHost, parseInvite } from '#team';
import { cardFromBytes, cardToBytes } from '../../../src/team/invite-card.ts';
import { InviteChannel } from '../../../src/team/invite-channel.ts';
import type { Side } from '../../../src/team/invite-channel.ts';
import { readMessage, writeMessage } from '../../../src/team/invite-message.ts';
import type { World } from '../../unit/ledger/malformed/world.ts';
import { seededRandom } from '../../unit/ledger/cast.ts';
import { mustHold, sameBytes } from '../decoder.ts';
import type { Decoder } from '../decoder.ts';

/** The one invitation of all these tests. */
export const INVITE = {
  secret: new Redacted<Bytes>(new Uint8Array(32).fill(21)),
  expires: toInstant(Date.UTC(2026, 0, 8, 9)),
  meetingPoints: ['wss://meet.example'],
};

const code: Decoder = {
  name: 'invite-code',
  share: 6,
  runs: 1000,
  check: (bytes) => {
    const read = parseInvite(new TextDecoder().decode(bytes));
    if (!read.ok) return false;
    const again = parseInvite(`#join=${inviteToCode(read.value)}`);
    mustHold(again.ok && inviteToCode(again.value) === inviteToCode(read.value), 'what is written reads back');
    return true;
  },
};

const message: Decoder = {
  name: 'invite-message',
  share: 6,
  runs: 2000,
  check: (bytes) => {
    const read = readMessage(bytes);
    if (!read) return false;
    mustHold(sameBytes(writeMessage(read), bytes), 'a message has one writing');
    return true;
  },
};

const card: Decoder = {
  name: 'guest-card',
  share: 4,
  runs: 2000,
  check: (bytes) => {
    const read = cardFromBytes(bytes);
    if (!read) return false;
    mustHold(sameBytes(cardToBytes(read), bytes), 'a card has one writing');
    return true;
  },
};

const frame = async (): Promise<Decoder> => {
  const channel = await InviteChannel.open(INVITE.secret, 'guest');
  return { name: 'invite-frame', share: 2, runs: 200, check: async (bytes) => (await channel.open(bytes)) !== null };
};

/** Seals any plaintext as one side of the invitation does, in a frame of any session and count. */
const sealFrame = async (from: Side, session: Uint8Array, counter: number, plain: Bytes): Promise<Bytes> => {
  const key = await importAeadKey(deriveBytes(INVITE.secret.reveal(), new Uint8Array(0), `around-me/invite/from-${from}/1`, 32));
  const head = concatBytes(Uint8Array.of(1), session, Uint8Array.of(counter));
  const nonce = new Uint8Array(NONCE_BYTES).fill(counter);
  return concatBytes(head, nonce, await sealAead(key, nonce, concatBytes(textToBytes('around-me/invite/frame/1\0'), head), plain));
};

const SESSION = new Uint8Array(16).fill(9);

/** Somebody who has the link says anything, well sealed, to the client's device. */
const host = ({ record, client }: World): Decoder => ({
  name: 'invite-host',
  share: 1,
  runs: 40,
  check: async (plain) => {
    const waiting = await InviteHost.create({
      invite: INVITE,
      record,
      keys: client.keys,
      random: seededRandom(3),
      now: () => toInstant(0),
    });
    const step = await waiting.receive(await sealFrame('guest', SESSION, 0, plain));
    const again = await waiting.receive(await sealFrame('guest', SESSION, 1, plain));
    return step.state.type !== 'waiting' || again.state.type !== 'waiting';
  },
});

/** And to the device that was invited. */
const guest = ({ newcomer }: World): Decoder => ({
  name: 'invite-guest',
  share: 1,
  runs: 40,
  check: async (plain) => {
    const looking = await InviteGuest.create({
      invite: INVITE,
      keys: newcomer.keys,
      sign: (said) => newcomer.signer.sign(said),
      card: { name: 'Kim', role: '', organisation: '' },
      random: seededRandom(4),
    });
    const [hello = new Uint8Array(0)] = looking.again();
    const session = hello.slice(1, 17);
    const step = await looking.receive(await sealFrame('host', session, 0, plain));
    await looking.receive(await sealFrame('host', session, 1, plain));
    return step.state.type !== 'looking';
  },
});

const recoveryWords: Decoder = {
  name: 'recovery-words',
  share: 3,
  runs: 1000,
  check: (bytes) => {
    const words = (bytesToText(bytes) ?? '').split(' ');
    const seed = seedFromWords(words);
    if (!seed) return false;
    mustHold(
      wordsFromSeed(seed).join(' ') ===
        words
          .map((word) => word.trim().toLowerCase())
          .filter((word) => word !== '')
          .join(' '),
      'words spell one seed',
    );
    return true;
  },
};

export const invitationDecoders = async (world: World): Promise<readonly Decoder[]> => [
  code,
  message,
  card,
  await frame(),
  host(world),
  guest(world),
  recoveryWords,
];
