import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { type Locale, RequestContext } from '../../platform/context/request-context.js';
import { Unauthenticated } from '../../platform/errors/domain-error.js';
import { hasId } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readOne } from '../../platform/graphql/read-engine/read.js';
import { chooseLocale } from '../../platform/http/request-context.hook.js';
import { PortalMe } from './sign-in.portal-types.js';

@Resolver(() => PortalMe)
export class PortalMePortalResolver {
  @Query(() => PortalMe, { description: 'Who is signed in.' })
  @Allow('buyer')
  me(@Ctx() ctx: RequestContext): Read<PortalMe> {
    return readOne({ where: hasId(ctx.buyer.accountContactId) }, () => new Unauthenticated());
  }

  @ResolveField(() => String, { description: 'Your language: en, zh-CN or zh-TW.' })
  language(@Parent() { language }: PortalMe): Locale {
    return chooseLocale(undefined, language);
  }
}
