import process from 'node:process';
import { run } from './run.ts';

/** Runs seeds `from`, `from + every`, … and prints a JSON line for each failure, then one with the count. */
const [seeds, steps, from, every, verbose] = process.argv.slice(2).map(Number);
let passed = 0;
let failed = 0;
let entries = 0;
for (let i = 0; i < (seeds ?? 0); i++) {
  const seed = (from ?? 1) + i * (every ?? 1);
  const outcome = await run(seed, steps ?? 60);
  entries += outcome.entries;
  if (outcome.failure === null) passed += 1;
  else {
    failed += 1;
    // Shrunk to a beginning of it that fails too: halved as long as one is found.
    let fewest = steps ?? 60;
    for (let cut = fewest >> 1; cut > 0; cut >>= 1) while (fewest > cut && (await run(seed, fewest - cut)).failure !== null) fewest -= cut;
    process.stdout.write(`${JSON.stringify({ seed, steps: fewest, failure: outcome.failure })}\n`);
  }
  if (verbose) process.stdout.write(`${outcome.log.join('\n')}\n`);
}
process.stdout.write(`${JSON.stringify({ passed, failed, entries })}\n`);
