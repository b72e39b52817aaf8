import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Inject } from '@nestjs/common';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { Signal } from '../signals/signal.types.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { AlertWhyService } from './alert-why.service.js';
import { AlertWhy } from './alert-why.types.js';
import { Alert } from './alert.entity.js';
import { AccountHealth, AlertConnection } from './alert.types.js';

/** Fields of alerts that are no columns; how they are read stands in `alert.reads.ts`. */
@Resolver(() => Alert)
export class AlertFieldsResolver {
  constructor(@Inject(AlertWhyService) private readonly reasons: AlertWhyService) {}

  @ResolveField(() => Account, { description: 'The account it warns about.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => [Signal], { description: 'The signals it gathers, in the order they began to speak.' })
  signals(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who looked at it; null before.' })
  triagedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => AlertWhy, {
    description:
      'Why it was raised: expected against actual with limits, who agrees, what came of earlier alerts, likely causes and plays. Worked out when it is asked for. Needs trade.read.',
  })
  why(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<Alert, 'id'>): Promise<AlertWhy> {
    return this.reasons.of(ctx, id);
  }
}

@Resolver(() => Signal)
export class SignalAlertResolver {
  @ResolveField(() => Alert, { nullable: true, description: 'The alert that gathers it.' })
  alert(): never {
    return readByEngine();
  }
}

@Resolver(() => AccountHealth)
export class AccountHealthResolver {
  @ResolveField(() => Alert, { nullable: true, description: 'The open alert; null where there is none.' })
  alert(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountAlertsResolver {
  @ResolveField(() => AlertConnection, { description: 'Its alerts, the newest first; needs alert.read.' })
  alerts(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => AccountHealth, { description: 'How the relationship fares; needs alert.read.' })
  health(): never {
    return readByEngine();
  }
}
