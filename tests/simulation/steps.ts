/** Steps as a command names them: `3,7-12`. */
export const writeSteps = (steps: ReadonlySet<number>): string => {
  const ranges: [number, number][] = [];
  for (const step of [...steps].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.[1] === step - 1) last[1] = step;
    else ranges.push([step, step]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${String(from)}-${String(to)}`)).join(',');
};

export const readSteps = (text: string): ReadonlySet<number> =>
  new Set(
    text.split(',').flatMap((range) => {
      const [from, to = from] = range.split('-').map(Number);
      return range === '' || from === undefined || to === undefined ? [] : Array.from({ length: to - from + 1 }, (_, i) => from + i);
    }),
  );
