import { expect, it } from 'vitest';
import type * as Y from 'yjs';
import type { Right } from '#ledger';
import { addItem, LOCAL, textOf } from '#record';
import type { Replica } from '#sync';
import { createCast, join, pageOf } from './cast.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const STEPS = 60;

/** Small repeatable dice: what happens when depends on the seed alone. */
const dice = (seed: number) => {
  let state = seed * 2_654_435_761;
  return (sides: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return state % sides;
  };
};

it.each(SEEDS)('keeps every word of three people who type in one text while each other’s words come in (seed %i)', async (seed) => {
  const cast = await createCast(seed);
  const { client } = cast;
  const plan = pageOf(client, 'plan');
  const rights = new Map<typeof plan, Right>([[plan, 'write']]);
  const all: Replica[] = [client, await join(cast, 1, 'Priya', rights), await join(cast, 2, 'Tom', rights)];
  const clientDoc = client.openPage(plan)?.doc;
  const goal = clientDoc && addItem(clientDoc, cast.random, { kind: 'goal', title: 'start', why: '' });
  if (!goal?.ok) throw new Error('the goal fits');
  await client.flush();

  /** What a link would hand over, without waiting for it to be taken in. */
  const carry = async (from: Replica, to: Replica): Promise<void> => {
    const have = new Map(to.ledger.heads().map((head): [number, number] => [head.strand, head.seq + 1]));
    for (const slice of from.ledger.missing(have)) await to.offer(slice);
  };
  for (const to of all) {
    await carry(client, to);
    await to.settled();
  }

  const titleOf = (replica: Replica): Y.Text => {
    const doc = replica.openPage(plan)?.doc;
    const text = doc && textOf(doc, goal.value, 'title');
    if (!text) throw new Error('the goal is there');
    return text;
  };
  const roll = dice(seed);
  const typed: string[] = [];
  const underWay: Promise<unknown>[] = [];
  for (let step = 0; step < STEPS; step++) {
    const who = roll(3);
    const replica = all[who] ?? client;
    const deed = roll(6);
    if (deed < 3) {
      const word = `<${String(who)}.${String(step)}>`;
      const text = titleOf(replica);
      const at = roll(3) === 0 ? 0 : roll(text.length + 1);
      const now = text.toJSON();
      // Never inside another word: what is looked for below are whole words.
      const whole = now.lastIndexOf('<', at - 1) > now.lastIndexOf('>', at - 1) ? now.indexOf('>', at) + 1 : at;
      text.doc?.transact(() => {
        text.insert(whole, word);
      }, LOCAL);
      typed.push(word);
    } else if (deed === 3) underWay.push(replica.sealDrafts(plan));
    else underWay.push(carry(replica, all[roll(3)] ?? client));
    for (let turns = roll(8); turns > 0; turns--) await Promise.resolve();
    if (roll(3) === 0) await new Promise((resolve) => setTimeout(resolve, roll(4)));
  }
  await Promise.all(underWay);
  for (const replica of all) await replica.flush();
  for (let round = 0; round < 2; round++) for (const from of all) for (const to of all) await carry(from, to);
  for (const replica of all) await replica.settled();

  const texts = all.map((replica) => titleOf(replica).toJSON());
  expect(new Set(texts).size).toBe(1);
  for (const word of typed) expect(texts[0]).toContain(word);
  for (const replica of all) expect(replica.openPage(plan)?.readOnly).toBeNull();
  for (const replica of all) await replica.close();
});
