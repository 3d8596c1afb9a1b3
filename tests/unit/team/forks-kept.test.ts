import { describe, expect, it } from 'vitest';
import { JOURNAL, meet, World } from './cast.ts';

/** Sam's device was copied, and both wrote on. Kim has both branches, the client one of them. */
const forked = () => {
  const world = new World(71);
  const client = world.begins();
  const [sam, kim] = [client.admits('Sam', { [JOURNAL]: 'write' }), client.admits('Kim', { [JOURNAL]: 'write' })];
  meet(client, sam, kim);
  const again = sam.copy();
  const [first, second] = [sam.writes(), again.writes()];
  client.hears(sam);
  kim.hears(sam).hears(again);
  return { client, sam, again, kim, first, second };
};

describe('a fold that is kept up beside a fork', () => {
  it('T4.4: hears a receipt of the client’s choose a branch', () => {
    const { client, kim, first, second } = forked();
    expect([first, second].map((entry) => kim.counts(entry))).toEqual([false, false]);
    kim.takes(client.receipts());
    expect([first, second].map((entry) => kim.counts(entry))).toEqual([true, false]);
  });

  it('T4.4: judges what is written further on a branch', () => {
    const { client, sam, kim } = forked();
    kim.takes(client.receipts());
    const more = sam.writes();
    kim.takes(more);
    expect(kim.counts(more)).toBe(false);
    client.takes(more);
    kim.takes(client.receipts());
    expect(kim.counts(more)).toBe(true);
  });

  it('folds anew for what lies on a branch or chooses one, and not for what others write', () => {
    const { client, sam, kim } = forked();
    let team = kim.team;
    const note = kim.writes();
    kim.receipts();
    expect(kim.counts(note)).toBe(true);
    expect(kim.team).toBe(team);
    kim.takes(client.writes());
    expect(kim.team).toBe(team);
    kim.takes(client.receipts());
    expect(kim.team).not.toBe(team);
    team = kim.team;
    kim.takes(sam.writes());
    expect(kim.team).not.toBe(team);
  });
});
