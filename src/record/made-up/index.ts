import { ABOUT_ME } from './about-me.ts';
import { HEALTH } from './health.ts';
import { HOME_MONEY } from './home-money.ts';
import { JOURNAL } from './journal.ts';
import { JUSTICE } from './justice.ts';
import { JUST_ME } from './just-me.ts';
import { KEEPING_SAFE } from './keeping-safe.ts';
import { LEARNING } from './learning.ts';
import type { MadeUpLife } from './life.ts';
import { MEETINGS } from './meetings.ts';
import { PEOPLE, SAM, TURNS } from './people.ts';
import { PLAN } from './plan.ts';
import { PROGRESS } from './progress.ts';

/** Seven months in the life of Sam’s team, in which not everything goes well. */
export const MADE_UP_LIFE: MadeUpLife = {
  client: SAM,
  people: PEOPLE,
  turns: TURNS,
  deeds: [
    ...ABOUT_ME,
    ...PLAN,
    ...JOURNAL,
    ...KEEPING_SAFE,
    ...HEALTH,
    ...HOME_MONEY,
    ...JUSTICE,
    ...PROGRESS,
    ...LEARNING,
    ...MEETINGS,
    ...JUST_ME,
  ],
};
