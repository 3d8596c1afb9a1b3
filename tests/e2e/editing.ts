import { expect } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';
import { createPlayer, expectOnlyOwnOrigin, goTo, makeRecord, startServer } from './cast.ts';

export const IMPORTANT = 'What is most important to me';

/** The editor behind a name, once it is there in place of the plain field. */
export const editorOf = async (page: Page, label: string): Promise<Locator> => {
  const editor = page.getByRole('textbox', { name: label });
  await expect(editor).toHaveAttribute('contenteditable', 'true');
  return editor;
};

/** Somebody with a record of their own, on their page About me. */
export const openAboutMe = async (browser: Browser, viewport: { width: number; height: number }) => {
  const server = await startServer();
  const sam = await createPlayer(browser, 'Sam', viewport);
  await makeRecord(sam, server, 'Sam');
  await goTo(sam.page, 'About me');
  const editor = await editorOf(sam.page, IMPORTANT);
  const end = async () => {
    expectOnlyOwnOrigin(sam, server);
    await sam.context.close();
    await server.close();
  };
  return { sam, page: sam.page, editor, end };
};

/** Pastes as a person does: from the clipboard, with its markup. */
export const paste = (editor: Locator, data: Readonly<Record<string, string>>): Promise<void> =>
  editor.evaluate((content, all) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(all)) clipboardData.setData(type, value);
    content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);
