import * as Y from 'yjs';
import { bytesToHex } from '#base';
import type { Replica } from '../../src/sync/replica/replica.ts';

/** How two replicas differ in what they say of the team; `null` where they say the same. */
export const differentTeam = (one: Replica, other: Replica): string | null => difference(teamOf(one), teamOf(other));

/** How two documents of one page differ; `null` where they are the same, struct by struct. */
export const differentPage = (one: Y.Doc, other: Y.Doc): string | null => difference(contentOf(one), contentOf(other));

/** All that the team says, in one text. */
const teamOf = ({ team, ledger }: Replica): string => {
  const members = team.members().map(({ member, strands, on }) => `${member} ${strands.join(',')} ${String(on)}`);
  const client = `client ${team.clientDevices().join(',')} ${team.rootKeys()?.sign ?? '-'}`;
  const rights = team.pages().flatMap((page) => team.members().map(({ member }) => `${page} ${member} ${team.rightOf(member, page)}`));
  const keys = team.pages().map((page) => `${page} ${team.rotateOf(page)?.keyId ?? '-'}`);
  const words = [...ledger.index.entries].map(({ hash }) => `${hash} ${team.stateOf(hash)}`).sort();
  return [client, ...members, ...rights, ...keys, ...words].join('\n');
};

/** A page as it is: every root, and which structs and deletions it is made of. */
const contentOf = (doc: Y.Doc): string => {
  // A root that was only looked for is there and empty.
  const roots = [...doc.share.keys()]
    .sort()
    .filter((name) => doc.get(name)._start ?? doc.get(name)._map.size > 0)
    .map((name) => `${name} ${JSON.stringify(sorted(doc.get(name).toJSON()))}`);
  const made = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  const deleted = Y.createDeleteSetFromStructStore(doc.store);
  const ranges = [...deleted.clients]
    .sort(([a], [b]) => a - b)
    .map(([of, list]) => `${String(of)}: ${list.map(({ clock, len }) => `${String(clock)}+${String(len)}`).join(' ')}`);
  return [...roots, JSON.stringify(made), ...ranges].join('\n');
};

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return bytesToHex(value);
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};

const difference = (a: string, b: string): string | null => {
  if (a === b) return null;
  const [x, y] = [new Set(a.split('\n')), new Set(b.split('\n'))];
  const only = (from: Set<string>, other: Set<string>, sign: string) =>
    [...from]
      .filter((line) => !other.has(line))
      .slice(0, 4)
      .map((line) => `${sign} ${line.slice(0, 300)}`);
  return [...only(x, y, '<'), ...only(y, x, '>')].join('\n');
};
