import { beforeAll, describe, expect, it } from 'vitest';
import { concatBytes, hexToBytes, Redacted, textToBytes } from '#base';
import type { Bytes } from '#base';
import { toBoxKey, toSignKey } from '#crypto';
import { strandOf, toMemberId, toRecordId } from '#ledger';
import type { Admittance } from '#team';
import { toIdentity } from '../../../src/sync/replica/identity.ts';
import type { Identity } from '../../../src/sync/replica/identity.ts';
import { readWelcome } from '../../../src/sync/welcome.ts';
import entries from '../../vectors/entries.json';
import invitations from '../../vectors/invitations.json';
import keys from '../../vectors/keys.json';

const certain = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('A vector names something that is not there.');
  return value;
};
const hex = (text: string): Bytes => certain(hexToBytes(text));
const entry = (name: string): Bytes => hex(certain(entries.entries.find((one) => one.name === name)).outputs.entry);
const length = (part: Uint8Array): Bytes => Uint8Array.of(part.length >>> 24, part.length >>> 16, part.length >>> 8, part.length);
const join = (...parts: readonly Uint8Array[]): Bytes => concatBytes(...parts.flatMap((part) => [length(part), part]));

const identityOf = (name: string): Promise<Identity> => {
  const device = certain(keys.devices.find((one) => one.name === name));
  return toIdentity({ sign: new Redacted(hex(device.signSeed)), box: new Redacted(hex(device.boxSeed)) });
};

describe('a welcome', () => {
  const { host, welcome } = invitations.meeting;
  const hostKeys = { sign: toSignKey(host.deviceKeys.slice(0, 64)), box: toBoxKey(host.deviceKeys.slice(64)) };
  const admittance: Admittance = {
    record: certain(toRecordId(host.record)),
    host: strandOf(hostKeys.sign),
    hostKeys,
    member: certain(toMemberId(host.member)),
  };
  const [admit, share, network] = [entry('admit'), entry('share'), textToBytes('{"meetingPoints":[],"iceServers":[],"relayOnly":false}')];
  let kim: Identity;
  let tablet: Identity;
  beforeAll(async () => {
    kim = await identityOf('Kim’s phone');
    tablet = await identityOf('Kim’s tablet');
  });

  it('I9: is taken by the one whom it is for, from the device that showed the pictures', async () => {
    expect(await readWelcome(hex(welcome.body), admittance, kim)).toMatchObject({ introduction: admit });
    expect(await readWelcome(join(admit, share, network), admittance, kim)).not.toBeNull();
  });

  it('I9: is taken for nothing by anybody else, or for another record, host or number', async () => {
    const bytes = hex(welcome.body);
    expect(await readWelcome(bytes, admittance, tablet)).toBeNull();
    expect(await readWelcome(bytes, { ...admittance, record: certain(toRecordId('00'.repeat(32))) }, kim)).toBeNull();
    expect(await readWelcome(bytes, { ...admittance, member: certain(toMemberId('00'.repeat(16))) }, kim)).toBeNull();
    expect(await readWelcome(bytes, { ...admittance, hostKeys: kim.keys }, kim)).toBeNull();
    expect(await readWelcome(bytes, { ...admittance, host: kim.strand }, kim)).toBeNull();
  });

  it('I9: is taken for nothing where one of its three parts is not what it should be', async () => {
    const unsigned = new Uint8Array(admit).fill(0, -200, -190);
    const wrong: readonly Bytes[] = [
      join(unsigned, share, network),
      join(share, share, network),
      join(admit, admit, network),
      join(admit, entry('rotate, of the team page'), network), // another page
      join(admit, entry('rotate, a page’s first key'), network), // no box for this device
      join(admit, entry('change'), network),
      join(admit, share, textToBytes('{"meetingPoints":[]}')),
      join(admit, share, textToBytes('not JSON')),
      join(admit, share),
      join(admit, share, network, network),
      hex(welcome.body).slice(0, -1),
      concatBytes(hex(welcome.body), Uint8Array.of(0)),
      new Uint8Array(0),
      new Uint8Array(12).fill(0xff),
    ];
    for (const [i, bytes] of wrong.entries()) expect(await readWelcome(bytes, admittance, kim), `part ${i}`).toBeNull();
  });
});
