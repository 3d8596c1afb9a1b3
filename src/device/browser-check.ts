import { cryptoIsHere } from '#crypto';

/** What this browser lacks. `webrtc`: the record opens, but meets nobody. All others: it cannot be kept here. */
export type Missing = 'secure-context' | 'crypto' | 'storage' | 'locks' | 'webrtc';

const OPENING_MS = 3000;

const canStore = (): Promise<boolean> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(false);
    }, OPENING_MS);
    try {
      const request = indexedDB.open('around-me-check');
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase('around-me-check');
        resolve(true);
      };
      request.onerror = () => {
        resolve(false);
      };
    } catch {
      resolve(false);
    }
  });

/** Looks at what a record needs; empty where all is there. `storing`: whether something was stored, if that is known already. */
export const checkBrowser = async (storing?: boolean): Promise<readonly Missing[]> => {
  if (!globalThis.isSecureContext) return ['secure-context'];
  const missing: Missing[] = [];
  if (!(await cryptoIsHere())) missing.push('crypto');
  if (!('indexedDB' in globalThis) || !(storing ?? (await canStore()))) missing.push('storage');
  if (!('locks' in navigator)) missing.push('locks');
  if (!('RTCPeerConnection' in globalThis)) missing.push('webrtc');
  return missing;
};

/** Asks the browser not to clear what is stored when space runs low. Ask again once the app is installed: a plain tab often gets a no. */
export const askToPersist = async (): Promise<'granted' | 'not-granted' | 'unsupported'> => {
  if (!('storage' in navigator) || !('persist' in navigator.storage)) return 'unsupported';
  return (await navigator.storage.persist()) ? 'granted' : 'not-granted';
};
