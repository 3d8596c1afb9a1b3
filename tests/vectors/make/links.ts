import { bytesToBase64url, bytesToHex, concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { createExchange, deriveBytes } from '#crypto';
import { headToBytes } from '#ledger';
import { writeAsk, writeGive, writeHeads } from '../../../src/sync/link/messages.ts';
import { roomTag } from '../../../src/sync/link/room.ts';
import { linkSecret, SealedSignals } from '../../../src/sync/link/sealed-signals.ts';
import { channelBytes, proofBytes } from '../../../src/sync/link/transcript.ts';
import type { Hellos, Role } from '../../../src/sync/link/transcript.ts';
import { roomKeyOf, sealNotice } from '../../../src/sync/replica/notice.ts';
import { bytesOf, certain, headOf, Pen, seedOf } from './cast.ts';
import type { MadeRecord, Written } from './cast.ts';
import type { Json } from './json.ts';

const ROLES: readonly Role[] = ['out', 'back'];
/** The entry that changed the meeting key: the word that is left in the room before. */
const NOTICE = 'rotate, a page’s first key';
const FINGERPRINTS = {
  out: `sha-256 ${Array.from({ length: 32 }, (_, i) => i.toString(16).padStart(2, '0')).join(':')}`,
  back: `sha-256 ${Array.from({ length: 32 }, (_, i) => (255 - i).toString(16)).join(':')}`,
};

/** The room of a team, the word left in it, and a link from hello to the proof on its channel. */
export const makeLinks = async ({ record, phone, keys }: MadeRecord, entries: ReadonlyMap<string, Written>): Promise<Json> => {
  const roomKey = roomKeyOf(keys.meet);
  const rotate = certain(entries.get(NOTICE)).entry;
  const nonce = bytesOf('notice', 12);
  const kim = await Pen.of('Kim’s phone');
  const [outSeed, backSeed] = [seedOf('exchange out'), seedOf('exchange back')];
  const [out, back] = [await createExchange(outSeed), await createExchange(backSeed)];
  const hellos: Hellos = {
    record,
    roomKey,
    out: { key: out.publicKey, nonce: bytesOf('hello out', 16) },
    back: { key: back.publicKey, nonce: bytesOf('hello back', 16) },
  };
  const agreed = certain(await out.agree(back.publicKey));
  const salt = deriveBytes(hellos.out.nonce, hellos.back.nonce, 'around-me/link/1/salt', 32);
  const key = (way: Role): string => bytesToHex(deriveBytes(linkSecret(agreed, roomKey), salt, `around-me/signals/1/${way}`, 32));
  const strands = { out: phone.strand, back: kim.strand };
  const signers = { out: phone.signer, back: kim.signer };
  const signals: Json[] = [];
  for (const role of ROLES) {
    const sealing = new SealedSignals(linkSecret(agreed, roomKey), salt, role === 'out');
    for (const text of ['{"is":"candidate","candidate":"","mid":null,"line":0}', '{"is":"description","type":"offer","sdp":"v=0"}']) {
      const { n, box } = await sealing.seal(textToBytes(text));
      signals.push({ from: role, n, text, box });
    }
  }
  const proved = await Promise.all(
    ROLES.map(async (role) => {
      const [proof, channel] = [
        proofBytes(hellos, role, strands[role]),
        channelBytes(hellos, role, { strands, fingerprints: FINGERPRINTS }),
      ];
      return {
        role,
        strand: strands[role],
        signSeed: bytesToHex(role === 'out' ? phone.signSeed : kim.signSeed),
        proof: bytesToHex(proof),
        proofSignature: bytesToHex(await signers[role].sign(proof)),
        channel: bytesToHex(channel),
        channelSignature: bytesToHex(await signers[role].sign(channel)),
      };
    }),
  );
  const heads = [...entries.values()]
    .map(({ entry }) => entry)
    .slice(-3)
    .map(headOf);
  const have = new Map(heads.map(({ strand, seq }): [number, number] => [strand, seq + 1]));
  const update: Bytes = Uint8Array.of(0, 0);
  return {
    about: 'Rooms (section 8) and links (section 9). The hellos and all that follows are of one link, from the client’s phone to Kim’s.',
    room: { meetKey: bytesToHex(keys.meet.bytes), roomKey: bytesToHex(roomKey), tag: roomTag(roomKey) },
    notice: {
      entry: NOTICE,
      key: bytesToHex(deriveBytes(roomKey, new Uint8Array(0), 'around-me/room/notice', 32)),
      nonce: bytesToHex(nonce),
      box: bytesToHex(await sealNotice(roomKey, rotate, () => nonce)),
    },
    hellos: {
      record,
      out: {
        seed: bytesToHex(outSeed),
        key: out.publicKey,
        nonce: bytesToHex(hellos.out.nonce),
        nonceText: bytesToBase64url(hellos.out.nonce),
      },
      back: {
        seed: bytesToHex(backSeed),
        key: back.publicKey,
        nonce: bytesToHex(hellos.back.nonce),
        nonceText: bytesToBase64url(hellos.back.nonce),
      },
      agreed: bytesToHex(agreed),
      salt: bytesToHex(salt),
      keys: { out: key('out'), back: key('back') },
    },
    signals,
    fingerprints: FINGERPRINTS,
    proofs: proved,
    messages: {
      heads: heads.map(({ strand, seq, hash }) => ({ strand, sequence: seq, hash })),
      headBytes: heads.map((head) => bytesToHex(headToBytes(head))),
      sorted: bytesToHex(writeHeads(heads)),
      have: [...have].map(([strand, count]) => [strand, count]),
      ask: bytesToHex(writeAsk(have)),
      update: bytesToHex(update),
      give: bytesToHex(writeGive(update, false)),
      lastGive: bytesToHex(writeGive(update, true)),
      message: bytesToHex(concatBytes(Uint8Array.of(1), writeGive(update, false))),
    },
  };
};
