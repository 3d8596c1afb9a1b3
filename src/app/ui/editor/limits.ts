import { EditorState, StateEffect, Transaction } from '@codemirror/state';
import type { ChangeSpec, Extension, Text, TransactionSpec } from '@codemirror/state';
import { ySyncAnnotation } from 'y-codemirror.next';

/** Something did not fit: how much of what was put in is there. */
export interface TooLong {
  readonly kept: number;
  readonly pasted: boolean;
}

export const tooLong = StateEffect.define<TooLong>();

const HIGH = /[\uD800-\uDBFF]/;
const LOW = /[\uDC00-\uDFFF]/;

/** Whether a place lies between the two halves of one character: each half alone would be lost in the shared text. */
const splits = (doc: Text, at: number): boolean =>
  at > 0 && at < doc.length && LOW.test(doc.sliceString(at, at + 1)) && HIGH.test(doc.sliceString(at - 1, at));

/** The beginning of a text, at most so many UTF-16 units, never half a character. */
export const beginningOf = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const end = HIGH.test(text[most - 1] ?? '') ? most - 1 : most;
  return text.slice(0, Math.max(0, end));
};

interface Change {
  from: number;
  to: number;
  insert: string;
}

const changesOf = (tr: Transaction): Change[] => {
  const changes: Change[] = [];
  tr.changes.iterChanges((from, to, _from, _to, inserted) => {
    changes.push({ from, to, insert: inserted.toString() });
  });
  return changes;
};

/** Changes a change so that no character is halved: the ends move outwards, to whole ones. Says whether it was so before. */
const makeWhole = (doc: Text, change: Change): boolean => {
  const [atFrom, atTo] = [splits(doc, change.from), splits(doc, change.to)];
  if (!atFrom && !atTo) return true;
  if (change.from === change.to) {
    change.from = change.to = change.from - 1;
    return false;
  }
  if (atFrom) change.insert = doc.sliceString(change.from - 1, change.from) + change.insert;
  if (atTo) change.insert += doc.sliceString(change.to, change.to + 1);
  change.from -= atFrom ? 1 : 0;
  change.to += atTo ? 1 : 0;
  // Halves that found no other half: the rest of their character was struck out.
  change.insert = change.insert.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '');
  return false;
};

/** What a transaction is with other changes in it. */
const withChanges = (tr: Transaction, changes: ChangeSpec, rest: TransactionSpec): TransactionSpec => {
  const event = tr.annotation(Transaction.userEvent);
  return { changes, scrollIntoView: tr.scrollIntoView, ...(event === undefined ? {} : { userEvent: event }), ...rest };
};

/**
 * Holds what somebody types or pastes within `most` UTF-16 units, and to whole characters. What others wrote comes in as it is: two hands together may
 * end up with more.
 */
export const withinLimits = (most: number): Extension =>
  EditorState.transactionFilter.of((tr) => {
    if (!tr.docChanged || tr.annotation(ySyncAnnotation) !== undefined) return tr;
    const { doc } = tr.startState;
    const changes = changesOf(tr);
    const before = tr.changes.newLength;
    const whole = changes.map((change) => makeWhole(doc, change)).every((asItWas) => asItWas);
    const fits = tr.changes.newLength <= Math.max(most, doc.length);
    if (fits) {
      if (whole) return tr;
      const same = doc.length + changes.reduce((sum, { from, to, insert }) => sum + insert.length - (to - from), 0) === before;
      return withChanges(tr, changes, same && tr.selection ? { selection: tr.selection } : {});
    }
    let room = Math.max(most, doc.length) - doc.length + changes.reduce((sum, { from, to }) => sum + to - from, 0);
    let kept = 0;
    for (const change of changes) {
      change.insert = beginningOf(change.insert, room);
      room -= change.insert.length;
      kept += change.insert.length;
    }
    return withChanges(tr, changes, { effects: tooLong.of({ kept, pasted: tr.isUserEvent('input.paste') }) });
  });
