/**
 * The headings of *About me*: those of the Professional Record Standards Body's About Me standard (England),
 * with what a person may want a team to know first.
 */
export const HEADINGS = [
  'name-i-like',
  'most-important',
  'people',
  'how-to-talk',
  'please-do',
  'support',
  'strengths',
  'reach-me',
  'languages-and-access',
  'also-know',
  'who-helped',
] as const;

export type Heading = (typeof HEADINGS)[number];

/** The headings of *Keeping safe*, from what takes the least help to what takes the most. Whom to call are items of their own. */
export const SAFE_HEADINGS = ['signs', 'what-i-can-do', 'places-and-people', 'making-it-safer', 'what-the-team-does'] as const;

export type SafeHeading = (typeof SAFE_HEADINGS)[number];
