/** The kinds of picture that are taken in: what every phone can send and every browser can show. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** How many of the first bytes {@link imageTypeOf} looks at. */
export const IMAGE_HEAD_BYTES = 16;

/** The kind of picture by its first bytes; undefined for anything else, whatever it calls itself. */
export function imageTypeOf(head: Buffer): ImageType | undefined {
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  return undefined;
}

/** Whether a declared media type is one of the allowed pictures. */
export function isImageType(mediaType: string): mediaType is ImageType {
  return (IMAGE_TYPES as readonly string[]).includes(mediaType);
}
