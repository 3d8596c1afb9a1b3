import type * as Y from 'yjs';
import { BLAMING_WORDS, createBlameFinder, LOCAL } from '#record';
import type { Blame } from '#record';
import { words } from '../words/index.ts';

/** Words are looked through once typing has paused this long. */
const PAUSE_MS = 400;

const finders = new Map<string, ReturnType<typeof createBlameFinder>>();

/** The finder of the language in use; a language without a list of its own (and easy English) uses that of its first part. */
const finderOf = (language: string): ReturnType<typeof createBlameFinder> => {
  const known = finders.get(language) ?? createBlameFinder(BLAMING_WORDS[language] ?? BLAMING_WORDS[language.split('-')[0] ?? ''] ?? []);
  finders.set(language, known);
  return known;
};

/** The blaming words of a text as a rune, while it is on the screen. */
export const watchBlames = (text: () => Y.Text, on: () => boolean): { readonly current: readonly Blame[] } => {
  let current: readonly Blame[] = $state.raw([]);
  $effect(() => {
    const watched = text();
    if (!on()) {
      current = [];
      return;
    }
    const find = finderOf(words.language);
    const look = () => {
      const found = find(watched.toJSON());
      if (found.length > 0 || current.length > 0) current = found;
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE_MS);
    };
    look();
    watched.observe(heard);
    return () => {
      clearTimeout(timer);
      watched.unobserve(heard);
    };
  });
  return {
    get current() {
      return current;
    },
  };
};

/** Says it the other way, where the words still stand there. */
export const replaceBlame = (text: Y.Text, { from, to, words: written, instead }: Blame): void => {
  if (text.toJSON().slice(from, to) !== written) return;
  text.doc?.transact(() => {
    text.delete(from, to - from);
    text.insert(from, instead);
  }, LOCAL);
};
