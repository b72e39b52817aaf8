import { type IsoDate, OFFER_FORMS, type OfferForm, type Posture as PostureCode, POSTURES } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

export const PostureEnum = codeEnum(
  'Posture',
  POSTURES,
  'Who adapts to whom. PASSIVE: the customer to us. MUTUAL: both. PROACTIVE: we to the customer.',
);

export const OfferFormEnum = codeEnum(
  'OfferForm',
  OFFER_FORMS,
  'How we offer: from the list, with features of its own, made for the customer.',
);

/** Adaptations that are told. */
export const MOST_ADAPTATIONS = 200;

@ObjectType({ description: 'Something that one side did to fit the other.' })
export class PostureAdaptation {
  @Field(() => ID, { description: 'The ledger entry.' })
  id: string;

  @Field(() => DateScalar, { description: 'When.' })
  on: IsoDate;

  @Field({ description: 'OURS or THEIRS: who adapted.' })
  side: string;

  @Field({ description: 'PRODUCT, PACKAGING, PROCESS, LOGISTICS, IT or TERMS.' })
  area: string;

  @Field(() => Float, { description: 'Effort in days.' })
  effort: number;

  @Field(() => String, { nullable: true, description: 'What it is good for.' })
  benefit: string | null;
}

@ObjectType({ description: 'Revenue of twelve months by how we offer.' })
export class OfferShare {
  @Field(() => OfferFormEnum, { description: 'How we offer.' })
  form: OfferForm;

  @Field(() => Float, { description: 'Part of the revenue, 0–1.' })
  share: number;
}

@ObjectType({
  description:
    'Who adapts to whom, out of what the ledger knew at the end of a day. Asked again for the same day it says the same.',
})
export class RelationshipPosture {
  accountId: string;

  @Field(() => DateScalar, { description: 'The day.' })
  asOf: IsoDate;

  @Field(() => Int, { description: 'The version of the policy it was judged under; 0 for the defaults.' })
  policyVersion: number;

  @Field(() => PostureEnum, { nullable: true, description: 'Null where too little is on record.' })
  posture: PostureCode | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why there is none: TOO_FEW_ADAPTATIONS. What is bought stands in for them only when today is asked about.',
  })
  reason: string | null;

  @Field({ description: 'LEDGER: by who adapted. OFFER: by what is bought. NONE.' })
  source: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Effort of ours less theirs ÷ of both, −1 to 1; null where nobody made any.',
  })
  index: number | null;

  @Field(() => Int, { description: 'Adaptations on record.' })
  adaptationCount: number;

  @Field(() => Int, { description: 'Adaptations from which they decide.' })
  adaptationsNeeded: number;

  @Field(() => Float, { description: 'Our effort in days.' })
  ourEffort: number;

  @Field(() => Float, { description: 'Their effort in days.' })
  theirEffort: number;

  @Field(() => [PostureAdaptation], { description: `The newest first, up to ${MOST_ADAPTATIONS}.` })
  adaptations: readonly PostureAdaptation[];

  @Field(() => [String], {
    nullable: true,
    description: 'LOOSE, FAMILIAR or CLOSE; CLIP, ZIPPER or VELCRO; POINT, LINE or SURFACE.',
  })
  traits: readonly string[] | null;

  @Field(() => [String], { description: 'The facts it rests on.' })
  sources: readonly string[];
}
