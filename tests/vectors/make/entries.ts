import { bytesToHex, concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { writeGrantCard, writePageCard, writePersonCard } from '#record';
import type { Entry, Facts, RecordId } from '#ledger';
import { bytesOf, headOf, JOURNAL, MEET_PAGE, memberOf, Pen, TEAM_PAGE } from './cast.ts';
import type { MadeRecord, Written } from './cast.ts';
import { firstChange } from './first-change.ts';
import { toJson } from './json.ts';
import type { Json } from './json.ts';
import { sealBox, sealPageKey } from './seal-box.ts';

/** Where the facts lie in a header: behind version, record, strand, sequence, previous hash, parents, kind and their own length. */
const factsOf = (entry: Entry): Bytes => {
  const at = 1 + 32 + 7 + 4 + 32 + 2 + 43 * entry.parents.length + 1;
  const length = new DataView(entry.header.buffer, entry.header.byteOffset).getUint32(at);
  return entry.header.slice(at + 4, at + 4 + length);
};

/** An entry with all that it was made of. */
export const entryJson = (name: string, { entry, by, nonce, time, say }: Written): Json => ({
  name,
  kind: entry.facts.kind,
  inputs: {
    signSeed: bytesToHex(by.signSeed),
    record: entry.record,
    strand: entry.strand,
    sequence: entry.seq,
    previous: entry.prev,
    parents: entry.parents.map(({ strand, seq, hash }) => ({ strand, sequence: seq, hash })),
    facts: toJson(entry.facts),
    page: entry.page,
    words: say && {
      key: bytesToHex(say.key.bytes),
      keyId: say.key.id,
      nonce: toJson(nonce),
      time,
      payload: bytesToHex(say.payload),
    },
  },
  outputs: {
    facts: bytesToHex(factsOf(entry)),
    header: bytesToHex(entry.header),
    hash: entry.hash,
    signature: bytesToHex(entry.signature),
    ciphertext: bytesToHex(entry.ciphertext),
    entry: bytesToHex(entry.bytes),
  },
});

/** One entry of every kind, and of those with two forms one of each; a team's first morning. */
export const writeEntries = async (made: MadeRecord): Promise<ReadonlyMap<string, Written>> => {
  const { root, receipts, phone, begin, record, keys } = made;
  const [laptop, kim, tablet, found] = await Promise.all(
    ['the client’s laptop', 'Kim’s phone', 'Kim’s tablet', 'a new phone'].map((name) => Pen.of(name)),
  );
  if (!laptop || !kim || !tablet || !found) throw new Error('Four names make four devices.');
  const member = memberOf('Kim');
  const all = new Map<string, Written>();
  const add = async (name: string, made: Promise<Written>): Promise<Entry> => {
    const written = await made;
    all.set(name, written);
    return written.entry;
  };
  const rotate = async (key: typeof keys.meet, readers: readonly Pen[]): Promise<Facts> => {
    const place = { record, ...phone.place, page: key.page, keyId: key.id };
    return {
      kind: 'rotate',
      rootBox: await sealPageKey(key, root.box.publicKey, { ...place, receiver: 'root' }),
      boxes: await Promise.all(
        readers
          .toSorted((a, b) => a.strand - b.strand)
          .map(async ({ strand, keys: { box } }) => ({ strand, sealed: await sealPageKey(key, box, { ...place, receiver: strand }) })),
      ),
    };
  };
  const none = new Uint8Array(0);

  await add('begin', phone.write(record, begin));
  await add(
    'rotate, a page’s first key',
    phone.write(record, await rotate(keys.meet, [phone]), { page: MEET_PAGE, say: { key: keys.meet, payload: none } }),
  );
  await add(
    'rotate, of the team page',
    phone.write(record, await rotate(keys.team, [phone]), { page: TEAM_PAGE, say: { key: keys.team, payload: none } }),
  );
  await add(
    'page',
    phone.write(
      record,
      { kind: 'page' },
      {
        page: TEAM_PAGE,
        say: { key: keys.team, payload: textToBytes(writePageCard({ kind: 'team', title: 'Sam', order: 0, archived: false })) },
      },
    ),
  );
  const clink = await add('clink', phone.write(record, await phone.clinks(record, laptop)));
  await add(
    'admit',
    phone.write(record, await phone.admits(record, member, kim), {
      page: TEAM_PAGE,
      say: {
        key: keys.team,
        payload: textToBytes(writePersonCard({ name: 'Kim', role: 'Key worker', organisation: 'The house on the corner' })),
      },
    }),
  );
  await add('grant', phone.write(record, { kind: 'grant', member, right: 'write' }, { page: JOURNAL }));
  const share: Facts = {
    kind: 'share',
    shared: keys.meet.id,
    boxes: [
      {
        strand: kim.strand,
        sealed: await sealPageKey(keys.meet, kim.keys.box, {
          record,
          ...phone.place,
          page: MEET_PAGE,
          keyId: keys.meet.id,
          receiver: kim.strand,
        }),
      },
    ],
  };
  await add('share', phone.write(record, share, { page: MEET_PAGE }));
  const journal = await add(
    'rotate, to two readers, with an earlier key',
    phone.write(record, await rotate(keys.journal, [phone, kim]), {
      page: JOURNAL,
      say: { key: keys.journal, payload: (await made.keyOf(JOURNAL, 'an earlier one of the journal')).bytes },
    }),
  );

  const change = await add(
    'change',
    kim.write(
      record,
      { kind: 'change' },
      {
        page: JOURNAL,
        say: { key: keys.journal, payload: firstChange(kim.strand) },
        parents: [headOf(journal)],
      },
    ),
  );
  await add('link', kim.write(record, await kim.links(record, tablet)));
  const opened = await sealBox(
    'a receipt',
    receipts.publicKey,
    textToBytes(JSON.stringify([{ page: JOURNAL, at: Date.UTC(2026, 0, 5, 12) }])),
    textToBytes('around-me/receipt/1'),
    textToBytes(`${record}/${kim.strand}/2`),
  );
  const seen = await add('seen, with what was opened', kim.write(record, { kind: 'seen', opened }));
  await add('seen, with nothing', laptop.write(record, { kind: 'seen', opened: none }, { parents: [headOf(clink)] }));

  const revoke = await add(
    'revoke',
    laptop.write(record, { kind: 'revoke', member, right: 'see' }, { page: JOURNAL, parents: [headOf(journal), headOf(change)] }),
  );
  await add(
    'grant, with words',
    laptop.write(
      record,
      { kind: 'grant', member, right: 'see' },
      { page: JOURNAL, say: { key: keys.journal, payload: textToBytes(writeGrantCard({ until: Date.UTC(2026, 5, 21) })) } },
    ),
  );
  await add('remove, of a device', laptop.write(record, { kind: 'remove', target: { strand: tablet.strand } }));
  await add('remove, of a member', laptop.write(record, { kind: 'remove', target: { member } }));
  await add('accept', laptop.write(record, { kind: 'accept', upTo: headOf(change) }));
  await add(
    'recover',
    found.write(record, await root.recovers(record, found, receipts, { number: 1, line: [headOf(revoke), headOf(journal)] }), {
      parents: [headOf(seen), headOf(revoke)],
    }),
  );
  return all;
};

export const makeEntries = (record: RecordId, all: ReadonlyMap<string, Written>): Json => {
  return {
    about:
      'One entry of every kind, with all that it is made of (section 2). The header up to the nonce is the additional data of the ciphertext. `facts` in the inputs: bytes are hex, keys and ids too.',
    record,
    entries: [...all].map(([name, written]) => entryJson(name, written)),
  };
};

/** What is said where a salt of words is needed and nothing hangs on them. */
export const filler = (name: string, length: number): Bytes =>
  concatBytes(...Array.from({ length: Math.ceil(length / 32) }, (_, i) => bytesOf(`${name} ${i}`, 32))).slice(0, length);
