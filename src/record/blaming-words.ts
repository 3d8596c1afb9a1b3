/** Words that put the blame on somebody, and another way to say it. */
export interface BlamingWord {
  readonly says: string;
  readonly instead: string;
}

/**
 * Words that blame, by language: data, to be changed with people who have been written about. A person reads this about themselves, perhaps for
 * years; each has another way to say it that tells more. It never blocks: it is a quiet line under the words, no rule.
 * `says` is found in any case, at the edges of words; a straight apostrophe finds both, and a space or a hyphen each other.
 */
export const BLAMING_WORDS: Readonly<Record<string, readonly BlamingWord[]>> = {
  en: [
    { says: 'non-compliant', instead: 'did not want this' },
    { says: 'noncompliant', instead: 'did not want this' },
    { says: 'not compliant', instead: 'did not want this' },
    { says: 'failed to attend', instead: 'was not there' },
    { says: 'failed to engage', instead: 'did not find this helpful' },
    { says: 'did not engage', instead: 'did not find this helpful' },
    { says: "didn't engage", instead: 'did not find this helpful' },
    { says: 'not engaging', instead: 'not finding this helpful' },
    { says: 'disengaged', instead: 'stopped coming' },
    { says: 'DNA', instead: 'was not there' },
    { says: "DNA'd", instead: 'was not there' },
    { says: 'refused', instead: 'said no to' },
    { says: 'refuses', instead: 'says no to' },
    { says: 'refusing', instead: 'saying no to' },
    { says: 'manipulative', instead: 'trying to get what they need' },
    { says: 'manipulating', instead: 'trying to get what they need from' },
    { says: 'attention-seeking', instead: 'asking for care' },
    { says: 'attention seeker', instead: 'person who asks for care' },
    { says: 'chaotic', instead: 'full of sudden changes' },
    { says: 'hard to reach', instead: 'not reached by us yet' },
    { says: 'hard to engage', instead: 'not reached by us yet' },
    { says: 'difficult to engage', instead: 'not reached by us yet' },
    { says: 'challenging behaviour', instead: 'distress that shows' },
    { says: 'kicked off', instead: 'got very upset' },
    { says: 'unmotivated', instead: 'not ready for this yet' },
    { says: 'lacks motivation', instead: 'is not ready for this yet' },
    { says: 'lacks insight', instead: 'sees it in another way' },
    { says: 'in denial', instead: 'seeing it in another way' },
    { says: 'resistant', instead: 'unsure about this' },
    { says: 'unwilling', instead: 'not happy' },
    { says: 'unco-operative', instead: 'not in agreement' },
    { says: 'uncooperative', instead: 'not in agreement' },
    { says: 'poor historian', instead: 'person who finds it hard to tell the story' },
    { says: 'claims that', instead: 'says that' },
    { says: 'claimed that', instead: 'said that' },
    { says: 'admitted to', instead: 'told me about' },
    { says: 'abusing drugs', instead: 'using drugs' },
    { says: 'substance abuser', instead: 'person who uses drugs' },
    { says: 'drug abuser', instead: 'person who uses drugs' },
    { says: 'addict', instead: 'person who uses drugs' },
    { says: 'alcoholic', instead: 'person who drinks a lot' },
    { says: 'relapsed', instead: 'used again' },
    { says: 'tested dirty', instead: 'had a test that found drugs' },
    { says: 'intentionally homeless', instead: 'left without a home' },
    { says: 'made himself homeless', instead: 'lost his home' },
    { says: 'made herself homeless', instead: 'lost her home' },
    { says: 'made themselves homeless', instead: 'lost their home' },
    { says: 'rough sleeper', instead: 'person who sleeps outside' },
    { says: 'the homeless', instead: 'people without a home' },
    { says: 'frequent flyer', instead: 'person who needs us often' },
    { says: 'revolving door', instead: 'back again without enough help' },
    { says: 'lifestyle choice', instead: 'way to get by' },
  ],
};

/** Words that blame, where they stand in a text. */
export interface Blame {
  readonly from: number;
  readonly to: number;
  /** As they are written there. */
  readonly words: string;
  readonly instead: string;
}

const patternOf = (says: string): string =>
  says
    .toLowerCase()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/'/g, "['’]")
    .replace(/[ -]+/g, '[\\s\\u2010-]+');

const plainOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[\s\u2010-]+/g, ' ');

/** A finder of blaming words. What somebody said in their own words (a line that begins with `> `) is theirs, and left alone. */
export const createBlameFinder = (list: readonly BlamingWord[]): ((text: string) => readonly Blame[]) => {
  if (list.length === 0) return () => [];
  const insteadOf = new Map(list.map(({ says, instead }) => [plainOf(says), instead]));
  // The longest first: "did not engage" before what may stand in it.
  const patterns = list.map(({ says }) => says).toSorted((a, b) => b.length - a.length);
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.map(patternOf).join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) =>
    [...text.matchAll(any)].flatMap((found) => {
      const [words] = found;
      const instead = insteadOf.get(plainOf(words));
      if (instead === undefined || text.startsWith('> ', text.lastIndexOf('\n', found.index - 1) + 1)) return [];
      return [{ from: found.index, to: found.index + words.length, words, instead: likeIts(words, instead) }];
    });
};

/** With a capital where the words had one that begins a sentence. */
const likeIts = (words: string, instead: string): string =>
  /^\p{Lu}\p{Ll}/u.test(words) ? instead.charAt(0).toUpperCase() + instead.slice(1) : instead;
