import * as z from 'zod/mini';
import { bytesToHex } from '#base';
import type { Random } from '#base';
import { Device } from '#device';

/**
 * On a computer that others use too, a tab keeps everything in a database of its own, with a vault key of its own. It is deleted when the
 * record is closed; what a tab left behind (its browser was closed, it crashed) is deleted when the app is opened next.
 */

/** Of this tab: the name of its database. */
const OWN_KEY = 'around-me/passing';
/** Of all tabs: the names of databases that are to go. */
const ALL_KEY = 'around-me/passing-all';

const NamesSchema = z.array(z.string().check(z.regex(/^around-me-passing-[0-9a-f]+$/)));

const names = (): readonly string[] => {
  try {
    const parsed = z.safeParse(NamesSchema, JSON.parse(localStorage.getItem(ALL_KEY) ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
};

const setNames = (list: readonly string[]): void => {
  if (list.length === 0) localStorage.removeItem(ALL_KEY);
  else localStorage.setItem(ALL_KEY, JSON.stringify(list));
};

/** A page that was just loaded anew may still hold its lock for a moment. */
const WAIT_MS = 1000;

/** Held by a tab as long as it uses its database. */
const hold = (name: string, options: LockOptions = { ifAvailable: true }): Promise<boolean> =>
  new Promise((resolve) => {
    navigator.locks
      .request(name, options, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<void>((release) => releases.set(name, release));
      })
      .catch(() => {
        resolve(false);
      });
  });
const releases = new Map<string, () => void>();

/**
 * The database of this tab, where it goes on with one after a reload. A tab that was closed and is opened again goes on with nothing:
 * whoever sits there now may be somebody else.
 */
export const passingName = async (): Promise<string | null> => {
  const own = sessionStorage.getItem(OWN_KEY);
  const [how] = performance.getEntriesByType('navigation');
  const reloaded = how instanceof PerformanceNavigationTiming && how.type === 'reload';
  // A tab that was doubled has the same name: the lock tells them apart.
  if (own !== null && reloaded && names().includes(own) && (await hold(own, { signal: AbortSignal.timeout(WAIT_MS) }))) return own;
  sessionStorage.removeItem(OWN_KEY);
  return null;
};

/** A fresh database for this tab. */
export const beginPassing = async (random: Random): Promise<string> => {
  const name = `around-me-passing-${bytesToHex(random(8))}`;
  sessionStorage.setItem(OWN_KEY, name);
  setNames([...names(), name]);
  await hold(name);
  return name;
};

const erase = async (random: Random, name: string): Promise<void> => {
  await Device.erase(random, name);
  setNames(names().filter((one) => one !== name));
  releases.get(name)?.();
  releases.delete(name);
};

/** Deletes what this tab kept for the time being. */
export const endPassing = async (random: Random): Promise<void> => {
  const own = sessionStorage.getItem(OWN_KEY);
  sessionStorage.removeItem(OWN_KEY);
  if (own !== null) await erase(random, own);
};

/** Deletes what tabs left behind that are there no more. */
export const clearPassing = async (random: Random): Promise<void> => {
  for (const name of names()) if (name !== sessionStorage.getItem(OWN_KEY) && (await hold(name))) await erase(random, name);
};
