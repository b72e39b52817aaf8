import { type IsoDate, SIGNAL_KINDS, type SignalKind } from '@mortise/domain';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { JsonScalar } from '../../platform/graphql/json.scalar.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

/** What can speak for a relationship that is slipping. */
export const SignalKindEnum = codeEnum(
  'SignalKind',
  SIGNAL_KINDS,
  "ORDER_GAP: an order is overdue against the account's own rhythm. FOUR_WEEK_LEVEL: a sharp drop. THIRTEEN_WEEK_LEVEL: a slow fade. MIX_LOSS: categories slip away. PRICE_PRESSURE: deeper discounts than before. STAGNATION: no movement beyond the stage's limit. The others are told by other facts.",
);
/** How grave a signal is by itself. */
export const SignalGradeEnum = codeEnum(
  'SignalGrade',
  ['WATCH', 'ALERT'],
  'ALERT warns by itself and is held by the alarm budget; WATCH is watched, and two of them together warn.',
);

@ObjectType({ description: 'How the threshold of a detector came about.' })
export class SignalCalibration {
  @Field({ description: "CALIBRATED on the tenant's own history, or DEFAULT where there is none." })
  source: string;

  @Field(() => Float, { description: 'Alarm starts per account and year the tenant accepts, over all detectors.' })
  budget: number;

  @Field(() => Float, { description: 'Alarm starts per account and year the threshold gives on that history.' })
  startsPerAccountYear: number;

  @Field(() => Float, { description: 'Account-years of that history.' })
  accountYears: number;

  @Field(() => DateScalar, { nullable: true, description: 'The day as of which it was made.' })
  calibratedOn: IsoDate | null;

  @Field(() => Int, { nullable: true, description: 'Alerts it spoke for that people had confirmed by then.' })
  confirmed: number | null;

  @Field(() => Int, { nullable: true, description: 'Alerts it spoke for that people had called false alarms by then.' })
  falseAlarms: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Part of its alarm budget that it was left with because of its false alarms (0–1).',
  })
  budgetShare: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The threshold it would have without the labels; see `alarmThresholds` for all of it in words.',
  })
  untuned: number | null;
}

@ObjectType({ description: 'An order that is overdue.' })
export class OrderGapWhy {
  @Field(() => DateScalar, { description: 'The last order.' })
  lastOrder: IsoDate;

  @Field(() => Float, {
    description: "Days expected between orders: the account's own mean, shrunken to the tenant's median.",
  })
  expectedIntervalDays: number;

  @Field(() => DateScalar, { description: 'When the next order was expected.' })
  expectedNextOrder: IsoDate;

  @Field(() => Int, { description: 'Days since the last order.' })
  gapDays: number;

  @Field(() => DateScalar, { description: 'The first day on which the gap is beyond the threshold.' })
  alarmFrom: IsoDate;

  @Field(() => Int, { description: "Intervals between orders that the account's own rhythm rests on." })
  intervals: number;

  @Field(() => Float, {
    nullable: true,
    description: "The account's own mean interval in days; null before its second order.",
  })
  ownMeanIntervalDays: number | null;

  @Field(() => Float, { nullable: true, description: "The tenant's median interval in days." })
  tenantMedianIntervalDays: number | null;
}

@ObjectType({
  description: 'Sales of some weeks below the usual level. Amounts in minor units, freed from the season of the year.',
})
export class SalesLevelWhy {
  @Field(() => DateScalar, { description: 'First day of the weeks that are judged.' })
  from: IsoDate;

  @Field(() => DateScalar, { description: 'Last day of the weeks that are judged.' })
  to: IsoDate;

  @Field(() => Float, { description: 'What was bought in these weeks.' })
  actual: number;

  @Field(() => Float, { description: 'What is usual: the median of earlier sums of as many weeks.' })
  expected: number;

  @Field(() => Float, { description: 'Robust spread of the earlier sums; the score counts in it.' })
  spread: number;

  @Field(() => Int, { description: 'Earlier sums that show what is usual.' })
  history: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The part that is missing, 0 to 1; null where nothing was expected.',
  })
  missing: number | null;

  @Field(() => Float, {
    description: "Mean seasonal factor of the judged weeks: × the amounts above gives the ledger's.",
  })
  seasonalFactor: number;
}

@ObjectType({ description: 'A category that an account buys less of than of the others, or no longer.' })
export class LostCategorySign {
  @Field(() => ID, { description: 'The category.' })
  categoryId: string;

  @Field({ description: 'STOPPED or FADED.' })
  state: string;

  @Field(() => Float, { description: 'Its part of the whole loss, 0 to 1.' })
  share: number;
}

@ObjectType({ description: 'Categories that slip away while the account still buys.' })
export class MixLossWhy {
  @Field(() => DateScalar, { description: 'First day of the months that show what is usual.' })
  usualFrom: IsoDate;

  @Field(() => DateScalar, { description: 'First day of the months that are judged.' })
  recentFrom: IsoDate;

  @Field(() => DateScalar, { description: 'The day before which the judged months end.' })
  until: IsoDate;
}

@ObjectType({ description: 'Deeper discounts than the account used to get, as parts of the list price.' })
export class PricePressureWhy {
  @Field(() => Float, { description: 'Discount of the last months together.' })
  recentDiscount: number;

  @Field(() => Float, { description: 'Median of the monthly discounts before.' })
  usualDiscount: number;

  @Field(() => Int, { description: 'Months of trade it rests on.' })
  months: number;

  @Field(() => DateScalar, { description: 'The day before which the judged months end.' })
  until: IsoDate;
}

@ObjectType({ description: 'An account that stands still.' })
export class StagnationWhy {
  @Field({ description: 'The stage it stands in.' })
  stage: string;

  @Field(() => DateScalar, { description: 'Since when it has stood there.' })
  since: IsoDate;

  @Field(() => DateScalar, { description: 'The day its stay outlasted the limit.' })
  stalledSince: IsoDate;

  @Field(() => Float, { description: 'Months after which an account in this stage counts as standing still.' })
  limitMonths: number;

  @Field({ description: 'Where the limit comes from: POLICY, OWN_STAYS or DEFAULT.' })
  limitSource: string;

  @Field(() => Float, { description: 'Share of wallet in the last month, 0 to 1.' })
  shareNow: number;

  @Field(() => Float, { description: 'Share of wallet two quarters before, 0 to 1.' })
  shareTwoQuartersAgo: number;
}

@ObjectType({
  description: 'Why a signal speaks: what was expected against what happened. One of its parts is there, by kind.',
})
export class SignalWhy {
  @Field(() => DateScalar, { nullable: true, description: 'The day the figures are of.' })
  asOf: IsoDate | null;

  @Field(() => JsonScalar, { description: 'All figures as they were stored, by name.' })
  facts: unknown;
}

@ObjectType({
  description:
    'One sign that a relationship is slipping, from when it began to speak until it fell silent. One is open per account and kind.',
})
export class Signal {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account it speaks of.' })
  accountId: string;

  @Field(() => SignalKindEnum, { description: 'What speaks.' })
  kind: SignalKind;

  @Field(() => SignalGradeEnum, { description: 'How grave it is by itself.' })
  grade: 'WATCH' | 'ALERT';

  @Field(() => DateScalar, { description: 'The day as of which it began to speak.' })
  openedOn: IsoDate;

  @Field(() => DateScalar, { description: 'The last day as of which it spoke.' })
  lastSeenOn: IsoDate;

  @Field(() => DateScalar, { nullable: true, description: 'The day as of which it fell silent; null while it speaks.' })
  closedOn: IsoDate | null;

  @Field(() => Float, { description: "How unusual the account is, on the kind's own scale." })
  score: number;

  @Field(() => Float, { description: 'The score above which it speaks.' })
  threshold: number;

  @Field(() => Float, { description: 'Score ÷ threshold, so that kinds compare.' })
  ratio: number;

  @Field(() => Int, { description: 'The version of the policy it was judged under; 0 for the defaults.' })
  policyVersion: number;

  @Field(() => [String], { description: 'Where the figures come from.' })
  sources: readonly string[];
}

/** A page of signals. */
export const SignalConnection = Connection(Signal, 'Signal');

@InputType({ description: 'Which signals; what is given must all hold.' })
export class SignalFilter {
  @Field(() => Boolean, { nullable: true, description: 'true: only what speaks now; false: only what fell silent.' })
  open?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only of this account.' })
  accountId?: string | null;

  @Field(() => SignalKindEnum, { nullable: true, description: 'Only of this kind.' })
  kind?: SignalKind | null;
}

@ArgsType()
export class SignalArgs extends ConnectionArgs {
  @Field(() => SignalFilter, { nullable: true, description: 'Which signals.' })
  filter?: SignalFilter | null;
}
