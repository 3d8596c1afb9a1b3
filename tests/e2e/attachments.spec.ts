import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { createPlayer, expectOnlyOwnOrigin, goTo, join, LAPTOP, makeRecord, noteWith, PHONE, startServer } from './cast.ts';

/** A picture of the browser's own drawing: with fine noise it is as large as a photo. */
const picture = async (page: Page, side: number, noise: boolean): Promise<Buffer> => {
  const base64 = await page.evaluate(
    async ([size, noisy]) => {
      const canvas = new OffscreenCanvas(size, size * 0.75);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('a browser draws');
      const image = context.createImageData(size, size * 0.75);
      for (let i = 0; i < image.data.length; i += 4) {
        const x = (i / 4) % size;
        const light = noisy ? Math.random() * 255 : 120 + 100 * Math.sin(x / 60);
        image.data.set([light, 140, 255 - light, 255], i);
      }
      context.putImageData(image, 0, 0);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    [side, noise] as const,
  );
  return Buffer.from(base64, 'base64');
};

const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['AROUND_ME_SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

test('a picture that one person adds comes to another: a small one by itself, a large one on a tap; a letter as it is', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const server = await startServer();
  const sam = await createPlayer(browser, 'Sam', PHONE);
  const priya = await createPlayer(browser, 'Priya', LAPTOP);
  await makeRecord(sam, server, 'Sam');
  await join(sam, priya, { name: 'Priya Nair', role: 'Lead worker', organisation: 'Harbour Bridge' });
  await goTo(sam.page, 'Journal');
  await sam.page.getByRole('button', { name: 'Write a note' }).click();
  await sam.page.getByLabel('What happened?').fill('The landlord wrote. Here is the letter.');
  await sam.page.getByLabel('Add a picture or letter').setInputFiles([
    { name: 'small.jpg', mimeType: 'image/jpeg', buffer: await picture(sam.page, 800, false) },
    { name: 'large.jpg', mimeType: 'image/jpeg', buffer: await picture(sam.page, 1600, true) },
    { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') },
  ]);
  await expect(sam.page.getByText('A PDF is kept as it is.')).toBeVisible();
  await sam.page.getByRole('button', { name: 'Keep this note' }).click();
  await expect(sam.page.getByText('Say in a few words what it is.')).toHaveCount(3);
  await sam.page.getByLabel('What does the picture show?').nth(0).fill('Biscuit on the sofa');
  await sam.page.getByLabel('What does the picture show?').nth(1).fill('The wet wall in the hall');
  await sam.page.getByLabel('What is the letter about?').fill('The landlord’s answer');
  await expectAccessible(sam.page, 'choosing pictures');
  await shot(sam.page, 'choosing');
  await sam.page.getByRole('button', { name: 'Keep this note' }).click();
  const mine = noteWith(sam, 'The landlord wrote.');
  await expect(mine.getByRole('button', { name: 'Make it larger: Biscuit on the sofa' })).toBeVisible();
  await shot(sam.page, 'kept');

  await goTo(priya.page, 'Journal');
  const theirs = noteWith(priya, 'The landlord wrote.');
  await expect(theirs.getByRole('button', { name: 'Make it larger: Biscuit on the sofa' })).toBeVisible({ timeout: 30_000 });
  await expect(theirs.getByRole('button', { name: /Get the picture \(/ })).toBeVisible();
  await shot(priya.page, 'theirs');
  await theirs.getByRole('button', { name: /Get the picture \(/ }).click();
  await theirs.getByRole('button', { name: 'Make it larger: The wet wall in the hall' }).click({ timeout: 30_000 });
  const full = priya.page.getByRole('dialog', { name: 'The wet wall in the hall' });
  await expect(full.getByRole('img', { name: 'The wet wall in the hall' })).toBeVisible();
  expect(await full.getByRole('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
  await expectAccessible(priya.page, 'a picture, large');
  await shot(priya.page, 'full');
  await full.getByRole('button', { name: 'Close' }).click();
  const saving = priya.page.waitForEvent('download');
  await theirs.getByRole('link', { name: 'Save the letter' }).click();
  expect((await saving).suggestedFilename()).toBe('letter.pdf');
  expectOnlyOwnOrigin(sam, server);
  expectOnlyOwnOrigin(priya, server);
  await Promise.all([sam.context.close(), priya.context.close()]);
  await server.close();
});
