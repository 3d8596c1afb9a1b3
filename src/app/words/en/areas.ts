import { count } from './count.ts';

export const areas = {
  areas: {
    leads: {
      health: 'My health: dates, people, letters and what is so.',
      'home-money': 'My home and my money: dates, people, letters and what is so.',
      justice: 'Courts, police and probation: dates, people, letters and what is so.',
    },
    parts: { appointment: 'Dates', letter: 'Letters to chase', contact: 'People to reach', fact: 'Good to know', note: 'Notes' },
    empty: {
      appointment: 'No dates ahead.',
      letter: 'No letters to chase.',
      contact: 'Nobody stands here yet.',
      fact: 'Nothing stands here yet.',
      note: 'No notes yet.',
    },
    add: {
      appointment: 'Add a date',
      letter: 'Add a letter to chase',
      contact: 'Add a person',
      fact: 'Add something good to know',
    },
    keep: 'Keep it',
    firstMissing: 'Write a few words here first.',
    change: 'Change',
    changeWhat: (what: string) => `Change: ${what}`,
    past: (n: number) => `${count(n, 'date', 'dates')} gone by`,
    done: (n: number) => `${count(n, 'letter', 'letters')} no longer chased`,
    fields: {
      appointment: { what: 'What is it?', day: 'Which day?', time: 'What time?', where: 'Where?', words: 'What to bring, what to know' },
      letter: {
        what: 'What are we waiting for?',
        from: 'Who should send it?',
        askedOn: 'When did we ask?',
        words: 'What happened so far?',
      },
      contact: { name: 'Name', role: 'Who are they to me?', phone: 'Phone number', words: 'Good to know (best time, what to say)' },
      fact: { label: 'What is it about?', words: 'What is so?', day: 'Since when? (if you know)' },
    },
    at: (day: string, time: string) => `${day}, ${time}`,
    from: (name: string) => `From ${name}`,
    asked: (when: string) => `asked on ${when}`,
    waited: (n: number) => `${count(n, 'day', 'days')} of waiting`,
    since: (day: string) => `Since ${day}`,
    letterStates: { waiting: 'Still waiting', came: 'It came', 'given-up': 'We stopped asking' },
    state: (what: string) => `How it stands: ${what}`,
  },
} as const;
