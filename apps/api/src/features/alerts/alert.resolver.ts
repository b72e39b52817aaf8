import type { TriageResult } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { alertsRead } from './alert-list.js';
import { AlertQualityService } from './alert-quality.service.js';
import { AlertQuality } from './alert-quality.types.js';
import { AlertTriageService } from './alert-triage.service.js';
import { Alert } from './alert.entity.js';
import { TriageResultEnum } from './alert.enums.js';
import { AlertArgs, AlertConnection } from './alert.types.js';

@Resolver(() => Alert)
export class AlertResolver {
  constructor(
    @Inject(AlertTriageService) private readonly triages: AlertTriageService,
    @Inject(AlertQualityService) private readonly qualities: AlertQualityService,
  ) {}

  @Query(() => AlertConnection, { description: 'Alerts of the accounts you may see, the newest first.' })
  @Allow('alert.read')
  alerts(@Args() args: AlertArgs): Read<Alert> {
    return alertsRead(args);
  }

  @Query(() => Alert, { description: 'One alert. Errors: NOT_FOUND.' })
  @Allow('alert.read')
  alert(@Args('id', { type: () => ID, description: 'The alert.' }) id: string): Read<Alert> {
    return readById(id, () => new NotFound('Alert'));
  }

  @Query(() => AlertQuality, {
    description:
      'How good the warnings of a period were: precision from triage, delays, lead time before losses, alarm starts against the budget. Up to ten years. Errors: INPUT_INVALID.',
  })
  @Allow('alert.read')
  alertQuality(
    @Ctx() ctx: RequestContext,
    @Args('from', { type: () => DateScalar, description: 'First day on which the alerts were raised.' }) from: string,
    @Args('to', { type: () => DateScalar, description: 'Last day.' }) to: string,
  ): Promise<AlertQuality> {
    return this.qualities.report(ctx, { from, to });
  }

  @Mutation(() => Alert, {
    description:
      'Says what an alert is about. FALSE_ALARM closes it, and the same facts do not raise it again; CONFIRMED keeps it open until orders are back inside the limits. Errors: INPUT_INVALID, NOT_FOUND, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('alert.handle')
  @Transactional()
  async triageAlert(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The alert.' }) id: string,
    @Args('result', { type: () => TriageResultEnum, description: 'What it is.' }) result: TriageResult,
    @Args('note', { description: 'What you found out, up to 2,000 characters.' }) note: string,
  ): Promise<Read<Alert>> {
    return readWritten(await this.triages.triage(ctx, { id, result, note }));
  }
}
