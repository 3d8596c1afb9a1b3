/** `npm run check`: what can be checked in under a minute. Format, lint (what changed), types, import rules, reading age, and the quick ones of the unit tests. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./test.mjs', import.meta.url));
const done = spawnSync(process.execPath, [script, 'format', 'lint', 'types', 'import rules', 'reading age', 'quick tests'], {
  stdio: 'inherit',
});
process.exitCode = done.status ?? 1;
