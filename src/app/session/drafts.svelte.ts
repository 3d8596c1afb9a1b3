import type { Device } from '#device';

/** At most this often: the first letter is kept at once, the last one this much later. */
const KEEP_EVERY_MS = 300;

/** Words that somebody began in one place and did not keep yet: still there after a reload or a crash. */
export class Draft {
  text = $state('');
  readonly #device: Device | null;
  readonly #place: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again = false;

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
    if (this.#timer) {
      this.#again = true;
      return;
    }
    void this.#keep();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const again = this.#again;
      this.#again = false;
      if (again) this.changed();
    }, KEEP_EVERY_MS);
  }

  clear(): void {
    this.text = '';
    void this.#keep();
  }

  async #keep(): Promise<void> {
    // A draft that cannot be kept is still on the screen; the storage problem is told where words are kept for good.
    await this.#device?.keepDraft(this.#place, this.text).catch(() => undefined);
  }
}
