import { Field, InputType, ObjectType } from '@nestjs/graphql';
import type { Permission } from '../../platform/auth/permissions.js';
import { Connection } from '../../platform/graphql/connection.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { ApiKey, PermissionEnum } from './api-key.entity.js';

/** A page of API keys. */
export const ApiKeyConnection = Connection(ApiKey, 'ApiKey');

@InputType({ description: 'A new API key.' })
export class CreateApiKeyInput {
  @Field({ description: 'What it is for, 1–100 characters.' })
  name: string;

  @Field(() => [PermissionEnum], { description: 'What it may do; at least one, none that you do not have.' })
  permissions: Permission[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ends by itself, in the future; none: when it is revoked.',
  })
  expiresAt?: string | null;
}

@ObjectType({ description: 'A new API key with its token.' })
export class CreateApiKeyPayload {
  @Field({ description: 'Send it as `Authorization: Bearer …`. It is shown this once and cannot be read again.' })
  token: string;

  @Field(() => ApiKey, { description: 'The key.' })
  apiKey: ApiKey;
}
