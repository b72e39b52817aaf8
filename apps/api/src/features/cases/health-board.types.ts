import type { AlertState, CaseState, StagePosition, WinBackState } from '@mortise/domain';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { AlertStateEnum } from '../alerts/alert.enums.js';
import { CaseStateEnum, WinBackStateEnum } from './case.enums.js';

@ObjectType({ description: 'One account on the board.' })
export class HealthBoardEntry {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field({ description: 'Its name.' })
  accountName: string;

  @Field(() => StagePositionEnum, { nullable: true, description: 'Its stage; null before its opening stage is set.' })
  stage: StagePosition | null;

  @Field(() => ID, { description: 'The alert.' })
  alertId: string;

  @Field(() => AlertStateEnum, { description: 'How the alert stands.' })
  alertState: AlertState;

  @Field(() => DateTimeScalar, { description: 'Since when it stands so.' })
  since: Date;

  @Field(() => ID, { nullable: true, description: 'The case; null before there is one.' })
  caseId: string | null;

  @Field(() => CaseStateEnum, { nullable: true, description: 'At which step the case is.' })
  caseState: CaseState | null;

  @Field(() => ID, { nullable: true, description: 'The member of staff who leads the case.' })
  ownerId: string | null;

  @Field(() => String, { nullable: true, description: 'The name.' })
  ownerName: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which something is due: triage, step or action.',
  })
  nextDue: string | null;

  @Field({ description: 'Whether that day is over (UTC).' })
  overdue: boolean;

  @Field(() => ID, { nullable: true, description: 'The win-back; null without one.' })
  winBackId: string | null;

  @Field(() => WinBackStateEnum, { nullable: true, description: 'How far the win-back is.' })
  winBackState: WinBackState | null;
}

@ObjectType({ description: 'One lane of the board.' })
export class HealthLane {
  @Field(() => Int, { description: 'How many accounts are in it.' })
  total: number;

  @Field(() => [HealthBoardEntry], { description: 'Those overdue first, then by the day something is due.' })
  entries: HealthBoardEntry[];
}

@ObjectType({
  description:
    'The accounts whose relationship is in trouble, in three lanes: before, during and after the regression.',
})
export class HealthBoard {
  @Field(() => DateScalar, { description: 'The day as of which it is told.' })
  asOf: string;

  @Field(() => HealthLane, { description: 'Watched or warned about, and nobody has confirmed it yet.' })
  before: HealthLane;

  @Field(() => HealthLane, { description: 'With a case: being worked on, recovering or in crisis.' })
  during: HealthLane;

  @Field(() => HealthLane, { description: 'Being won back.' })
  after: HealthLane;
}
