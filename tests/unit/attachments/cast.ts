import { systemRandom, toInstant } from '#base';
import type { Bytes } from '#base';
import { MemoryBlobs } from '#device';
import type { BlobStore } from '#device';
import { toPageId, toStrand } from '#ledger';
import type { PageId, Strand } from '#ledger';
import type { LinkEnd, OtherEnd, Talk, Talking } from '../../../src/sync/link/host.ts';
import { Attachments } from '../../../src/sync/attachments/attachments.ts';

const certain = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('It is there.');
  return value;
};

export const PAGE: PageId = certain(toPageId('0011223344556677'));
export const strandOf = (n: number): Strand => certain(toStrand(n));

/** One device's pictures and letters. `blind`: strands that may not see the page. */
export const device = (options: { readonly store?: BlobStore; readonly blind?: ReadonlySet<Strand> } = {}): Attachments =>
  new Attachments({
    store: options.store ?? new MemoryBlobs(),
    clock: () => toInstant(Date.UTC(2026, 0, 5)),
    random: systemRandom,
    maySee: (strand) => !(options.blind?.has(strand) ?? false),
  });

/** What passes one way: hands on some bodies, or none. */
export type Between = (body: Bytes) => readonly Bytes[];

export interface Wire {
  readonly ends: LinkEnd[];
  readonly passed: { readonly to: 'a' | 'b'; readonly body: Bytes }[];
  close(): void;
}

/** Two talks over a link that is nothing but a queue each way. `a` has strand 1, `b` the number given. */
export const wire = (a: Talk, b: Talk, options: { readonly b?: number; readonly toA?: Between; readonly toB?: Between } = {}): Wire => {
  const ends: LinkEnd[] = [];
  const passed: Wire['passed'] = [];
  let over = false;
  const talking: { a: Talking | null; b: Talking | null } = { a: null, b: null };
  const close = () => {
    if (over) return;
    over = true;
    talking.a?.close();
    talking.b?.close();
  };
  const end = (to: 'a' | 'b', strand: number): OtherEnd => ({
    strand: strandOf(strand),
    send: (make) => {
      setTimeout(() => {
        const body = over ? null : make();
        if (!body) return;
        const on = (to === 'a' ? options.toA : options.toB) ?? ((one: Bytes) => [one]);
        for (const one of on(body)) {
          passed.push({ to, body: one });
          talking[to]?.take(one);
        }
      });
    },
    end: (reason) => {
      ends.push(reason);
      close();
    },
  });
  talking.a = a.begin(end('b', options.b ?? 2));
  talking.b = b.begin(end('a', 1));
  return { ends, passed, close };
};

export const until = async (what: () => boolean, ms = 10_000): Promise<void> => {
  const end = performance.now() + ms;
  while (!what()) {
    if (performance.now() > end) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};
