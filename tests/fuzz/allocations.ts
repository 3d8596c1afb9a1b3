/**
 * How many bytes some work asks for, by the lengths that it names: of byte arrays, and of lists made to a length. A decoder that
 * believes a length before it has seen the bytes asks for as much as somebody wrote there, and that shows on every machine alike.
 */
export const bytesAskedFor = async (work: () => unknown): Promise<number> => {
  let asked = 0;
  const bytes = globalThis.Uint8Array;
  const buffer = globalThis.ArrayBuffer;
  const from = Array.from.bind(Array) as (...args: readonly unknown[]) => unknown[];
  const lengthOf = (first: unknown): number =>
    typeof first === 'number' ? first : typeof first === 'object' && first !== null && 'length' in first ? Number(first.length) : 0;
  const counting = <T extends object>(constructor: T): T =>
    new Proxy(constructor, {
      construct: (target, args: unknown[], made) => {
        asked += lengthOf(args[0]);
        return Reflect.construct(target as unknown as new () => object, args, made) as object;
      },
    });
  const listFrom = (...args: readonly unknown[]): unknown[] => {
    asked += 8 * lengthOf(args[0]);
    return from(...args);
  };
  Object.assign(globalThis, { Uint8Array: counting(bytes), ArrayBuffer: counting(buffer) });
  Object.assign(Array, { from: listFrom });
  try {
    await work();
  } finally {
    Object.assign(globalThis, { Uint8Array: bytes, ArrayBuffer: buffer });
    Object.assign(Array, { from });
  }
  return asked;
};
