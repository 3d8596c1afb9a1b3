import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { PLAIN } from './names.ts';

// What an app on plain Yjs does to show a journal: loads the document, reads its notes, sorts them and shows the newest.

/** A screenful and more. With `#all`: every note, as a list without anything clever. */
const SHOWN = location.hash === '#all' ? Infinity : 50;

const doc = new Y.Doc();
const main = document.querySelector('main');
new IndexeddbPersistence(PLAIN, doc).on('synced', () => {
  const notes = [...doc.getMap('items').values()].flatMap((item) =>
    item instanceof Y.Map ? [item.toJSON() as Record<string, string>] : [],
  );
  notes.reverse().sort((a, b) => ((a['day'] ?? '') < (b['day'] ?? '') ? 1 : -1));
  for (const { day = '', words = '' } of notes.slice(0, SHOWN)) {
    const article = document.createElement('article');
    const [when, what] = [document.createElement('h2'), document.createElement('p')];
    when.textContent = day;
    what.textContent = words;
    article.append(when, what);
    main?.append(article);
  }
});
