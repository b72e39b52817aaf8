import type { AlertState } from '@mortise/domain';
import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Alert } from './alert.entity.js';
import { AlertStateEnum } from './alert.enums.js';

/** A page of alerts. */
export const AlertConnection = Connection(Alert, 'Alert');

@InputType({ description: 'Which alerts; what is given must all hold.' })
export class AlertFilter {
  @Field(() => Boolean, { nullable: true, description: 'true: only open ones; false: only closed ones.' })
  open?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only of this account.' })
  accountId?: string | null;

  @Field(() => AlertStateEnum, { nullable: true, description: 'Only in this state.' })
  state?: AlertState | null;

  @Field(() => Boolean, { nullable: true, description: 'true: only sudden stops.' })
  exceptional?: boolean | null;
}

@ArgsType()
export class AlertArgs extends ConnectionArgs {
  @Field(() => AlertFilter, { nullable: true, description: 'Which alerts.' })
  filter?: AlertFilter | null;
}
