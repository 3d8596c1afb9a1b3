/**
 * A secret that cannot be printed by accident: `String`, `JSON.stringify` and console show `[secret]`.
 * `reveal()` is the one way to it, easy to search for.
 */
export class Redacted<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}
