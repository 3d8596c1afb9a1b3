import goals from './packs/goals.json' with { type: 'json' };
import inControl from './packs/in-control.json' with { type: 'json' };
import myTeam from './packs/my-team.json' with { type: 'json' };
import ons4 from './packs/ons4.json' with { type: 'json' };
import { PACK_SCHEMA } from './pack.ts';
import type { Pack } from './pack.ts';

/** A measure that comes with the app. */
export interface ShippedPack {
  readonly pack: Pack;
  /** Where it is answered: on *How it is going*, or on a page that has a screen of its own for it. */
  readonly on: 'progress' | 'plan' | 'learning';
}

const shipped = (on: ShippedPack['on'], json: unknown): ShippedPack => ({ on, pack: PACK_SCHEMA.parse(json) });

/** Tests read each as one that a service loads: with its licence, and in its own words. */
export const SHIPPED_PACKS: readonly ShippedPack[] = [
  shipped('plan', goals),
  shipped('learning', myTeam),
  shipped('progress', inControl),
  shipped('progress', ons4),
];
