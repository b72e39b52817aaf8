import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { StaffMember } from './staff-member.entity.js';
import { StaffService } from './staff.service.js';
import { CreateStaffMemberInput, StaffMemberConnection } from './staff.types.js';

@Resolver(() => StaffMember)
export class StaffResolver {
  constructor(@Inject(StaffService) private readonly staff: StaffService) {}

  @Query(() => StaffMemberConnection, { description: 'Active staff by name.' })
  @Allow('staff.read')
  staffMembers(@Ctx() ctx: RequestContext, @Args() args: ConnectionArgs): Promise<ConnectionOf<StaffMember>> {
    return this.staff.list(ctx, args);
  }

  @Mutation(() => StaffMember, { description: 'Adds somebody. Errors: INPUT_INVALID, EMAIL_TAKEN, SESSION_REQUIRED.' })
  @Allow('staff.manage')
  @Transactional()
  createStaffMember(@Ctx() ctx: RequestContext, @Args('input') input: CreateStaffMemberInput): Promise<StaffMember> {
    return this.staff.create(ctx, input);
  }
}
