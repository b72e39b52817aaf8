import type { RegressionCause, RepairOutcome, StagePosition } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { RegressionCauseEnum } from '../stages/stage.enums.js';
import { RepairOutcomeEnum } from './case.enums.js';

@ObjectType({ description: 'One cause and how often it was found.' })
export class CauseParetoLine {
  @Field(() => RegressionCauseEnum, { description: 'The cause.' })
  cause: RegressionCause;

  @Field({ description: 'Whether we could have helped it; what nobody can help does not count against the owner.' })
  controllable: boolean;

  @Field(() => Int, { description: 'In how many cases it was found.' })
  count: number;

  @Field(() => Float, { description: 'Part of all findings up to and including this line, 0…1.' })
  cumulative: number;
}

@ObjectType({ description: "What was found in one owner's cases." })
export class OwnerCauses {
  @Field(() => ID, { description: 'The member of staff who leads the cases.' })
  ownerId: string;

  @Field({ description: 'The name.' })
  ownerName: string;

  @Field(() => Int, { description: 'All findings.' })
  total: number;

  @Field(() => Int, { description: 'Findings that count against the owner: those that could have been helped.' })
  accountable: number;
}

@ObjectType({
  description:
    'Why relationships got into trouble, by frequency: the causes found in cases opened in a period, each once per case, without false alarms. Suspicions of bribery are counted for readers with compliance.read alone.',
})
export class CauseParetoReport {
  @Field(() => DateScalar, { description: 'First day.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day.' })
  to: string;

  @Field(() => [CauseParetoLine], { description: 'The most frequent first.' })
  causes: CauseParetoLine[];

  @Field(() => Int, { description: 'All findings.' })
  total: number;

  @Field(() => Int, { description: 'Findings that could have been helped.' })
  accountable: number;

  @Field(() => [OwnerCauses], { description: 'By the owner of the case, those with most to answer for first.' })
  owners: OwnerCauses[];

  @Field(() => [String], { description: 'What it was counted from.' })
  sources: string[];
}

@ObjectType({ description: 'How many came back of those of which it is known.' })
export class RecoveryShare {
  @Field(() => Int, { description: 'Came back.' })
  recovered: number;

  @Field(() => Int, { description: 'Did not.' })
  lost: number;

  @Field(() => Int, { description: 'Not known yet.' })
  open: number;

  @Field(() => Float, {
    nullable: true,
    description: 'recovered ÷ (recovered + lost), 0…1; null while none has ended.',
  })
  share: number | null;

  @Field(() => String, { nullable: true, description: 'Why there is no share: NONE_ENDED.' })
  reason: string | null;
}

@ObjectType({ description: 'What came of warnings, win-backs and repair plans that began in a period.' })
export class RecoveryReport {
  @Field(() => DateScalar, { description: 'First day.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day.' })
  to: string;

  @Field(() => DateScalar, { description: 'The day as of which it is told.' })
  asOf: string;

  @Field(() => RecoveryShare, {
    description: 'Confirmed alerts: cases opened in the period, by how they were resolved.',
  })
  confirmedAlerts: RecoveryShare;

  @Field(() => RecoveryShare, { description: 'Win-backs started in the period.' })
  winBacks: RecoveryShare;

  @Field(() => Money, { description: 'What these win-backs have cost so far.' })
  spent: Money;

  @Field(() => Money, { description: 'What they may cost: the sum of their budget caps.' })
  budgetCap: Money;

  @Field(() => Int, { description: 'How many of them have cost more than their cap.' })
  overBudget: number;

  @Field(() => RecoveryShare, {
    description: 'Repair plans opened in the period: lost stages reached again before the deadline.',
  })
  repairPlans: RecoveryShare;

  @Field(() => [String], { description: 'What it was counted from.' })
  sources: string[];
}

@ObjectType({ description: 'What a regression has opened: the stage to win back, until when, and whether it was.' })
export class RepairPlan {
  @Field(() => StagePositionEnum, { description: 'The stage that was lost.' })
  restore: StagePosition;

  @Field(() => DateTimeScalar, { description: 'When it was lost.' })
  openedAt: string;

  @Field(() => DateScalar, { description: 'The day until which it is to be reached again.' })
  deadline: string;

  @Field(() => RepairOutcomeEnum, { description: 'How it stands today.' })
  outcome: RepairOutcome;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the stage, or a higher one, was reached again, also after the deadline; null while it was not.',
  })
  restoredAt: string | null;
}
