import { createWorld } from '../unit/ledger/malformed/world.ts';
import type { Decoder } from './decoder.ts';
import { deviceDecoders } from './decoders/device.ts';
import { invitationDecoders } from './decoders/invitation.ts';
import { ledgerDecoders } from './decoders/ledger.ts';
import { linkDecoders } from './decoders/link.ts';
import { recordDecoders } from './decoders/record.ts';
import { sealedDecoders } from './decoders/sealed.ts';
import { createTestRecord } from './record.ts';

/** Everything that reads bytes which somebody else made. */
export const createDecoders = async (): Promise<readonly Decoder[]> => {
  const world = await createWorld();
  return [
    ...(await ledgerDecoders(world)),
    ...recordDecoders(),
    ...linkDecoders(),
    ...(await invitationDecoders(world)),
    ...(await sealedDecoders(await createTestRecord())),
    ...deviceDecoders(),
  ];
};
