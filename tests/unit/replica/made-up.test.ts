import { expect, it } from 'vitest';
import { systemClock } from '#base';
import { MADE_UP_DEEDS, readItems } from '#record';
import { openMadeUp } from '#sync';

const PAGES = [
  { kind: 'about-me', title: 'About me' },
  { kind: 'plan', title: 'My plan' },
  { kind: 'journal', title: 'Journal' },
  { kind: 'just-me', title: 'Just me' },
] as const;

it('opens the made-up record with every deed sealed by whoever did it', async () => {
  const replica = await openMadeUp(PAGES, systemClock);
  const view = replica.view();
  expect(view.people.map(({ name, on }) => [name, on])).toEqual([
    ['Sam', true],
    ['Priya Nair', true],
    ['Tom Osei', true],
    ['Ruth Ellery', true],
  ]);
  expect(view.held).toEqual([]);
  let items = 0;
  for (const page of view.pages) {
    const open = replica.openPage(page.id);
    if (!open || page.kind === 'about-me') continue;
    const { rows, unreadable } = readItems(open.doc);
    expect(unreadable).toEqual([]);
    items += rows.length;
    for (const row of rows) expect(open.sealOf(row.madeBy.client, row.madeBy.clock)).toMatchObject({ kept: true, doubtful: false });
  }
  expect(items).toBe(MADE_UP_DEEDS.filter(({ what }) => 'item' in what).length);
  const journal = view.pages.find(({ kind }) => kind === 'journal');
  const open = journal && replica.openPage(journal.id);
  const authors = new Set(open && readItems(open.doc).rows.map(({ madeBy }) => open.sealOf(madeBy.client, madeBy.clock)?.who));
  expect(authors.size).toBe(4);
  await replica.close();
});
