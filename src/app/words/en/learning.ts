export const learning = {
  learning: {
    barrierWhat: 'What was wanted, and what stood in the way?',
    barrierMissing: 'Write what stood in the way.',
    barrierWho: 'Who said no? (service or office)',
    barrierWhy: 'What was the reason they gave?',
    barrierSince: 'Since when?',
  },
} as const;
