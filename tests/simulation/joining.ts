import { admitProofBytes } from '#ledger';
import type { Head, PageId, Right, Strand } from '#ledger';
import { admit } from '../../src/sync/replica/commands.ts';
import { addDevice, askToBeAdded } from '../../src/sync/replica/devices.ts';
import { lineOf, recover } from '../../src/sync/replica/recovery.ts';
import type { Replica } from '../../src/sync/replica/replica.ts';
import type { Device } from './device.ts';
import { quiet } from './virtual-time.ts';
import type { World } from './world.ts';

// How devices come to be on a record, by the product's own commands. Each gives the device; `null` where it did not come to be.

/** Whether an entry of `replica` names a strand: it may be there although its device lost its power before it could say so. */
const names = ({ ledger }: Replica, strand: Strand): boolean => ledger.keysOf(strand) !== null;

/** Lets a new person in by a device of the client's. Theirs has heard of nothing yet. */
export const letPersonIn = async (
  world: World,
  by: Device,
  replica: Replica,
  name: string,
  rights: ReadonlyMap<PageId, Right>,
): Promise<Device | null> => {
  const identity = await world.newIdentity();
  const member = world.newMember();
  const proof = await identity.signer.sign(admitProofBytes(replica.record, replica.identity.strand, member, identity.keys));
  const card = { name, role: 'Worker', organisation: 'Somewhere' };
  await admit(replica, { member, device: identity.keys, proof, card, rights });
  if (!names(replica, identity.strand)) return null;
  const device = world.addDevice({ name, who: member, identity, by });
  await device.start();
  return device;
};

/** Adds a further device of the same person, by one that they have. */
export const addFurther = async (world: World, by: Device, replica: Replica, name: string): Promise<Device | null> => {
  const identity = await world.newIdentity();
  await addDevice(replica, await askToBeAdded(identity, replica.record, replica.identity.strand, replica.isClient));
  if (!names(replica, identity.strand)) return null;
  const device = world.addDevice({ name, who: by.who, identity, by });
  await device.start();
  return device;
};

/**
 * The client makes a new device theirs by the recovery sheet, from what some device of the team has. They know what they did themselves:
 * the line is drawn behind that, and behind nothing of what was done in their name since their device was taken.
 */
export const recoverFrom = async (world: World, from: Device): Promise<Device | null> => {
  const { replica: copy } = from;
  if (!copy || copy.team.clientDevices().length === 0) return null;
  const { root, receipts } = world.recovery;
  const device = world.addDevice({
    name: `client ${String(world.devices.length)}`,
    who: 'client',
    identity: await world.newIdentity(),
    by: from,
  });
  await device.start();
  const { replica } = device;
  for (const update of copy.ledger.missing(new Map())) await replica?.offer(update);
  for (const update of replica ? copy.ledger.branchesBeyond(replica.ledger.heads()) : []) await replica?.offer(update);
  await quiet();
  const done =
    replica && (await recover(replica, root, { line: lineOf(replica, drawnBack(world, replica)), receipts: receipts.publicKey }));
  if (!done?.ok) throw new Error(`no recovery: ${done?.error.type ?? 'no power'}`);
  device.recovered = true;
  world.robbed = false;
  world.watch.lineDrawn();
  return device;
};

/** Where the line is drawn further back than what is there: on the devices that were taken, and on those that they made. */
const drawnBack = (world: World, { team, ledger }: Replica): ReadonlyMap<Strand, Head | null> => {
  const until = new Map<Strand, Head | null>();
  for (const head of team.clientLine()) {
    if (!world.deviceOf(head.strand)?.hostile) continue;
    const last = ledger.index.entries.findLast(({ strand, hash }) => strand === head.strand && world.ownBefore.has(hash));
    until.set(head.strand, last ? { strand: last.strand, seq: last.seq, hash: last.hash } : null);
  }
  return until;
};
