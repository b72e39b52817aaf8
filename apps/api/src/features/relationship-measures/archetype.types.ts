import type { IsoDate, RelationshipLevel, ScoredLevel } from '@mortise/domain';
import { Field, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { RelationshipLevelEnum } from '../assessments/assessment.enums.js';
import { RelationshipMeasure } from './measure.types.js';

@ObjectType('AccountArchetype', {
  description: 'What kind of business an account is, as far as the beginning of the relationship depends on it.',
})
export class AccountArchetypeView extends RelationshipMeasure {
  @Field({ description: 'Whether it buys complex offerings: such a relationship has to be deep from the start.' })
  complexOffering: boolean;

  @Field(() => RelationshipLevelEnum, { description: 'The level at which it is expected to begin.' })
  expectedFirstLevel: ScoredLevel;

  @Field(() => RelationshipLevelEnum, {
    nullable: true,
    description: 'The level it has; null where nobody assessed it.',
  })
  level: RelationshipLevel | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it lies below the expected one; null where it was not assessed or nothing was ordered yet.',
  })
  belowExpected: boolean | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day until which it may stay EXPLORATORY before somebody asks why; null once something was ordered.',
  })
  exploratoryUntil: IsoDate | null;

  @Field({ description: 'Whether that day is over and nothing was ordered.' })
  exploratoryTooLong: boolean;
}
