import { describe, expect, it } from 'vitest';
import { bytesToBase64url, hexToBytes, Redacted, textToBytes, toInstant } from '#base';
import type { Bytes } from '#base';
import { createExchange, createSigningKey, deriveBytes, toBoxKey, toSignKey } from '#crypto';
import { readEntry, strandOf, toMemberId, toRecordId, toStrand } from '#ledger';
import type { DeviceKeys } from '#ledger';
import { formatInvite, inviteRoom, inviteToCode, parseInvite } from '#team';
import { InviteChannel } from '../../../src/team/invite-channel.ts';
import { readMessage as readInviteMessage, writeMessage } from '../../../src/team/invite-message.ts';
import { commitmentTo, picturesOf } from '../../../src/team/invite-pictures.ts';
import { readHeads, readMessage, writeAsk, writeGive, writeHeads } from '../../../src/sync/link/messages.ts';
import { roomTag } from '../../../src/sync/link/room.ts';
import { linkSecret, SealedSignals } from '../../../src/sync/link/sealed-signals.ts';
import { channelBytes, proofBytes } from '../../../src/sync/link/transcript.ts';
import type { Role } from '../../../src/sync/link/transcript.ts';
import { roomKeyOf, sealNotice } from '../../../src/sync/replica/notice.ts';
import { readWelcome } from '../../../src/sync/welcome.ts';
import { toIdentity } from '../../../src/sync/replica/identity.ts';
import entries from '../../vectors/entries.json';
import invitations from '../../vectors/invitations.json';
import keys from '../../vectors/keys.json';
import links from '../../vectors/links.json';
import { toJson } from '../../vectors/make/json.ts';

const certain = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('A vector names something that is not there.');
  return value;
};
const hex = (text: string): Bytes => certain(hexToBytes(text));
const deviceKeys = (text: string): DeviceKeys => ({ sign: toSignKey(text.slice(0, 64)), box: toBoxKey(text.slice(64)) });
const sides = (role: string): Role => (role === 'out' ? 'out' : 'back');

describe('an invitation', () => {
  const { meeting } = invitations;
  const secret = new Redacted(hex(meeting.secret));

  it('is written as the code and the link of the vectors, and read back', () => {
    for (const { secret: of, endMinutes, meetingPoints, code, link, name } of invitations.codes) {
      const invite = { secret: new Redacted(hex(of)), expires: toInstant(endMinutes * 60_000), meetingPoints };
      expect(inviteToCode(invite), name).toBe(code);
      expect(formatInvite(invite, 'https://around-me.example/'), name).toBe(link);
      for (const text of [link, code]) {
        const read = parseInvite(text);
        if (!read.ok) throw new Error(`${name}: ${read.error.type}`);
        expect(read.value.secret.reveal()).toEqual(hex(of));
        expect([read.value.expires, read.value.meetingPoints]).toEqual([invite.expires, meetingPoints]);
      }
    }
  });

  it('that is none is said to be so', () => {
    for (const { what, text, problem } of invitations.refused)
      expect(parseInvite(text), what).toMatchObject({ ok: false, error: { type: problem } });
  });

  it('makes its room and the frames of a meeting', async () => {
    expect(inviteRoom(secret)).toBe(invitations.room);
    for (const { from, counter, nonce, padded, frame, message } of meeting.frames) {
      const [mine, theirs] = [
        await InviteChannel.open(secret, from === 'host' ? 'host' : 'guest'),
        await InviteChannel.open(secret, from === 'host' ? 'guest' : 'host'),
      ];
      const read = certain(readInviteMessage(hex(padded)));
      expect(toJson(read)).toEqual(message);
      expect(writeMessage(read)).toEqual(hex(padded));
      const placed = { session: meeting.session, counter, message: read };
      expect(await mine.seal(placed, () => hex(nonce))).toEqual(hex(frame));
      expect(await theirs.open(hex(frame))).toEqual(placed);
      expect(await mine.open(hex(frame))).toBeNull();
    }
  });

  it('binds both sides to the commitment and the pictures', () => {
    const { host, guest } = meeting;
    const guestPart = { nonce: hex(guest.nonce), keys: deviceKeys(guest.deviceKeys), card: guest.card };
    const hostPart = {
      nonce: hex(host.nonce),
      keys: deviceKeys(host.deviceKeys),
      record: certain(toRecordId(host.record)),
      member: certain(toMemberId(host.member)),
    };
    expect(commitmentTo(guestPart)).toEqual(hex(meeting.commitment));
    expect(picturesOf(hostPart, guestPart)).toEqual(meeting.pictures);
  });

  it('ends in a welcome that the guest can use', async () => {
    const { host } = meeting;
    const kim = certain(keys.devices.find(({ name }) => name === 'Kim’s phone'));
    const identity = await toIdentity({ sign: new Redacted(hex(kim.signSeed)), box: new Redacted(hex(kim.boxSeed)) });
    const admittance = {
      record: certain(toRecordId(host.record)),
      host: strandOf(deviceKeys(host.deviceKeys).sign),
      hostKeys: deviceKeys(host.deviceKeys),
      member: certain(toMemberId(host.member)),
    };
    const welcome = await readWelcome(hex(meeting.welcome.body), admittance, identity);
    expect(welcome?.meet.bytes).toEqual(hex(links.room.meetKey));
    expect(welcome?.network).toEqual({ meetingPoints: certain(invitations.codes[1]).meetingPoints, iceServers: [], relayOnly: false });
    expect(
      await readWelcome(hex(meeting.welcome.body), { ...admittance, member: certain(toMemberId('00'.repeat(16))) }, identity),
    ).toBeNull();
  });
});

describe('a room', () => {
  const roomKey = roomKeyOf({ bytes: hex(links.room.meetKey) } as never);

  it('has the key and the tag of its meeting key', () => {
    expect(roomKey).toEqual(hex(links.room.roomKey));
    expect(roomTag(roomKey)).toBe(links.room.tag);
  });

  it('has the word left in it sealed to the same bytes', async () => {
    const bytes = certain(entries.entries.find(({ name }) => name === links.notice.entry)).outputs.entry;
    const entry = readEntry(hex(bytes));
    if (!entry.ok) throw new Error(entry.error.type);
    expect(await sealNotice(roomKey, entry.value, () => hex(links.notice.nonce))).toEqual(hex(links.notice.box));
  });
});

describe('a link', () => {
  const { hellos } = links;
  const roomKey = hex(links.room.roomKey);
  const seen = {
    record: certain(toRecordId(hellos.record)),
    roomKey,
    out: { key: toBoxKey(hellos.out.key), nonce: hex(hellos.out.nonce) },
    back: { key: toBoxKey(hellos.back.key), nonce: hex(hellos.back.nonce) },
  };
  const salt = deriveBytes(seen.out.nonce, seen.back.nonce, 'around-me/link/1/salt', 32);

  it('agrees on the secret of the vectors from both sides', async () => {
    const [out, back] = [await createExchange(hex(hellos.out.seed)), await createExchange(hex(hellos.back.seed))];
    expect([out.publicKey, back.publicKey]).toEqual([hellos.out.key, hellos.back.key]);
    for (const agreed of [await out.agree(back.publicKey), await back.agree(out.publicKey)]) expect(agreed).toEqual(hex(hellos.agreed));
    expect(salt).toEqual(hex(hellos.salt));
    expect([bytesToBase64url(seen.out.nonce), bytesToBase64url(seen.back.nonce)]).toEqual([hellos.out.nonceText, hellos.back.nonceText]);
  });

  it('seals its signals to the same letters, and the other side opens them', async () => {
    const secret = linkSecret(hex(hellos.agreed), roomKey);
    for (const role of ['out', 'back']) {
      const [mine, theirs] = [new SealedSignals(secret, salt, role === 'out'), new SealedSignals(secret, salt, role !== 'out')];
      const said = links.signals.filter(({ from }) => from === role);
      expect(said).toHaveLength(2);
      for (const { n, text, box } of said) {
        expect(await mine.seal(textToBytes(text))).toEqual({ n, box });
        expect(await theirs.open({ n, box })).toEqual([textToBytes(text)]);
      }
    }
  });

  it('has the same bytes signed, over the meeting point and over the channel', async () => {
    const [out, back] = links.proofs;
    const strands = { out: certain(toStrand(certain(out).strand)), back: certain(toStrand(certain(back).strand)) };
    for (const { role, signSeed, proof, proofSignature, channel, channelSignature } of links.proofs) {
      const side = sides(role);
      expect(proofBytes(seen, side, strands[side])).toEqual(hex(proof));
      expect(channelBytes(seen, side, { strands, fingerprints: links.fingerprints })).toEqual(hex(channel));
      const signer = await createSigningKey(hex(signSeed));
      expect([await signer.sign(hex(proof)), await signer.sign(hex(channel))]).toEqual([hex(proofSignature), hex(channelSignature)]);
    }
  });

  it('writes and reads the same messages', () => {
    const { messages } = links;
    const heads = certain(readHeads(hex(messages.sorted)));
    expect(writeHeads(heads.toReversed())).toEqual(hex(messages.sorted));
    expect(toJson(heads.toSorted((a, b) => (a.hash < b.hash ? -1 : 1)))).toEqual(
      messages.heads.toSorted((a, b) => (a.hash < b.hash ? -1 : 1)),
    );
    const have = new Map(messages.have.map(([strand = 0, count = 0]): [number, number] => [strand, count]));
    expect(writeAsk(have)).toEqual(hex(messages.ask));
    expect(readMessage(hex(messages.ask))).toEqual({ type: 'ask', have });
    for (const [bytes, last] of [
      [messages.give, false],
      [messages.lastGive, true],
    ] as const) {
      expect(writeGive(hex(messages.update), last)).toEqual(hex(bytes));
      expect(readMessage(hex(bytes))).toEqual({ type: 'give', update: hex(messages.update), last });
    }
  });
});
