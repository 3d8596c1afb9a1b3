import { err, ok } from '#base';
import type { Bytes, Result } from '#base';
import type { AttachmentType, ItemOf } from '#record';
import { addItem } from '#record';
import { MOST_BLOB_BYTES } from '#sync';
import type { AttachmentError } from '#sync';
import type { LivePage, Session } from '../session/session.svelte.ts';
import { shrinkPicture } from './shrink.ts';

/** A picture or letter that was chosen and not kept yet. It can be taken out again, and nothing of it is anywhere but on this screen. */
export interface Chosen {
  readonly content: Bytes;
  readonly mime: AttachmentType;
  readonly width?: number;
  readonly height?: number;
  readonly name?: string;
  /** What it shows. */
  words: string;
}

export type ChooseProblem = 'no-picture' | 'too-large' | 'empty';

/** A file that no phone's camera makes: it would only fill the memory. */
const MOST_SOURCE_BYTES = 60 * 1024 * 1024;
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];

/** What can be kept of a file: a picture drawn anew, a PDF as it is. */
export const prepareFile = async (file: File): Promise<Result<Chosen, ChooseProblem>> => {
  if (file.size === 0) return err('empty');
  if (file.size > MOST_SOURCE_BYTES) return err('too-large');
  const start = new Uint8Array(await file.slice(0, PDF.length).arrayBuffer());
  // By what is in it, not by what it is called.
  if (PDF.every((byte, i) => start[i] === byte)) {
    if (file.size > MOST_BLOB_BYTES) return err('too-large');
    const content = new Uint8Array(await file.arrayBuffer());
    return ok({ content, mime: 'application/pdf', name: file.name.slice(0, 120), words: '' });
  }
  const shrunk = await shrinkPicture(file);
  if (!shrunk.ok) return err(shrunk.error.type);
  return shrunk.value.content.length > MOST_BLOB_BYTES ? err('too-large') : ok({ ...shrunk.value, words: '' });
};

/** What was chosen, sealed and kept on this device; no page says yet that it is there. */
export type Sealed = Omit<ItemOf<'attachment'>, 'to'>;

/** Seals what was chosen and keeps it on this device: all of it, or nothing. */
export const sealChosen = async (
  session: Session,
  page: LivePage,
  chosen: readonly Chosen[],
): Promise<Result<readonly Sealed[], AttachmentError['type']>> => {
  const sealed: Sealed[] = [];
  for (const { content, words, ...rest } of chosen) {
    const kept = await session.attachments.add(page.open.id, content);
    if (!kept.ok) {
      for (const one of sealed) await session.attachments.drop(one.hash);
      return err(kept.error.type);
    }
    sealed.push({ kind: 'attachment', ...kept.value, words: words.trim(), ...rest });
  }
  return ok(sealed);
};

/** Says on the page that they are there; `to`: the item that they hang on. */
export const hangOn = (session: Session, page: LivePage, to: string | null, sealed: readonly Sealed[]): void => {
  for (const one of sealed) addItem(page.open.doc, session.random, to === null ? one : { ...one, to });
};
