import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Picture } from '../../platform/pictures/picture.types.js';
import { Alert } from '../alerts/alert.entity.js';
import { AlertPictureService } from './alert-picture.service.js';

@Resolver(() => Alert)
export class AlertPictureResolver {
  constructor(@Inject(AlertPictureService) private readonly pictures: AlertPictureService) {}

  @ResolveField(() => Picture, {
    description: 'Its clearest detector as a picture, expected against actual with its limit; needs trade.read.',
  })
  picture(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<Alert, 'id'>): Picture {
    return {
      draw: (locale) => this.pictures.draw(ctx, id, locale),
      address: () => this.pictures.address(ctx, id),
    };
  }
}
