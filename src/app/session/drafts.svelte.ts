import type { Device } from '#device';

const KEEP_AFTER_MS = 300;

/** Words that somebody began in one place and did not keep yet: still there after a reload or a crash. */
export class Draft {
  text = $state('');
  readonly #device: Device | null;
  readonly #place: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(device: Device | null, place: string) {
    this.#device = device;
    this.#place = place;
    void device?.draft(place).then((text) => {
      // What was typed meanwhile is newer.
      if (this.text === '') this.text = text;
    });
  }

  /** To be called as somebody types. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#keep(), KEEP_AFTER_MS);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.text = '';
    void this.#keep();
  }

  async #keep(): Promise<void> {
    // A draft that cannot be kept is still on the screen; the storage problem is told where words are kept for good.
    await this.#device?.keepDraft(this.#place, this.text).catch(() => undefined);
  }
}
