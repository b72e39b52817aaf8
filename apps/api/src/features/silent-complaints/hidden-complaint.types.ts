import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { HiddenComplaintEstimate as Estimate, IsoDate, NoOwnEstimate } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

export const HiddenComplaintBasisEnum = codeEnum(
  'HiddenComplaintBasis',
  ['ASSUMED', 'OWN_SURVEY'],
  'ASSUMED: by the share that the trade likes to state, without a source. OWN_SURVEY: by what your customers said when they were asked.',
);
export const NoOwnEstimateEnum = codeEnum<NoOwnEstimate>(
  'NoOwnEstimate',
  ['NOBODY_ANSWERED', 'TOO_FEW_COMPLAINTS', 'NONE_VOICED_BEFORE'],
  'Why there is no estimate of your own: nobody answered, fewer than `leastWithComplaint` named a complaint, or none of them had voiced one before, so that nothing bounds what is hidden.',
);

@ObjectType({ description: 'An estimate of the complaints that nobody voiced.' })
export class HiddenComplaintEstimate {
  @Field(() => Float, { description: 'Complaints that nobody voiced: voiced × (1 − share) ÷ share.' })
  hidden: number;

  @Field(() => Float, { description: 'Share of complaints that are voiced, 0 to 1.' })
  voicedShare: number;

  @Field(() => HiddenComplaintBasisEnum, { description: 'Where the share comes from.' })
  basis: Estimate['basis'];

  @Field(() => Float, { nullable: true, description: 'Lower end of the 95 % interval; null of an assumption.' })
  lower: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Upper end of the 95 % interval; null of an assumption, and where the answers cannot bound it.',
  })
  upper: number | null;
}

@ObjectType({
  description:
    'Complaints voiced, and estimates of those that were not. Only customers whose payment spoke of a complaint were asked, so the own estimate says more about them than about all.',
})
export class HiddenComplaints {
  @Field(() => DateScalar, { description: 'First day.' })
  from: IsoDate;

  @Field(() => DateScalar, { description: 'Last day.' })
  to: IsoDate;

  @Field(() => Int, { description: 'Complaints that came unasked.' })
  voiced: number;

  @Field(() => HiddenComplaintEstimate, { nullable: true, description: 'By assumption.' })
  assumed: HiddenComplaintEstimate | null;

  @Field(() => HiddenComplaintEstimate, { nullable: true, description: 'By your own asking; null with its reason.' })
  own: HiddenComplaintEstimate | null;

  @Field(() => NoOwnEstimateEnum, { nullable: true, description: 'Why there is no own estimate; null when there is.' })
  ownMissing: NoOwnEstimate | null;

  @Field(() => Int, { description: 'Invitations to speak that were answered; calls still to be made are not counted.' })
  answered: number;

  @Field(() => Int, { description: 'Of these, how many named a complaint.' })
  withComplaint: number;

  @Field(() => Int, {
    description: 'Of these, how many customers had filed one unasked in the 60 days before they were to be asked.',
  })
  alreadyVoiced: number;

  @Field(() => Int, { description: 'How many must name a complaint before an own estimate is made.' })
  leastWithComplaint: number;

  @Field(() => [String], { description: 'Tables the figures come from.' })
  sources: string[];
}
