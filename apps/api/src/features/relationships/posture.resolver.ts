import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Account } from '../accounts/account.entity.js';
import { AS_OF, knownDay } from './account-day.js';
import { PostureService } from './posture.service.js';
import { RelationshipPosture } from './posture.types.js';

@Resolver(() => Account)
export class AccountPostureResolver {
  constructor(@Inject(PostureService) private readonly postures: PostureService) {}

  @ResolveField(() => RelationshipPosture, {
    description: 'Who adapts to whom, with the adaptations that make it so; needs ledger.read. Errors: INPUT_INVALID.',
  })
  posture(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Account, 'id'>,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<RelationshipPosture> {
    return this.postures.of(ctx, id, knownDay(ctx, asOf));
  }
}
