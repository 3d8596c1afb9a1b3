import { en } from '../en/index.ts';
import { replaced } from '../replaced.ts';
import { easyDevice } from './device.ts';
import { easyInvite } from './invite.ts';
import { easyManaging } from './managing.ts';
import { easyRecord } from './record.ts';
import { easyShell } from './shell.ts';

/** English in the fewest and plainest words, with pictures. What English says plainly already is said as it is. */
export const easy = replaced(en, {
  language: 'en-x-easy',
  languageName: 'Easy English, with pictures',
  pictured: true,
  ...easyShell,
  ...easyInvite,
  ...easyRecord,
  ...easyManaging,
  ...easyDevice,
});
