import type { Device } from '../device.ts';
import type { Adversary } from './adversary.ts';
import { BringsAnotherRecord, Equivocates, ForgesAuthors, SignsNothing } from './authors.ts';
import { AcceptsItself, GrantsItself, LetsItselfIn, PosesAsTheClient, RemovesOthers, UsesStaleInvites } from './claims.ts';
import { Colluders } from './colluders.ts';
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

export type { Adversary } from './adversary.ts';

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

/** What two of them try together: one of them taken off and the other one not yet told, or both taken off, or neither. */
export const inLeague = (one: Device, other: Device): readonly Adversary[] => [new Colluders(one, other), new Colluders(other, one)];
