/**
 * Searches every IndexedDB database of this origin for a phrase: keys and values, however deep, texts and bytes (as UTF-8 and UTF-16).
 * Gives `database/store` of each find. Self-contained, so that an end-to-end test can run it inside a page.
 */
export const findText = async (phrase: string): Promise<string[]> => {
  const utf16 = (text: string) => new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
  const needles = [new TextEncoder().encode(phrase), utf16(phrase)];
  const within = (hay: Uint8Array, needle: Uint8Array): boolean => {
    outer: for (let i = 0; i + needle.length <= hay.length; i++) {
      for (let k = 0; k < needle.length; k++) if (hay[i + k] !== needle[k]) continue outer;
      return true;
    }
    return false;
  };
  const holds = (value: unknown, seen: Set<unknown>): boolean => {
    if (typeof value === 'string') return value.includes(phrase);
    if (typeof value !== 'object' || value === null || seen.has(value)) return false;
    seen.add(value);
    if (value instanceof ArrayBuffer) return needles.some((needle) => within(new Uint8Array(value), needle));
    if (ArrayBuffer.isView(value))
      return needles.some((needle) => within(new Uint8Array(value.buffer, value.byteOffset, value.byteLength), needle));
    return Object.entries(value).some(([key, inner]) => key.includes(phrase) || holds(inner, seen));
  };
  const found: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name) continue;
    if (name.includes(phrase)) found.push(name);
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error(name));
    });
    for (const store of db.objectStoreNames) {
      const hit = await new Promise<boolean>((resolve, reject) => {
        let any = false;
        const cursor = db.transaction(store).objectStore(store).openCursor();
        cursor.onsuccess = () => {
          const at = cursor.result;
          if (!at) {
            resolve(any);
            return;
          }
          any ||= holds(at.key, new Set()) || holds(at.value, new Set());
          at.continue();
        };
        cursor.onerror = () => reject(cursor.error ?? new Error(store));
      });
      if (hit) found.push(`${name}/${store}`);
    }
    db.close();
  }
  return found.sort();
};
