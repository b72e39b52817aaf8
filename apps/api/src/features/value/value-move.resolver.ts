import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { type Read, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import {
  AccountValue,
  AccountValueArgs,
  AccountValueConnection,
  ValueMove,
  ValueMoveArgs,
  ValueMoveConnection,
  ValueMoveEvent,
} from './account-value.types.js';
import { ValueMoveService } from './value-move.service.js';
import { LARGEST_FIRST, LATEST_MOVES } from './value.reads.js';

const MOVE = { type: () => ID, description: 'The move, by the id of `ValueMove`.' } as const;

@Resolver(() => AccountValue)
export class AccountValueListResolver {
  constructor(@Inject(Outbox) private readonly outbox: Outbox) {}

  @Query(() => AccountValueConnection, {
    description: 'What the accounts you may see are worth, the largest by net sales first.',
  })
  @Allow('value.read')
  accountValues(@Args() { filter, ...page }: AccountValueArgs): Read<AccountValue> {
    return readConnection(page, LARGEST_FIRST, {
      where: (value) => (filter?.move == null ? sql`true` : sql`${value('move')} = ${filter.move}`),
    });
  }

  @Mutation(() => ID, {
    description:
      'Works out anew what every account is worth and what it may buy next. Answers at once with the id of the job; its `detail` counts accounts, movesProposed and items and says asOf, or followsAnother when a run was under way, after which one more follows.',
  })
  @Allow('import.run')
  @Transactional()
  computeValue(@Ctx() ctx: RequestContext): Promise<string> {
    return this.outbox.publishTracked(ctx, 'value.compute', {});
  }

  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }
}

@Resolver(() => ValueMove)
export class ValueMoveResolver {
  constructor(@Inject(ValueMoveService) private readonly moves: ValueMoveService) {}

  @Query(() => ValueMoveConnection, {
    description: 'The moves of the accounts you may see, the latest proposal first.',
  })
  @Allow('value.read')
  valueMoves(@Args() { filter, ...page }: ValueMoveArgs): Read<ValueMove> {
    return readConnection(page, LATEST_MOVES, {
      where: (move) =>
        all([
          filter?.state == null ? undefined : sql`${move('state')} = ${filter.state}`,
          filter?.move == null ? undefined : sql`${move('move')} = ${filter.move}`,
        ]),
    });
  }

  @Mutation(() => ValueMove, {
    description:
      'Says which service obligations (warranty, spare parts, framework contracts) stand against a move; none means the way is free. A CULL needs it before it can be approved. Errors: INPUT_INVALID, NOT_FOUND, NO_MOVE_PROPOSED.',
  })
  @Allow('value.decide')
  @Transactional()
  async checkValueMoveObligations(
    @Ctx() ctx: RequestContext,
    @Args('id', MOVE) id: string,
    @Args('openObligations', {
      type: () => [String],
      description: 'Obligations that stand against it, up to 50 of 300 characters each.',
    })
    openObligations: string[],
  ): Promise<Read<ValueMove>> {
    return readWritten(await this.moves.checkObligations(ctx, id, { openObligations }));
  }

  @Mutation(() => ValueMove, {
    description:
      'Approves or rejects a move. An approved one sets the target stage of the account, unless it ends it: that goes by a stage proposal. Approving a CULL needs stage.approve.executive, an obligation check without open ones, and somebody other than the proposer. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, NOTE_REQUIRED (rejecting), OBLIGATION_CHECK_REQUIRED, OBLIGATIONS_OPEN, PROPOSER_MAY_NOT_APPROVE, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('value.decide')
  @Transactional()
  async decideValueMove(
    @Ctx() ctx: RequestContext,
    @Args('id', MOVE) id: string,
    @Args('approve', { description: 'Whether to approve it; otherwise it is rejected.' }) approve: boolean,
    @Args('note', {
      type: () => String,
      nullable: true,
      description: 'Why it is rejected, up to 2,000 characters.',
    })
    note?: string | null,
  ): Promise<Read<ValueMove>> {
    return readWritten(await this.moves.decide(ctx, id, approve, { note }));
  }

  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => [ValueMoveEvent], { description: "What became of the account's moves, the oldest first." })
  history(): never {
    return readByEngine();
  }
}
