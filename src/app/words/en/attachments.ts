const MEGABYTE = 1_000_000;
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** Pictures and letters. */
export const attachments = {
  attachments: {
    list: 'Pictures and letters',
    choose: 'Add a picture or letter',
    another: 'Add another one',
    drawing: 'Getting it ready…',
    preview: 'The picture that you chose',
    /** Bytes as people know them. */
    size: (bytes: number) =>
      bytes < MEGABYTE ? `${String(Math.max(1, Math.round(bytes / 1000)))} KB` : `${number.format(bytes / MEGABYTE)} MB`,
    noPlace: 'Where and when it was taken is left out.',
    pdfHolds: 'A PDF is kept as it is. It can hold the name of who wrote it.',
    shows: 'What does the picture show?',
    about: 'What is the letter about?',
    why: 'For people who cannot see it, and for finding it again.',
    showsMissing: 'Say in a few words what it is.',
    remove: 'Take this one out',
    keep: (count: number) => (count === 1 ? 'Keep it' : 'Keep them'),
    cannot: {
      'no-picture': (name: string) => `This phone cannot show ${name}. Try a photo of it.`,
      'too-large': (name: string) => `${name} is too large. A letter can have 8 MB.`,
      empty: (name: string) => `There is nothing in ${name}.`,
    },
    notKept: (why: 'full' | 'blocked' | 'gone' | 'failed' | 'empty' | 'too-large') =>
      why === 'full' ? 'This phone is full. It was not kept. Make some room, then try again.' : 'It could not be kept. Try again.',
    open: (what: string) => `Make it larger: ${what}`,
    get: (picture: boolean, size: string) => (picture ? `Get the picture (${size})` : `Get the letter (${size})`),
    coming: (size: string) => `On its way (${size})`,
    onTheirs: (name: string) => `On ${name}’s phone. It comes when you both are online.`,
    onMine: 'On another phone of yours. It comes when both are online.',
    noRoom: 'This phone is full. Make some room, then try again.',
    again: 'Try again',
    broken: 'This one cannot be shown.',
    letter: 'Letter',
    openElsewhere: 'Open the letter',
    save: 'Save the letter',
    saved: 'A saved letter is no longer under lock here.',
    takeAway: 'Take it away',
    takenAway: (name: string) => `Taken away by ${name}`,
    showAnyway: 'Show it',
    kept: (count: number, size: string) =>
      count === 0 ? 'No pictures or letters are kept here.' : `Pictures and letters kept here: ${String(count)} (${size}).`,
    drop: (size: string) => `Take those of others off this phone (${size})`,
    dropHint: 'They can come again from the people who have them.',
  },
} as const;
