import { bytesToText } from '#base';
import { Records } from '#device';
import { readInstallation } from '../../../src/app/session/installation.ts';
import { seededRandom } from '../../unit/ledger/cast.ts';
import { mustHold } from '../decoder.ts';
import type { Decoder } from '../decoder.ts';

type Database = ConstructorParameters<typeof Records>[0];

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A record's row of this device, as an older or broken version of the app may have left it. */
const recordRow: Decoder = {
  name: 'record-row',
  share: 3,
  runs: 500,
  check: async (bytes) => {
    const database = { all: async () => [parsed(bytesToText(bytes) ?? '')] } as unknown as Database;
    return (await new Records(database, seededRandom(1)).list()).length > 0;
  },
};

/** What whoever hosts the app wrote: whatever it is, the app starts. */
const installation: Decoder = {
  name: 'installation',
  share: 2,
  runs: 200,
  check: async (bytes) => {
    const real = globalThis.fetch;
    Object.assign(globalThis, { fetch: async () => new Response(bytes), location: { href: 'https://around-me.example/app/' } });
    try {
      const network = await readInstallation();
      mustHold(
        network.meetingPoints.every((url) => /^wss?:$/.test(new URL(url).protocol)),
        'meeting points are addresses of WebSockets',
      );
      return network.meetingPoints[0] !== 'wss://around-me.example/app/meet';
    } finally {
      Object.assign(globalThis, { fetch: real });
    }
  },
};

export const deviceDecoders = (): readonly Decoder[] => [recordRow, installation];
