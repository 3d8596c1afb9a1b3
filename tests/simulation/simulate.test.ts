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

describe('the simulator', () => {
  it('finds nothing wrong in 200 histories of 60 steps', { timeout: 600_000 }, async () => {
    expect(await simulate('--seeds', '200', '--steps', '60')).toMatch(/^200 passed, 0 failed$/m);
  });

  // A simulator that finds nothing would not tell whether it looks.
  it.each(Object.keys(BROKEN))('notices within 50 histories when the product %s', { timeout: 300_000 }, async (rule) => {
    expect(await simulate('--seeds', '50', '--steps', '60', '--first', '--as-is', '--broken', rule)).toMatch(
      /^seed \d+: .+\n(.*\n)*? {2}again: npm run simulate/m,
    );
  });

  it('plays the same history again from the same seed', { timeout: 120_000 }, async () => {
    const [one, other] = [
      await simulate('--seeds', '3', '--from', '500', '--log'),
      await simulate('--seeds', '3', '--from', '500', '--log'),
    ];
    expect(one).toMatch(/^3 passed, 0 failed$/m);
    expect(other).toBe(one);
  });
});
