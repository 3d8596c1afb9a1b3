/** The service worker: makes the app start without a network, and asks before it changes to a new version. */
class Updates {
  /** A new version is there and waits to be asked for. */
  waiting = $state(false);
  #registration: ServiceWorkerRegistration | null = null;
  #asked = false;

  async register(): Promise<void> {
    if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
    try {
      this.#registration = await navigator.serviceWorker.register(trusted('./sw.js'), { scope: './' });
    } catch {
      return; // without it the app works too, but needs the network to start
    }
    const registration = this.#registration;
    const look = () => {
      // The first worker replaces nothing: there is nothing to ask about.
      this.waiting = registration.waiting !== null && navigator.serviceWorker.controller !== null;
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (this.#asked) location.reload();
    });
  }

  /** The person said yes: change over, then start anew. */
  use(): void {
    this.#asked = true;
    this.#registration?.waiting?.postMessage({ type: 'SKIP_WAITING' });
  }
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): string };
}

/** The worker's address, as the page's policy asks for it: this one and no other. */
const trusted = (url: './sw.js'): string => {
  const types = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
  return types?.createPolicy('around-me', { createScriptURL: (asked) => (asked === './sw.js' ? asked : '') }).createScriptURL(url) ?? url;
};

export const updates = new Updates();
