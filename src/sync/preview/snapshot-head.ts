import * as z from 'zod/mini';
import { bytesToText, textToBytes, toInstant } from '#base';
import type { Bytes, Instant } from '#base';
import { toEntryHash, toMemberId, toPageId, toRecordId, toStrand } from '#ledger';
import type { EntryHash, MemberId, PageId, RecordId, Strand, Who } from '#ledger';
import type { TeamView } from '../replica/types.ts';

// What a snapshot says beside its pages: the team as the screens show it, and how far each device has come.

const named = <T extends string>(read: (value: string) => T | null) =>
  z.custom<T>((value) => typeof value === 'string' && read(value) !== null);
const record = named<RecordId>(toRecordId);
const page = named<PageId>(toPageId);
const hash = named<EntryHash>(toEntryHash);
const member = named<MemberId>(toMemberId);
const who = z.union([z.literal('client'), member]);
const strand = z.custom<Strand>((value) => typeof value === 'number' && toStrand(value) !== null);
const instant = z.custom<Instant>((value) => typeof value === 'number' && Number.isFinite(value));
const right = z.enum(['see', 'write']);
const counts = z.array(z.tuple([strand, z.int()]));

const PersonSchema = z.object({ who, name: z.string(), role: z.string(), organisation: z.string(), on: z.boolean(), me: z.boolean() });
const PageViewSchema = z.object({
  id: page,
  kind: z.string(),
  title: z.string(),
  order: z.number(),
  archived: z.boolean(),
  my: z.enum(['none', 'see', 'write']),
  rights: z.array(z.tuple([who, right])),
  ends: z.array(z.tuple([who, instant])),
  openedBy: z.array(z.tuple([who, instant])),
});
const HeldSchema = z.object({
  who,
  strand,
  page,
  upTo: z.object({ strand, seq: z.int(), hash }),
  count: z.int(),
  locked: z.boolean(),
});
const HeadSchema = z.object({
  version: z.literal(1),
  record,
  /** Under which this device writes. */
  own: strand,
  team: z.object({ name: z.string(), me: who, people: z.array(PersonSchema), pages: z.array(PageViewSchema), held: z.array(HeldSchema) }),
  /** Whom each strand is. */
  authors: z.array(z.tuple([strand, who])),
  /** The devices on the team: of each strand how many entries they have, and had when their person last opened a page. */
  devices: z.array(z.object({ who, seen: counts, opened: z.array(z.tuple([page, counts])) })),
  pages: z.array(z.object({ id: page, kind: z.string(), access: right, rows: z.int().check(z.nonnegative()) })),
});
export type SnapshotHead = Readonly<z.infer<typeof HeadSchema>>;

export const writeHead = (head: SnapshotHead): Bytes => textToBytes(JSON.stringify(head));

/** `null` where it is damaged, of another record or strand, or of a later version: the record is opened without it. */
export const readHead = (bytes: Uint8Array, expected: Pick<SnapshotHead, 'record' | 'own'>): SnapshotHead | null => {
  const text = bytesToText(bytes);
  if (text === null) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = z.safeParse(HeadSchema, json);
  if (!parsed.success || parsed.data.record !== expected.record || parsed.data.own !== expected.own) return null;
  return parsed.data;
};

/** The view as plain data. Whether somebody is here now is not kept. */
export const toPlain = ({ name, me, people, pages, held }: TeamView): SnapshotHead['team'] => ({
  name,
  me,
  people: people.map((person) => ({
    who: person.who,
    name: person.name,
    role: person.role,
    organisation: person.organisation,
    on: person.on,
    me: person.me,
  })),
  pages: pages.map(({ rights, ends, openedBy, ...rest }) => ({ ...rest, rights: [...rights], ends: [...ends], openedBy: [...openedBy] })),
  held: held.map((batch) => ({ ...batch })),
});

export const fromPlain = ({ name, me, people, pages, held }: SnapshotHead['team']): TeamView => ({
  name,
  me,
  state: 'on',
  people: people.map((person) => ({ ...person, here: false })),
  pages: pages.map(({ rights, ends, openedBy, ...rest }) => ({
    ...rest,
    rights: new Map(rights),
    ends: new Map<Who, Instant>(ends.map(([of, at]) => [of, toInstant(at)])),
    openedBy: new Map<Who, Instant>(openedBy.map(([of, at]) => [of, toInstant(at)])),
  })),
  held,
});
