import type { SomeWords } from '../replaced.ts';

export const easyDevice = {
  settings: {
    title: 'This phone',
    short: 'Phone',
    hint: 'Language. Safety. Links.',
    close: 'Close',
    askToKeep: 'Keep it on this phone',
    install: 'Put it on my home screen',
    forgetMember: 'To come back, you need a new link.',
    linkStates: {
      'no-webrtc': 'This browser cannot meet others.',
      alone: 'This meets nobody.',
      looking: 'Nobody is here now. That is fine.',
      linked: 'Here now:',
      'not-synced': 'Some words are still on the way.',
    },
    showMe: 'Show when I am here',
    showMeHint: 'Off: nobody sees that you are here.',
    persisted: {
      granted: 'This phone keeps it.',
      'not-granted': 'A full phone may lose it. Put the app on your home screen.',
      unsupported: 'The browser does not say.',
    },
    relayOnly: 'Hidden: nobody sees where this phone is.',
    recovery: 'You saw your secret words one time.',
    forget: 'Take it off this phone',
    forgetLead: 'Does nobody else have it? Then it is gone.',
    forgetGo: 'Take it off for good',
    version: 'Only your team can read it. No account.',
  },
} as const satisfies SomeWords;
