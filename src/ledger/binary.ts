import { concatBytes } from '#base';
import type { Bytes } from '#base';

/** Writes the fixed layouts of this format: big-endian, no padding. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];

  /** A whole number in `size` bytes (1 to 7). */
  number(value: number, size: number): this {
    const bytes = new Uint8Array(size);
    let rest = value;
    for (let i = size - 1; i >= 0; i--) {
      bytes[i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.#parts.push(bytes);
    return this;
  }

  bytes(value: Uint8Array): this {
    this.#parts.push(value);
    return this;
  }

  done(): Bytes {
    return concatBytes(...this.#parts);
  }
}

/** The one error that a `ByteReader` throws; caught where reading begins, and never seen outside this room. */
export class OutOfBytes extends Error {
  override readonly name = 'OutOfBytes';
}

/** Reads what `ByteWriter` wrote. Throws `OutOfBytes` past the end: nothing is made up, and no length is believed before it is checked. */
export class ByteReader<Buffer extends ArrayBufferLike = ArrayBufferLike> {
  #at = 0;
  readonly #from: Uint8Array<Buffer>;

  constructor(from: Uint8Array<Buffer>) {
    this.#from = from;
  }

  get left(): number {
    return this.#from.length - this.#at;
  }

  get at(): number {
    return this.#at;
  }

  number(size: number): number {
    let value = 0;
    for (const byte of this.view(size)) value = value * 256 + byte;
    return value;
  }

  /** A copy with a buffer of its own. */
  bytes(length: number): Bytes {
    return new Uint8Array(this.view(length));
  }

  /** The bytes where they lie. */
  view(length: number): Uint8Array<Buffer> {
    if (length > this.left) throw new OutOfBytes();
    const view = this.#from.subarray(this.#at, this.#at + length);
    this.#at += length;
    return view;
  }
}
