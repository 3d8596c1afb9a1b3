/** Where the person is. Addresses hold no names and no words: only what kind of place, and random numbers. */
class Router {
  path: readonly string[] = $state.raw(read());

  constructor() {
    addEventListener('hashchange', () => {
      this.path = read();
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

/** The invitation that the app was opened with; it is taken out of the address bar at once, and kept nowhere else. */
export const takeInviteFromAddress = (): string | null => {
  const { hash } = location;
  if (!hash.startsWith('#join=')) return null;
  history.replaceState(null, '', '#/join');
  router.path = ['join'];
  return hash;
};
