import { fitWithin } from './fit-within.js';

const LONGEST_SIDE = 2_000;
const KEEP_BELOW_BYTES = 1_500_000;
const JPEG_QUALITY = 0.85;

/** What the supplier takes. An input that does not list HEIC makes iPhones hand over JPEG. */
export const PHOTO_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

export interface PreparedPhoto {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: ArrayBuffer;
}

/** The file is no picture this browser can read. */
export class PhotoUnreadable extends Error {
  constructor(readonly fileName: string) {
    super(`${fileName} cannot be read as a picture`);
    this.name = 'PhotoUnreadable';
  }
}

/**
 * A photo small enough for a mobile network: at most 2,000 pixels a side, upright, as JPEG. Small pictures of a type the
 * supplier takes stay as they are.
 * @throws PhotoUnreadable
 */
export async function preparePhoto(file: File): Promise<PreparedPhoto> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new PhotoUnreadable(file.name);
  });
  try {
    const size = fitWithin(picture, LONGEST_SIDE);
    if (size.width === picture.width && file.size < KEEP_BELOW_BYTES && PHOTO_TYPES.includes(file.type)) {
      return { name: file.name, mediaType: file.type, bytes: await file.arrayBuffer() };
    }
    const canvas = Object.assign(document.createElement('canvas'), size);
    const context = canvas.getContext('2d');
    if (!context) throw new PhotoUnreadable(file.name);
    // JPEG knows no transparency: what was transparent would turn black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, size.width, size.height);
    context.drawImage(picture, 0, 0, size.width, size.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY));
    if (!blob) throw new PhotoUnreadable(file.name);
    return {
      name: file.name.replace(/\.[^.]*$/, '') + '.jpg',
      mediaType: 'image/jpeg',
      bytes: await blob.arrayBuffer(),
    };
  } finally {
    picture.close();
  }
}
