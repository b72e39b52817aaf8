import type { TriageResult } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { Account } from '../accounts/account.entity.js';
import { AccountService } from '../accounts/account.service.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { StaffService } from '../staff/staff.service.js';
import { Alert } from './alert.entity.js';
import { TriageResultEnum } from './alert.enums.js';
import { AlertWhy } from './alert-explanation.js';
import { AlertListService } from './alert-list.service.js';
import { AlertTriageService } from './alert-triage.service.js';
import { AlertArgs, AlertConnection } from './alert.types.js';

@Resolver(() => Alert)
export class AlertResolver {
  constructor(
    @Inject(AlertListService) private readonly lists: AlertListService,
    @Inject(AlertTriageService) private readonly triages: AlertTriageService,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(StaffService) private readonly staff: StaffService,
  ) {}

  @Query(() => AlertConnection, { description: 'Alerts of the accounts you may see, the newest first.' })
  @Allow('alert.read')
  alerts(@Ctx() ctx: RequestContext, @Args() args: AlertArgs): Promise<ConnectionOf<Alert>> {
    return this.lists.list(ctx, args);
  }

  @Query(() => Alert, { description: 'One alert. Errors: NOT_FOUND.' })
  @Allow('alert.read')
  alert(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The alert.' }) id: string,
  ): Promise<Alert> {
    return this.lists.get(ctx, id);
  }

  @Mutation(() => Alert, {
    description:
      'Says what an alert is about. FALSE_ALARM closes it and keeps the label; CONFIRMED keeps it open until orders are back. Errors: INPUT_INVALID, NOT_FOUND, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('alert.handle')
  @Transactional()
  triageAlert(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The alert.' }) id: string,
    @Args('result', { type: () => TriageResultEnum, description: 'What it is.' }) result: TriageResult,
    @Args('note', { description: 'What you found out, up to 2,000 characters.' }) note: string,
  ): Promise<Alert> {
    return this.triages.triage(ctx, { id, result, note });
  }

  @ResolveField(() => Account, { description: 'The account it warns about.' })
  account(@Ctx() ctx: RequestContext, @Parent() { accountId }: Alert): Promise<Account | undefined> {
    return batchLoad(ctx, this.accounts.byIds, accountId);
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who looked at it; null before.' })
  async triagedBy(@Ctx() ctx: RequestContext, @Parent() { triagedBy }: Alert): Promise<StaffMember | null> {
    const id = triagedBy?.replace('staff:', '');
    return (id !== undefined && (await batchLoad(ctx, this.staff.byIds, id))) || null;
  }

  @ResolveField(() => AlertWhy, { description: 'Why it was raised.' })
  why(@Parent() { explanation, score, threshold }: Alert): AlertWhy {
    const { calibration, ...figures } = explanation;
    return {
      ...figures,
      ratio: score,
      threshold,
      thresholdSource: calibration.source,
      alarmBudget: calibration.budget,
      alarmStartsPerAccountYear: calibration.startsPerAccountYear,
    };
  }
}

@Resolver(() => Account)
export class AccountAlertsResolver {
  constructor(@Inject(AlertListService) private readonly lists: AlertListService) {}

  @ResolveField(() => AlertConnection, { description: 'Its alerts, the newest first; needs alert.read.' })
  alerts(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Account,
    @Args() args: ConnectionArgs,
  ): Promise<ConnectionOf<Alert>> {
    demandPermission(ctx, 'alert.read');
    return this.lists.ofAccount(ctx, id, args);
  }
}
