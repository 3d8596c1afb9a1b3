import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock, toInstant } from '#base';
import { toBlobHash } from '#device';
import { ITEM_KINDS, loadMadeUpLife, PAGE_KINDS, readItems } from '#record';
import type { ItemKind, MadeUpDeed, Row } from '#record';
import { openMadeUp } from '#sync';
import type { Attachments, OpenPage, Replica, Seal } from '#sync';

const PAGES = PAGE_KINDS.filter((kind) => kind !== 'team').map((kind) => ({ kind, title: kind }));
const { client, people, deeds, turns } = await loadMadeUpLife();
const items = (of: readonly MadeUpDeed[]) =>
  of.flatMap(({ what, by, page }) => (what.type === 'item' || what.type === 'picture' ? [{ by, page }] : []));

let replica: Replica;
let attachments: Attachments;
let opened = toInstant(0);
beforeAll(async () => {
  opened = systemClock();
  ({ replica, attachments } = await openMadeUp(PAGES, systemClock));
}, 60_000);
afterAll(() => replica.close());

const pages = (): readonly OpenPage[] => replica.view().pages.flatMap(({ id }) => replica.openPage(id) ?? []);
const sealed = (): readonly { readonly row: Row; readonly seal: Seal; readonly kind: string }[] =>
  pages().flatMap((page) =>
    readItems(page.doc).rows.map((row) => {
      const seal = page.sealOf(row.madeBy.client, row.madeBy.clock);
      if (!seal) throw new Error('Every item has a seal.');
      return { row, seal, kind: page.kind };
    }),
  );
const nameOf = (who: string) => replica.view().people.find((person) => person.who === who)?.name ?? '';
const calledBy = (id: string) => [client, ...people].find((person) => person.id === id)?.name ?? '';

describe('the made-up record', () => {
  it('is at least 120 items of every kind there is, over every page', () => {
    const all = sealed();
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(all.length).toBe(items(deeds).length);
    const kinds = new Set<ItemKind>(all.map(({ row }) => row.item.kind));
    expect(ITEM_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
    for (const { kind } of PAGES) if (kind !== 'about-me') expect(all.filter((one) => one.kind === kind).length).toBeGreaterThanOrEqual(5);
  });

  it('has nothing that cannot be read, nothing that does not count, and nothing from the future', () => {
    expect(replica.view().held).toEqual([]);
    expect(replica.problems()).toEqual([]);
    for (const page of pages()) expect(readItems(page.doc).unreadable).toEqual([]);
    for (const { seal } of sealed()) {
      expect(seal).toMatchObject({ kept: true, doubtful: false });
      expect(seal.time).toBeLessThan(opened);
    }
  });

  it('is sealed by whoever did each thing', () => {
    for (const { kind } of PAGES) {
      const count = (names: readonly string[]) =>
        Object.fromEntries([...new Set(names)].sort().map((name) => [name, names.filter((one) => one === name).length]));
      const theirs = sealed().filter((one) => one.kind === kind);
      expect(count(theirs.map(({ seal }) => nameOf(seal.who)))).toEqual(
        count(items(deeds.filter(({ page }) => page === kind)).map(({ by }) => calledBy(by))),
      );
    }
  });

  it('goes back half a year and more', () => {
    const times = sealed().map(({ seal }) => seal.time);
    expect((Math.max(...times) - Math.min(...times)) / (24 * 60 * 60 * 1000)).toBeGreaterThanOrEqual(180);
  });

  it('has five members of five organisations, one who left and one who came in their place', () => {
    const { people: team } = replica.view();
    const members = team.filter(({ me }) => !me);
    const on = members.filter((person) => person.on);
    expect(on.length).toBe(5);
    expect(new Set(on.map(({ organisation }) => organisation)).size).toBe(5);
    const left = members.filter((person) => !person.on);
    expect(left.map(({ name }) => name)).toEqual(['Tom Osei']);
    const leah = on.find(({ organisation }) => organisation === left[0]?.organisation);
    const day = (id: string, type: string) => turns.find(({ who, turn }) => who === id && turn.type === type)?.daysAgo ?? NaN;
    expect(leah?.name).toBe(calledBy('nurse'));
    expect(day('nurse', 'joins')).toBeGreaterThan(day('tom', 'leaves'));
    expect(day('tom', 'joins') - day('tom', 'leaves')).toBeGreaterThanOrEqual(90);
  });

  it('gives each page to the people whom a new record would ask about, and what is only Sam’s to nobody', () => {
    const readers = (kind: string) => {
      const rights = replica.view().pages.find((page) => page.kind === kind)?.rights ?? new Map<string, unknown>();
      return replica
        .view()
        .people.flatMap(({ who, me, on, name }) => (!me && on && rights.has(who) ? [name] : []))
        .sort();
    };
    const all = ['Dan Whitlock', 'Jo Farrell', 'Leah Brandt', 'Priya Nair', 'Ruth Ellery'];
    for (const kind of ['about-me', 'plan', 'journal', 'keeping-safe', 'learning', 'meetings']) expect(readers(kind), kind).toEqual(all);
    expect(readers('just-me')).toEqual([]);
    expect(readers('progress')).toEqual(['Priya Nair']);
    expect(readers('health')).toEqual(['Leah Brandt', 'Priya Nair']);
    expect(readers('home-money')).toEqual(['Priya Nair', 'Ruth Ellery']);
    expect(readers('justice')).toEqual(['Dan Whitlock', 'Priya Nair']);
  });

  it('tells when somebody looked, and how far words have come', () => {
    const journal = replica.view().pages.find(({ kind }) => kind === 'journal');
    expect(journal?.openedBy.size).toBe(5);
  });

  it('has a picture that opens', async () => {
    const pictures = sealed().flatMap(({ row: { item } }) => (item.kind === 'attachment' ? [item] : []));
    expect(pictures.length).toBeGreaterThanOrEqual(1);
    for (const { hash, key, bytes } of pictures) {
      const ref = toBlobHash(hash);
      const content = ref && (await attachments.read({ hash: ref, key, bytes }));
      expect(content && new TextDecoder().decode(content.slice(8, 12))).toBe('WEBP');
    }
  });

  it('opens with the pages that there are, where a version shows fewer', async () => {
    const { replica: few } = await openMadeUp([{ kind: 'journal', title: 'Journal' }], systemClock);
    const open = few.view().pages.flatMap(({ id }) => few.openPage(id) ?? []);
    expect(open.flatMap((page) => readItems(page.doc).rows).length).toBe(items(deeds.filter(({ page }) => page === 'journal')).length);
    await few.close();
  });
});
