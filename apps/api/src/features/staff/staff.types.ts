import { Field, InputType } from '@nestjs/graphql';
import type { StaffRole } from '../../platform/auth/permissions.js';
import { Connection } from '../../platform/graphql/connection.js';
import { StaffMember, StaffRoleEnum } from './staff-member.entity.js';

/** A page of staff. */
export const StaffMemberConnection = Connection(StaffMember, 'StaffMember');

@InputType({ description: 'A new member of staff.' })
export class CreateStaffMemberInput {
  @Field({ description: 'Full name, up to 200 characters.' })
  name: string;

  @Field({ description: 'Address to sign in with.' })
  email: string;

  @Field(() => StaffRoleEnum, { description: 'Role; decides the permissions.' })
  role: StaffRole;

  @Field({ description: 'First password, at least 12 characters.' })
  password: string;

  @Field({ nullable: true, description: 'Language: en (default), zh-CN or zh-TW.' })
  locale?: string;
}
