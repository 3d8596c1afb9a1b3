import { expect, it } from 'vitest';
import { systemRandom } from '#base';
import type { Bytes } from '#base';
import { Device } from '#device';
import type { PageId } from '#ledger';
import { Attachments, MOST_BLOB_BYTES, remove } from '#sync';
import type { BlobRef, Replica } from '#sync';
import { meet, pageOf, read, say } from '../../unit/replica/cast.ts';
import { createTwo, hostOf, until, wire } from './two-devices.ts';

// Two real links in a real browser, each device with a disk of its own.

const opened = await Device.open(systemRandom);

/** What a device has, on its own part of the disk. */
const attachmentsOf = (replica: Replica): Attachments => {
  if (!opened.ok) throw new Error(opened.error.type);
  const { records } = opened.value;
  return new Attachments({
    store: records.blobsOf({ space: records.createName() }),
    clock: () => replica.clock(),
    random: systemRandom,
    maySee: (strand, page) => replica.team.maySee(strand, page),
  });
};

const noise = (length: number): Bytes => {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(at + 65_536, length)));
  return bytes;
};

const digest = async (bytes: Bytes): Promise<string> => String(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

const add = async (to: Attachments, page: PageId, content: Bytes): Promise<BlobRef & { readonly page: PageId }> => {
  const ref = await to.add(page, content);
  if (!ref.ok) throw new Error(ref.error.type);
  return { ...ref.value, page };
};

const linkedTwo = async (seed: number) => {
  const two = await createTwo(seed);
  await meet(two.client, two.worker);
  const [sams, priyas] = [attachmentsOf(two.client), attachmentsOf(two.worker)];
  const [a, b] = [hostOf(two.cast, two.client, { talks: [sams] }), hostOf(two.cast, two.worker, { talks: [priyas] })];
  const links = wire(a.host, b.host);
  await until(() => a.told.some(({ state }) => state === 'synced') && b.told.some(({ state }) => state === 'synced'));
  return { ...two, sams, priyas, a, b, links, journal: pageOf(two.client, 'journal') };
};

it('L13: 8 MiB come whole over a link, and words that are written meanwhile do not wait for them', async () => {
  const { client, worker, sams, priyas, links, journal } = await linkedTwo(41);
  const content = noise(MOST_BLOB_BYTES);
  const ref = await add(sams, journal, content);
  const begun = performance.now();
  await priyas.want(ref);
  await until(() => priyas.stateOf(ref).type === 'coming');
  await say(client, journal, 'meanwhile', 'words');
  for (const update of client.ledger.missing(worker.ledger.have()))
    links.a.send((await import('../../../src/sync/link/messages.ts')).writeGive(update, false));
  await until(() => read(worker, journal)?.['meanwhile'] === 'words');
  expect(priyas.stateOf(ref).type).toBe('coming');
  await until(() => priyas.stateOf(ref).type === 'here');
  console.info(`8 MiB over a link of this machine: ${String(Math.round(performance.now() - begun))} ms`);
  const got = await priyas.read(ref);
  expect(got && (await digest(got))).toBe(await digest(content));
  links.a.destroy();
});

it('L13: what the other side does not have is not there, and the link stays', async () => {
  const { sams, priyas, links, journal, a } = await linkedTwo(42);
  const nowhere = await add(attachmentsOf((await createTwo(43)).client), journal, noise(1000));
  await priyas.want(nowhere);
  await until(() => priyas.stateOf(nowhere).type === 'nobody');
  const ref = await add(sams, journal, noise(1000));
  await priyas.want(ref);
  await until(() => priyas.stateOf(ref).type === 'here');
  expect(a.told.at(-1)?.state).toBe('synced');
  links.a.destroy();
});

it('L15: a device that sends what the hash is not of loses the link, and it is said whose it was', async () => {
  const { cast, client, worker } = await createTwo(44);
  await meet(client, worker);
  const journal = pageOf(client, 'journal');
  const [sams, priyas] = [attachmentsOf(client), attachmentsOf(worker)];
  const ref = await add(sams, journal, noise(200_000));
  const lying = {
    name: sams.name,
    kind: sams.kind,
    begin: (other: Parameters<Attachments['begin']>[0]) =>
      sams.begin({
        ...other,
        send: (make) => {
          other.send(() => {
            const body = make();
            return body && body.length > 1000 ? body.with(500, (body[500] ?? 0) ^ 1) : body;
          });
        },
      }),
  };
  const [a, b] = [hostOf(cast, client, { talks: [lying] }), hostOf(cast, worker, { talks: [priyas] })];
  const links = wire(a.host, b.host);
  await priyas.want(ref);
  await until(() => b.told.at(-1)?.state === 'closed');
  expect(b.told.at(-1)).toMatchObject({ end: 'bad-sender', strand: client.identity.strand });
  expect(priyas.usage().count).toBe(0);
  links.a.destroy();
});

it('L14: who is taken off the team half-way gets no more of it', async () => {
  const { client, worker, sams, priyas, links, journal, a } = await linkedTwo(45);
  const ref = await add(sams, journal, noise(MOST_BLOB_BYTES));
  await priyas.want(ref);
  await until(() => priyas.stateOf(ref).type === 'coming');
  expect(await remove(client, worker.member)).toMatchObject({ ok: true });
  links.a.checkPeer();
  await until(() => a.told.at(-1)?.state === 'closed');
  expect(a.told.at(-1)?.end).toBe('taken-off');
  await until(() => worker.view().state === 'off');
  expect(priyas.stateOf(ref).type).toBe('nobody');
  expect(priyas.usage().count).toBe(0);
});

it('L13: with a device that speaks of no blobs the ledger goes on as ever, and it is told nothing of them', async () => {
  const { cast, client, worker } = await createTwo(46);
  const priyas = attachmentsOf(worker);
  const [a, b] = [hostOf(cast, client), hostOf(cast, worker, { talks: [priyas] })];
  const links = wire(a.host, b.host);
  await until(() => b.told.some(({ state }) => state === 'synced'));
  const journal = pageOf(client, 'journal');
  const ref = await add(attachmentsOf(client), journal, noise(100));
  await priyas.want(ref);
  expect(priyas.stateOf(ref).type).toBe('nobody');
  await say(client, journal, 'still', 'here');
  await until(() => read(worker, journal)?.['still'] === 'here', 9000);
  links.a.destroy();
});
