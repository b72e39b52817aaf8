import type { AlertState, HealthState, SignalKind } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { SignalKindEnum } from '../signals/signal.types.js';
import { Alert } from './alert.entity.js';
import { AlertStateEnum, HealthStateEnum } from './alert.enums.js';

@ObjectType({ description: 'How a relationship fares, whatever its stage.' })
export class AccountHealth {
  @Field(() => HealthStateEnum, { description: 'ENDED with the relationship, else by its open alert, else NORMAL.' })
  state: HealthState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when; null where there has never been an alert.',
  })
  since: Date | null;

  @Field(() => [SignalKindEnum], { description: 'What speaks for it: the kinds of signals of the open alert.' })
  signals: readonly SignalKind[];
}

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

  @Field(() => SignalKindEnum, { nullable: true, description: 'Only with this as the clearest signal.' })
  leading?: SignalKind | null;

  @Field(() => Boolean, { nullable: true, description: 'true: only sudden stops.' })
  exceptional?: boolean | null;
}

@ArgsType()
export class AlertArgs extends ConnectionArgs {
  @Field(() => AlertFilter, { nullable: true, description: 'Which alerts.' })
  filter?: AlertFilter | null;
}
