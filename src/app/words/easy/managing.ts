import type { SomeWords } from '../replaced.ts';

export const easyManaging = {
  managing: {
    hint: 'Change your pages.',
    lead: 'These are your pages. You can change them.',
    nameHint: 'Empty: the old name.',
    putAwayHint: 'It is not lost.',
    afreshLead: 'You get an empty page. We keep the old one.',
    afreshWho: 'The same people see it. New people do not see the old one.',
    addHint: 'Only you see it at first.',
  },
} as const satisfies SomeWords;
