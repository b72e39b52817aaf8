import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { STAFF_ROLES, type StaffRole } from '../../platform/auth/permissions.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

/** GraphQL enum of the staff roles. */
export const StaffRoleEnum = Object.fromEntries(STAFF_ROLES.map((role) => [role, role])) as Record<
  StaffRole,
  StaffRole
>;
registerEnumType(StaffRoleEnum, {
  name: 'StaffRole',
  description: 'What somebody is to the supplier; decides what the person may do.',
});

@Entity('staff_member')
@ObjectType({ description: 'Somebody who works for the supplier and can sign in.' })
export class StaffMember {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('text')
  @Field({ description: 'Full name.' })
  name: string;

  @Column('text')
  @Field({ description: 'Address used to sign in.' })
  email: string;

  @Column('text')
  emailLower: string;

  @Column('text')
  @Field(() => StaffRoleEnum, { description: 'Role; decides the permissions.' })
  role: StaffRole;

  @Column('uuid', { nullable: true })
  departmentId: string | null;

  @Column('text', { nullable: true, select: false })
  passwordHash: string | null;

  @Column('text')
  @Field({ description: 'Preferred language: en, zh-CN or zh-TW.' })
  locale: string;

  @Column('int')
  failedSignIns: number;

  @Column('timestamptz', { nullable: true })
  lockedUntil: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When access was withdrawn; null while active.' })
  disabledAt: Date | null;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When the person was added.' })
  createdAt: Date;
}
