/** Where the person is. Addresses hold no names and no words: only what kind of place, and random numbers. */
class Router {
  path: readonly string[] = $state.raw([]);
  /** The invitation that the app was opened with, at the start or in a tab that was open already. */
  invite: string | null = $state(null);

  constructor() {
    this.#look();
    addEventListener('hashchange', () => {
      this.#look();
    });
  }

  get place(): string {
    return this.path[0] ?? '';
  }

  get detail(): string {
    return this.path[1] ?? '';
  }

  go(...path: readonly string[]): void {
    location.hash = `/${path.join('/')}`;
  }

  /** Goes there without leaving a step to come back to. */
  replace(...path: readonly string[]): void {
    history.replaceState(null, '', `#/${path.join('/')}`);
    this.path = path;
  }

  /** An invitation is taken out of the address bar at once, and kept nowhere else. */
  #look(): void {
    const { hash } = location;
    if (hash.startsWith('#join=')) {
      this.invite = hash;
      this.replace('join');
    } else this.path = read();
  }
}

const read = (): readonly string[] => {
  const hash = location.hash.slice(1);
  return hash.startsWith('/')
    ? hash
        .slice(1)
        .split('/')
        .filter((part) => part !== '')
    : [];
};

export const router = new Router();
