import {
  LOYALTY_KINDS,
  LOYALTY_PATTERNS,
  type LoyaltyComponent,
  type LoyaltyKind,
  type LoyaltyPattern,
  type LoyaltyQuadrant,
} from '@mortise/domain';
import { Field, Float, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { MeasuredFigure, RelationshipMeasure } from './measure.types.js';

export const LoyaltyKindEnum = codeEnum(
  'LoyaltyKind',
  LOYALTY_KINDS,
  'Loyalty as it is shown. BEHAVIOURAL: what the customer does. INTENTIONAL: what it intends. EMOTIONAL: what it feels.',
);
export const LoyaltyPatternEnum = codeEnum(
  'LoyaltyPattern',
  Object.values(LOYALTY_PATTERNS),
  'How the three loyalties go together: all high is DEVOTED, behaviour alone TRAPPED, feeling alone ADMIRER, none UNATTACHED.',
);
export const LoyaltyQuadrantEnum = codeEnum(
  'LoyaltyQuadrant',
  ['LOYAL', 'HOSTAGE', 'MERCENARY', 'AT_RISK'] as const,
  'Satisfaction against the cost of leaving. LOYAL: content and bound. HOSTAGE: discontent and bound. MERCENARY: content and free. AT_RISK: discontent and free.',
);

export const LOYALTY_COMPONENTS = [
  'repeatOrders',
  'shareOfWallet',
  'breadth',
  'purchaseIntention',
  'forwardCoverage',
  'attitude',
  'recommendation',
  'referrals',
] as const satisfies readonly LoyaltyComponent[];

@ObjectType('LoyaltyComponent', { description: 'What a loyalty is read from.' })
export class LoyaltyComponentView {
  @Field({
    description:
      'repeatOrders: order days of twelve months ÷ those of the twelve before, 0–1. shareOfWallet: 0–1. breadth: categories bought ÷ categories needed, 0–1. purchaseIntention, attitude: mean answer, 1–7. forwardCoverage: contracts and forecasts for the coming twelve months ÷ purchases of the last twelve. recommendation: mean answer, 0–10. referrals: made in twelve months.',
  })
  component: string;

  @Field(() => LoyaltyKindEnum, { description: 'The loyalty it speaks for.' })
  kind: LoyaltyKind;

  @Field(() => MeasuredFigure, { description: 'Its value on its own scale.' })
  figure: MeasuredFigure;
}

@ObjectType({
  description:
    'Loyalty as three indices, 0–100, never averaged into one; each out of what is known of its components, null where nothing is. With the two routes to it.',
})
export class AccountLoyalty extends RelationshipMeasure {
  @Field(() => Float, { nullable: true, description: 'What the customer does.' })
  behavioural: number | null;

  @Field(() => Float, { nullable: true, description: 'What it intends.' })
  intentional: number | null;

  @Field(() => Float, { nullable: true, description: 'What it feels.' })
  emotional: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'High or low in the three, as `B+I−E−`; null while one of them is not known.',
  })
  code: string | null;

  @Field(() => LoyaltyPatternEnum, { nullable: true, description: 'How that reads.' })
  pattern: LoyaltyPattern | null;

  @Field(() => [LoyaltyComponentView], { description: 'What they are read from, and what is missing.' })
  components: readonly LoyaltyComponentView[];

  @Field(() => MeasuredFigure, { description: 'Satisfaction with what makes a customer glad to stay, 0–100.' })
  happiness: MeasuredFigure;

  @Field(() => MeasuredFigure, { description: 'Risk the customer sees in buying elsewhere, 0–100.' })
  purchasingRisk: MeasuredFigure;

  @Field(() => MeasuredFigure, { description: 'Cost of leaving us, 0–100 of a full barrier.' })
  switchingCost: MeasuredFigure;

  @Field(() => LoyaltyQuadrantEnum, {
    nullable: true,
    description: 'Satisfaction against the cost of leaving; null while one of them is not known.',
  })
  quadrant: LoyaltyQuadrant | null;

  @Field(() => Float, {
    nullable: true,
    description: 'How much loyalty rests on being glad, against the cost of leaving, 0–1; null while one is not known.',
  })
  happyShare: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'COSTLY_TO_LEAVE_ONLY: loyalty that ends when that cost does. Null without a warning.',
  })
  warning: string | null;
}
