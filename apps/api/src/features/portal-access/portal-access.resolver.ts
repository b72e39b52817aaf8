import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { MagicLinkService } from './magic-link.service.js';
import { Invitation, InviteContactInput } from './portal-access.types.js';

@Resolver()
export class PortalAccessResolver {
  constructor(@Inject(MagicLinkService) private readonly links: MagicLinkService) {}

  @Mutation(() => Invitation, {
    description:
      'Mails a contact a link into the portal that works once, within 14 days. Errors: INPUT_INVALID, NOT_FOUND, CONTACT_NOT_ACTIVE, CONTACT_WITHOUT_EMAIL.',
  })
  @Allow('portal.invite')
  @Transactional()
  inviteContact(@Ctx() ctx: RequestContext, @Args('input') input: InviteContactInput): Promise<Invitation> {
    return this.links.invite(ctx, input);
  }
}
