import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import type { GraphqlContext } from '../../platform/http/request-contexts.js';
import { MagicLinkService } from './magic-link.service.js';
import { PortalCookie } from './portal-cookie.js';
import { PortalSessionService } from './portal-session.service.js';
import { PortalMe, RedeemMagicLinkInput, RequestMagicLinkInput } from './sign-in.portal-types.js';

@Resolver()
export class SignInPortalResolver {
  constructor(
    @Inject(MagicLinkService) private readonly links: MagicLinkService,
    @Inject(PortalSessionService) private readonly sessions: PortalSessionService,
    @Inject(PortalCookie) private readonly cookie: PortalCookie,
  ) {}

  @Mutation(() => Boolean, {
    description:
      'Mails a sign-in link to the address if it belongs to somebody who was invited, a few times an hour at most. True in any case. Errors: INPUT_INVALID.',
  })
  @Allow('public')
  requestMagicLink(@Args('input') input: RequestMagicLinkInput): Promise<boolean> {
    return this.links.request(input);
  }

  @Mutation(() => PortalMe, {
    description:
      'Signs in with a link; each works once, and one that leads to something to do until that is done: it ends the session it began before. Errors: LINK_INVALID, LINK_USED, LINK_EXPIRED.',
  })
  @Allow('public')
  async redeemMagicLink(
    @Args('input') { token }: RedeemMagicLinkInput,
    @Context() { request, http }: GraphqlContext,
  ): Promise<PortalMe> {
    const { me, sessionToken } = await this.sessions.redeem(token, request);
    if (sessionToken !== null) this.cookie.set(http.reply, sessionToken);
    return me;
  }

  @Mutation(() => Boolean, { description: 'Ends the session at once.' })
  @Allow('buyer')
  @Transactional()
  signOut(@Ctx() ctx: RequestContext, @Context() { http }: GraphqlContext): Promise<boolean> {
    this.cookie.clear(http.reply);
    return this.sessions.signOut(ctx);
  }
}
