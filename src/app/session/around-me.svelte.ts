import { getContext, setContext } from 'svelte';
import { systemClock, systemRandom } from '#base';
import { askToPersist, checkBrowser, Device } from '#device';
import type { Missing, Network, StoredRecord } from '#device';
import { clearOldRecords, createRecord, openMadeUp, openRecord } from '#sync';
import type { FirstPage, OpenError, OpenRecord, World } from '#sync';
import { SHOWN_KINDS } from '../shell/listing.ts';
import { Invitations } from './invitations.svelte.ts';
import { readInstallation } from './installation.ts';
import { throughEyes } from './eyes.ts';
import type { WhatIf } from './eyes.ts';
import { Session } from './session.svelte.ts';
import { router } from '../shell/router.svelte.ts';
import type { Who } from '#ledger';
import { beginPassing, clearPassing, endPassing, passingName } from './shared-computer.ts';

/** What a new record starts with: the client alone sees it until they say otherwise. A page without a name goes by its kind. */
const FIRST_PAGES: readonly FirstPage[] = SHOWN_KINDS.map((kind) => ({ kind, title: '' }));

/** This tab goes on with this record after a reload. A random number, in the tab's own storage. */
const OPEN_KEY = 'around-me/open';
/** This tab was left in a hurry: the way back leads nowhere. */
const LEFT_KEY = 'around-me/left';

/** Why the record that was asked for is not on the screen. */
export type Shut = { readonly type: 'elsewhere' | 'off'; readonly id: string } | { readonly type: 'error'; readonly error: OpenError };

/** The app on this device: what it has, and the one record that is open. */
export class AroundMe {
  phase: 'opening' | 'missing' | 'ready' = $state('opening');
  missing: readonly Missing[] = $state.raw([]);
  records: readonly StoredRecord[] = $state.raw([]);
  session: Session | null = $state.raw(null);
  /** The same record through somebody's eyes: what is shown while it is there. */
  eyes: Session | null = $state.raw(null);
  invitations: Invitations | null = $state.raw(null);
  shut: Shut | null = $state.raw(null);
  /** Something is being opened: said in words. */
  busy = $state(false);
  network: Network = $state.raw({ meetingPoints: [], iceServers: [], relayOnly: false });
  /** This computer is used by others too: nothing of it is kept once it is closed. */
  shared = $state(false);
  persisted: 'granted' | 'not-granted' | 'unsupported' | null = $state(null);
  #device: Device | null = null;

  get device(): Device | null {
    return this.#device;
  }

  get world(): World | null {
    return this.#device && { device: this.#device, clock: systemClock, random: systemRandom };
  }

  /** Looks at what the browser has, and opens this device's own database. */
  async start(): Promise<void> {
    // All at once: each takes a moment of its own.
    const installation = readInstallation();
    // A database that opens is the best proof that this browser stores; one that does not is looked at more closely.
    const passing = await passingName();
    this.shared = passing !== null;
    const device = await Device.open(systemRandom, passing ?? undefined);
    const missing = await checkBrowser(device.ok || undefined);
    this.missing = missing;
    if (!device.ok || missing.some((one) => one !== 'webrtc')) {
      if (device.ok) device.value.close();
      if (missing.length === 0) this.missing = ['storage'];
      this.phase = 'missing';
      return;
    }
    this.#device = device.value;
    await this.list();
    const last = sessionStorage.getItem(OPEN_KEY);
    if (last !== null && this.records.some(({ id }) => id === last)) await this.open(last);
    this.network = await installation;
    void clearPassing(systemRandom);
    if (this.world) await clearOldRecords(this.world);
    await this.list();
    this.phase = 'ready';
  }

  async list(): Promise<void> {
    this.records = (await this.#device?.records.list()) ?? [];
  }

  /** Makes a record. Gives the recovery words, to be shown once. */
  async make(name: string, hiding: boolean): Promise<readonly string[] | null> {
    const { world } = this;
    if (!world) return null;
    const network = { ...this.network, relayOnly: this.network.relayOnly || hiding };
    const made = await createRecord(world, { name, pages: FIRST_PAGES, network });
    if (!made.ok) {
      this.shut = { type: 'error', error: made.error };
      return null;
    }
    this.#show(made.value.open);
    await this.askToKeep();
    return made.value.words;
  }

  /** Opens a record of this device; `take`: from another tab. */
  async open(id: string, take = false): Promise<void> {
    const { world } = this;
    if (!world || this.busy) return;
    this.busy = true;
    this.shut = null;
    try {
      const opened = await openRecord(world, id, { take });
      if (opened.ok) this.#show(opened.value);
      else if (opened.error.type === 'open-elsewhere') this.shut = { type: 'elsewhere', id };
      else if (opened.error.type === 'taken-off') this.shut = { type: 'off', id };
      else this.shut = { type: 'error', error: opened.error };
    } finally {
      this.busy = false;
    }
  }

  /** The made-up record: in memory, shown on the very same screens. */
  async lookAround(): Promise<void> {
    this.busy = true;
    try {
      const { replica, attachments } = await openMadeUp(FIRST_PAGES, systemClock);
      this.session = new Session(replica, null, null, attachments);
    } finally {
      this.busy = false;
    }
  }

  /** Back to the first screen. What was written is kept first. */
  async close(): Promise<void> {
    sessionStorage.removeItem(OPEN_KEY);
    await this.#end();
    if (this.shared) await this.share(true);
    await this.list();
  }

  /** From now on this computer is one that others use too, or is not. What was there only for the time being goes. */
  async share(on: boolean): Promise<void> {
    this.#device?.close();
    await endPassing(systemRandom);
    const device = await Device.open(systemRandom, on ? await beginPassing(systemRandom) : undefined);
    this.#device = device.ok ? device.value : null;
    this.shared = on;
    await this.list();
  }

  /** In a hurry: closes links and forgets keys; the way back leads nowhere. */
  async leave(): Promise<void> {
    sessionStorage.removeItem(OPEN_KEY);
    sessionStorage.setItem(LEFT_KEY, '1');
    await this.#end();
    this.#device?.close();
    // Where there is no time for it, the next start does it.
    if (this.shared) await endPassing(systemRandom);
  }

  /** Deletes a record from this device: its keys and its sealed ledger. */
  async forget(stored: StoredRecord): Promise<void> {
    if (this.session?.record?.stored.id === stored.id) await this.close();
    await this.#device?.records.forget(stored);
    this.shut = null;
    await this.list();
  }

  /** Before a record is first opened here: nobody of its team sees this device's network address. */
  async hideAddress(id: string): Promise<void> {
    const stored = await this.#device?.records.get(id);
    if (stored) await this.#device?.records.put({ ...stored, network: { ...stored.network, relayOnly: true } });
  }

  /** What the screens show: the record, or the record through somebody's eyes. */
  get shown(): Session | null {
    return this.eyes ?? this.session;
  }

  /** The client looks at their record as somebody of the team sees it, or would see it. Nothing can be changed meanwhile. */
  lookThrough(who: Who, whatIf: WhatIf): void {
    if (!this.session?.isClient) return;
    this.eyes = throughEyes(this.session, who, whatIf);
    router.go('');
  }

  lookWithOwnEyes(): void {
    const who = this.eyes?.eyes;
    void this.eyes?.close();
    this.eyes = null;
    router.go(...(who ? ['as', who] : []));
  }

  async askToKeep(): Promise<void> {
    if (!this.shared) this.persisted = await askToPersist();
  }

  #show(open: OpenRecord): void {
    const { world } = this;
    if (!world) return;
    const { id } = open.stored;
    sessionStorage.setItem(OPEN_KEY, id);
    const session = new Session(open.replica, open, world.device, open.attachments);
    if (session.isClient) {
      const invitations = new Invitations({ ...world, open });
      this.invitations = invitations;
      void open.replica.opened.then(async (opened) => {
        if (opened.ok && this.invitations === invitations) await invitations.resume();
      });
    }
    open.onGone((why) => {
      void this.#end().then(() => {
        if (why === 'new-strand') void this.open(id);
        else if (why === 'storage') this.shut = { type: 'error', error: { type: 'storage', reason: 'failed' } };
        else this.shut = { type: why === 'taken-over' ? 'elsewhere' : 'off', id };
      });
    });
    this.session = session;
  }

  async #end(): Promise<void> {
    const { session, eyes } = this;
    this.eyes = null;
    await eyes?.close();
    this.invitations?.close();
    this.invitations = null;
    this.session = null;
    await session?.close();
  }
}

/** Whether this tab was left in a hurry and somebody goes back to it. Asked once; a fresh start is welcome. */
export const wasLeft = (): boolean => {
  const left = sessionStorage.getItem(LEFT_KEY) !== null;
  const [how] = performance.getEntriesByType('navigation');
  if (left && how instanceof PerformanceNavigationTiming && how.type === 'back_forward') return true;
  sessionStorage.removeItem(LEFT_KEY);
  return false;
};

const KEY = Symbol('around-me');

export const giveAroundMe = (app: AroundMe): AroundMe => setContext(KEY, app);

export const useAroundMe = (): AroundMe => getContext<AroundMe>(KEY);
