export type { Adversary } from './adversary.ts';
export { inLeague } from './colluders.ts';
export { withTheClientsDevice } from './thief.ts';
export { withOneDevice } from './with-one-device.ts';
