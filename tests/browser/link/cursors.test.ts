import type { Awareness } from 'y-protocols/awareness';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { concatBytes } from '#base';
import { headingText } from '#record';
import type { PageId } from '#ledger';
import { grant, revoke } from '#sync';
import type { Replica } from '#sync';
import { writeCursor } from '../../../src/sync/cursors/cursor-message.ts';
import { Cursors } from '../../../src/sync/cursors/cursors.ts';
import { meet, pageOf } from '../../unit/replica/cast.ts';
import { createTwo, hostOf, until, wire } from './two-devices.ts';

const cursorsOf = (replica: Replica, shows = () => true): Cursors =>
  new Cursors({
    docOf: (page) => replica.openPage(page)?.doc ?? null,
    maySee: (strand, page) => replica.team.maySee(strand, page),
    whoOf: (strand) => replica.team.whoOf(strand),
    shows,
  });

/** Both have About me, and see it. */
const linkedTwo = async (seed: number, clientShows = () => true) => {
  const two = await createTwo(seed);
  const page = pageOf(two.client, 'about-me');
  await grant(two.client, two.worker.member, page, 'write');
  await meet(two.client, two.worker);
  const [sams, priyas] = [cursorsOf(two.client, clientShows), cursorsOf(two.worker)];
  const [a, b] = [hostOf(two.cast, two.client, { talks: [sams] }), hostOf(two.cast, two.worker, { talks: [priyas] })];
  const links = wire(a.host, b.host);
  await until(() => a.told.some(({ state }) => state === 'synced') && b.told.some(({ state }) => state === 'synced'));
  return { ...two, page, sams, priyas, links, a, b };
};

const awarenessOf = (cursors: Cursors, page: PageId): Awareness => {
  const awareness = cursors.of(page);
  if (!awareness) throw new Error('this page is not open here');
  return awareness;
};

/** As an editor's binding does when somebody puts the cursor into a text. */
const put = (awareness: Awareness, at: number): void => {
  const place = Y.createRelativePositionFromTypeIndex(headingText(awareness.doc, 'people'), at);
  awareness.setLocalStateField('who', 'not to be sent');
  awareness.setLocalStateField('cursor', { anchor: place, head: place });
};

it('L16: where somebody is in a text is seen by the other, as the person whose device the link is with', async () => {
  const { client, worker, page, sams, priyas, links } = await linkedTwo(61);
  headingText(awarenessOf(sams, page).doc, 'people');
  headingText(awarenessOf(priyas, page).doc, 'people');
  put(awarenessOf(priyas, page), 0);
  const strand = worker.identity.strand;
  await until(() => awarenessOf(sams, page).getStates().has(strand));
  const state = awarenessOf(sams, page).getStates().get(strand);
  expect(state).toMatchObject({ who: worker.member, cursor: { anchor: { tname: 'people' } } });
  expect(JSON.stringify(state)).not.toContain('not to be sent');
  const place = Y.createRelativePositionFromJSON((state?.['cursor'] as { anchor: unknown }).anchor);
  expect(Y.createAbsolutePositionFromRelativePosition(place, awarenessOf(sams, page).doc)?.index).toBe(0);
  put(awarenessOf(sams, page), 0);
  await until(() => awarenessOf(priyas, page).getStates().has(client.identity.strand));
  // The editor was left, the link ends: it is gone.
  priyas.leave(page);
  await until(() => !awarenessOf(sams, page).getStates().has(strand));
  links.a.destroy();
  await until(() => !awarenessOf(priyas, page).getStates().has(client.identity.strand));
});

it('L16: the client is seen only while they show that they are here', async () => {
  let shows = false;
  const { client, page, sams, priyas, links } = await linkedTwo(62, () => shows);
  headingText(awarenessOf(priyas, page).doc, 'people');
  const { strand } = client.identity;
  put(awarenessOf(sams, page), 0);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(awarenessOf(priyas, page).getStates().has(strand)).toBe(false);
  shows = true;
  sams.showChanged();
  await until(() => awarenessOf(priyas, page).getStates().has(strand));
  shows = false;
  sams.showChanged();
  await until(() => !awarenessOf(priyas, page).getStates().has(strand));
  links.a.destroy();
});

it('L16: nothing is said to, or taken from, a device that may not see the page', async () => {
  const { client, worker, page, sams, priyas, links } = await linkedTwo(63);
  headingText(awarenessOf(sams, page).doc, 'people');
  headingText(awarenessOf(priyas, page).doc, 'people');
  put(awarenessOf(priyas, page), 0);
  await until(() => awarenessOf(sams, page).getStates().has(worker.identity.strand));
  await revoke(client, worker.member, page, 'see');
  sams.check();
  expect(awarenessOf(sams, page).getStates().has(worker.identity.strand)).toBe(false);
  // The worker has not heard of it yet, and goes on.
  put(awarenessOf(priyas, page), 0);
  put(awarenessOf(sams, page), 0);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(awarenessOf(sams, page).getStates().has(worker.identity.strand)).toBe(false);
  expect(awarenessOf(priyas, page).getStates().has(client.identity.strand)).toBe(false);
  links.a.destroy();
});

it('L16: what a link says of cursors is nothing but places, 30 a second at most are looked at, and what is none ends it', async () => {
  const { client, worker, page, sams, links } = await linkedTwo(64);
  const awareness = awarenessOf(sams, page);
  headingText(awareness.doc, 'people');
  const ends: string[] = [];
  const talk = sams.begin({ strand: worker.identity.strand, send: () => undefined, end: (reason) => void ends.push(reason) });
  const at = (clock: number) => {
    const place = { type: null, tname: null, item: { client: client.identity.strand, clock }, assoc: 0 };
    return writeCursor({ page, cursor: { anchor: place, head: place } });
  };
  const begun = performance.now();
  while (Math.floor(performance.now() / 1000) === Math.floor(begun / 1000)) await new Promise((resolve) => setTimeout(resolve, 5));
  for (let i = 0; i < 100; i++) talk.take(at(i));
  expect(awareness.getStates().get(worker.identity.strand)).toMatchObject({ cursor: { anchor: { item: { clock: 29 } } } });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  // A text that the page does not have is not made by pointing at it.
  const elsewhere = { type: null, tname: 'nowhere', item: null, assoc: 0 };
  talk.take(writeCursor({ page, cursor: { anchor: elsewhere, head: elsewhere } }));
  expect(awareness.getStates().has(worker.identity.strand)).toBe(false);
  expect(awareness.doc.share.has('nowhere')).toBe(false);
  expect(ends).toEqual([]);
  talk.take(concatBytes(at(1), Uint8Array.of(33)));
  expect(ends).toEqual(['malformed']);
  links.a.destroy();
});

it('L16: a cursor that has not moved for 30 seconds is not shown any more, and is again when it moves', async () => {
  const { worker, page, sams, priyas, links } = await linkedTwo(65);
  headingText(awarenessOf(sams, page).doc, 'people').insert(0, 'words');
  const strand = worker.identity.strand;
  put(awarenessOf(priyas, page), 0);
  await until(() => awarenessOf(sams, page).getStates().has(strand));
  const begun = performance.now();
  await until(() => !awarenessOf(sams, page).getStates().has(strand), 40_000);
  expect(performance.now() - begun).toBeGreaterThan(28_000);
  const start = Y.createRelativePositionFromTypeIndex(headingText(awarenessOf(priyas, page).doc, 'people'), 0, -1);
  awarenessOf(priyas, page).setLocalStateField('cursor', { anchor: start, head: start });
  await until(() => awarenessOf(sams, page).getStates().has(strand));
  links.a.destroy();
});
