import { err, ok } from '#base';
import type { Bytes, Result } from '#base';

/** A picture drawn anew: nothing of the file that it came from is in it but what it shows. */
export interface Shrunk {
  readonly content: Bytes;
  readonly mime: 'image/webp' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

/** Pixels of the longest side: a letter that fills a page can be read well. */
const LONGEST_SIDE = 2000;
const QUALITY = 0.82;

/**
 * Draws a picture at its size or smaller, the right way up. So the place, the time and the camera that a photo's file names (EXIF, and anything
 * else beside the picture) are left behind. Fails where this browser cannot show the file.
 */
export const shrinkPicture = async (file: Blob): Promise<Result<Shrunk, { readonly type: 'no-picture' }>> => {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return err({ type: 'no-picture' });
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingQuality = 'high';
    // Where the picture lets something through there is paper, in the light and in the dark.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  }
  bitmap.close();
  const drawn = context && ((await encoded(canvas, 'image/webp')) ?? (await encoded(canvas, 'image/jpeg')));
  return drawn ? ok({ ...drawn, width: canvas.width, height: canvas.height }) : err({ type: 'no-picture' });
};

/** `null` where this browser does not write that type: it gives another one instead. */
const encoded = async (canvas: HTMLCanvasElement, mime: Shrunk['mime']): Promise<Pick<Shrunk, 'content' | 'mime'> | null> => {
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, mime, QUALITY);
  });
  return blob?.type === mime ? { content: new Uint8Array(await blob.arrayBuffer()), mime } : null;
};
