interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const canPrompt = (event: Event): event is InstallPrompt => 'prompt' in event && typeof event.prompt === 'function';

/** Installing on the home screen, where the browser offers it; it is asked for by a tap, never by itself. */
class Installing {
  possible = $state(false);
  #event: InstallPrompt | null = null;

  constructor() {
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#event = canPrompt(event) ? event : null;
      this.possible = this.#event !== null;
    });
    addEventListener('appinstalled', () => {
      this.possible = false;
    });
  }

  ask(): void {
    void this.#event?.prompt();
    this.#event = null;
    this.possible = false;
  }
}

export const installing = new Installing();
