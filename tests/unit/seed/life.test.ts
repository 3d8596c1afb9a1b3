import { describe, expect, it } from 'vitest';
import { systemRandom, toInstant } from '#base';
import { readItems } from '#record';
import type { MadeUpLife, Names } from '#record';
import { playLife } from '../../../src/sync/made-up/play.ts';
import { makeLife } from '../../seed/life.ts';
import { SEEDED_PAGES } from '../../seed/pages.ts';

const NAMES: Names = { id: (name) => name, who: (person) => person, day: (daysAgo) => `day ${String(daysAgo)}` };

/** What a life says, without anybody's keys. */
const contentOf = ({ people, turns, deeds }: MadeUpLife): string =>
  JSON.stringify([
    people,
    turns,
    deeds.map(({ what, ...rest }) => {
      if (what.type === 'item') return { ...rest, name: what.name, item: what.item(NAMES) };
      return what.type === 'change' ? { ...rest, name: what.name, fields: what.fields(NAMES) } : { ...rest, what };
    }),
  ]);

const FIVE_YEARS = { years: 5, members: 6, seed: 7, entriesPerYear: 4000 };

describe('a made-up life of years', () => {
  it('is the same for the same numbers, and another for another seed', () => {
    const once = contentOf(makeLife(FIVE_YEARS));
    expect(contentOf(makeLife(FIVE_YEARS))).toBe(once);
    expect(contentOf(makeLife({ ...FIVE_YEARS, seed: 8 }))).not.toBe(once);
  });

  it('has as many deeds as were asked for, spread over all of its days', () => {
    const { deeds } = makeLife(FIVE_YEARS);
    expect(deeds.length).toBe(20_000);
    expect(new Set(deeds.map(({ daysAgo }) => daysAgo)).size).toBe(5 * 365);
    expect(Math.min(...deeds.map(({ daysAgo }) => daysAgo))).toBe(1);
  });

  it('has that many members every day, though none of them stays for all of it', () => {
    const { people, turns } = makeLife(FIVE_YEARS);
    const dayOf = (id: string, type: string) => turns.find(({ who, turn }) => who === id && turn.type === type)?.daysAgo ?? 0;
    for (let ago = 5 * 365; ago > 0; ago -= 13) {
      const on = people.filter(({ id }) => dayOf(id, 'joins') >= ago && dayOf(id, 'leaves') <= ago);
      expect(on.length).toBeGreaterThanOrEqual(6);
      expect(new Set(on.map(({ organisation }) => organisation)).size).toBe(6);
    }
    expect(people.length).toBeGreaterThan(12);
  });

  it('is played through the real ledger, and every word of it counts', async () => {
    const life = makeLife({ years: 0.3, members: 8, seed: 3, entriesPerYear: 2000 });
    expect(life.turns.some(({ turn }) => turn.type === 'leaves')).toBe(true);
    const { client, pages } = await playLife(life, SEEDED_PAGES, toInstant(Date.UTC(2026, 0, 5, 12)), systemRandom);
    expect(client.view().held).toEqual([]);
    expect(client.problems()).toEqual([]);
    let items = 0;
    for (const { id, doc } of pages) {
      const open = client.openPage(id);
      if (!open) throw new Error('The client reads every page.');
      const { rows, unreadable } = readItems(open.doc);
      expect(unreadable).toEqual([]);
      expect(open.doc.getMap('items').toJSON()).toEqual(doc.getMap('items').toJSON());
      items += rows.length;
    }
    expect(items).toBe(life.deeds.filter(({ what }) => what.type === 'item').length);
    await client.close();
  });
});
