import { SWOT_KINDS, type SwotKind, TOWS_STRATEGIES, type TowsStrategy } from '@mortise/domain';
import { Field, Float, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { type MeasureReason, MeasureReasonEnum, RelationshipMeasure } from './measure.types.js';

export const SwotKindEnum = codeEnum('SwotKind', SWOT_KINDS, 'What an entry of a SWOT is.');
export const SwotOriginEnum = codeEnum(
  'SwotOrigin',
  ['ATTRIBUTE_GAP', 'EXPECTATION_VACANCY', 'TRIGGER', 'MIRRORED_THREAT'] as const,
  'What suggests an entry. ATTRIBUTE_GAP: the customer finds us better or worse than the rival. EXPECTATION_VACANCY: no supplier meets what is expected. TRIGGER: an open window at the present supplier. MIRRORED_THREAT: the same seen about us.',
);
export const TowsStrategyEnum = codeEnum(
  'TowsStrategy',
  Object.keys(TOWS_STRATEGIES) as TowsStrategy[],
  'What to do with a pair of entries (Weihrich 1982).',
);

@ObjectType({ description: 'A suggested entry.' })
export class SwotSuggestion {
  @Field(() => SwotKindEnum, { description: 'What it is.' })
  kind: SwotKind;

  @Field({ description: 'An attribute, a trigger or a threat, as its code.' })
  subject: string;

  @Field(() => Float, {
    description: 'How much it weighs among its like, from 0; on the scale of where it comes from.',
  })
  weight: number;

  @Field(() => SwotOriginEnum, { description: 'What suggests it.' })
  from: string;

  @Field(() => [String], { description: 'The ledger entries it rests on.' })
  evidence: readonly string[];
}

@ObjectType({ description: 'A suggested pair of an inner and an outer entry.' })
export class TowsSuggestion {
  @Field(() => TowsStrategyEnum, { description: 'What to do with it.' })
  strategy: TowsStrategy;

  @Field(() => SwotSuggestion, { description: 'A strength or a weakness.' })
  inner: SwotSuggestion;

  @Field(() => SwotSuggestion, { description: 'An opportunity or a threat.' })
  outer: SwotSuggestion;
}

@ObjectType({
  description: 'Entries to start an account’s SWOT from, against one rival, and the pairs worth an action.',
})
export class SwotSuggestions extends RelationshipMeasure {
  @Field(() => String, {
    nullable: true,
    description: 'The rival it compares us with: as asked, else the one most was answered about; null: none was.',
  })
  rival: string | null;

  @Field(() => MeasureReasonEnum, { nullable: true, description: 'Why there are no strengths and weaknesses.' })
  reason: MeasureReason | null;

  @Field(() => [SwotSuggestion], { description: 'The heaviest first within each kind.' })
  entries: readonly SwotSuggestion[];

  @Field(() => [TowsSuggestion], { description: 'Up to three of each strategy.' })
  pairs: readonly TowsSuggestion[];
}
