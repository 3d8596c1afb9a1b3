import { bytesToHex, concatBytes, Redacted, textToBytes, toInstant } from '#base';
import type { Bytes } from '#base';
import { deriveBytes } from '#crypto';
import { admitProofBytes, idToBytes } from '#ledger';
import { formatInvite, inviteRoom, inviteToCode, parseInvite } from '#team';
import type { Invite } from '#team';
import { InviteChannel } from '../../../src/team/invite-channel.ts';
import type { Side } from '../../../src/team/invite-channel.ts';
import { writeMessage } from '../../../src/team/invite-message.ts';
import type { InviteMessage } from '../../../src/team/invite-message.ts';
import { commitmentTo, picturesOf } from '../../../src/team/invite-pictures.ts';
import { bytesOf, certain, deviceBytes, memberOf, Pen, seedOf } from './cast.ts';
import type { MadeRecord, Written } from './cast.ts';
import { toJson } from './json.ts';
import type { Json } from './json.ts';
import { numberBytes } from './seal-box.ts';

const APP = 'https://around-me.example/';
const MINUTE = 60_000;
const END = Date.UTC(2026, 0, 8, 9);

const invitations = (): readonly (readonly [string, Invite])[] => {
  const secret = (name: string) => new Redacted(seedOf(`invitation ${name}`));
  const at = (minutes: number) => toInstant(minutes * MINUTE);
  return [
    ['two devices in one room', { secret: secret('1'), expires: toInstant(END), meetingPoints: [] }],
    ['one meeting point', { secret: secret('2'), expires: toInstant(END), meetingPoints: ['wss://meet.example'] }],
    [
      'four meeting points, and the latest end that fits',
      {
        secret: secret('3'),
        expires: at(2 ** 32 - 1),
        meetingPoints: ['wss://a.example', 'ws://10.0.0.7:4444', 'wss://meet.example/way/in?here', 'wss://[2001:db8::1]/'],
      },
    ],
  ];
};

/** Texts that somebody may paste, with what is said of them. */
const refusedCodes = (code: string): Json => {
  const swapped = `${code.slice(0, 30)}${code[30] === 'A' ? 'B' : 'A'}${code.slice(31)}`;
  const cases: readonly (readonly [string, string])[] = [
    ['words with no code in them', 'See you on Monday.'],
    ['the end is missing', `#join=${code.slice(0, -5)}`],
    ['one letter is another', `#join=${swapped}`],
    ['of a later version', `#join=Ag${code.slice(2)}`],
    ['a version that no app will have', `#join=_g${code.slice(2)}`],
  ];
  return cases.map(([what, text]) => {
    const read = parseInvite(text);
    if (read.ok) throw new Error(`${what}: it was read`);
    return { what, text, problem: read.error.type };
  });
};

/** Codes, the room, the keys of both directions, and a meeting from hello to thanks. */
export const makeInvitations = async ({ record, phone }: MadeRecord, entries: ReadonlyMap<string, Written>): Promise<Json> => {
  const all = invitations();
  const guest = await Pen.of('Kim’s phone');
  const invite = certain(all[1])[1];
  const member = memberOf('Kim');
  const card = { name: 'Kim', role: 'Key worker', organisation: 'The house on the corner' };
  const [hostNonce, guestNonce] = [seedOf('the host’s nonce'), seedOf('the guest’s nonce')];
  const proof = await guest.signer.sign(admitProofBytes(record, phone.strand, member, guest.keys));
  const guestPart = { nonce: guestNonce, keys: guest.keys, card };
  const hostPart = { nonce: hostNonce, keys: phone.keys, record, member };
  const parts = [
    certain(entries.get('admit')).entry.bytes,
    certain(entries.get('share')).entry.bytes,
    textToBytes(JSON.stringify({ meetingPoints: invite.meetingPoints, iceServers: [], relayOnly: false })),
  ];
  const welcome = concatBytes(...parts.flatMap((part) => [numberBytes(part.length, 4), part]));
  const session = bytesToHex(bytesOf('session', 16));
  const talk: readonly (readonly [Side, number, InviteMessage])[] = [
    ['guest', 0, { type: 'hello', commitment: commitmentTo(guestPart) }],
    ['host', 0, { type: 'answer', nonce: hostNonce, record, keys: phone.keys, member }],
    ['guest', 1, { type: 'reveal', nonce: guestNonce, keys: guest.keys, proof, card }],
    ['host', 1, { type: 'welcome', welcome }],
    ['guest', 2, { type: 'thanks' }],
    ['host', 0, { type: 'refused', reason: 'busy' }],
  ];
  const sealing = { host: await InviteChannel.open(invite.secret, 'host'), guest: await InviteChannel.open(invite.secret, 'guest') };
  const key = (purpose: string, length: number): string =>
    bytesToHex(deriveBytes(invite.secret.reveal(), new Uint8Array(0), `around-me/invite/${purpose}/1`, length));
  return {
    about: 'Invitations (section 6): codes, and one meeting from hello to thanks under the second of them.',
    codes: all.map(([name, { secret, expires, meetingPoints }]) => ({
      name,
      secret: bytesToHex(secret.reveal()),
      endMinutes: expires / MINUTE,
      meetingPoints: [...meetingPoints],
      bytes: bytesToHex(certain(decode(inviteToCode({ secret, expires, meetingPoints })))),
      code: inviteToCode({ secret, expires, meetingPoints }),
      link: formatInvite({ secret, expires, meetingPoints }, APP),
    })),
    refused: refusedCodes(inviteToCode(invite)),
    room: inviteRoom(invite.secret),
    keys: { room: key('room', 16), fromHost: key('from-host', 32), fromGuest: key('from-guest', 32) },
    meeting: {
      secret: bytesToHex(invite.secret.reveal()),
      session,
      host: {
        record,
        strand: phone.strand,
        deviceKeys: bytesToHex(deviceBytes(phone.keys)),
        member: bytesToHex(idToBytes(member)),
        nonce: bytesToHex(hostNonce),
      },
      guest: {
        signSeed: bytesToHex(guest.signSeed),
        deviceKeys: bytesToHex(deviceBytes(guest.keys)),
        nonce: bytesToHex(guestNonce),
        card,
        proof: bytesToHex(proof),
      },
      commitment: bytesToHex(commitmentTo(guestPart)),
      pictures: [...picturesOf(hostPart, guestPart)],
      welcome: { parts: parts.map((part) => bytesToHex(part)), body: bytesToHex(welcome) },
      frames: await Promise.all(
        talk.map(async ([side, counter, message], i) => {
          const nonce = bytesOf(`frame ${i}`, 12);
          return {
            from: side,
            counter,
            message: toJson(message),
            padded: bytesToHex(writeMessage(message)),
            nonce: bytesToHex(nonce),
            frame: bytesToHex(await sealing[side].seal({ session, counter, message }, () => nonce)),
          };
        }),
      ),
    },
  };
};

const decode = (code: string): Bytes | null => new Uint8Array(Buffer.from(code, 'base64url'));
