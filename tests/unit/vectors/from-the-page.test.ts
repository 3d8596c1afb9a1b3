import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import boxes from '../../vectors/boxes.json';
import entries from '../../vectors/entries.json';
import histories from '../../vectors/histories.json';
import invitations from '../../vectors/invitations.json';
import keys from '../../vectors/keys.json';
import links from '../../vectors/links.json';
import padding from '../../vectors/padding.json';
import updates from '../../vectors/updates.json';
import { boxAad, boxInfo, openBox } from './from-the-page/box.ts';
import { agree, hex, hkdf, join, openGcm, publicOf, signedBy, signWith, text } from './from-the-page/bytes.ts';
import { isSigned, keyIdOf, openWords, paddedTo, proofOf, readEntry, recordIdOf, strandOf, unpad } from './from-the-page/entry.ts';
import type { Entry } from './from-the-page/entry.ts';
import { commitmentTo, guestBytes, keyOf, openFrame, picturesOf, readCode } from './from-the-page/invitation.ts';
import { channelBytes, hellosOf, noticeKeyOf, proofBytes, roomKeyOf, roomTagOf, saltOf, signalKeyOf } from './from-the-page/link.ts';
import { updateOf } from './from-the-page/update.ts';
import { pictureNames } from './the-page.ts';

// A second reader, written from docs/protocol.md with nothing but node’s own cryptography: it agrees with the vectors, or the page is wrong.

const bytesOf = (name: string): Buffer => {
  const found = entries.entries.find((one) => one.name === name);
  if (!found) throw new Error(`no entry is called ${name}`);
  return hex(found.outputs.entry);
};

describe('a reader that was written from the page alone', () => {
  it('takes nothing from src', () => {
    const folder = new URL('./from-the-page/', import.meta.url);
    const imported = readdirSync(folder).flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(imported.length).toBeGreaterThan(5);
    for (const from of imported) expect(from).toMatch(/^(node:crypto|\.\/[a-z]+\.ts)$/);
  });

  it('makes the same public keys, strands and ids', () => {
    for (const device of keys.devices) {
      expect(publicOf('ed25519', hex(device.signSeed)).toString('hex')).toBe(device.signKey);
      expect(publicOf('x25519', hex(device.boxSeed)).toString('hex')).toBe(device.boxKey);
      expect(strandOf(hex(device.signKey))).toBe(device.strand);
    }
    for (const root of keys.roots) {
      const seeds = ['sign', 'box'].map((use) => hkdf(hex(root.entropy), Buffer.alloc(0), `around-me/root/1/${use}`, 32));
      expect(seeds.map((seed) => seed.toString('hex'))).toEqual([root.signSeed, root.boxSeed]);
      expect(publicOf('ed25519', hex(root.signSeed)).toString('hex')).toBe(root.signKey);
      expect(publicOf('x25519', hex(root.boxSeed)).toString('hex')).toBe(root.boxKey);
    }
    for (const { record, page, key, keyId } of keys.pageKeys) expect(keyIdOf(hex(record), hex(page), hex(key))).toBe(keyId);
    expect(recordIdOf(hex(keys.record.facts))).toBe(keys.record.recordId);
  });

  it('reads every entry, its facts included, and finds its hash', () => {
    for (const { inputs, outputs, kind } of entries.entries) {
      const entry = readEntry(hex(outputs.entry));
      expect(entry).toMatchObject({ record: inputs.record, strand: inputs.strand, sequence: inputs.sequence, kind, hash: outputs.hash });
      expect(entry.previous).toBe(inputs.previous ?? '0'.repeat(64));
      expect(entry.parents).toEqual(inputs.parents);
      expect(entry.facts).toEqual(inputs.facts);
      expect(entry.page).toBe(inputs.page ?? '0'.repeat(16));
      expect(entry.keyId).toBe(inputs.words?.keyId ?? '0'.repeat(64));
    }
  });

  it('finds every signature good, and makes the same', () => {
    for (const { inputs, outputs } of entries.entries) {
      const entry = readEntry(hex(outputs.entry));
      expect(isSigned(entry, publicOf('ed25519', hex(inputs.signSeed)))).toBe(true);
      const message = join(text('around-me/entry/1/signature\0'), entry.header);
      expect(signWith(hex(inputs.signSeed), message).toString('hex')).toBe(outputs.signature);
    }
  });

  it('opens every ciphertext and takes the padding off', () => {
    let opened = 0;
    for (const { inputs, outputs } of entries.entries) {
      if (!inputs.words) continue;
      const words = openWords(readEntry(hex(outputs.entry)), hex(inputs.words.key));
      expect({ time: words.time, payload: words.payload.toString('hex') }).toEqual({
        time: inputs.words.time,
        payload: inputs.words.payload,
      });
      expect(() => openWords(readEntry(hex(outputs.entry)), hex(keys.record.recordId))).toThrow('another key');
      opened += 1;
    }
    expect(opened).toBeGreaterThan(6);
    for (const { payload, plaintext } of padding.lengths) expect(paddedTo(11 + payload)).toBe(plaintext);
    for (const { payload, time, plaintext } of padding.plaintexts) expect(unpad(hex(plaintext))).toEqual({ time, payload: hex(payload) });
    for (const { plaintext } of padding.malformed) expect(() => unpad(hex(plaintext))).toThrow();
  });

  it('finds the proofs of keys good', () => {
    const root = hex(keys.record.rootSign);
    const proved: string[] = [];
    for (const { name, outputs, kind } of entries.entries) {
      const entry = readEntry(hex(outputs.entry));
      const { device } = entry.facts as { device?: { sign: string } };
      if (!device) continue;
      const { message, proof } = proofOf(entry);
      expect(signedBy(kind === 'begin' || kind === 'recover' ? root : hex(device.sign), message, proof), name).toBe(true);
      proved.push(kind);
    }
    expect(proved.sort()).toEqual(['admit', 'begin', 'clink', 'link', 'recover']);
  });

  it('builds every update', () => {
    for (const { runs, update } of updates.updates) {
      const built = updateOf(runs.map(({ strand, from, entries: names }) => ({ strand, from, entries: names.map(bytesOf) })));
      expect(built.toString('hex')).toBe(update);
    }
  });

  it('opens every box', () => {
    for (const { place, info, aad, receiverSeed, sealed, key } of boxes.boxes) {
      const bound = {
        ...place,
        page: hex(place.page),
        keyId: hex(place.keyId),
        receiver: typeof place.receiver === 'number' ? place.receiver : ('root' as const),
      };
      expect(boxInfo(hex(place.record)).toString('hex')).toBe(info);
      expect(boxAad(bound).toString('hex')).toBe(aad);
      expect(openBox(hex(receiverSeed), hex(sealed), boxInfo(hex(place.record)), boxAad(bound)).toString('hex')).toBe(key);
      expect(() =>
        openBox(hex(receiverSeed), hex(sealed), boxInfo(hex(place.record)), boxAad({ ...bound, sequence: bound.sequence + 1 })),
      ).toThrow();
    }
    for (const { place, receiverSeed, sealed, opened } of boxes.receipts) {
      const aad = text(`${place.record}/${String(place.strand)}/${String(place.sequence)}`);
      expect(JSON.parse(openBox(hex(receiverSeed), hex(sealed), text('around-me/receipt/1'), aad).toString())).toEqual(opened);
    }
  });

  it('reads invitations, opens a meeting’s frames and finds its pictures', () => {
    for (const { code, secret, endMinutes, meetingPoints } of invitations.codes)
      expect(readCode(code)).toEqual({ secret: hex(secret), endMinutes, meetingPoints });
    const { meeting } = invitations;
    const secret = hex(meeting.secret);
    expect(keyOf(secret, 'room', 16).toString('hex')).toBe(invitations.room);
    const codes = { hello: 1, answer: 2, reveal: 3, welcome: 4, thanks: 5, refused: 6 };
    for (const frame of meeting.frames) {
      const opened = openFrame(keyOf(secret, `from-${frame.from}`, 32), hex(frame.frame));
      expect(opened).toMatchObject({ session: meeting.session, counter: frame.counter });
      expect(opened.code).toBe(codes[frame.message.type as keyof typeof codes]);
      expect(hex(frame.padded).subarray(5, 5 + opened.body.length)).toEqual(opened.body);
    }
    const { name, role, organisation } = meeting.guest.card;
    const guest = guestBytes(hex(meeting.guest.nonce), hex(meeting.guest.deviceKeys), [name, role, organisation]);
    expect(commitmentTo(guest).toString('hex')).toBe(meeting.commitment);
    const { host } = meeting;
    const hostPart = join(hex(host.record), hex(host.deviceKeys), hex(host.member), hex(host.nonce));
    const list = pictureNames();
    expect(list).toHaveLength(64);
    expect(picturesOf(hostPart, guest).map((place) => list[place])).toEqual(meeting.pictures);
  });

  it('finds the room, reads the word left in it, and makes a link’s keys and what is signed', () => {
    const roomKey = roomKeyOf(hex(links.room.meetKey));
    expect([roomKey.toString('hex'), roomTagOf(roomKey)]).toEqual([links.room.roomKey, links.room.tag]);
    const box = hex(links.notice.box);
    const notice = openGcm(noticeKeyOf(roomKey), box.subarray(0, 12), text('around-me/notice/1'), box.subarray(12));
    expect(notice).toEqual(bytesOf(links.notice.entry));

    const { hellos } = links;
    const side = (one: { key: string; nonce: string }) => ({ key: hex(one.key), nonce: hex(one.nonce) });
    const [out, back] = [side(hellos.out), side(hellos.back)];
    const agreed = agree(hex(hellos.out.seed), back.key);
    expect(agree(hex(hellos.back.seed), out.key)).toEqual(agreed);
    const salt = saltOf(out, back);
    expect([agreed.toString('hex'), salt.toString('hex')]).toEqual([hellos.agreed, hellos.salt]);
    for (const { from, n, text: said, box: sealed } of links.signals) {
      const nonce = join(Buffer.alloc(8), Buffer.of(0, 0, 0, n));
      const opened = openGcm(signalKeyOf(agreed, roomKey, salt, from), nonce, text('around-me/signal/1'), Buffer.from(sealed, 'base64url'));
      expect(opened.toString()).toBe(said);
    }
    const seen = hellosOf(hellos.record, roomKey, out, back);
    const [a, b] = links.proofs;
    if (!a || !b) throw new Error('there are two sides');
    for (const { role, strand, signSeed, proof, channel, proofSignature, channelSignature } of links.proofs) {
      const { fingerprints } = links;
      expect(proofBytes(seen, role, strand).toString('hex')).toBe(proof);
      expect(channelBytes(seen, role, [a.strand, b.strand], [fingerprints.out, fingerprints.back]).toString('hex')).toBe(channel);
      expect(signWith(hex(signSeed), hex(proof)).toString('hex')).toBe(proofSignature);
      expect(signWith(hex(signSeed), hex(channel)).toString('hex')).toBe(channelSignature);
    }
  });

  it('reads every entry of the histories, each by a device that an earlier one made known', () => {
    for (const history of histories.histories) {
      const known = new Map<number, string>();
      const learn = (entry: Entry): void => {
        const { device } = entry.facts as { device?: { sign: string } };
        if (device) known.set(strandOf(hex(device.sign)), device.sign);
      };
      for (const { entry: bytes, hash, name } of history.entries) {
        const entry = readEntry(hex(bytes));
        if (entry.kind === 'begin' || entry.kind === 'recover') learn(entry);
        expect(entry.hash, name).toBe(hash);
        expect(isSigned(entry, hex(known.get(entry.strand) ?? '')), name).toBe(true);
        learn(entry);
      }
    }
  });
});
