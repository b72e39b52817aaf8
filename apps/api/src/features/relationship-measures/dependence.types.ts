import { COOPERATION_BASES, type CooperationBasis, type ItemAnswer } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Money } from '../../platform/graphql/money.type.js';
import { fieldEnum } from '../ledger/ledger.codes.js';
import { MeasuredFigure, type MeasureReason, MeasureReasonEnum, RelationshipMeasure } from './measure.types.js';

const CooperationBasisEnum = fieldEnum('EXIT_BARRIER', 'basis', COOPERATION_BASES);

export const BARRIER_PARTS = ['REQUALIFICATION', 'TOOLING', 'FORFEITED_REBATE', 'DOWNTIME'] as const;
export type BarrierPart = (typeof BARRIER_PARTS)[number];
const BarrierPartEnum = codeEnum('BarrierPart', BARRIER_PARTS, 'What a barrier to leaving is made of.');

@ObjectType({
  description: 'What it would cost one side to leave the other, in money. What is missing counts as nothing.',
})
export class ExitBarrierSheet {
  @Field(() => Money, { nullable: true, description: 'Approving and testing somebody else.' })
  requalification: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Tools and interfaces that fit only the other side; as said, else what was invested in them.',
  })
  tooling: Money | null;

  @Field(() => Money, {
    nullable: true,
    description:
      'Rebate accrued and not paid out, lost on leaving; of the customer alone, as of today, with rebate.read.',
  })
  forfeitedRebate: Money | null;

  @Field(() => Money, { nullable: true, description: 'Days of standstill × their cost.' })
  downtime: Money | null;

  @Field(() => Money, { nullable: true, description: 'The sum of what is known; null where nothing is.' })
  total: Money | null;

  @Field(() => Float, { nullable: true, description: 'Total ÷ our sales to the customer in twelve months.' })
  inYearsOfPurchases: number | null;

  @Field(() => Float, { nullable: true, description: '0–100; 100: a full barrier, as the policy has it.' })
  index: number | null;

  @Field(() => MeasureReasonEnum, { nullable: true, description: 'Why there is no index.' })
  reason: MeasureReason | null;

  @Field(() => [BarrierPartEnum], { description: 'Parts of which nothing is on record.' })
  missing: readonly BarrierPart[];

  @Field(() => [ID], { description: 'The ledger entries it rests on.' })
  evidence: readonly string[];
}

@ObjectType({ description: 'What binds both sides: only what binds both is a bond.' })
export class LockInBalance {
  @Field(() => ExitBarrierSheet, { description: 'What leaving us would cost the customer.' })
  theirs: ExitBarrierSheet;

  @Field(() => ExitBarrierSheet, { description: 'What losing the customer would cost us.' })
  ours: ExitBarrierSheet;

  @Field({ description: 'Whether capital or equity is shared.' })
  sharedCapital: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'The weaker of both indices, 0–100; null while one is not known.',
  })
  mutual: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Their index less ours, −100 to 100; above 0 they are bound more.',
  })
  balance: number | null;

  @Field(() => Int, { nullable: true, description: 'The answer about the exit barrier, 1–4, that this bears out.' })
  answer: ItemAnswer | null;
}

@ObjectType({ description: 'Who needs whom: dependence of each side is a share × how hard the other is to replace.' })
export class AccountDependence extends RelationshipMeasure {
  @Field(() => MeasuredFigure, { description: 'The customer’s part of our net sales of twelve months, 0–1.' })
  revenueShare: MeasuredFigure;

  @Field(() => MeasuredFigure, { description: 'How hard the customer would be for us to replace, 0–1.' })
  customerReplacement: MeasuredFigure;

  @Field(() => MeasuredFigure, { description: 'Our share of what the customer buys, 0–1.' })
  purchaseShare: MeasuredFigure;

  @Field(() => MeasuredFigure, { description: 'How hard we would be for the customer to replace, 0–1.' })
  supplierReplacement: MeasuredFigure;

  @Field(() => Float, { nullable: true, description: 'Our dependence on the customer, 0–1.' })
  ours: number | null;

  @Field(() => Float, { nullable: true, description: 'The customer’s dependence on us, 0–1.' })
  theirs: number | null;

  @Field(() => Float, { nullable: true, description: 'Theirs less ours, −1 to 1: above 0 we have the stronger hand.' })
  power: number | null;

  @Field(() => Float, { nullable: true, description: 'Both together, 0–2: how much is at stake.' })
  interdependence: number | null;

  @Field(() => MeasureReasonEnum, { nullable: true, description: 'Why there is no balance: a part is unknown.' })
  reason: MeasureReason | null;

  @Field(() => CooperationBasisEnum, {
    nullable: true,
    description: 'What cooperation rests on: as assessed, else COERCION where the figures say so; null while unknown.',
  })
  basis: CooperationBasis | null;

  @Field({ description: 'Whether a large gap of power goes together with dissatisfaction.' })
  coercionFlagged: boolean;

  @Field(() => String, { nullable: true, description: 'US or THEM: who has no choice; null without a flag.' })
  coerced: string | null;

  @Field({ description: 'Whether people say otherwise than the figures: somebody should ask again.' })
  contradicted: boolean;

  @Field(() => LockInBalance, { description: 'What leaving would cost either side.' })
  lockIn: LockInBalance;
}
