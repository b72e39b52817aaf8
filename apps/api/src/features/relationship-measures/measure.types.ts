import type { IsoDate, QualityScore, SurveyMean } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

export const MEASURE_REASONS = [
  'NOT_RECORDED',
  'NOT_ASKED',
  'ANSWERS_TOO_OLD',
  'NOT_ASKED_ABOUT_US',
  'NOT_ASKED_ABOUT_A_RIVAL',
  'NEEDS_TRADE_READ',
  'NEEDS_FINANCIALS_READ',
  'NO_SALES',
  'NO_ORDERS_BEFORE',
  'NO_WALLET',
  'NO_CONTACTS',
  'CURRENCY_DIFFERS',
  'PART_UNKNOWN',
  'NO_HOME_COUNTRY',
  'NO_ACCOUNT_COUNTRY',
  'COUNTRY_NOT_IN_TABLE',
  'TOO_FEW_COUNTRIES',
] as const;
export type MeasureReason = (typeof MEASURE_REASONS)[number];
export const MeasureReasonEnum = codeEnum(
  'MeasureReason',
  MEASURE_REASONS,
  'Why a measure has no value. NOT_RECORDED: the ledger has no entry that says it. NOT_ASKED: nobody of the customer was asked. ANSWERS_TOO_OLD: the last answers are older than twelve months. NO_SALES: nothing was sold in twelve months. NO_ORDERS_BEFORE: nothing was ordered in the year before, so no repeat is expected. PART_UNKNOWN: one of the figures it is made of is not known. CURRENCY_DIFFERS: it is on record in a currency that is not yours. COUNTRY_NOT_IN_TABLE, TOO_FEW_COUNTRIES: your table of countries lacks scores.',
);

/** Entries that are named as evidence of one figure. */
export const MOST_EVIDENCE = 50;

@ObjectType({ description: 'A figure with what it rests on; without a value it says why.' })
export class MeasuredFigure {
  @Field(() => Float, { nullable: true, description: 'The value, on the scale that the field tells.' })
  value: number | null;

  @Field(() => MeasureReasonEnum, { nullable: true, description: 'Why there is none; null where there is one.' })
  reason: MeasureReason | null;

  @Field(() => [String], { description: 'The kinds of facts it is worked out from.' })
  sources: readonly string[];

  @Field(() => [ID], { description: `The ledger entries it rests on, up to ${MOST_EVIDENCE}.` })
  evidence: readonly string[];
}

/** A figure that is known, or the reason why it is not. */
export function figureOf(
  value: number | null | undefined,
  otherwise: MeasureReason,
  sources: readonly string[],
  evidence: readonly string[] = [],
): MeasuredFigure {
  const known = value ?? null;
  return {
    value: known,
    reason: known === null ? otherwise : null,
    sources,
    evidence: evidence.slice(0, MOST_EVIDENCE),
  };
}

@ObjectType({ description: 'A mean of answers with its error.' })
export class AnswerMean {
  @Field(() => Float, { description: 'The mean.' })
  mean: number;

  @Field(() => Float, { nullable: true, description: 'Its standard error; null of a single answer.' })
  standardError: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Lower end of its interval, of 90 % unless the policy says otherwise; null of a single answer.',
  })
  low: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper end of it.' })
  high: number | null;
}

@ObjectType({ description: 'A mean over people.' })
export class RespondentMean extends AnswerMean {
  @Field(() => Int, { description: 'People it is the mean of.' })
  respondents: number;
}

export function answerMean({ mean, standardError, interval }: SurveyMean): AnswerMean {
  return { mean, standardError: standardError ?? null, low: interval?.lower ?? null, high: interval?.upper ?? null };
}

export function respondentMean(score: QualityScore): RespondentMean {
  return { ...answerMean(score), respondents: score.respondents };
}

/** What every measure of a relationship tells of itself. */
@ObjectType({ isAbstract: true })
export class RelationshipMeasure {
  accountId: string;

  @Field(() => DateScalar, { description: 'The day: what was known at its end.' })
  asOf: IsoDate;

  @Field(() => Int, { description: 'The version of the policy it was judged under; 0 for the defaults.' })
  policyVersion: number;
}
