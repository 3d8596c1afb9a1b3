/** A measure that a service of the made-up team loads: written for it, two questions about where one sleeps. */
const FEELING_AT_HOME = {
  format: 1,
  id: 'feeling-at-home',
  version: '1',
  name: 'Feeling at home',
  language: 'en',
  intro: 'Think of where you sleep.',
  items: [
    {
      id: 'door',
      words: 'I can shut the door and open it when I like.',
      least: 0,
      most: 4,
      step: 1,
      leastWords: 'Never',
      mostWords: 'Always',
    },
    { id: 'rest', words: 'I can rest there.', least: 0, most: 4, step: 1, leastWords: 'Never', mostWords: 'Always' },
  ],
  better: 'higher',
  by: ['me', 'together'],
  everyDays: 28,
  reliableChange: null,
  licence: { spdx: 'CC0-1.0', text: '', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  attribution: 'Written for the made-up record of Around Me.',
  source: 'Made up, for the made-up record of Around Me.',
  wording: 'e6b53f9de6067b32c8b1c842f41d190d6857469239ac4688ac2bda333743f752',
};

export const HOME_PACK = JSON.stringify(FEELING_AT_HOME);

/** What answers to it name. */
export const HOME_MEASURE = { pack: FEELING_AT_HOME.id, version: FEELING_AT_HOME.version, wording: FEELING_AT_HOME.wording };
