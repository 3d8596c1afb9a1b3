export const aboutMe = {
  about: {
    lead: 'What my team should know, in my words.',
    empty: 'Nothing here yet.',
    headings: {
      'name-i-like': 'Name I like, and my pronouns',
      'most-important': 'What is most important to me',
      people: 'People who are important to me',
      'how-to-talk': 'How to talk with me',
      'please-do': 'Please do, and please don’t',
      support: 'When and how to support me',
      strengths: 'What I am good at',
      'reach-me': 'How to reach me, and how not to',
      'languages-and-access': 'Languages, and what I need',
      'also-know': 'Also worth knowing',
      'who-helped': 'Who helped me write this',
    },
  },
} as const;
