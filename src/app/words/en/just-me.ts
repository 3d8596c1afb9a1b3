export const justMe = {
  justMe: {
    lead: 'Only you see this page. Always.',
    today: 'How is today?',
    todayHint: '0 is very hard. 10 is very good.',
    todayGo: 'Keep today',
    note: 'A note for myself',
    noteGo: 'Keep this note',
    empty: 'Nothing here yet.',
    todayWas: (n: number, when: string) => `${n} of 10, ${when}`,
  },
} as const;
