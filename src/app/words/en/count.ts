const plural = new Intl.PluralRules('en-GB');

/** A number and its noun. */
export const count = (n: number, one: string, other: string): string => `${n} ${plural.select(n) === 'one' ? one : other}`;
