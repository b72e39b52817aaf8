import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Permission, PERMISSIONS } from '../../platform/auth/permissions.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

/** GraphQL enum of the permissions: `account.read.all` is ACCOUNT_READ_ALL there. */
export const PermissionEnum = Object.fromEntries(
  PERMISSIONS.map((permission) => [permission.toUpperCase().replaceAll('.', '_'), permission]),
) as Record<string, Permission>;
registerEnumType(PermissionEnum, { name: 'Permission', description: 'Something that can be allowed.' });

@Entity('api_key')
@ObjectType({
  description: 'A key with which a program acts for a member of staff, with at most that person’s permissions.',
})
export class ApiKey {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('uuid')
  staffId: string;

  @Column('text')
  @Field({ description: 'What it is for.' })
  name: string;

  @Column('bytea', { select: false })
  secretHash: Buffer;

  @Column('text', { array: true })
  @Field(() => [PermissionEnum], { description: 'What it may do, as far as its owner may.' })
  permissions: Permission[];

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends by itself; null: when it is revoked.' })
  expiresAt: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, to within an hour; null: never.',
  })
  lastUsedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null while it is not.' })
  revokedAt: Date | null;
}
