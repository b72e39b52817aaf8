import { renderAsync } from '@resvg/resvg-js';
import { Injectable } from '@nestjs/common';
import type { Locale } from '../context/request-context.js';
import { DomainError } from '../errors/domain-error.js';
import { Outlines } from './outlines.js';
import { inTheme, type PictureTheme } from './svg.js';

/** Widths of pictures in pixels: what lies outside is taken as the nearest of them. */
export const PICTURE_WIDTHS = { least: 180, usual: 720, most: 1_440 } as const;

/** Pictures that are drawn at once, each in up to 4 MB of pixels. */
const AT_ONCE = 2;

/** Too many pictures are asked for at once. */
export class PicturesBusy extends DomainError {
  constructor() {
    super('UNAVAILABLE', 'PICTURES_BUSY', 'Too many pictures are being drawn; ask again in a moment.');
  }
}

/** How a picture of pixels is to look. */
export interface PictureLook {
  readonly width: number;
  readonly theme: PictureTheme;
  readonly locale: Locale;
}

/** Turns pictures into pixels, beside the thread that answers requests. */
@Injectable()
export class PictureRenderer {
  /** How many may wait to be drawn. */
  protected readonly mostWaiting: number = 500;
  private readonly outlines = new Outlines();
  private drawing = 0;
  private readonly waiting: (() => void)[] = [];

  /** @returns PNG @throws PicturesBusy */
  async png(svg: string, { width, theme, locale }: PictureLook): Promise<Buffer> {
    await this.begin();
    try {
      const outlined = await this.outlines.of(inTheme(svg, theme), locale);
      const value = nearestWidth(width);
      const image = await renderAsync(outlined, { font: { loadSystemFonts: false }, fitTo: { mode: 'width', value } });
      return image.asPng();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.drawing--;
    }
  }

  private async begin(): Promise<void> {
    if (this.drawing < AT_ONCE) {
      this.drawing++;
      return;
    }
    if (this.waiting.length >= this.mostWaiting) throw new PicturesBusy();
    // Whoever ends leaves the place to the next.
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

/** A width that pictures are drawn in. */
export function nearestWidth(width: number): number {
  const { least, usual, most } = PICTURE_WIDTHS;
  return Number.isFinite(width) ? Math.min(most, Math.max(least, Math.round(width))) : usual;
}
