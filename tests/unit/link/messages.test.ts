import * as encoding from 'lib0/encoding';
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Bytes } from '#base';
import { readMessage, writeAsk } from '../../../src/sync/link/messages.ts';

// Section 9 of docs/protocol.md: of y-protocols these pass, and nothing else.

const awareness = (state: string): { readonly body: Uint8Array; readonly message: Uint8Array } => {
  const e = encoding.createEncoder();
  for (const number of [1, 5, 1]) encoding.writeVarUint(e, number);
  encoding.writeVarString(e, state);
  const body = encoding.toUint8Array(e);
  const outer = encoding.createEncoder();
  encoding.writeVarUint(outer, 1);
  encoding.writeVarUint8Array(outer, body);
  return { body, message: encoding.toUint8Array(outer) };
};

const asked = (...numbers: readonly Bytes[]): Bytes => {
  const body = numbers.flatMap((number) => [...number]);
  return Uint8Array.from([0, 0, body.length & 127, ...(body.length > 127 ? [body.length >> 7] : []), ...body]).map((byte, i) =>
    i === 2 && body.length > 127 ? byte | 128 : byte,
  );
};
const plain = (number: number): Bytes => Uint8Array.of(number);
/** More than 2^53, in the last byte of which lib0 does not look. */
const huge = new Uint8Array(9).fill(255, 0, 8).fill(127, 8);
/** NaN to lib0. */
const zeros = new Uint8Array(180).fill(128, 0, 179);

describe('a message on a link', () => {
  it('is refused where it shows somebody by what is no JSON: y-protocols would throw', () => {
    const doc = new Y.Doc();
    const shown = new Awareness(doc);
    for (const state of ['', '{', 'here', '{"here":true}}', '\u0000']) {
      const { body, message } = awareness(state);
      expect(() => applyAwarenessUpdate(shown, body, 'peer')).toThrow();
      expect(readMessage(message)).toBeNull();
    }
    for (const state of ['{"here":true}', 'null'])
      expect(readMessage(awareness(state).message)).toMatchObject({ type: 'awareness', state });
    shown.destroy();
  });

  it('is refused where it asks by numbers that are none', () => {
    expect(readMessage(asked(plain(1), plain(5), plain(3)))).toEqual({ type: 'ask', have: new Map([[5, 3]]) });
    for (const number of [huge, zeros]) {
      expect(readMessage(asked(number))).toBeNull();
      expect(readMessage(asked(plain(1), number, plain(3)))).toBeNull();
      expect(readMessage(asked(plain(1), plain(5), number))).toBeNull();
    }
  });

  it('is refused where it asks for more strands than any record has, before anything is made of them', () => {
    expect(readMessage(writeAsk(new Map(Array.from({ length: 4096 }, (_, i) => [i, 1]))))).toMatchObject({ type: 'ask' });
    expect(readMessage(writeAsk(new Map(Array.from({ length: 4097 }, (_, i) => [i, 1]))))).toBeNull();
  });
});
