import { Args, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { PlanAction } from '../account-plans/plan.types.js';
import { Account } from '../accounts/account.entity.js';
import { FollowUp } from '../follow-ups/follow-up.types.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { FIRST_DUE_ACTION } from './staff-action.reads.js';
import { StaffAction, StaffActionConnection } from './staff-action.types.js';

@Resolver(() => StaffAction)
export class StaffActionResolver {
  @Query(() => StaffActionConnection, {
    description:
      'What you are to do now, the first due first: actions of plans that are worked by, call-backs after deliveries, talks about seasons.',
  })
  @Allow('plan.read')
  myActions(@Ctx() ctx: RequestContext, @Args() page: ConnectionArgs): Read<StaffAction> {
    const { staffId } = ctx.staff;
    return readConnection(page, FIRST_DUE_ACTION, { where: (row) => sql`${row('owner_id')} = ${staffId}` });
  }

  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Whose it is.' })
  owner(): never {
    return readByEngine();
  }

  @ResolveField(() => PlanAction, {
    nullable: true,
    description: 'Of PLAN_ACTION: the action, done by `completePlanAction`.',
  })
  planAction(): never {
    return readByEngine();
  }

  @ResolveField(() => FollowUp, {
    nullable: true,
    description: 'Of CALL_BACK and SEASON: the follow-up, done by `completeFollowUp`.',
  })
  followUp(): never {
    return readByEngine();
  }
}
