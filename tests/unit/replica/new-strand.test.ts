import { describe, expect, it } from 'vitest';
import { MemoryLedgerStore } from '#device';
import { addItem, changeText, headingText, readItems } from '#record';
import { accept, grant, remove, revoke } from '../../../src/sync/replica/commands.ts';
import { needsNewStrand, takeNewStrand } from '../../../src/sync/replica/new-strand.ts';
import type { Replica } from '../../../src/sync/replica/replica.ts';
import { carry, createCast, join, meet, newDevice, newIdentity, pageOf, read } from './cast.ts';
import type { Cast } from './cast.ts';

/** What the app does when a device needs another strand: names it, shuts, and opens again under it. */
const renew = async (cast: Cast, replica: Replica, store: MemoryLedgerStore): Promise<Replica> => {
  const identity = await newIdentity(cast);
  const taken = await takeNewStrand(replica, identity);
  if (!taken.ok) throw new Error(taken.error.type);
  await replica.close();
  return newDevice(cast, { identity, store, former: [replica.identity] });
};

const team = async (seed: number) => {
  const cast = await createCast(seed);
  const [journal, about] = [pageOf(cast.client, 'journal'), pageOf(cast.client, 'about-me')];
  const ana = await join(
    cast,
    1,
    'Ana',
    new Map([
      [journal, 'write'],
      [about, 'write'],
    ]),
  );
  await meet(cast.client, ana);
  return { ...cast, cast, ana, journal, about };
};

const note = (words: string) => ({ kind: 'note' as const, type: 'visit' as const, words, day: '2026-01-05', together: false });
const notesOf = (replica: Replica, page: Parameters<Replica['openPage']>[0]): string[] => {
  const doc = replica.openPage(page)?.doc;
  return doc
    ? readItems(doc)
        .rows.flatMap(({ item }) => (item.kind === 'note' ? [item.words] : []))
        .sort()
    : [];
};
const write = async (replica: Replica, page: Parameters<Replica['openPage']>[0], words: string) => {
  const doc = replica.openPage(page)?.doc;
  if (!doc) throw new Error('not open');
  addItem(doc, replica.random, note(words));
  await replica.flush();
};

/** Two disks with the same keys: Ana's tablet was copied, and both copies write. */
const copied = async (seed: number) => {
  const world = await team(seed);
  const { cast, client, ana, journal } = world;
  const [stores, identity] = [[new MemoryLedgerStore(), new MemoryLedgerStore()] as const, await newIdentity(cast)];
  const first = await newDevice(cast, { identity, store: stores[0] });
  const named = await takeNewStrand(ana, identity);
  if (!named.ok) throw new Error(named.error.type);
  await meet(client, ana, first);
  await write(first, journal, 'before the copy');
  await meet(client, ana, first);
  const second = await newDevice(cast, { identity, store: stores[1] });
  await carry(ana, second);
  return { ...world, first, second, stores };
};

describe('a device whose strand is forked', () => {
  it('takes a new one and writes again what was set aside', async () => {
    const { cast, client, ana, first, second, stores, journal, about } = await copied(91);
    await write(first, journal, 'from the one');
    const text = second.openPage(about)?.doc;
    if (!text) throw new Error('not open');
    changeText(headingText(text, 'strengths'), 'from the other, in a text');
    await second.flush();
    await write(second, journal, 'from the other');
    await carry(first, client);
    // The client decides something, having met the one and not the other: the fork is settled by that.
    await grant(client, ana.member, pageOf(client, 'plan'), 'see');
    await meet(client, ana, first, second);
    expect([first, second].map(needsNewStrand)).toEqual([true, true]);
    expect(needsNewStrand(client)).toBe(false);
    expect(notesOf(client, journal)).toEqual(['before the copy', 'from the one']);
    expect(client.view().held).toEqual([]);

    const [one, other] = [await renew(cast, first, stores[0]), await renew(cast, second, stores[1])];
    for (const device of [one, other]) await device.flush();
    await meet(client, ana, one, other);
    for (const replica of [client, ana, one, other]) {
      expect(notesOf(replica, journal)).toEqual(['before the copy', 'from the one', 'from the other']);
      expect(replica.openPage(about)?.doc.getText('strengths').toJSON()).toBe('from the other, in a text');
    }
    expect([one, other].map(needsNewStrand)).toEqual([false, false]);
    // Once, and not again when it is opened again.
    const entries = client.ledger.index.entries.length;
    await other.close();
    const again = await newDevice(cast, { identity: other.identity, store: stores[1], former: [second.identity] });
    await again.flush();
    await meet(client, again);
    expect(client.ledger.index.entries.filter(({ facts }) => facts.kind === 'change')).toHaveLength(
      client.ledger.index.entries.slice(0, entries).filter(({ facts }) => facts.kind === 'change').length,
    );
  });

  it('is settled by the client’s word where nobody had met one branch alone', async () => {
    const { cast, client, ana, first, second, stores, journal } = await copied(92);
    await write(first, journal, 'from the one');
    await write(second, journal, 'from the other');
    // Both at once: what the client writes from here on had both.
    await carry(second, ana);
    await carry(first, ana);
    await carry(ana, client);
    expect(notesOf(client, journal)).toEqual(['before the copy']);
    const held = client.view().held;
    expect(held.map(({ count }) => count)).toEqual([1, 1]);
    const [batch] = held;
    if (!batch) throw new Error('nothing is held');
    await accept(client, batch.upTo);
    expect(notesOf(client, journal)).toHaveLength(2);
    expect(client.view().held).toEqual([]);
    await meet(client, ana, first, second);
    const devices = [await renew(cast, first, stores[0]), await renew(cast, second, stores[1])];
    for (const device of devices) await device.flush();
    await meet(client, ana, ...devices);
    for (const replica of [client, ana, ...devices])
      expect(notesOf(replica, journal)).toEqual(['before the copy', 'from the one', 'from the other']);
  });

  it('of the client’s goes on as the client, under another strand', async () => {
    const { cast, client, ana, journal, seeds, store } = await team(93);
    void seeds;
    const copy = await newDevice(cast, { identity: client.identity, store: new MemoryLedgerStore() });
    await carry(client, copy);
    await write(client, journal, 'from the phone');
    await write(copy, journal, 'from its copy');
    await meet(client, ana, copy);
    expect(needsNewStrand(client)).toBe(true);
    if (!(store instanceof MemoryLedgerStore)) throw new Error('in memory');
    const phone = await renew(cast, client, store);
    expect(phone.view()).toMatchObject({ me: 'client', state: 'on' });
    const [held] = phone.view().held;
    if (!held) throw new Error('the client chooses');
    await accept(phone, held.upTo);
    await write(phone, journal, 'on the new strand');
    await meet(phone, ana);
    expect(notesOf(ana, journal)).toEqual(notesOf(phone, journal));
    expect(notesOf(phone, journal)).toContain('on the new strand');
  });

  it('still opens what was sealed to the old one by whoever had not heard of the new', async () => {
    const { cast, client, ana, journal, store } = await team(96);
    const ben = await join(cast, 2, 'Ben', new Map([[journal, 'see']]));
    await meet(client, ana, ben);
    const copy = await newDevice(cast, { identity: client.identity, store: new MemoryLedgerStore() });
    await carry(client, copy);
    // On the old disk somebody is taken off, which changes the journal's key; Ana writes under the new one.
    await remove(copy, ben.member);
    await copy.heal();
    await carry(copy, ana);
    await write(ana, journal, 'under the new key');
    // The phone goes on under another strand before it hears of that.
    if (!(store instanceof MemoryLedgerStore)) throw new Error('in memory');
    const phone = await renew(cast, client, store);
    await meet(phone, ana, copy);
    expect(notesOf(phone, journal)).toContain('under the new key');
  });
});

describe('a device whose own words are in its way', () => {
  it('goes on under a new strand when it may write again', async () => {
    const { cast, client, journal } = await team(94);
    const store = new MemoryLedgerStore();
    const ben = await join(cast, 2, 'Ben', new Map([[journal, 'write']]), store);
    await meet(client, ben);
    await revoke(client, ben.member, journal, 'write');
    await write(ben, journal, 'I did not know');
    await meet(client, ben);
    expect(notesOf(client, journal)).toEqual([]);
    expect(needsNewStrand(ben)).toBe(false);
    await grant(client, ben.member, journal, 'write');
    await meet(client, ben);
    expect(ben.openPage(journal)?.readOnly).toBe('words-held');
    expect(needsNewStrand(ben)).toBe(true);
    const again = await renew(cast, ben, store);
    expect(again.openPage(journal)?.readOnly).toBeNull();
    await write(again, journal, 'with the right');
    await meet(client, again);
    expect(notesOf(client, journal)).toEqual(['with the right']);
    // What was held is not written again: that is the client's to say.
    const [held] = client.view().held;
    if (!held) throw new Error('something is held');
    await accept(client, held.upTo);
    await meet(client, again);
    for (const replica of [client, again]) expect(notesOf(replica, journal)).toEqual(['I did not know', 'with the right']);
    expect(read(client, journal)).toEqual(read(again, journal));
  });

  it('writes again, too, what it built on words that are not to count', async () => {
    const { cast, client, about } = await team(95);
    const store = new MemoryLedgerStore();
    const ben = await join(cast, 3, 'Ben', new Map([[about, 'write']]), store);
    await meet(client, ben);
    const copy = await newDevice(cast, { identity: client.identity, store: new MemoryLedgerStore() });
    await carry(client, copy);
    const strengths = (replica: Replica) => replica.openPage(about)?.doc.getText('strengths') ?? null;
    const type = async (replica: Replica, words: string) => {
      const text = strengths(replica);
      if (text) changeText(text, words);
      await replica.flush();
    };
    await type(client, 'I cook');
    await meet(client, ben);
    await type(ben, 'I cook, for many');
    await meet(client, ben);
    await type(copy, 'on the old disk');
    await meet(client, ben, copy);
    // Both of the client's branches are held, and what Ben wrote into one of them has no place.
    expect(strengths(client)?.toJSON()).toBe('');
    expect(needsNewStrand(ben)).toBe(true);
    const again = await renew(cast, ben, store);
    await again.flush();
    await meet(client, again);
    for (const replica of [client, again]) expect(strengths(replica)?.toJSON()).toBe(', for many');
  });
});

describe('a disk that was put back', () => {
  it('keeps what is being written when its own later words come back to it', async () => {
    const { client, ana, first, second, journal, about } = await copied(97);
    await write(first, journal, 'after the copy');
    await carry(first, client);
    // The first is no more; on the copy somebody writes before it has heard what it had said.
    const doc = second.openPage(journal)?.doc;
    const text = second.openPage(about)?.doc;
    if (!doc || !text) throw new Error('not open');
    addItem(doc, second.random, note('not sealed yet'));
    changeText(headingText(text, 'strengths'), 'on another page');
    await carry(client, second);
    await second.flush();
    expect(needsNewStrand(second)).toBe(false);
    await meet(client, ana, second);
    for (const replica of [client, ana, second]) {
      expect(notesOf(replica, journal)).toEqual(['after the copy', 'before the copy', 'not sealed yet']);
      expect(replica.openPage(about)?.doc.getText('strengths').toJSON()).toBe('on another page');
    }
  });
});
