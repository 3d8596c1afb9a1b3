import { en } from './en/index.ts';
import { PSEUDO_NAMES, pseudoLanguage } from './pseudo.ts';

/** The shape of a language: that of English, with any words in it. */
type Shape<T> = T extends string
  ? string
  : T extends boolean
    ? boolean
    : T extends (...args: infer A) => string
      ? (...args: A) => string
      : { readonly [K in keyof T]: Shape<T[K]> };

export type Words = Shape<typeof en>;

/** Each file of `languages/` is a language: a further one is a further file. */
const files = import.meta.glob<{ readonly default: Words }>('./languages/*.ts', { eager: true });

export const LANGUAGES: readonly Words[] = Object.values(files)
  .map((file) => file.default)
  .toSorted((a, b) => a.languageName.localeCompare(b.languageName));

const KEY = 'around-me/language';

/** The language in use on this device. It is no part of any record. */
class Language {
  current: Words = $state.raw(en);

  /** Goes on in the language that was chosen here before, or in the first that the browser asks for. */
  start(): void {
    const chosen = localStorage.getItem(KEY);
    const asked = chosen === null ? navigator.languages.flatMap((one) => [one, one.split('-')[0]]) : [chosen];
    const forTests = PSEUDO_NAMES.find((name) => name === chosen);
    this.current = forTests
      ? pseudoLanguage(en, forTests)
      : (asked.flatMap((one) => LANGUAGES.find(({ language }) => language === one) ?? [])[0] ?? en);
    this.#show();
  }

  use(language: string): void {
    this.current = LANGUAGES.find((one) => one.language === language) ?? en;
    localStorage.setItem(KEY, this.current.language);
    this.#show();
  }

  #show(): void {
    document.documentElement.lang = this.current.locale;
    document.documentElement.dir = this.current.dir;
  }
}

export const language = new Language();

/** What the screens say, in the language in use: reading it in a screen makes the screen change with the language. */
export const words: Words = new Proxy<Words>(en, { get: (_, key) => Reflect.get(language.current, key) as unknown });
