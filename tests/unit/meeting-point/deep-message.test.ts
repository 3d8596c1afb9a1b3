import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { connect } from './client.ts';

// What can be read from a text of 40 KB cannot always be written back, and the process ends.
it('a meeting point that is sent lists in lists in lists goes on', async () => {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../../scripts/meeting-point.mjs', import.meta.url)), '--port', '44871'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  try {
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const client = await connect('ws://127.0.0.1:44871');
    client.say({ type: 'subscribe', topics: ['a'] });
    client.say(`{"type":"publish","topic":"a","data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
    await client.closed;
    const other = await connect('ws://127.0.0.1:44871');
    other.say({ type: 'ping' });
    expect(await other.hear(({ type }) => type === 'pong')).toBeTruthy();
  } finally {
    child.kill();
  }
});
