import { KRALJIC_POSITIONS, type KraljicPosition, type Stage, type Substitutes, SUBSTITUTES } from '@mortise/domain';
import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { StageEnum } from '../accounts/account.enums.js';
import { fieldEnum } from '../ledger/ledger.codes.js';
import { MeasuredFigure, type MeasureReason, MeasureReasonEnum, RelationshipMeasure } from './measure.types.js';

export const KraljicPositionEnum = codeEnum(
  'KraljicPosition',
  KRALJIC_POSITIONS,
  'What our product is in the customer’s purchasing. LEVERAGE: it costs much and is easy to get. BOTTLENECK: little, and hard to get. STRATEGIC: both. NON_CRITICAL: neither.',
);

const SubstitutesEnum = fieldEnum('PURCHASING_VIEW', 'substitutes', SUBSTITUTES);

@ObjectType({ description: 'A category seen from the seat of the customer’s purchasing (Kraljic 1983).' })
export class PurchasingPosition {
  @Field(() => ID, { description: 'The category.' })
  categoryId: string;

  @Field(() => KraljicPositionEnum, { nullable: true, description: 'Null while one of the two scores is not known.' })
  position: KraljicPosition | null;

  @Field(() => MeasureReasonEnum, { nullable: true, description: 'Why there is none.' })
  reason: MeasureReason | null;

  @Field(() => Float, { nullable: true, description: 'Effect on the customer’s profit, 0–100, of what is known.' })
  profitImpact: number | null;

  @Field(() => Float, { nullable: true, description: 'Risk of supply, 0–100, of what is known.' })
  supplyRisk: number | null;

  @Field(() => MeasuredFigure, {
    description:
      'Part of its purchases, 0–1: our sales of the category in twelve months ÷ its purchases by the last statement, else as judged.',
  })
  costShare: MeasuredFigure;

  @Field(() => MeasuredFigure, { description: 'Effect on the quality of its product, 0–100 as judged.' })
  qualityEffect: MeasuredFigure;

  @Field(() => MeasuredFigure, { description: 'Effect on its volume, 0–100 as judged.' })
  volumeEffect: MeasuredFigure;

  @Field(() => MeasuredFigure, { description: 'Suppliers it has qualified, us included.' })
  qualifiedSuppliers: MeasuredFigure;

  @Field(() => MeasuredFigure, { description: 'Months to bring in another supplier.' })
  switchingMonths: MeasuredFigure;

  @Field(() => SubstitutesEnum, { nullable: true, description: 'Whether something else would do; null: not recorded.' })
  substitutes: Substitutes | null;
}

@ObjectType({
  description:
    'What we are to the customer’s purchasing, category by category, and how far it lets the relationship go.',
})
export class PurchasingPortfolio extends RelationshipMeasure {
  @Field(() => [PurchasingPosition], { description: 'Categories somebody has judged, those that bind most first.' })
  categories: readonly PurchasingPosition[];

  @Field(() => MeasureReasonEnum, { nullable: true, description: 'Why there are none.' })
  reason: MeasureReason | null;

  @Field(() => StageEnum, { nullable: true, description: 'What the plan aims at; null where it says nothing.' })
  targetStage: Stage | null;

  @Field(() => StageEnum, {
    nullable: true,
    description: 'How much of that is realistic: no further than the position that binds most allows.',
  })
  realisticTarget: Stage | null;

  @Field({ description: 'Whether the position holds the target back: this customer has no reason to go further.' })
  capped: boolean;
}
