export const cover = {
  cover: {
    about: (what: string) => `This is about: ${what}.`,
    lift: 'Show it',
    put: 'Cover it',
    change: 'Change the cover',
    aboutWhat: 'What is it about?',
    hint: 'One word is enough, like “hospital”. The rest shows with a tap.',
    off: 'Take the cover off',
  },
} as const;
