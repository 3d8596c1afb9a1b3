import { describe, expect, it, vi } from 'vitest';
import { equalBytes, err } from '#base';
import type { Bytes } from '#base';
import { MemoryBlobs, toBlobHash } from '#device';
import type { Attachments, BlobRef } from '#sync';
import { readBlobMessage, writeBlobMessage } from '../../../src/sync/attachments/blob-message.ts';
import { device, PAGE, strandOf, until, wire } from './cast.ts';

const picture = (length: number): Bytes => Uint8Array.from({ length }, (_, i) => (i * 31) & 255);

const added = async (to: Attachments, content: Bytes): Promise<BlobRef & { page: typeof PAGE }> => {
  const ref = await to.add(PAGE, content);
  if (!ref.ok) throw new Error(ref.error.type);
  return { ...ref.value, page: PAGE };
};

/** A matcher would take seconds over a million numbers. */
const isRead = async (by: Attachments, ref: BlobRef, content: Bytes): Promise<boolean> => {
  const read = await by.read(ref);
  return read !== null && equalBytes(read, content);
};

const damaged = (body: Bytes): Bytes => (readBlobMessage(body)?.type === 'part' ? body.with(-1, (body.at(-1) ?? 0) ^ 1) : body);

describe('a picture', () => {
  it('is here once it was added, and can be read', async () => {
    const phone = device();
    const ref = await added(phone, picture(5000));
    expect(phone.stateOf(ref)).toEqual({ type: 'here' });
    expect(await isRead(phone, ref, picture(5000))).toBe(true);
    expect(phone.usage()).toMatchObject({ count: 1, fetched: 0 });
  });

  it('of nothing, or too large, is refused in a typed way', async () => {
    const phone = device();
    expect(await phone.add(PAGE, new Uint8Array(0))).toEqual(err({ type: 'empty' }));
    const bytes = 8 * 1024 * 1024;
    expect(await phone.add(PAGE, new Uint8Array(bytes))).toEqual(err({ type: 'too-large', bytes }));
  });

  it('that the disk has no room for is said to be so, added or fetched', async () => {
    class Full extends MemoryBlobs {
      override keep() {
        return Promise.resolve(err({ type: 'full' as const }));
      }
    }
    const [phone, full] = [device(), device({ store: new Full() })];
    expect(await full.add(PAGE, picture(10))).toEqual(err({ type: 'full' }));
    const ref = await added(phone, picture(100));
    wire(phone, full);
    await full.want(ref);
    await until(() => full.stateOf(ref).type === 'no-room');
    expect(full.stateOf(ref)).toEqual({ type: 'no-room', reason: 'full' });
  });

  it('of which the disk lost a part is not here any more, and can come again', async () => {
    const store = new MemoryBlobs();
    const phone = device({ store });
    const ref = await added(phone, picture(200_000));
    vi.spyOn(store, 'part').mockImplementation((_, part) => Promise.resolve(part === 2 ? null : new Uint8Array(64 * 1024)));
    expect(await phone.read(ref)).toBeNull();
    expect(phone.stateOf(ref)).toEqual({ type: 'away' });
  });
});

describe('between two devices', () => {
  it('L13: what one wants comes from the other, whole, and is known again when the device is opened anew', async () => {
    const store = new MemoryBlobs();
    const [phone, laptop] = [device(), device({ store })];
    const ref = await added(phone, picture(1_000_000));
    wire(phone, laptop);
    await laptop.ready;
    expect(laptop.stateOf(ref)).toEqual({ type: 'away' });
    const seen = new Set<string>();
    laptop.subscribe(() => seen.add(laptop.stateOf(ref).type));
    await laptop.want(ref);
    await until(() => laptop.stateOf(ref).type === 'here');
    expect(seen).toContain('coming');
    expect(await isRead(laptop, ref, picture(1_000_000))).toBe(true);
    expect(laptop.usage()).toMatchObject({ count: 1, fetched: 1 });
    const again = device({ store });
    await again.ready;
    expect(again.stateOf(ref)).toEqual({ type: 'here' });
    await again.dropFetched();
    expect(again.usage().count).toBe(0);
    expect((await store.list()).ok && (await store.part(ref.hash, 0))).toBeNull();
  });

  it('nothing is asked for that is not wanted, and four parts are asked for at a time', async () => {
    const [phone, laptop] = [device(), device()];
    const ref = await added(phone, picture(2_000_000));
    let under = 0;
    let most = 0;
    const link = wire(phone, laptop, {
      toA: (body) => {
        most = Math.max(most, ++under);
        return [body];
      },
      toB: (body) => {
        under -= 1;
        return [body];
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(link.passed).toEqual([]);
    await laptop.want(ref);
    await until(() => laptop.stateOf(ref).type === 'here');
    expect(most).toBe(4);
  });

  it('what nobody who is there has is waited for, and comes when somebody comes who has it', async () => {
    const [phone, laptop, tablet] = [device(), device(), device()];
    const ref = await added(phone, picture(100_000));
    await laptop.want(ref);
    expect(laptop.stateOf(ref)).toEqual({ type: 'nobody' });
    const first = wire(laptop, tablet, { b: 3 });
    await until(() => first.passed.some(({ body }) => readBlobMessage(body)?.type === 'not-there'));
    await until(() => laptop.stateOf(ref).type === 'nobody');
    wire(laptop, phone, { b: 2 });
    await until(() => laptop.stateOf(ref).type === 'here');
  });

  it('L14: nobody is given, or asked for, what hangs on a page that they may not see', async () => {
    const phone = device({ blind: new Set([strandOf(2)]) });
    const laptop = device();
    const ref = await added(phone, picture(1000));
    const link = wire(phone, laptop);
    await laptop.want(ref);
    await until(() => link.passed.some(({ to }) => to === 'b'));
    expect(link.passed.filter(({ to }) => to === 'b').map(({ body }) => readBlobMessage(body)?.type)).toEqual(['not-there']);
    await until(() => laptop.stateOf(ref).type === 'nobody');
    const blind = device({ blind: new Set([strandOf(1)]) });
    const other = wire(phone, blind);
    await blind.want(ref);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(other.passed).toEqual([]);
  });

  it('a link that ends half-way is gone on from with another device, without what came already', async () => {
    const [phone, tablet, laptop] = [device(), device(), device()];
    const ref = await added(phone, picture(1_000_000));
    const copy = wire(phone, tablet);
    await tablet.want(ref);
    await until(() => tablet.stateOf(ref).type === 'here');
    copy.close();
    let given = 0;
    const first = wire(laptop, phone, { b: 2, toA: (body) => (++given > 8 ? [] : [body]) });
    await laptop.want(ref);
    await until(() => given > 8);
    const second = wire(laptop, tablet, { b: 3 });
    first.close();
    await until(() => laptop.stateOf(ref).type === 'here');
    expect(second.passed.filter(({ to }) => to === 'a')).toHaveLength(17 - 8);
    expect(await isRead(laptop, ref, picture(1_000_000))).toBe(true);
  });

  it('L15: whoever sends something else than was asked for loses the link, nothing of it is kept, and it comes from another', async () => {
    const [phone, liar, laptop] = [device(), device(), device()];
    const ref = await added(phone, picture(200_000));
    const copy = wire(phone, liar);
    await liar.want(ref);
    await until(() => liar.stateOf(ref).type === 'here');
    copy.close();
    const lying = wire(laptop, liar, { b: 3, toA: (body) => [damaged(body)] });
    await laptop.want(ref);
    await until(() => lying.ends.length > 0);
    expect(lying.ends).toEqual(['bad-sender']);
    expect(laptop.usage().count).toBe(0);
    wire(laptop, phone, { b: 2 });
    await until(() => laptop.stateOf(ref).type === 'here');
    expect(await isRead(laptop, ref, picture(200_000))).toBe(true);
  });

  it('L15: where parts of several devices come to something else, it is got again from one alone, and the honest one keeps its link', async () => {
    const [phone, liar, laptop] = [device(), device(), device()];
    const ref = await added(phone, picture(1_000_000));
    const copy = wire(phone, liar);
    await liar.want(ref);
    await until(() => liar.stateOf(ref).type === 'here');
    copy.close();
    let given = 0;
    const lying = wire(laptop, liar, { b: 3, toA: (body) => (++given > 4 ? [] : [damaged(body)]) });
    await laptop.want(ref);
    await until(() => given > 4);
    const honest = wire(laptop, phone, { b: 2 });
    lying.close();
    await until(() => laptop.stateOf(ref).type === 'here');
    expect(honest.ends).toEqual([]);
    expect(await isRead(laptop, ref, picture(1_000_000))).toBe(true);
  });

  it('L15: parts that nobody asked for, and what is no message, end the link', async () => {
    const [phone, laptop] = [device(), device()];
    const ref = await added(phone, picture(1000));
    const ends: string[] = [];
    const other = { strand: strandOf(2), send: () => undefined, end: (reason: string) => ends.push(reason) };
    laptop.begin(other).take(writeBlobMessage({ type: 'part', hash: ref.hash, part: 0, bytes: picture(10) }));
    laptop.begin(other).take(writeBlobMessage({ type: 'not-there', hash: ref.hash, part: 0 }));
    laptop.begin(other).take(Uint8Array.of(9));
    expect(ends).toEqual(['malformed', 'malformed', 'malformed']);
  });

  it('L14: who asks for more than 16 parts before one was answered loses the link; 4,096 parts are given to a link in all', async () => {
    const phone = device();
    const ref = await added(phone, picture(1000));
    const ends: string[] = [];
    const sends: (() => Bytes | null)[] = [];
    const talk = () => phone.begin({ strand: strandOf(2), send: (make) => void sends.push(make), end: (reason) => void ends.push(reason) });
    const ask = writeBlobMessage({ type: 'ask', hash: ref.hash, part: 0 });
    const greedy = talk();
    for (let i = 0; i < 16; i++) greedy.take(ask);
    expect(ends).toEqual([]);
    greedy.take(ask);
    expect(ends).toEqual(['malformed']);
    greedy.close();
    sends.length = 0;
    const patient = talk();
    const answers = new Map<string, number>();
    for (let i = 0; i < 4100; i++) {
      patient.take(ask);
      while (sends.length === 0) await Promise.resolve();
      const type = readBlobMessage(sends.shift()?.() ?? new Uint8Array(0))?.type ?? 'none';
      answers.set(type, (answers.get(type) ?? 0) + 1);
    }
    expect(Object.fromEntries(answers)).toEqual({ part: 4096, 'not-there': 4 });
  });

  it('at most 200 can be waited for, two at a time are on the way', async () => {
    const [phone, laptop] = [device(), device()];
    const refs = await Promise.all(Array.from({ length: 6 }, (_, i) => added(phone, picture(300_000 + i))));
    let most = 0;
    laptop.subscribe(() => (most = Math.max(most, refs.filter((ref) => laptop.stateOf(ref).type === 'coming').length)));
    wire(phone, laptop);
    await Promise.all(refs.map((ref) => laptop.want(ref)));
    await until(() => refs.every((ref) => laptop.stateOf(ref).type === 'here'));
    expect(most).toBe(2);
    const alone = device();
    const many = Array.from({ length: 201 }, (_, i) => ({ page: PAGE, bytes: 10, hash: toBlobHash(i.toString(16).padStart(64, '0')) }));
    for (const { hash, ...rest } of many) if (hash) await alone.want({ ...rest, hash });
    const states = many.map(({ hash }) => hash && alone.stateOf({ hash }).type);
    expect(states.filter((state) => state === 'nobody')).toHaveLength(200);
    expect(states.at(-1)).toBe('away');
  });

  it('a device that says nothing is left after 20 seconds, and another one asked', async () => {
    const [phone, silent, laptop] = [device(), device(), device()];
    const ref = await added(phone, picture(1000));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const link = wire(laptop, silent, { b: 3, toB: () => [] });
    await laptop.want(ref);
    const honest = wire(laptop, phone, { b: 2 });
    await vi.advanceTimersByTimeAsync(19_900);
    expect(laptop.stateOf(ref)).toEqual({ type: 'coming', of: 0 });
    expect(honest.passed).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    await until(() => laptop.stateOf(ref).type === 'here');
    expect(link.ends).toEqual([]);
  });

  it('what an item says a wrong size of is not got again and again, and nobody loses a link over it', async () => {
    const phone = device();
    const ref = { ...(await added(phone, picture(200_000))), bytes: 100_000 };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const again = device();
    const link = wire(phone, again);
    await again.want(ref);
    await vi.advanceTimersByTimeAsync(100_000);
    vi.useRealTimers();
    expect(again.stateOf(ref)).toEqual({ type: 'nobody' });
    expect(link.passed.length).toBeLessThanOrEqual(8);
    expect(link.ends).toEqual([]);
  });

  it('what is taken off the team is deleted', async () => {
    const store = new MemoryBlobs();
    const phone = device({ store });
    const ref = await added(phone, picture(1000));
    await phone.forget();
    expect(phone.stateOf(ref)).toEqual({ type: 'away' });
    expect(await store.part(ref.hash, 0)).toBeNull();
  });
});
