import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../auth/ctx.decorator.js';
import { RequestContext } from '../context/request-context.js';
import { PICTURE_WIDTHS, PictureRenderer } from './picture-renderer.js';
import { lookOf, Picture, PicturePixelsArgs } from './picture.types.js';

@Resolver(() => Picture)
export class PictureResolver {
  constructor(@Inject(PictureRenderer) private readonly renderer: PictureRenderer) {}

  @ResolveField(() => String, { description: 'The picture itself, SVG, with its title and description in words.' })
  svg(@Ctx() { locale }: RequestContext, @Parent() { draw }: Picture): Promise<string> {
    return draw(locale);
  }

  @ResolveField(() => String, { description: 'Address on this server that opens it for a day without signing in.' })
  url(@Ctx() { locale }: RequestContext, @Parent() { address }: Picture): string {
    return `${address()}.svg?lang=${locale}`;
  }

  @ResolveField(() => String, {
    description: 'The picture in pixels: PNG in base64, for what shows no SVG. Errors: PICTURES_BUSY.',
  })
  async png(
    @Ctx() { locale }: RequestContext,
    @Parent() { draw }: Picture,
    @Args() args: PicturePixelsArgs,
  ): Promise<string> {
    const pixels = await this.renderer.png(await draw(locale), { ...lookOf(args), locale });
    return pixels.toString('base64');
  }

  @ResolveField(() => String, {
    description: 'Address on this server that opens the PNG for a day without signing in.',
  })
  pngUrl(@Ctx() { locale }: RequestContext, @Parent() { address }: Picture, @Args() args: PicturePixelsArgs): string {
    const { width, theme } = lookOf(args);
    const size = width === PICTURE_WIDTHS.usual ? '' : `&width=${width}`;
    return `${address()}.png?lang=${locale}${size}${theme === 'dark' ? '&theme=dark' : ''}`;
  }
}
