import { expect, it } from 'vitest';
import { bytesToHex, concatBytes, textToBytes } from '#base';
import type { Bytes } from '#base';
import { prepareFile } from '../../../src/app/attachments/chosen.ts';
import { shrinkPicture } from '../../../src/app/attachments/shrink.ts';

const drawn = async (width: number, height: number, type = 'image/jpeg'): Promise<Bytes> => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('a browser draws');
  context.fillStyle = '#c01010';
  context.fillRect(0, 0, width / 2, height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, type);
  });
  if (!blob) throw new Error('a browser encodes');
  return new Uint8Array(await blob.arrayBuffer());
};

const number = (value: number, size: 2 | 4): Bytes => Uint8Array.from({ length: size }, (_, i) => (value >>> (8 * (size - 1 - i))) & 255);
/** A field of a TIFF directory: tag, type, count, and its value or where that is. */
const field = (tag: number, type: number, count: number, value: Bytes): Bytes =>
  concatBytes(number(tag, 2), number(type, 2), number(count, 4), value, new Uint8Array(4 - value.length));
const CAMERA = 'Sam’s own camera';
const DEGREES = concatBytes(...[51, 1, 30, 1, 26, 1].map((part) => number(part, 4)));

/** EXIF (JEITA CP-3451): which way up, the camera, and where the photo was taken. Written here from the layout, big-endian. */
const exif = (orientation: number): Bytes => {
  const camera = concatBytes(textToBytes(CAMERA), Uint8Array.of(0));
  const firstEnd = 8 + 2 + 3 * 12 + 4;
  const gps = firstEnd + camera.length;
  const gpsEnd = gps + 2 + 2 * 12 + 4;
  const tiff = concatBytes(
    textToBytes('MM'),
    number(42, 2),
    number(8, 4),
    number(3, 2),
    field(0x0110, 2, camera.length, number(firstEnd, 4)),
    field(0x0112, 3, 1, number(orientation, 2)),
    field(0x8825, 4, 1, number(gps, 4)),
    number(0, 4),
    camera,
    number(2, 2),
    field(1, 2, 2, textToBytes('N\0')),
    field(2, 5, 3, number(gpsEnd, 4)),
    number(0, 4),
    DEGREES,
  );
  const body = concatBytes(textToBytes('Exif\0\0'), tiff);
  return concatBytes(Uint8Array.of(0xff, 0xe1), number(body.length + 2, 2), body);
};

const photo = async (width: number, height: number, orientation = 1): Promise<Bytes> => {
  const jpeg = await drawn(width, height);
  return concatBytes(jpeg.slice(0, 2), exif(orientation), jpeg.slice(2));
};

const holds = (bytes: Bytes, what: Bytes): boolean => bytesToHex(bytes).includes(bytesToHex(what));

/** The parts of a WebP file, by name, to its very end. */
const chunksOf = (bytes: Bytes): ReadonlyMap<string, Bytes> => {
  const chunks = new Map<string, Bytes>();
  const view = new DataView(bytes.buffer);
  let at = 12;
  while (at < bytes.length) {
    const length = view.getUint32(at + 4, true);
    chunks.set(new TextDecoder().decode(bytes.slice(at, at + 4)), bytes.slice(at + 8, at + 8 + length));
    at += 8 + length + (length % 2);
  }
  expect(at).toBe(bytes.length);
  return chunks;
};

it('a photo keeps nothing of where it was taken, or with what', async () => {
  const taken = await photo(800, 600);
  for (const mark of [textToBytes('Exif'), textToBytes(CAMERA), DEGREES]) expect(holds(taken, mark)).toBe(true);
  const shrunk = await shrinkPicture(new Blob([taken], { type: 'image/jpeg' }));
  if (!shrunk.ok) throw new Error(shrunk.error.type);
  expect(shrunk.value).toMatchObject({ width: 800, height: 600, mime: 'image/webp' });
  for (const mark of [textToBytes('Exif'), textToBytes(CAMERA), DEGREES]) expect(holds(shrunk.value.content, mark)).toBe(false);
  // Only what draws the picture is in it: the colours are those that the browser says of each canvas alike.
  const parts = chunksOf(shrunk.value.content);
  expect([...parts.keys()].filter((name) => !['VP8X', 'VP8 ', 'ICCP'].includes(name))).toEqual([]);
  expect(parts.get('ICCP')).toEqual(chunksOf(await drawn(10, 10, 'image/webp')).get('ICCP'));
});

it('where a browser writes no WebP it is a JPEG, and that keeps nothing either', async () => {
  const original = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'toBlob');
  if (!original) throw new Error('a browser encodes');
  const taken = await photo(300, 200);
  const asSafari = function (this: HTMLCanvasElement, done: BlobCallback, type?: string, quality?: number) {
    (original.value as HTMLCanvasElement['toBlob']).call(this, done, type === 'image/webp' ? 'image/png' : type, quality);
  };
  Object.defineProperty(HTMLCanvasElement.prototype, 'toBlob', { ...original, value: asSafari });
  try {
    const shrunk = await shrinkPicture(new Blob([taken], { type: 'image/jpeg' }));
    if (!shrunk.ok) throw new Error(shrunk.error.type);
    expect(shrunk.value.mime).toBe('image/jpeg');
    expect(shrunk.value.content.slice(0, 2)).toEqual(Uint8Array.of(0xff, 0xd8));
    for (const mark of [textToBytes('Exif'), textToBytes(CAMERA), DEGREES]) expect(holds(shrunk.value.content, mark)).toBe(false);
  } finally {
    Object.defineProperty(HTMLCanvasElement.prototype, 'toBlob', original);
  }
});

it('a large photo has 2,000 pixels on its longest side, and stands the right way up', async () => {
  const wide = await shrinkPicture(new Blob([await photo(4000, 1000)]));
  expect(wide).toMatchObject({ ok: true, value: { width: 2000, height: 500 } });
  // Orientation 6: taken with the phone upright, stored lying. What was left is on top then.
  const upright = await shrinkPicture(new Blob([await photo(600, 300, 6)]));
  if (!upright.ok) throw new Error(upright.error.type);
  expect(upright.value).toMatchObject({ width: 300, height: 600 });
  const bitmap = await createImageBitmap(new Blob([upright.value.content]));
  const canvas = new OffscreenCanvas(300, 600);
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const red = (y: number) => context?.getImageData(150, y, 1, 1).data[0] ?? 0;
  expect(red(20)).toBeGreaterThan(150);
  expect(red(580)).toBeLessThan(60);
});

it('what lets something through stands on white', async () => {
  const shrunk = await shrinkPicture(new Blob([await drawn(100, 100, 'image/png')]));
  if (!shrunk.ok) throw new Error(shrunk.error.type);
  const bitmap = await createImageBitmap(new Blob([shrunk.value.content]));
  const context = new OffscreenCanvas(100, 100).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  expect(Math.min(...(context?.getImageData(90, 50, 1, 1).data ?? [0]))).toBeGreaterThan(245);
});

it('a PDF is kept as it is, by what is in it and not by its name; what is no picture is refused', async () => {
  const pdf = textToBytes('%PDF-1.7\n…');
  expect(await prepareFile(new File([pdf], 'letter.png'))).toMatchObject({
    ok: true,
    value: { mime: 'application/pdf', name: 'letter.png', content: pdf },
  });
  expect(
    await prepareFile(
      new File(['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'], 'a.pdf', { type: 'application/pdf' }),
    ),
  ).toEqual({ ok: false, error: 'no-picture' });
  expect(await prepareFile(new File(['<h1>hello</h1>'], 'a.jpg', { type: 'image/jpeg' }))).toEqual({ ok: false, error: 'no-picture' });
  expect(await prepareFile(new File([], 'a.jpg'))).toEqual({ ok: false, error: 'empty' });
  const large = new File([pdf, new Uint8Array(8 * 1024 * 1024)], 'a.pdf');
  expect(await prepareFile(large)).toEqual({ ok: false, error: 'too-large' });
});
