import { appendFileSync } from 'node:fs';

/** Writes one figure down for `npm run bench`. `versus`: what it was measured beside in the same run, if anything. */
export const figure = (name: string, value: number, unit: string, versus: string | null = null): void => {
  const line = `${JSON.stringify({ name, value: Math.round(value * 1000) / 1000, unit, versus })}\n`;
  const file = process.env['AROUND_ME_FIGURES'];
  if (file) appendFileSync(file, line);
  else process.stdout.write(line);
};
