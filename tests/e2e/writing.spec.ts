import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { endTeam, createTeam, goTo, LAPTOP, letSee, noteWith, PHONE, reload } from './cast.ts';
import { editorOf, IMPORTANT, openAboutMe, paste } from './editing.ts';

test('the content policy is kept by the editor, and what is written in it is styled', async ({ browser }) => {
  const { page, editor, end } = await openAboutMe(browser, LAPTOP);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    document.addEventListener('securitypolicyviolation', (event) => seen.push(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  await editor.click();
  await page.keyboard.type('# My day\n**Tea** first\n- bread');
  const sizes = await editor.evaluate((content) => ({
    heading: Number.parseFloat(getComputedStyle(content.querySelector('.is-heading') ?? content).fontSize),
    words: Number.parseFloat(getComputedStyle(content).fontSize),
    bold: getComputedStyle(content.querySelector('.bold') ?? content).fontWeight,
    wraps: getComputedStyle(content).whiteSpace,
  }));
  expect(sizes.heading).toBeGreaterThan(sizes.words * 1.2);
  expect(sizes.bold).toBe('700');
  expect(sizes.wraps).toBe('break-spaces');
  await expect(editor).not.toContainText('#');

  await editor.fill('');
  await paste(editor, {
    'text/html':
      '<style>p { color: red }</style><h1 style="color: red">Plan</h1><p onclick="document.title = 1">See <b>her</b><img src="https://example.org/x.png" onerror="document.title = 1"></p><script>document.title = "1"</script><ul><li style="font-weight: 700">call</li></ul>',
    'text/plain': 'no',
  });
  await expect(editor).toContainText('Plan');
  await page.getByRole('heading', { name: 'About me' }).click();
  await expect(editor).toHaveText('PlanSee her•\u00a0call');
  await expectAccessible(page, 'About me, in the editor');
  expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([]);
  await end();
});

test('words, buttons and keys: headings, lists, bold, what is a fact; Tab leads out', async ({ browser }) => {
  const { page, editor, end } = await openAboutMe(browser, PHONE);
  await editor.click();
  await page.keyboard.type('My day');
  const tools = page.getByRole('group', { name: 'Change how it looks' });
  await tools.getByRole('button', { name: 'Heading' }).click();
  await expect(editor).toBeFocused();
  await expect(tools.getByRole('button', { name: 'Heading' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('End');
  await page.keyboard.type('\nThe bus comes at ten');
  await tools.getByLabel('This line is').selectOption('a fact');
  await expect(editor).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('last word');
  await page.keyboard.press('Control+b');
  await expect(editor).toContainText('**word**');
  await page.keyboard.press('Tab');
  await expect(tools.getByRole('button', { name: 'Heading' })).toBeFocused();
  await expect(editor).toHaveText('My dayFactThe bus comes at tenlast word');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+z');
  await expect(editor).toContainText('last word');
  await expect(editor).not.toContainText('**word**');
  // Very large words on a very small phone.
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => (document.documentElement.style.fontSize = '212.5%'));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await end();
});

test('a visit is logged in under half a minute on a phone, by a few taps @main-job', async ({ browser }) => {
  test.setTimeout(120_000);
  const team = await createTeam(browser);
  const { priya, client } = team;
  await priya.page.setViewportSize(PHONE);
  await goTo(priya.page, 'Journal');
  const { page } = priya;
  const words = 'Saw Sam at home. We wrote to the council. Sam failed to attend on Monday.';
  let taps = 0;
  const tap = async (what: Locator) => {
    await what.click();
    taps += 1;
  };
  const started = performance.now();
  await tap(page.getByRole('button', { name: 'Write a note' }));
  await tap(page.getByText('Call', { exact: true }));
  await expect(page.getByLabel('What happened?'))
    .toBeFocused({ timeout: 1 })
    .catch(() => page.getByLabel('What happened?').focus());
  // A thumb on a phone: about seven letters a second.
  await page.keyboard.type(words, { delay: 140 });
  await expect(page.getByText('you could say “was not there”')).toBeVisible();
  await tap(page.getByRole('button', { name: 'Change “failed to attend” to “was not there”' }));
  await tap(page.getByRole('button', { name: 'Keep this note' }));
  await expect(noteWith(priya, 'was not there on Monday')).toBeVisible();
  const seconds = (performance.now() - started) / 1000;
  console.warn(`A visit of ${words.length} letters: ${seconds.toFixed(1)} seconds, ${taps} taps`);
  expect(seconds).toBeLessThan(30);

  // The kind that was used last stands first, and is chosen.
  await page.getByRole('button', { name: 'Write a note' }).click();
  await expect(page.getByRole('radio').first()).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Call' })).toBeChecked();
  await expect(await editorOf(page, 'What happened?')).toBeFocused();
  const faces = page.getByRole('list', { name: 'Who will read this' }).getByRole('listitem');
  await expect(faces.first()).toContainText('Sam');

  // Begun, and then the phone goes out: it is all still there.
  await page.keyboard.type('> I am fine\n[my view] He is **not**');
  await page.waitForTimeout(600);
  await reload(priya);
  await expect(page.getByLabel('What happened?')).toHaveText('Their wordsI am fineMy viewHe is not');
  await page.getByRole('button', { name: 'Keep this note' }).click();

  // What its readers see: real quotes and strong words, and each mark in words.
  await goTo(client.page, 'Journal');
  const note = noteWith(client, 'I am fine');
  await expect(note.locator('blockquote')).toHaveText('Their words I am fine');
  await expect(note.locator('strong')).toHaveText('not');
  await expect(note).toContainText('The writer’s view He is not');
  await note.getByRole('button', { name: 'Copy the words' }).click();
  await expect(note.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await client.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^Call, .+\nJournal, written by Priya Nair\n\nTheir words: I am fine\nThe writer’s view: He is not\n$/);
  await endTeam(team);
});

test('a million letters that are pasted are cut in words, and the screen goes on @limits', async ({ browser }) => {
  const { sam, page, editor, end } = await openAboutMe(browser, PHONE);
  await editor.click();
  const took = await editor.evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'All of it. 🙂 '.repeat(80_000));
    const started = performance.now();
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    return new Promise<number>((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started))));
  });
  console.warn(`A paste of ${80_000 * 14} letters: ${took.toFixed(0)} ms until the screen shows it`);
  await expect(page.getByRole('status').filter({ hasText: 'That was too long. The first' })).toContainText(
    'The rest is still on your clipboard.',
  );
  await page.keyboard.type('more');
  await expect(page.getByText('This text is full.')).toBeVisible();
  await expect(page.getByText('Kept here').first()).toBeVisible();
  await reload(sam);
  await expect((await editorOf(page, IMPORTANT)).locator('.cm-line').first()).toContainText('All of it. 🙂 All of it.');
  await end();
});

test('two who write in one text see each other’s words and carets, by the names that each of them knows', async ({ browser }) => {
  test.setTimeout(120_000);
  const team = await createTeam(browser);
  const { client, priya } = team;
  await letSee(client, 'Priya Nair', 'About me', 'reads and writes');
  await goTo(client.page, 'About me');
  await goTo(priya.page, 'About me');
  const [mine, hers] = [await editorOf(client.page, IMPORTANT), await editorOf(priya.page, IMPORTANT)];
  await mine.click();
  await client.page.keyboard.type('My sister. ');
  await expect(hers).toContainText('My sister.', { timeout: 15_000 });
  await hers.click();
  await priya.page.keyboard.press('Control+End');
  await priya.page.keyboard.type('And her dog.');
  await expect(mine).toContainText('And her dog.', { timeout: 15_000 });
  await expect(mine.locator('.caret-name')).toHaveText('Priya Nair');
  await expect(client.page.getByText('Also here: Priya Nair.')).toBeVisible();
  // The client is here for others only where they turned it on.
  await expect(hers.locator('.caret-name')).toHaveCount(0);
  await client.page.keyboard.press('Control+z');
  await expect(hers).toHaveText('And her dog.', { timeout: 15_000 });
  await expect(client.page.getByRole('article').or(client.page.locator('.card')).filter({ hasText: IMPORTANT })).toContainText('Kept here');
  await endTeam(team);
});
