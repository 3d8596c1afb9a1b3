import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import { err, ok } from '#base';
import type { Random, Result } from '#base';
import { SealedDatabase } from './database.ts';
import type { StorageError } from './ledger-store.ts';
import { Records } from './records.ts';
import { toStorageError } from './storage-error.ts';

/** What this device keeps: its records, its own settings, and words that were begun and not kept yet. All under the vault key. */
export class Device {
  readonly records: Records;
  readonly #database: SealedDatabase;

  private constructor(database: SealedDatabase, random: Random) {
    this.#database = database;
    this.records = new Records(database, random);
  }

  /** Opens this device's database (`name`: another one than its usual one). A browser that keeps nothing (some private windows) gives `blocked`. */
  static async open(random: Random, name?: string): Promise<Result<Device, StorageError>> {
    try {
      return ok(new Device(await SealedDatabase.open(random, name), random));
    } catch (problem) {
      return err(toStorageError(problem));
    }
  }

  /** Deletes all that a device of that name kept: its records, then its vault key with whatever lies under it. */
  static async erase(random: Random, name: string): Promise<void> {
    const device = await Device.open(random, name);
    if (device.ok) {
      for (const record of await device.value.records.list()) await device.value.records.forget(record);
      device.value.close();
    }
    await SealedDatabase.erase(name);
  }

  /** A setting, or `fallback` where there is none or it is not of that shape (any more). */
  async setting<T>(key: string, schema: z.ZodMiniType<T>, fallback: T): Promise<T> {
    const parsed = safeParse(schema, await this.#database.get('settings', key));
    return parsed.success ? parsed.data : fallback;
  }

  async set(key: string, value: unknown): Promise<void> {
    await this.#database.put('settings', key, value);
  }

  /** Words begun in some place and not kept yet. */
  async draft(place: string): Promise<string> {
    const text = await this.#database.get('drafts', place);
    return typeof text === 'string' ? text : '';
  }

  async keepDraft(place: string, text: string): Promise<void> {
    if (text === '') await this.#database.delete('drafts', place);
    else await this.#database.put('drafts', place, text);
  }

  close(): void {
    this.#database.close();
  }
}
