import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BROKEN } from './broken-rules.mjs';

const script = fileURLToPath(new URL('../../scripts/simulate.mjs', import.meta.url));

const simulate = (...args: string[]): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const hear = (chunk: Buffer) => (said += chunk.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', () => {
      resolve(said);
    });
  });

/** The command that a failure ends with, as arguments. */
const againOf = (said: string): readonly string[] => {
  const command = /^ {2}again: npm run simulate -- (.+)$/m.exec(said)?.[1] ?? '';
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
};

const KINDS_OF_ADVERSARIES = 32;

describe('the simulator', () => {
  it('finds nothing wrong in 200 histories of 60 steps, in which every adversary has its turn', { timeout: 900_000 }, async () => {
    const said = await simulate('--seeds', '200', '--steps', '60');
    expect(said).toMatch(/^200 passed, 0 failed$/m);
    expect(said).toContain(` by ${String(KINDS_OF_ADVERSARIES)} kinds of adversaries`);
  });

  // A simulator that finds nothing would not tell whether it looks.
  it.each(Object.keys(BROKEN))('notices within 50 histories when the product %s', { timeout: 300_000 }, async (rule) => {
    expect(await simulate('--seeds', '50', '--steps', '60', '--first', '--as-is', '--broken', rule)).toMatch(
      /^seed \d+: .+\n(.*\n)*? {2}again: npm run simulate/m,
    );
  });

  it('shrinks what fails to a few steps, which fail again', { timeout: 300_000 }, async () => {
    const rule = 'lets everything be vouched for';
    const as = ['--seeds', '50', '--steps', '60', '--first', '--broken', rule];
    const again = againOf(await simulate(...as));
    expect(again).toContain('--without');
    const said = await simulate(...again);
    expect(said).toMatch(/^0 passed, 1 failed$/m);
    expect(said.match(/^\d+: /gm)?.length).toBeLessThanOrEqual(15);
  });

  // One history at a time: several are played side by side, and told as they come.
  it.each(['500', '501', '502'])('plays the same history again from the same seed, %s', { timeout: 120_000 }, async (seed) => {
    const play = () => simulate('--seeds', '1', '--from', seed, '--log');
    const [one, other] = [await play(), await play()];
    expect(one).toMatch(/^1 passed, 0 failed$/m);
    expect(other).toBe(one);
  });
});
