/** `npm start [-- --port 4173] [--host 127.0.0.1] [--https]`: installs, builds, serves the app and a meeting point. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readyBuild, readyModules, root } from './ready.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4173' }, host: { type: 'string' }, https: { type: 'boolean', default: false } },
});
readyModules();
readyBuild();

// Only now: these import what readyModules installed.
const { serve } = await import('./serve/app.mjs');
const folder = join(root, 'dist');

if (values.https) {
  const { startForPhones } = await import('./serve/phones.mjs');
  await startForPhones({ folder, port: Number(values.port) });
} else {
  const host = values.host ?? '127.0.0.1';
  const first = Number(values.port);
  /** @param {number} port @returns {Promise<{ port: number }>} the next free port, if this one is taken */
  const listen = (port) =>
    serve({ folder, port, host }).catch((problem) => {
      if (problem.code === 'EADDRINUSE' && port < first + 20) return listen(port + 1);
      throw problem;
    });
  const { port } = await listen(first);
  console.log(`
  Around Me is here:  http://localhost:${port}/

  The first screen offers the record of a made-up person: "Look around first".
  A phone needs https (browsers give cryptography to https and localhost only):
  npm start -- --https   makes a certificate for your own network and shows a QR code.

  Ctrl+C ends it.`);
}
