import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { changeText, headingText, writeAgain } from '#record';

const page = (client: number): Y.Doc => {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = client;
  return doc;
};
const updatesOf = (doc: Y.Doc, write: () => void): Uint8Array[] => {
  const updates: Uint8Array[] = [];
  const hear = (update: Uint8Array) => updates.push(update);
  doc.on('update', hear);
  write();
  doc.off('update', hear);
  return updates;
};

describe('words that were set aside', () => {
  const world = () => {
    const mine = page(7);
    const base = updatesOf(mine, () => {
      mine.getMap('items').set('old', new Y.Map([['title', new Y.Text('A flat')]]));
    });
    const now = page(9);
    for (const update of base) Y.applyUpdate(now, update);
    return { mine, base, now };
  };

  it('are written again: items that the page lacks, and words that its texts lack, once', () => {
    const { mine, base, now } = world();
    const changes = updatesOf(mine, () => {
      mine.getMap('items').set(
        'new',
        new Y.Map<unknown>([
          ['kind', 'note'],
          ['title', new Y.Text('with a text')],
        ]),
      );
      const title: unknown = (mine.getMap('items').get('old') as Y.Map<unknown>).get('title');
      if (title instanceof Y.Text) title.insert(6, ' of my own');
    });
    expect(writeAgain(now, 'journal', { base, changes, what: 'all' })).toBe(2);
    expect(now.getMap('items').toJSON()).toEqual({ old: { title: 'A flat of my own' }, new: { kind: 'note', title: 'with a text' } });
    expect(writeAgain(now, 'journal', { base, changes, what: 'all' })).toBe(0);
  });

  it('leave alone what others wrote meanwhile, and values of items that are there', () => {
    const { mine, base, now } = world();
    const changes = updatesOf(mine, () => {
      (mine.getMap('items').get('old') as Y.Map<unknown>).set('state', 'done');
    });
    (now.getMap('items').get('old') as Y.Map<unknown>).set('state', 'doing');
    expect(writeAgain(now, 'journal', { base, changes, what: 'all' })).toBe(0);
    expect(now.getMap('items').toJSON()).toMatchObject({ old: { state: 'doing' } });
  });

  it('are brought by items alone where another copy of the device may bring the rest', () => {
    const about = page(7);
    const changes = updatesOf(about, () => {
      changeText(headingText(about, 'strengths'), 'I can cook');
    });
    const now = page(9);
    expect(writeAgain(now, 'about-me', { base: [], changes, what: 'items' })).toBe(0);
    expect(writeAgain(now, 'about-me', { base: [], changes, what: 'all' })).toBe(1);
    expect(now.getText('strengths').toJSON()).toBe('I can cook');
  });

  it('are not written under the same Yjs client whose clocks another branch used', () => {
    const { mine, base, now } = world();
    const copy = page(7);
    for (const update of base) Y.applyUpdate(copy, update);
    copy.clientID = 7;
    const rival = updatesOf(copy, () => copy.getMap('items').set('theirs', 1));
    const changes = updatesOf(mine, () => mine.getMap('items').set('mine', 2));
    for (const update of rival) Y.applyUpdate(now, update);
    now.clientID = 9;
    writeAgain(now, 'journal', { base, changes, what: 'all' });
    expect(now.getMap('items').toJSON()).toMatchObject({ theirs: 1, mine: 2 });
    expect(now.getMap('items')._map.get('mine')?.id.client).toBe(9);
  });
});
