import * as Y from 'yjs';
import { bytesToText } from '#base';
import type { Bytes } from '#base';
import {
  playChange,
  readGrantCard,
  readItem,
  readItems,
  readPageCard,
  readPersonCard,
  writeGrantCard,
  writePageCard,
  writePersonCard,
} from '#record';
import type { Change } from '#record';
import { ROOTS } from '../../../src/record/page-kinds.ts';
import { mustHold, sameBytes } from '../decoder.ts';
import type { Decoder } from '../decoder.ts';
import { freshPage, HAND, planPage, textPage } from '../pages.ts';
import type { TestPage } from '../pages.ts';

const contentOf = (doc: Y.Doc, { kind }: TestPage): string =>
  JSON.stringify(Object.entries(ROOTS[kind]).map(([name, root]) => root(doc, name).toJSON() as unknown));

const play = (doc: Y.Doc, { kind }: TestPage, change: Change) => playChange(doc, kind, change, 'peer');

/** Plays a change onto a page: what is refused leaves nothing behind, what is taken is taken in any order with what another wrote. */
const changeTo = (name: string, share: number, page: TestPage): Decoder => ({
  name,
  share,
  runs: 300,
  check: (update: Bytes) => {
    const change = { strand: HAND, update, past: page.past };
    const doc = freshPage(page);
    const before = Y.encodeStateAsUpdate(doc);
    const played = play(doc, page, change);
    if (!played.ok) {
      mustHold(played.error.rebuild || sameBytes(Y.encodeStateAsUpdate(doc), before), 'a refused change leaves nothing behind');
      mustHold(played.error.reason !== 'threw' || played.error.rebuild, `Yjs was handed what these rules let pass, and threw at once`);
      const again = play(freshPage(page), page, change);
      mustHold(!again.ok && again.error.reason === played.error.reason, 'a change is refused alike everywhere');
      return false;
    }
    mustHold(!doc.store.pendingStructs && !doc.store.pendingDs, 'nothing is pending');
    mustHold(Y.getState(doc.store, HAND) === played.value.clockEnd, 'the clock ends where it says');
    if (page.kind === 'plan') readItems(doc);
    const other = freshPage(page);
    mustHold(play(doc, page, page.rival).ok && play(other, page, page.rival).ok, 'an honest change goes on');
    mustHold(play(other, page, change).ok, 'a change is taken in any order');
    mustHold(contentOf(doc, page) === contentOf(other, page), 'the page is the same in any order');
    return true;
  },
});

/** A JSON text that is read by a schema; written and read again it says the same. */
const json = <T>(name: string, read: (text: string) => T | null, write: ((value: T) => string) | null): Decoder => ({
  name,
  share: 3,
  runs: 1000,
  check: (bytes) => {
    const value = read(bytesToText(bytes) ?? '');
    if (value === null) return false;
    if (write) mustHold(JSON.stringify(read(write(value))) === JSON.stringify(value), 'what is written reads back');
    return true;
  },
});

const valueOf = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T | null =>
  result.ok ? result.value : null;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const recordDecoders = (): readonly Decoder[] => [
  changeTo('change-to-plan', 12, planPage()),
  changeTo('change-to-texts', 12, textPage()),
  json('person-card', (text) => valueOf(readPersonCard(text)), writePersonCard),
  json('page-card', (text) => valueOf(readPageCard(text)), writePageCard),
  json('grant-card', (text) => valueOf(readGrantCard(text)), writeGrantCard),
  json(
    'item',
    (text) => readItem(parsed(text)),
    (item) => JSON.stringify(item),
  ),
];
