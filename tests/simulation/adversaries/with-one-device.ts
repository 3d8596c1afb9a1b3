import type { Device } from '../device.ts';
import type { Adversary } from './adversary.ts';
import { BringsAnotherRecord, Equivocates, ForgesAuthors, SignsNothing } from './authors.ts';
import { AcceptsItself, GrantsItself, LetsItselfIn, PosesAsTheClient, RemovesOthers, UsesStaleInvites } from './claims.ts';
import { HandsKeysOn, RotatesKeys } from './leaks.ts';
import { Backdates, FlipsBits, Floods, Reorders, Replays, Truncates } from './order.ts';
import {
  BreaksTheSchema,
  CrossesOrigins,
  DeletesEverything,
  DeletesTheFuture,
  LeavesGaps,
  MakesGiantClocks,
  TakesForeignIds,
  WritesOtherwise,
} from './page-changes.ts';

const LONE = [
  ForgesAuthors,
  SignsNothing,
  BringsAnotherRecord,
  Equivocates,
  Backdates,
  Replays,
  Reorders,
  Truncates,
  FlipsBits,
  Floods,
  TakesForeignIds,
  DeletesTheFuture,
  DeletesEverything,
  LeavesGaps,
  MakesGiantClocks,
  WritesOtherwise,
  BreaksTheSchema,
  CrossesOrigins,
  LetsItselfIn,
  UsesStaleInvites,
  PosesAsTheClient,
  GrantsItself,
  RemovesOthers,
  AcceptsItself,
  HandsKeysOn,
  RotatesKeys,
] as const;

/** All that somebody with a device tries, whether they are on the team or were taken off. */
export const withOneDevice = (device: Device): Adversary[] => LONE.map((Kind) => new Kind(device));
