import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { systemClock, systemRandom } from '#base';
import { playLife } from '../../src/sync/made-up/play.ts';
import { makeLife } from './life.ts';
import { SEEDED_PAGES } from './pages.ts';
import { writeSeeded } from './seeded-file.ts';

// Makes one record and writes it down: `main.js YEARS MEMBERS SEED ENTRIES_PER_YEAR FILE`.

const [years = 1, members = 4, seed = 1, entriesPerYear = 4000] = process.argv.slice(2, 6).map(Number);
const file = process.argv[6] ?? '';
const plan = { years, members, seed, entriesPerYear };
const life = makeLife(plan);
const began = performance.now();
const played = await playLife(life, SEEDED_PAGES, systemClock(), systemRandom);
const seconds = (performance.now() - began) / 1000;
const entries = played.client.ledger.index.entries.length;
const text = writeSeeded(played, plan);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, text);
await played.client.close();
const count = (n: number) => n.toLocaleString('en-GB', { maximumFractionDigits: 0 });
console.log(`seed ${String(seed)}: ${String(years)} years, ${String(members)} members at a time and ${String(life.people.length)} in all`);
console.log(`${count(entries)} entries in ${seconds.toFixed(1)} s: ${count(entries / seconds)} entries per second`);
console.log(`${file}: ${(text.length / 1024 / 1024).toFixed(1)} MB, with the keys of a made-up client`);
