import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { type Read, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { StaffMember } from './staff-member.entity.js';
import { STAFF_BY_NAME } from './staff.reads.js';
import { StaffService } from './staff.service.js';
import { CreateStaffMemberInput, StaffMemberConnection } from './staff.types.js';

@Resolver(() => StaffMember)
export class StaffResolver {
  constructor(@Inject(StaffService) private readonly staff: StaffService) {}

  @Query(() => StaffMemberConnection, { description: 'Active staff by name.' })
  @Allow('staff.read')
  staffMembers(@Args() args: ConnectionArgs): Read<StaffMember> {
    return readConnection(args, STAFF_BY_NAME, { where: (member) => sql`${member('disabled_at')} is null` });
  }

  @Mutation(() => StaffMember, { description: 'Adds somebody. Errors: INPUT_INVALID, EMAIL_TAKEN, SESSION_REQUIRED.' })
  @Allow('staff.manage')
  @Transactional()
  async createStaffMember(
    @Ctx() ctx: RequestContext,
    @Args('input') input: CreateStaffMemberInput,
  ): Promise<Read<StaffMember>> {
    return readWritten(await this.staff.create(ctx, input));
  }
}
