import process from 'node:process';
import { bytesToHex, hexToBytes } from '#base';
import { createDecoders } from './decoders.ts';
import { Mutations, tryBytes } from './mutation.ts';

/**
 * Tries mutations `from`, `from + every`, … and prints a JSON line for each that did not go well, one now and then for how far it is,
 * and one at the end with the counts. Given bytes, it tries those alone.
 */
const [count = '0', from = '1', every = '1', only = '', hex = ''] = process.argv.slice(2);
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

const mutations = new Mutations(await createDecoders());
const counts = new Map(mutations.decoders.map(({ name }) => [name, { tried: 0, taken: 0, slowest: 0 }]));
let now = { mutation: 0, decoder: '', bytes: new Uint8Array(0) };
const crash = (problem: string) => {
  say({ crash: problem, mutation: now.mutation, decoder: now.decoder, hex: bytesToHex(now.bytes) });
};
// What nobody waited for: it would have shut the app's page or stopped a server.
process.on('unhandledRejection', (problem) => {
  crash(`Nobody caught: ${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}`);
});

const STEP = 1000;
const given = hex === '' ? null : hexToBytes(hex);
for (let i = 0; i < Number(count); i++) {
  const mutation = Number(from) + i * Number(every);
  const drawn = mutations.draw(mutation, only === '' ? null : only);
  const { decoder, bytes } = given ? { decoder: drawn.decoder, bytes: given } : drawn;
  now = { mutation, decoder: decoder.name, bytes };
  const { taken, problem, ms } = await tryBytes(decoder, bytes);
  if (problem !== null) crash(problem);
  const known = counts.get(decoder.name);
  if (known) {
    known.tried += 1;
    known.taken += taken ? 1 : 0;
    known.slowest = Math.max(known.slowest, ms);
  }
  if ((i + 1) % STEP === 0) say({ done: STEP });
}
say({ done: Number(count) % STEP, counts: Object.fromEntries(counts) });
// Timers of what was tried may still be there.
process.exit(0);
