import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import type { Locale } from '../context/request-context.js';
import { codeEnum } from '../graphql/code-enum.js';
import { nearestWidth, PICTURE_WIDTHS, type PictureLook } from './picture-renderer.js';

const PictureThemeEnum = codeEnum('PictureTheme', ['LIGHT', 'DARK'] as const, 'The ground that a picture is made for.');

/** How a picture in pixels is to look. */
@ArgsType()
export class PicturePixelsArgs {
  @Field(() => Int, {
    nullable: true,
    description: `Width in pixels, ${PICTURE_WIDTHS.least} to ${PICTURE_WIDTHS.most}, what lies outside being taken as the nearest; ${PICTURE_WIDTHS.usual} unless told.`,
  })
  width?: number | null;

  @Field(() => PictureThemeEnum, { nullable: true, description: 'Its ground; LIGHT unless told.' })
  theme?: 'LIGHT' | 'DARK' | null;
}

/** What a field that shows a picture answers with; its own fields are drawn when they are asked for. */
@ObjectType({ description: "A picture in the caller's language, for light and dark grounds." })
export class Picture {
  /** @returns SVG */
  draw: (locale: Locale) => Promise<string>;
  /** Address on this server that opens it without signing in, up to its ending. */
  address: () => string;
}

/** The look that is asked for. */
export function lookOf({ width, theme }: PicturePixelsArgs): Omit<PictureLook, 'locale'> {
  return { width: nearestWidth(width ?? PICTURE_WIDTHS.usual), theme: theme === 'DARK' ? 'dark' : 'light' };
}
