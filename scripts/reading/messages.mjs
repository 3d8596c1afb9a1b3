/** What a message with a gap is tried with, by the name of the gap. Any other gap holds somebody's or something's name. */
const NUMBERS = new Set(['n', 'all', 'days', 'minutes', 'hours', 'weeks', 'months', 'count', 'most', 'least', 'mb', 'kb', 'value', 'max']);
const SWITCHES = new Set(['on', 'yes', 'me']);

/** @param {(...gaps: never[]) => unknown} message */
const gapsOf = (message) =>
  (/^\(?([^)=]*)\)?\s*=>/.exec(message.toString())?.[1] ?? '')
    .split(',')
    .map((name) => name.replace(/[:?].*$/, '').trim())
    .filter((name) => name !== '');

/** @param {string} gap */
const filling = (gap) => (NUMBERS.has(gap) ? 3 : SWITCHES.has(gap) ? true : 'Sam');

/**
 * Every message of a language, functions called with something in their gaps, each under its path.
 * @param {unknown} messages @param {string} [path] @returns {{ path: string, text: string }[]}
 */
export const messagesOf = (messages, path = '') => {
  if (typeof messages === 'string') return [{ path, text: messages }];
  if (typeof messages === 'function') {
    const message = /** @type {(...gaps: unknown[]) => unknown} */ (messages);
    if (path === 'list' || path === 'namesOfMany') return []; // joins names: says nothing itself
    const text = message(...gapsOf(message).map(filling));
    if (typeof text !== 'string') throw new TypeError(`${path} does not give a text.`);
    return [{ path, text }];
  }
  if (typeof messages !== 'object' || messages === null) return [];
  return Object.entries(messages).flatMap(([key, one]) => messagesOf(one, path === '' ? key : `${path}.${key}`));
};
