import { expect, it } from 'vitest';
import { systemClock, systemRandom } from '#base';
import { Device } from '#device';
import { readItems } from '#record';
import { openRecord } from '#sync';
import { playLife } from '../../../src/sync/made-up/play.ts';
import { makeLife } from '../../seed/life.ts';
import { SEEDED_PAGES } from '../../seed/pages.ts';
import { putSeeded, writeSeeded } from '../../seed/seeded-file.ts';

it('opens on a device the record that a seeded file holds', async () => {
  const plan = { years: 0.1, members: 3, seed: 2, entriesPerYear: 2000 };
  const life = makeLife(plan);
  const played = await playLife(life, SEEDED_PAGES, systemClock(), systemRandom);
  const text = writeSeeded(played, plan);
  await played.client.close();
  const device = await Device.open(systemRandom);
  if (!device.ok) throw new Error(device.error.type);
  const { id } = await putSeeded(device.value, text);
  const opened = await openRecord({ device: device.value, clock: systemClock, random: systemRandom }, id);
  if (!opened.ok) throw new Error(opened.error.type);
  const { replica } = opened.value;
  await replica.opened;
  expect(replica.view().people.filter(({ on }) => on).length).toBe(4);
  for (const { kind, doc } of played.pages) {
    const page = replica.view().pages.find((one) => one.kind === kind);
    const open = page && replica.openPage(page.id);
    expect(open && readItems(open.doc).rows.length, kind).toBe(readItems(doc).rows.length);
  }
  await opened.value.close();
  device.value.close();
});

it('refuses a file that is none', async () => {
  const device = await Device.open(systemRandom);
  if (!device.ok) throw new Error(device.error.type);
  await expect(putSeeded(device.value, '{"format":"something else"}')).rejects.toThrow();
  device.value.close();
});
