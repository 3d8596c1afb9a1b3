/** `node scripts/meeting-point.mjs [--port 4455] [--host 0.0.0.0] [--max-topics 64 …]`: a meeting point on its own. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { serve } from './serve/app.mjs';
import { limits } from './serve/limits.mjs';

const kebab = (/** @type {string} */ name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** @type {Record<string, { type: 'string' }>} */
const options = { port: { type: 'string' }, host: { type: 'string' } };
for (const name of Object.keys(limits)) options[kebab(name)] = { type: 'string' };

const { values } = parseArgs({ options });
const chosen = Object.fromEntries(
  Object.entries(limits).map(([name, usual]) => {
    const given = values[kebab(name)];
    const number = given === undefined ? usual : Number(given);
    if (!Number.isFinite(number) || number <= 0) {
      console.error(`--${kebab(name)} takes a number above 0.`);
      process.exit(2);
    }
    return [name, number];
  }),
);
const host = typeof values['host'] === 'string' ? values['host'] : '127.0.0.1';
const { port } = await serve({ port: Number(values['port'] ?? 4455), host, limits: chosen });
console.log(`Meeting point: ws://${host}:${port}`);
