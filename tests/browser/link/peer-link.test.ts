import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Redacted } from '#base';
import { runsOf, sealEntry, writeUpdate } from '#ledger';
import { addItem } from '#record';
import { remove } from '#sync';
import type { LinkHost } from '../../../src/sync/link/host.ts';
import { writeGive } from '../../../src/sync/link/messages.ts';
import { join, meet, pageOf, read, say } from '../../unit/replica/cast.ts';
import { createTwo, hostOf, until, wire } from './two-devices.ts';

// Real RTCPeerConnections over loopback; only the meeting point between them is played, so that it can be made to lie.

let made = 0;
const Original = RTCPeerConnection;
beforeEach(() => {
  made = 0;
  vi.stubGlobal(
    'RTCPeerConnection',
    class extends Original {
      constructor(config?: RTCConfiguration) {
        super(config);
        made += 1;
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('two devices of a team', () => {
  it('link, and the new one gets all that it may have', async () => {
    const { cast, client, worker } = await createTwo(1);
    const journal = pageOf(client, 'journal');
    await say(client, journal, 'hello', 'words');
    const [a, b] = [hostOf(cast, client), hostOf(cast, worker)];
    const links = wire(a.host, b.host);
    await until(() => b.told.some(({ state }) => state === 'synced'));
    await worker.settled();
    expect(read(worker, journal)).toEqual({ hello: 'words' });
    expect(a.told.map(({ state }) => state).slice(0, 3)).toEqual(['proving', 'connecting', 'linked']);
    links.a.destroy();
    await until(() => b.told.at(-1)?.state === 'closed');
    expect(b.told.at(-1)?.end).toBe('closed-there');
  });

  it('L5: a new one gets the first copy from whoever of the team is there, while the client is away', async () => {
    const { cast, client, worker } = await createTwo(5);
    await meet(client, worker);
    const journal = pageOf(client, 'journal');
    await say(client, journal, 'hello', 'words');
    const newcomer = await join(cast, 2, 'Tom', new Map([[journal, 'see' as const]]));
    await meet(client, worker);
    const [a, b] = [hostOf(cast, worker), hostOf(cast, newcomer)];
    const links = wire(a.host, b.host);
    await until(() => b.told.some(({ state }) => state === 'synced'));
    await newcomer.settled();
    expect(read(newcomer, journal)).toEqual({ hello: 'words' });
    links.a.destroy();
  });

  it('L4: link although signals come twice, late and in any order', async () => {
    const { cast, client, worker } = await createTwo(2);
    const [a, b] = [hostOf(cast, client), hostOf(cast, worker)];
    const late: (() => void)[] = [];
    const links = wire(a.host, b.host, (signal, from) => {
      const to = () => (from === 'a' ? links.b : links.a);
      late.push(() => {
        to().signal(structuredClone(signal));
      });
      return signal['type'] === 'sealed' ? [] : [signal, signal];
    });
    const shuffle = setInterval(() => {
      for (const one of late.splice(0).reverse()) one();
    }, 120);
    await until(() => b.told.some(({ state }) => state === 'synced'));
    clearInterval(shuffle);
    links.a.destroy();
  });

  it('carry a megabyte of entries, in slices and parts', async () => {
    const { cast, client, worker } = await createTwo(3);
    const journal = pageOf(client, 'journal');
    const [a, b] = [hostOf(cast, client), hostOf(cast, worker)];
    const links = wire(a.host, b.host);
    await until(() => b.told.some(({ state }) => state === 'synced'));
    const doc = client.openPage(journal)?.doc;
    for (let i = 0; i < 50; i++)
      if (doc)
        addItem(doc, cast.random, {
          kind: 'note',
          type: 'visit',
          words: `${String(i)} ${'x'.repeat(19_000)}`,
          day: '2026-01-05',
          together: false,
        });
    await client.flush();
    const update = [...client.ledger.missing(new Map(worker.ledger.heads().map((head): [number, number] => [head.strand, head.seq + 1])))];
    expect(update.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(900_000);
    for (const one of update) links.a.send(writeGive(one, false));
    await until(() => Object.keys(read(worker, journal) ?? {}).length === 50);
    links.a.destroy();
  });
});

describe('before any address is sent', () => {
  const refused = async (seed: number, change: (honest: LinkHost, cast: Awaited<ReturnType<typeof createTwo>>) => Partial<LinkHost>) => {
    const two = await createTwo(seed);
    const [a, b] = [hostOf(two.cast, two.client), hostOf(two.cast, two.worker)];
    const stranger = { ...b.host, ...change(b.host, two) };
    const links = wire(a.host, stranger);
    await until(() => a.told.at(-1)?.state === 'closed');
    const result = { end: a.told.at(-1)?.end, made, seen: links.seen };
    links.b.destroy();
    return result;
  };

  it('L3: someone who does not know the room gets nothing', async () => {
    const two = await createTwo(10);
    const [a, b] = [hostOf(two.cast, two.client), hostOf(two.cast, two.worker)];
    const links = wire(a.host, { ...b.host, roomKey: new Redacted(new Uint8Array(32).fill(1)) });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(made).toBe(0);
    expect(a.told.every(({ state }) => state === 'proving')).toBe(true);
    links.a.destroy();
    links.b.destroy();
  });

  it('L5: someone who is not on the team gets nothing, though they know the room', async () => {
    const strange = await createTwo(99);
    const { end, made: connections } = await refused(11, () => ({
      strand: strange.worker.identity.strand,
      sign: (message) => strange.worker.identity.signer.sign(message),
      introductions: () => [],
    }));
    expect(end).toBe('not-on-team');
    expect(connections).toBe(0);
  });

  it('L5: an introduction by somebody who is not this client’s device is worth nothing', async () => {
    const strange = await createTwo(98);
    const admit = strange.client.ledger.index.entries.find(({ facts }) => facts.kind === 'admit');
    const { end, made: connections } = await refused(12, () => ({
      strand: strange.worker.identity.strand,
      sign: (message) => strange.worker.identity.signer.sign(message),
      introductions: () => (admit ? [admit.bytes] : []),
    }));
    expect(end).toBe('not-on-team');
    expect(connections).toBe(0);
  });

  it('L6: a proof that another key signed ends it', async () => {
    const strange = await createTwo(97);
    const { end, made: connections } = await refused(13, () => ({ sign: (message) => strange.worker.identity.signer.sign(message) }));
    expect(end).toBe('wrong-proof');
    expect(connections).toBe(0);
  });

  it('L5: a device that was taken off gets nothing', async () => {
    const two = await createTwo(14);
    await meet(two.client, two.worker);
    expect(await remove(two.client, two.worker.member)).toMatchObject({ ok: true });
    const [a, b] = [hostOf(two.cast, two.client), hostOf(two.cast, two.worker)];
    const links = wire(a.host, b.host);
    await until(() => a.told.at(-1)?.state === 'closed');
    expect(a.told.at(-1)?.end).toBe('not-on-team');
    expect(made).toBe(0);
    // Nothing that a meeting point sees names an address.
    expect(JSON.stringify(links.seen)).not.toMatch(/candidate|fingerprint|127\.0\.0\.1|a=ice/);
    links.b.destroy();
  });

  it('L3: whoever stands between the two reads no address and can put none in', async () => {
    const two = await createTwo(15);
    const [a, b] = [hostOf(two.cast, two.client), hostOf(two.cast, two.worker)];
    let forged = 0;
    const links = wire(a.host, b.host, (signal) => {
      if (signal['type'] !== 'sealed') return [signal];
      forged += 1;
      // One of theirs in front of each: never opened as the other side's.
      return [{ type: 'sealed', n: 9000 + forged, box: 'AAAA' }, { type: 'nonsense' }, signal];
    });
    await until(() => b.told.some(({ state }) => state === 'synced'));
    expect(forged).toBeGreaterThan(3);
    expect(JSON.stringify(links.seen)).not.toMatch(/candidate|fingerprint|127\.0\.0\.1|a=ice/);
    links.a.destroy();
  });

  it('L4: a hello that was swapped on the way leads to no link', async () => {
    const two = await createTwo(16);
    const other = await createTwo(17);
    const [a, b, m] = [hostOf(two.cast, two.client), hostOf(two.cast, two.worker), hostOf(other.cast, other.client)];
    // Somebody in the middle answers with a hello of their own.
    const { default: PeerLink } = await import('../../../src/sync/link/peer-link.ts');
    const middle = new PeerLink({ initiator: true, host: { ...m.host } });
    const hello = await new Promise<Record<string, unknown>>((resolve) => middle.on('signal', resolve));
    const links = wire(a.host, b.host, (signal) => (signal['hello'] ? [{ ...signal, hello: hello['hello'] }] : [signal]));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(made).toBe(0);
    expect([...a.told, ...b.told].some(({ state }) => state === 'linked')).toBe(false);
    links.a.destroy();
    links.b.destroy();
    middle.destroy();
  });
});

describe('on an open link', () => {
  it('L10: a sender of what no honest device could send loses the link, and it is said whose it was', async () => {
    const { cast, client, worker } = await createTwo(20);
    await meet(client, worker);
    const [a, b] = [hostOf(cast, client), hostOf(cast, worker)];
    const links = wire(a.host, b.host);
    await until(() => a.told.some(({ state }) => state === 'synced') && b.told.some(({ state }) => state === 'synced'));
    for (let i = 0; i < 4; i++) links.b.send(writeGive(Uint8Array.of(1, 1, 7, 7, 7, i), false));
    await until(() => a.told.at(-1)?.state === 'closed');
    expect(a.told.at(-1)).toMatchObject({ end: 'bad-sender', strand: worker.identity.strand });
  });

  it('L12: someone who is taken off while it is open gets the word of it, and nothing after', async () => {
    const { cast, client, worker } = await createTwo(21);
    const journal = pageOf(client, 'journal');
    const [a, b] = [hostOf(cast, client), hostOf(cast, worker)];
    const links = wire(a.host, b.host);
    await until(() => b.told.some(({ state }) => state === 'synced'));
    await worker.settled();
    expect(await remove(client, worker.member)).toMatchObject({ ok: true });
    await say(client, journal, 'after', 'not for them');
    links.a.checkPeer();
    await until(() => worker.view().state === 'off');
    await until(() => a.told.at(-1)?.state === 'closed');
    expect(a.told.at(-1)?.end).toBe('taken-off');
    expect(worker.ledger.index.entries.filter(({ facts }) => facts.kind === 'remove')).toHaveLength(1);
    expect(worker.ledger.lengthOf(client.identity.strand)).toBeLessThan(client.ledger.lengthOf(client.identity.strand));
    expect(worker.openPage(journal)).toBeNull();
  });

  it('L11: two who have as much, and not the same, find out and mend it', async () => {
    const { cast, client, worker } = await createTwo(22);
    await meet(client, worker);
    const journal = pageOf(client, 'journal');
    const [a, b] = [hostOf(cast, client), hostOf(cast, worker)];
    const links = wire(a.host, b.host);
    await until(() => a.told.some(({ state }) => state === 'synced') && b.told.some(({ state }) => state === 'synced'));
    // Written, and the live message of it lost.
    await say(client, journal, 'lost', 'on the way');
    await until(() => read(worker, journal)?.['lost'] === 'on the way', 9000);
    links.a.destroy();
  });

  it('L11: two who have another branch each of a strand have both after, and both say whose it is', async () => {
    const { cast, client, worker } = await createTwo(23);
    const other = await join(cast, 2, 'Tom', new Map());
    await meet(client, worker, other);
    const last = worker.ledger.headOf(worker.identity.strand);
    const branch = async (byte: number) => {
      const sealed = await sealEntry(
        {
          record: cast.record,
          strand: worker.identity.strand,
          seq: last ? last.seq + 1 : 0,
          prev: last?.hash ?? null,
          parents: [],
          facts: { kind: 'seen', opened: Uint8Array.of(byte) },
          page: null,
          words: null,
        },
        worker.identity.signer,
        cast.random,
      );
      if (!sealed.ok) throw new Error(sealed.error.type);
      return sealed.value;
    };
    const [one, two] = [await branch(1), await branch(2)];
    await client.offer(writeUpdate(runsOf([one])));
    await other.offer(writeUpdate(runsOf([two])));
    const [a, b] = [hostOf(cast, client), hostOf(cast, other)];
    const links = wire(a.host, b.host);
    await until(() => [client, other].every(({ ledger }) => [one, two].every(({ hash }) => ledger.index.get(hash))), 12_000);
    await until(() => [client, other].every((replica) => replica.problems().some(({ type }) => type === 'fork')));
    expect(client.team.isForked(worker.identity.strand)).toBe(true);
    links.a.destroy();
  });
});
