import { type IsoDate, PLAY_GUARDS, type RegressionCause, type SignalKind } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { SignalKindEnum } from '../signals/signal.types.js';
import { BreachedComplaint } from '../complaints/complaint-breach.types.js';
import { RegressionCauseEnum } from '../stages/stage.enums.js';
import { AlertStateEnum, type CloseReason, CloseReasonEnum } from './alert.enums.js';

@ObjectType({ description: 'One week of sales. Minor units.' })
export class SalesWeek {
  @Field(() => DateScalar, { description: 'Its first day, a Monday.' })
  from: IsoDate;

  @Field(() => Float, { description: 'What was bought, less what came back.' })
  sales: number;
}

@ObjectType({
  description: 'The sum of some weeks against what was usual. Minor units, in the season of the weeks they are about.',
})
export class LevelPoint {
  @Field(() => DateScalar, { description: 'First day of the weeks that were added up.' })
  from: IsoDate;

  @Field(() => DateScalar, { description: 'Their last day.' })
  to: IsoDate;

  @Field(() => Float, { description: 'What the ledger says was bought.' })
  sales: number;

  @Field(() => Float, { description: 'The same with each week freed from its own season: what is judged.' })
  actual: number;

  @Field(() => Float, { nullable: true, description: 'What was usual; null while the history is too short.' })
  expected: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The detector speaks where `actual` is below; null as above. Below zero it cannot.',
  })
  lowerLimit: number | null;
}

@ObjectType({
  description: 'A detector of levels, week by week: a chart of expected against actual needs nothing else.',
})
export class LevelSeries {
  @Field(() => SignalKindEnum, { description: 'FOUR_WEEK_LEVEL or THIRTEEN_WEEK_LEVEL.' })
  kind: SignalKind;

  @Field(() => Int, { description: 'Weeks that are added up.' })
  weeks: number;

  @Field(() => Float, { description: 'Spreads below the usual that are the limit.' })
  threshold: number;

  @Field({ description: 'Whether it speaks on the last point.' })
  speaks: boolean;

  @Field(() => [LevelPoint], { description: 'The oldest first; the last one is the latest complete week.' })
  points: readonly LevelPoint[];
}

@ObjectType({ description: 'The rhythm of orders: when the next one was due.' })
export class OrderRhythm {
  @Field(() => DateScalar, { description: 'The last order.' })
  lastOrder: IsoDate;

  @Field(() => Float, {
    description: "Days expected between orders: the account's own, shrunken to the tenant's median.",
  })
  expectedIntervalDays: number;

  @Field(() => DateScalar, { description: 'When the next order was expected.' })
  expectedNextOrder: IsoDate;

  @Field(() => DateScalar, { description: 'The first day on which the silence is beyond the threshold.' })
  alarmFrom: IsoDate;

  @Field(() => Int, { description: 'Days since the last order.' })
  gapDays: number;

  @Field(() => Float, { description: 'Days since the last order ÷ days expected.' })
  ratio: number;

  @Field(() => Float, { description: 'The ratio above which it is an alarm.' })
  threshold: number;

  @Field({ description: 'Whether it is one.' })
  speaks: boolean;

  @Field(() => [DateScalar], { description: 'The last order days, up to 40, the oldest first.' })
  orderDays: readonly IsoDate[];
}

@ObjectType({ description: 'An earlier alert of the account, and how it ended.' })
export class PastAlert {
  @Field(() => ID, { description: 'The alert.' })
  id: string;

  @Field(() => DateScalar, { description: 'The day as of which it was raised.' })
  raisedOn: IsoDate;

  @Field(() => AlertStateEnum, { description: 'How it stood in the end.' })
  state: string;

  @Field(() => SignalKindEnum, { description: 'Its clearest signal.' })
  leading: SignalKind;

  @Field(() => DateTimeScalar, { description: 'When it was closed.' })
  closedAt: Date;

  @Field(() => CloseReasonEnum, { nullable: true, description: 'Why it was closed.' })
  closeReason: CloseReason | null;

  @Field(() => String, { nullable: true, description: 'What was said of it.' })
  note: string | null;
}

@ObjectType({ description: 'A cause that the records suggest; a person decides.' })
export class SuggestedCause {
  @Field(() => RegressionCauseEnum, { description: 'The cause.' })
  cause: RegressionCause;

  @Field(() => [String], { description: 'Identifiers of complaints or contacts, or the silent tiers.' })
  evidence: readonly string[];

  @Field(() => Int, { nullable: true, description: 'Days between the nearest piece of evidence and the drop.' })
  days: number | null;

  @Field(() => [BreachedComplaint], {
    description:
      'Of COMPLAINT_NOT_RESOLVED_IN_TIME: the complaints, the nearest to the drop first; needs complaint.read.',
  })
  complaints: readonly BreachedComplaint[];
}

@ObjectType({ description: 'A play that fits the stage of the account and what speaks.' })
export class SuggestedPlay {
  @Field({ description: 'Its code in the playbook.' })
  code: string;

  @Field({ description: "Its name, in the caller's language." })
  name: string;

  @Field({ description: "What it is to achieve, in the caller's language." })
  objective: string;

  @Field(() => Float, { description: 'One point for each matching sign.' })
  urgency: number;

  @Field(() => [String], { description: `Conditions that must hold before it is started: ${PLAY_GUARDS.join(', ')}.` })
  unmet: readonly string[];
}

@ObjectType({
  description: 'Why an alert was raised, worked out on the facts up to the day it was last judged.',
})
export class AlertWhy {
  @Field(() => DateScalar, { description: 'The day the figures are of.' })
  asOf: IsoDate;

  @Field(() => [SignalKindEnum], { description: 'What speaks on that day, the clearest first.' })
  agreeing: readonly SignalKind[];

  @Field(() => OrderRhythm, { nullable: true, description: 'Null where the account has never ordered.' })
  rhythm: OrderRhythm | null;

  @Field(() => [SalesWeek], { description: 'Sales of each complete week, up to 91 of them, the oldest first.' })
  weekly: readonly SalesWeek[];

  @Field({ description: 'Currency of the amounts, ISO 4217.' })
  currency: string;

  @Field(() => [LevelSeries], { description: 'The detectors of levels against their limits.' })
  levels: readonly LevelSeries[];

  @Field(() => [PastAlert], { description: 'Earlier alerts of the account, the newest first, up to 20.' })
  pastAlerts: readonly PastAlert[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day from which causes are looked for: when it began to drop.',
  })
  droppedOn: IsoDate | null;

  @Field(() => [SuggestedCause], { description: 'Causes that the records suggest, looked for in what is on record.' })
  causes: readonly SuggestedCause[];

  @Field(() => [SuggestedPlay], {
    description: 'Plays of its stage, the most urgent first, up to five; none without a stage.',
  })
  plays: readonly SuggestedPlay[];

  @Field(() => [String], { description: 'Where the figures come from.' })
  sources: readonly string[];
}
