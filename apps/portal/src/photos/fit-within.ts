export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size at which a picture fits into a square of this side, never enlarged, never below one pixel. */
export function fitWithin({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
