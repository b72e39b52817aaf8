import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { Play, SavePlayInput } from './play.types.js';
import { PlaybookService } from './playbook.service.js';

@Resolver(() => Play)
export class PlaybookResolver {
  constructor(@Inject(PlaybookService) private readonly plays: PlaybookService) {}

  @Query(() => [Play], { description: 'All plays: those that come with Mortise, then your own by their codes.' })
  @Allow('plan.read')
  playbook(@Ctx() ctx: RequestContext): Promise<Play[]> {
    return this.plays.list(ctx);
  }

  @Mutation(() => Play, {
    description:
      'Adds a play of your own, or replaces it; plans keep what they have copied. Errors: INPUT_INVALID, PLAY_CODE_TAKEN (that of a play of Mortise), PRACTICE_PROHIBITED, GUARD_REQUIRED, NO_PLACE, NO_ACTION, EVIDENCE_REQUIRED, TEXT_REQUIRED.',
  })
  @Allow('playbook.manage')
  @Transactional()
  savePlay(@Ctx() ctx: RequestContext, @Args('input') input: SavePlayInput): Promise<Play> {
    return this.plays.save(ctx, input);
  }

  @Mutation(() => Play, {
    description:
      'Switches a play off, so that it is proposed and planned no more, or on again; plans under way keep it. Errors: PLAY_UNKNOWN.',
  })
  @Allow('playbook.manage')
  @Transactional()
  switchPlay(
    @Ctx() ctx: RequestContext,
    @Args('code', { type: () => ID, description: 'The play.' }) code: string,
    @Args('off', { description: 'Whether it is to be off.' }) off: boolean,
  ): Promise<Play> {
    return this.plays.switch(ctx, { code, off });
  }
}
