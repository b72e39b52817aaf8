import { Inject } from '@nestjs/common';
import { Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Alert } from '../alerts/alert.entity.js';
import { AlertPictureService } from './alert-picture.service.js';

@ObjectType({
  description:
    "An alert's clearest detector as a picture: expected against actual with its limit, in the caller's language, for light and dark grounds.",
})
export class AlertPicture {
  @Field({ description: 'The picture itself, SVG, with its title and description in words.' })
  svg: string;

  @Field({ description: 'Address on this server that opens it for a day without signing in.' })
  url: string;
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
}
