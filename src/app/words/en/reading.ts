import { count } from './count.ts';

/** Reading: long lists, what is new, the line of time, find, who looked, old words. */
export const reading = {
  long: {
    all: (n: number) => `Show all ${n}, to print or search`,
    few: 'Show a few at a time',
    drawing: (n: number, all: number) => `${n} of ${all} are shown…`,
  },
  filter: {
    title: 'Choose what to see',
    type: 'What kind',
    anyType: 'Every kind',
    person: 'Who wrote it or was there',
    anyPerson: 'Everyone',
    tag: 'Tag',
    anyTag: 'Every tag',
    from: 'From this day',
    to: 'Up to this day',
    clear: 'Show everything',
    shown: (n: number, all: number) => `${n} of ${count(all, 'note', 'notes')} shown.`,
    none: 'No notes fit. Try fewer choices.',
  },
  beside: {
    correct: 'Correct my words',
    correctGo: 'Keep the new words',
    correctHint: 'The old words stay in the history.',
    corrected: (name: string, when: string) => `Corrected by ${name}, ${when}.`,
    changedBy: (name: string, author: string) => `${name} changed words that ${author} wrote.`,
    asked: (name: string) => `${name} asks you to take this away.`,
    takeIt: 'Take it away',
    keepIt: 'Keep it and say why',
    whyKeep: 'Why does it stay?',
    whyKeepGo: 'Keep my answer',
    answered: (name: string) => `${name} answers:`,
    noAnswerYet: 'No answer yet.',
    why: (words: string) => `Why: ${words}`,
    hide: 'Hide the words again',
  },
} as const;
