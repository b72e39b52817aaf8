import type { ComplaintSeverity, IsoDate } from '@mortise/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { ComplaintSeverityEnum } from './complaint.model.js';

export const NO_STANDARD = ['NO_COMPLAINTS', 'TOO_FEW_COMPLAINTS'] as const;
export type NoStandard = (typeof NO_STANDARD)[number];
export const NoStandardEnum = codeEnum<NoStandard>(
  'NoStandard',
  NO_STANDARD,
  'Why there is no figure: none has come that far, or fewer than `leastCases` of the policy (`serviceStandard.leastCases`).',
);

@ObjectType({ description: 'How long it took, in the unit of the field it stands in.' })
export class ComplaintTimes {
  @Field(() => Int, { description: 'Complaints that have come that far.' })
  count: number;

  @Field(() => Float, { description: 'Half of them took no longer.' })
  p50: number;

  @Field(() => Float, { description: 'Four of five took no longer.' })
  p80: number;

  @Field(() => Float, { description: 'Nine of ten took no longer.' })
  p90: number;

  @Field(() => Float, { description: 'Nineteen of twenty took no longer.' })
  p95: number;

  @Field(() => Float, { description: 'The part that held the standard in force now, 0 to 1.' })
  heldShare: number;
}

@ObjectType({ description: 'A standard that what was achieved in a quarter suggests.' })
export class SuggestedStandard {
  @Field(() => Float, { description: 'The suggested limit; never looser than the standard in force.' })
  limit: number;

  @Field(() => Float, { description: 'The percentile it was tightened from, by default the 80th.' })
  measured: number;

  @Field(() => Float, { description: 'Half of them took no longer.' })
  median: number;

  @Field(() => Float, { description: 'The part of the quarter that would have held it, 0 to 1.' })
  heldShare: number;

  @Field(() => Int, { description: 'Complaints it rests on.' })
  cases: number;
}

@ObjectType({ description: 'What was achieved against what is promised, of one kind of time.' })
export class ComplaintStandard {
  @Field(() => Float, { description: 'The standard in force.' })
  inForce: number;

  @Field(() => ComplaintTimes, { nullable: true, description: 'Times of the period; null with its reason.' })
  times: ComplaintTimes | null;

  @Field(() => NoStandardEnum, { nullable: true, description: 'Why there are no times; null when there are.' })
  timesMissing: NoStandard | null;

  @Field(() => SuggestedStandard, { nullable: true, description: 'What the quarter suggests; null with its reason.' })
  suggested: SuggestedStandard | null;

  @Field(() => NoStandardEnum, { nullable: true, description: 'Why nothing is suggested; null when something is.' })
  suggestedMissing: NoStandard | null;
}

@ObjectType({ description: 'The standards of one severity.' })
export class SeverityStandards {
  @Field(() => ComplaintSeverityEnum, { description: 'Of these complaints.' })
  severity: ComplaintSeverity;

  @Field(() => ComplaintStandard, { description: 'From receipt to acknowledgement, in working hours.' })
  response: ComplaintStandard;

  @Field(() => ComplaintStandard, { description: 'From receipt to the completed action, in working days.' })
  resolution: ComplaintStandard;
}

@ObjectType({
  description:
    'How long complaints took against what is promised, pauses left out; those of the accounts you may see, by the day they came in. What was reopened counts from its last reopening, once it is resolved again.',
})
export class ComplaintStandards {
  @Field(() => DateScalar, { description: 'First day.' })
  from: IsoDate;

  @Field(() => DateScalar, { description: 'Last day.' })
  to: IsoDate;

  @Field(() => DateScalar, { description: 'First day of the quarter that the suggestions rest on.' })
  quarterFrom: IsoDate;

  @Field(() => DateScalar, {
    description: 'Last day of that quarter: the last one that has ended on the last day or before.',
  })
  quarterTo: IsoDate;

  @Field(() => [SeverityStandards], { description: 'By severity, the mildest first.' })
  severities: SeverityStandards[];

  @Field(() => Int, { description: 'Complaints that are needed before a standard is suggested.' })
  leastCases: number;

  @Field(() => Int, {
    description: 'The version of the policy in force now, which is what it is held against; 0 for the defaults.',
  })
  policyVersion: number;

  @Field(() => [String], { description: 'Tables the figures come from.' })
  sources: string[];
}
