export type { Cut } from './cuts.ts';
export type { TeamChange } from './fold.ts';
export { TeamFold } from './fold.ts';
export type { Rule, RuleId } from './rules.ts';
export { RULES } from './rules.ts';
export type { Held, Member } from './team.ts';
export { includesRight, Team } from './team.ts';
