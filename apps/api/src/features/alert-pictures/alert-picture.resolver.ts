import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Alert } from '../alerts/alert.entity.js';
import { AlertPictureService } from './alert-picture.service.js';
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

@ObjectType({
  description:
    "An alert's clearest detector as a picture: expected against actual with its limit, in the caller's language, for light and dark grounds.",
})
export class AlertPicture {
  @Field({ description: 'The picture itself, SVG, with its title and description in words.' })
  svg: string;

  @Field({ description: 'Address on this server that opens it for a day without signing in.' })
  url: string;

  @Field({ description: 'The picture in pixels: PNG in base64, for what shows no SVG.' })
  png: string;

  @Field({ description: 'Address on this server that opens the PNG for a day without signing in.' })
  pngUrl: string;
}

@Resolver(() => Alert)
export class AlertPictureResolver {
  @ResolveField(() => AlertPicture, { description: 'Why it was raised, as a picture; needs trade.read.' })
  picture(@Parent() alert: Pick<Alert, 'id'>): Pick<Alert, 'id'> {
    return alert;
  }
}

@Resolver(() => AlertPicture)
export class AlertPictureFieldsResolver {
  constructor(@Inject(AlertPictureService) private readonly pictures: AlertPictureService) {}

  @ResolveField(() => String, { description: 'The picture itself, SVG, with its title and description in words.' })
  svg(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<Alert, 'id'>): Promise<string> {
    return this.pictures.draw(ctx, id, ctx.locale);
  }

  @ResolveField(() => String, { description: 'Address on this server that opens it for a day without signing in.' })
  url(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<Alert, 'id'>): string {
    return this.pictures.linkTo(ctx, id);
  }

  @ResolveField(() => String, {
    description: 'The picture in pixels: PNG in base64, for what shows no SVG. Errors: PICTURES_BUSY.',
  })
  async png(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Alert, 'id'>,
    @Args() args: PicturePixelsArgs,
  ): Promise<string> {
    const picture = await this.pictures.drawPixels(ctx, id, { ...lookOf(args), locale: ctx.locale });
    return picture.toString('base64');
  }

  @ResolveField(() => String, {
    description: 'Address on this server that opens the PNG for a day without signing in.',
  })
  pngUrl(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<Alert, 'id'>, @Args() args: PicturePixelsArgs): string {
    return this.pictures.linkToPixels(ctx, id, lookOf(args));
  }
}

function lookOf({ width, theme }: PicturePixelsArgs): Omit<PictureLook, 'locale'> {
  return { width: nearestWidth(width ?? PICTURE_WIDTHS.usual), theme: theme === 'DARK' ? 'dark' : 'light' };
}
