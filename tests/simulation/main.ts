import process from 'node:process';
import { run } from './run.ts';
import { shrink } from './shrink.ts';
import { readSteps, writeSteps } from './steps.ts';

// Runs seeds `from`, `from + every`, … and prints a JSON line for each failure, then one with the count.

const [seeds = 0, steps = 60, from = 1, every = 1, verbose = 0, shrinks = 1] = process.argv.slice(2, 8).map(Number);
const without = readSteps(process.argv[8] ?? '');
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);

let passed = 0;
let failed = 0;
let entries = 0;
const tries: Record<string, number> = {};
for (let i = 0; i < seeds; i++) {
  const plan = { seed: from + i * every, steps, without };
  const outcome = await run(plan);
  entries += outcome.entries;
  for (const [name, count] of outcome.tries) tries[name] = (tries[name] ?? 0) + count;
  if (outcome.failure === null) passed += 1;
  else {
    failed += 1;
    const failing = { plan, failure: outcome.failure };
    const { plan: smaller, failure } = shrinks ? await shrink(failing, run) : failing;
    say({ seed: plan.seed, failure, steps: smaller.steps, without: writeSteps(smaller.without) });
  }
  if (verbose) process.stdout.write(`${outcome.log.join('\n')}\n`);
}
say({ passed, failed, entries, tries });
