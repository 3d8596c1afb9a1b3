import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { concatBytes, toInstant } from '#base';
import type { Bytes, Instant } from '#base';
import { encodeCanonical } from '#record';

/** What one entry wrote on a page, as far as a screen asks: Yjs clocks up to (not including) `to`. */
export interface ShownSpan {
  readonly to: number;
  readonly seq: number;
  readonly time: Instant;
  readonly doubtful: boolean;
}

/** A page that is written down: its document, and what its strands wrote in it, in order. Words that are not sealed yet lie in no span. */
export interface PageSource {
  readonly doc: Y.Doc;
  readonly spans: ReadonlyMap<number, readonly (Omit<ShownSpan, 'seq'> & { readonly entry: { readonly seq: number } })[]>;
}

/** A page that was read: as one update, and as far as each strand came. */
export interface ReadPage {
  readonly update: Bytes;
  readonly clocks: ReadonlyMap<number, number>;
  readonly spans: ReadonlyMap<number, readonly ShownSpan[]>;
}

const VERSION = 1;
/** Yjs structs, or spans, in one row: what is encoded in one go while somebody may be typing. */
const MOST_IN_ROW = 1500;
/** In Yjs clocks and spans: what is more than this goes into rows of its own. */
const LARGE = 20_000;

/**
 * Writes a page down in rows that follow each other: of each strand the Yjs structs from where the last row ended, and who wrote them. A row
 * that was written stays as it is; what is new is a further row. What was taken away is in no row, but in `deletionsOf`.
 */
export class RowWriter {
  readonly #source: PageSource;
  readonly #clocks: Map<number, number>;
  readonly #written: Map<number, number>;

  /** `from`: what the rows so far have. */
  constructor(source: PageSource, from?: Pick<ReadPage, 'clocks' | 'spans'>) {
    this.#source = source;
    this.#clocks = new Map(from?.clocks);
    this.#written = new Map([...(from?.spans ?? [])].map(([strand, spans]) => [strand, spans.length]));
  }

  /** The page as it is now, row by row; it may go on changing meanwhile. */
  *rows(): Generator<Bytes> {
    const now = [...this.#source.spans].map(([strand, list]) => ({ strand, to: list.at(-1)?.to ?? 0, count: list.length }));
    for (const { strand, to } of now)
      while (this.#clockOf(strand) < to) {
        const e = begin();
        encoding.writeVarUint(e, 1);
        this.#writeStructs(e, strand, to);
        encoding.writeVarUint(e, 0);
        yield end(e);
      }
    for (const { strand, count } of now)
      while (this.#countOf(strand) < count) {
        const e = begin();
        encoding.writeVarUint(e, 0);
        encoding.writeVarUint(e, 1);
        this.#writeSpans(e, strand, count);
        yield end(e);
      }
  }

  /** What is new since the last row, in one; `large`: more than a row should hold. */
  newRow(): Bytes | 'nothing' | 'large' {
    const all = [...this.#source.spans].map(([strand, list]) => ({ strand, to: list.at(-1)?.to ?? 0, count: list.length }));
    const news = all.filter(({ strand, count }) => this.#countOf(strand) < count);
    const size = news.reduce((sum, { strand, to, count }) => sum + to - this.#clockOf(strand) + count - this.#countOf(strand), 0);
    if (news.length === 0) return 'nothing';
    if (size > LARGE || news.some(({ strand, count }) => count - this.#countOf(strand) > MOST_IN_ROW)) return 'large';
    const e = begin();
    const grown = news.filter(({ strand, to }) => this.#clockOf(strand) < to);
    encoding.writeVarUint(e, grown.length);
    for (const { strand, to } of grown) this.#writeStructs(e, strand, to, Infinity);
    encoding.writeVarUint(e, news.length);
    for (const { strand, count } of news) this.#writeSpans(e, strand, count);
    return end(e);
  }

  #clockOf(strand: number): number {
    return this.#clocks.get(strand) ?? 0;
  }

  #countOf(strand: number): number {
    return this.#written.get(strand) ?? 0;
  }

  #writeStructs(e: encoding.Encoder, client: number, upTo: number, most = MOST_IN_ROW): void {
    const structs = this.#source.doc.store.clients.get(client) ?? [];
    const from = this.#clockOf(client);
    const into = new Y.UpdateEncoderV1();
    let clock = from;
    let count = 0;
    // By its clock: since the last row, structs may have been joined.
    for (let i = Y.findIndexSS(structs, from); clock < upTo && count < most; i++) {
      const struct = structs[i];
      if (!struct) break;
      upToClock(struct, upTo).write(into, clock - struct.id.clock);
      clock = Math.min(upTo, struct.id.clock + struct.length);
      count += 1;
    }
    this.#clocks.set(client, clock);
    encoding.writeVarUint(e, client);
    encoding.writeVarUint(e, from);
    encoding.writeVarUint(e, clock - from);
    encoding.writeVarUint(e, count);
    encoding.writeVarUint8Array(e, into.toUint8Array());
  }

  #writeSpans(e: encoding.Encoder, strand: number, upTo: number): void {
    const from = this.#countOf(strand);
    const list = (this.#source.spans.get(strand) ?? []).slice(from, Math.min(upTo, from + MOST_IN_ROW));
    this.#written.set(strand, from + list.length);
    encoding.writeVarUint(e, strand);
    encoding.writeVarUint(e, list.length);
    let [to, seq, time] = [0, 0, 0];
    for (const span of list) {
      encoding.writeVarUint(e, span.to - to);
      encoding.writeVarUint(e, span.entry.seq - seq);
      encoding.writeVarInt(e, span.time - time);
      encoding.writeVarUint(e, span.doubtful ? 1 : 0);
      [to, seq, time] = [span.to, span.entry.seq, span.time];
    }
  }
}

/** A struct as far as a clock: words that are not sealed yet may have been joined to those that are. */
const upToClock = (struct: Y.Item | Y.GC, clock: number): Y.Item | Y.GC => {
  const length = clock - struct.id.clock;
  if (struct.length <= length || !(struct instanceof Y.Item)) return struct;
  const { id, origin, rightOrigin, parent, parentSub, content } = struct;
  const cut =
    content instanceof Y.ContentString
      ? new Y.ContentString(content.str.slice(0, length))
      : content instanceof Y.ContentAny
        ? new Y.ContentAny(content.arr.slice(0, length))
        : content;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Yjs declares no content as one of its own
  return new Y.Item(id, null, origin, null, rightOrigin, parent, parentSub, cut);
};

const begin = (): encoding.Encoder => {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, VERSION);
  return e;
};

const end = (e: encoding.Encoder): Bytes => new Uint8Array(encoding.toUint8Array(e));

/** What was taken away on a page, whoever wrote it. */
export const deletionsOf = (doc: Y.Doc): Bytes => encodeCanonical([], Y.createDeleteSetFromStructStore(doc.store)).slice(1);

interface Structs {
  to: number;
  count: number;
  readonly bytes: Uint8Array[];
}

/** Puts a page's rows together, in their order, whether or not some were put together before; `null` where they do not fit each other or cannot be read. */
export const readRows = (rows: readonly Uint8Array[], deletions: Uint8Array): ReadPage | null => {
  const structs = new Map<number, Structs>();
  const spans = new Map<number, ShownSpan[]>();
  try {
    for (const row of rows) {
      const d = decoding.createDecoder(row);
      do {
        if (decoding.readVarUint(d) !== VERSION) return null;
        for (let left = decoding.readVarUint(d); left > 0; left--) if (!readStructs(d, structs)) return null;
        for (let left = decoding.readVarUint(d); left > 0; left--) readSpans(d, spans);
      } while (decoding.hasContent(d));
    }
  } catch {
    return null;
  }
  return { update: updateOf(structs, deletions), clocks: new Map([...structs].map(([client, { to }]) => [client, to])), spans };
};

const readStructs = (d: decoding.Decoder, structs: Map<number, Structs>): boolean => {
  const client = decoding.readVarUint(d);
  const from = decoding.readVarUint(d);
  const to = from + decoding.readVarUint(d);
  const count = decoding.readVarUint(d);
  const bytes = decoding.readVarUint8Array(d);
  const known = structs.get(client);
  if ((known?.to ?? 0) !== from) return false;
  if (known) {
    known.to = to;
    known.count += count;
    known.bytes.push(bytes);
  } else structs.set(client, { to, count, bytes: [bytes] });
  return true;
};

const readSpans = (d: decoding.Decoder, spans: Map<number, ShownSpan[]>): void => {
  const strand = decoding.readVarUint(d);
  const list = spans.get(strand) ?? [];
  spans.set(strand, list);
  let [to, seq, time] = [0, 0, 0];
  for (let left = decoding.readVarUint(d); left > 0; left--) {
    to += decoding.readVarUint(d);
    seq += decoding.readVarUint(d);
    time += decoding.readVarInt(d);
    list.push({ to, seq, time: toInstant(time), doubtful: decoding.readVarUint(d) === 1 });
  }
};

/** Yjs's own shape of an update: by client its structs, then what was taken away. */
const updateOf = (structs: ReadonlyMap<number, Structs>, deletions: Uint8Array): Bytes => {
  const e = encoding.createEncoder();
  encoding.writeVarUint(e, structs.size);
  for (const [client, { count, bytes }] of [...structs].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(e, count);
    encoding.writeVarUint(e, client);
    encoding.writeVarUint(e, 0);
    for (const some of bytes) encoding.writeUint8Array(e, some);
  }
  return concatBytes(encoding.toUint8Array(e), deletions);
};
