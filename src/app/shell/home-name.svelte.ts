/** Names that say nothing about anybody, each with a picture: what stands on the home screen, and on the tab. */
export const HOME_NAMES = ['around', 'notes', 'bike'] as const;
export type HomeName = (typeof HOME_NAMES)[number];

const FILES: Readonly<
  Record<HomeName, { readonly manifest: string; readonly icon: string; readonly touch: string; readonly title: string }>
> = {
  around: { manifest: './manifest.webmanifest', icon: './icon.svg', touch: './icons/apple-touch-180.png', title: 'Around Me' },
  notes: { manifest: './notes.webmanifest', icon: './icon-notes.svg', touch: './icons/notes-180.png', title: 'Notes' },
  bike: { manifest: './bike.webmanifest', icon: './icon-bike.svg', touch: './icons/bike-180.png', title: 'Bike' },
};

const KEY = 'around-me/home-name';

/** What this browser calls the app. The page names another manifest: a browser reads it when the app is put on the home screen. */
class HomeNameChoice {
  current: HomeName = $state('around');

  /** What stands on the tab and in the browser's history: never a word of a record. */
  get title(): string {
    return FILES[this.current].title;
  }

  get icon(): string {
    return FILES[this.current].icon;
  }

  start(): void {
    const chosen = localStorage.getItem(KEY);
    this.current = HOME_NAMES.find((name) => name === chosen) ?? 'around';
    if (this.current !== 'around') this.#show();
  }

  use(name: HomeName): void {
    this.current = name;
    localStorage.setItem(KEY, name);
    this.#show();
  }

  #show(): void {
    const { manifest, icon, touch } = FILES[this.current];
    for (const [rel, href] of [
      ['manifest', manifest],
      ['icon', icon],
      ['apple-touch-icon', touch],
    ] as const)
      document.querySelector(`link[rel="${rel}"]`)?.setAttribute('href', href);
    document.title = this.title;
  }
}

export const homeName = new HomeNameChoice();
