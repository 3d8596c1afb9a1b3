import type { Entry, Head, Strand } from '#ledger';
import type { Team } from '#team';
import { headOf, JOURNAL, meet, PLAN, World } from './cast.ts';
import type { Device } from './cast.ts';

const PAGES = [JOURNAL, PLAN];

export interface History {
  readonly honest: readonly Device[];
  readonly turned: readonly Device[];
  /** Entries by those taken off, written when every honest device knew. */
  readonly late: readonly Entry[];
  readonly client: Device;
  readonly world: World;
}

/** A random history: honest devices that meet now and then, perhaps a member or a phone of the client's in wrong hands, copied disks, recoveries. */
export const createHistory = (seed: number, steps: number): History => {
  const world = new World(seed);
  world.remembersBuilding = true;
  const { dice } = world;
  const client = world.begins();
  const honest: Device[] = [client];
  const turned: Device[] = [];
  const rights = () => ({
    ...(dice.chance(0.8) ? { [JOURNAL]: dice.pick(['see', 'write'] as const) } : {}),
    ...(dice.chance(0.8) ? { [PLAN]: 'write' as const } : {}),
  });
  honest.push(client.links('laptop'), client.admits('Sam', rights()), client.admits('Kim', rights()), client.admits('Jo', rights()));
  const sam = honest[2] ?? client;
  honest.push(sam.links('Sam’s tablet'));
  for (const page of PAGES) {
    client.makesPage(page);
    client.rotates(page, honest);
  }
  meet(...honest);

  const turnAt = Math.floor(steps * 0.2);
  const plan = dice.pick(['nobody', 'nobody', 'Sam', 'Sam', 'Sam and Kim', 'client', 'laptop', 'copy']);
  const turn = () => {
    const bad = honest.filter(
      (device) =>
        (plan === 'client'
          ? device === client
          : plan === 'laptop'
            ? device.name === 'laptop'
            : plan.includes('Sam') && device.name.startsWith('Sam')) ||
        (plan.includes('Kim') && device.name === 'Kim'),
    );
    for (const device of bad) {
      honest.splice(honest.indexOf(device), 1);
      turned.push(device);
    }
    if (plan === 'copy') honest.push(dice.pick(honest).copy());
  };

  const clientActs = (device: Device) => {
    const others = [...honest, ...turned].filter((other) => other.member !== null);
    const whom = others.length > 0 ? dice.pick(others) : device;
    const page = dice.pick(PAGES);
    const dots = dice.roll();
    if (whom.member !== null && dots < 0.1) device.removes(whom);
    else if (whom.member !== null && dots < 0.17) device.removesDevice(whom);
    else if (whom.member !== null && dots < 0.32) device.revokes(whom, page, dice.pick(['see', 'write']));
    else if (whom.member !== null && dots < 0.45) device.grants(whom, page, dice.pick(['see', 'write']));
    else if (dots < 0.52) honest.push(device.admits('Newcomer', rights()));
    else if (dots < 0.6 && device.team.held().length > 0) device.accepts(dice.pick(device.team.held()));
    else if (dots < 0.63) honest.push(device.links('another'));
    else if (dots < 0.7) device.rotates(page, honest);
    else if (dots < 0.73) device.makesPage(page);
    else device.writes(page);
  };

  const memberActs = (device: Device) => {
    const pages = PAGES.filter((page) => device.team.mayWrite(device.strand, page));
    const dots = dice.roll();
    if (dots < 0.1) honest.push(device.links('further'));
    else if (dots < 0.2) device.shares(dice.pick(PAGES), world.keyId(), honest);
    else if (pages.length > 0) device.writes(dice.pick(pages));
  };

  const acts = (device: Device) => {
    if (!device.team.isOn(device.strand) || device.team.isForked(device.strand)) return;
    if (device.team.isClientNow(device.strand)) clientActs(device);
    else memberActs(device);
  };

  const late: Entry[] = [];
  /** Writes what it likes on what it likes, and claims to have seen as much of the past as suits it. */
  const attacks = (device: Device, isLate: boolean) => {
    const own = device.index.entries.filter((entry) => entry.strand === device.strand);
    const after = own.length > 0 ? (dice.chance(0.75) ? (own.at(-1) ?? null) : dice.pick(own)) : null;
    const until = dice.chance(0.5) ? device.index.entries.length : Math.floor(dice.roll() * device.index.entries.length);
    const furthest = new Map<Strand, Head>();
    for (const entry of device.index.entries.slice(0, until)) if (entry.strand !== device.strand) furthest.set(entry.strand, headOf(entry));
    const parents = [...furthest.values()].filter(() => dice.chance(0.85)).sort((a, b) => a.strand - b.strand);
    const more = { after, parents };
    const page = dice.pick(PAGES);
    const dots = dice.roll();
    const whom = dice.pick([...honest, ...turned]);
    const written = (): Entry => {
      if (dots < 0.45) return device.says({ kind: 'change' }, { ...more, page, keyId: world.keyId() });
      if (dots < 0.55 || dots > 0.93) {
        const accomplice = world.device('accomplice', device.member);
        turned.push(accomplice);
        const named = { device: accomplice.keys, proof: new Uint8Array(0) };
        const entry =
          dots > 0.93
            ? device.says({ kind: 'admit', member: world.memberId(), ...named }, more)
            : device.says({ kind: device.member === null ? 'clink' : 'link', ...named }, more);
        accomplice.hears(device);
        return entry;
      }
      if (dots < 0.62 && whom.member !== null) return device.says({ kind: 'remove', target: { member: whom.member } }, more);
      if (dots < 0.67) return device.says({ kind: 'remove', target: { strand: whom.strand } }, more);
      if (dots < 0.75 && device.member !== null)
        return device.says({ kind: 'grant', member: device.member, right: 'write' }, { ...more, page });
      if (dots < 0.81) return device.says({ kind: 'accept', upTo: headOf(dice.pick(device.index.entries)) }, more);
      if (dots < 0.86 && whom.member !== null) return device.says({ kind: 'revoke', member: whom.member, right: 'see' }, { ...more, page });
      return device.says({ kind: 'seen', opened: new Uint8Array(0) }, more);
    };
    const entry = written();
    if (isLate) late.push(entry);
  };

  const recover = () => {
    const finder = dice.pick(honest);
    const stolen = new Set(turned.map((device) => device.strand));
    const line = [...finder.index.entries]
      .reverse()
      .filter(
        (entry, i, all) =>
          finder.team.whoOf(entry.strand) === 'client' &&
          !stolen.has(entry.strand) &&
          all.findIndex((other) => other.strand === entry.strand) === i,
      );
    const number = 1 + finder.index.entries.filter((entry) => entry.facts.kind === 'recover').length;
    honest.push(finder.recovers('new phone', line, number));
  };

  for (let step = 0; step < steps; step++) {
    if (step === turnAt) turn();
    if (dice.chance(0.015) || (turned.some((device) => device.member === null) && dice.chance(0.03))) recover();
    const device = dice.pick([...honest, ...turned]);
    if (turned.includes(device)) {
      if (dice.chance(0.6)) attacks(device, false);
      else dice.pick(honest).hears(device, { steps: dice.chance(0.3) });
    } else if (dice.chance(0.45)) {
      const other = dice.pick([...honest, ...turned]);
      device.hears(other, { steps: dice.chance(0.3) });
      other.hears(device);
      if (dice.chance(0.25) && device.team.isOn(device.strand)) device.receipts();
    } else acts(device);
  }

  meet(...honest);
  const knowing = honest.find((device) => device.team.isClientNow(device.strand) && !device.team.isForked(device.strand));
  if (turned.length > 0 && turned.every((device) => device.member !== null) && knowing && dice.chance(0.7)) {
    for (const device of turned) if (device.member !== null) knowing.removes(device);
    meet(...honest);
    for (const device of honest) if (device.team.isOn(device.strand) && !device.team.isForked(device.strand)) device.receipts();
    meet(...honest);
    for (let i = 0; i < 10; i++) {
      const device = dice.pick(turned);
      if (dice.chance(0.5)) device.hears(dice.pick(honest));
      attacks(device, true);
      dice.pick(honest).hears(dice.pick(turned));
      acts(dice.pick(honest));
    }
    for (const device of honest) for (const bad of turned) device.hears(bad);
    meet(...honest);
  }
  return { honest, turned, late, client: honest[0] ?? client, world };
};

/** All that a team says, in a form that can be compared. */
export const summaryOf = (team: Team) => {
  const entries = [...team.index.entries].sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const strands = [...new Set(entries.map((entry) => entry.strand))].sort((a, b) => a - b);
  return {
    states: entries.map((entry) => [
      entry.hash,
      team.stateOf(entry.hash),
      team.whyHeld(entry.hash)?.rule ?? null,
      team
        .whyHeld(entry.hash)
        ?.cuts.map((cut) => cut.hash)
        .sort(),
      team.acceptedBy(entry.hash)?.hash,
      team.isGoneBy(entry),
    ]),
    held: team
      .held()
      .map((entry) => entry.hash)
      .sort(),
    devices: strands.map((strand) => [
      strand,
      team.whoOf(strand),
      team.isOn(strand),
      team.keysOf(strand)?.box,
      team.isForked(strand),
      PAGES.map((page) => team.rightOfDevice(strand, page)),
    ]),
    members: team.members(),
    clients: team.clientDevices(),
    pages: team.pages().map((page) => [page, team.pageEntry(page)?.hash, team.rotateOf(page)?.hash, team.readersOf(page)]),
    root: [team.rootKeys(), team.receiptsKey()],
    heads: team
      .heads()
      .map((head) => head.hash)
      .sort(),
  };
};
