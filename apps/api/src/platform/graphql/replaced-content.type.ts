import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from './scalars.js';

/** How a content of a fact gave way to a later one; what each kind of fact keeps of its history has this in common. */
@ObjectType({ isAbstract: true })
export class ReplacedContent {
  @Field(() => ID, { description: 'The import that had brought it.' })
  importId: string;

  @Field(() => DateTimeScalar, { description: 'When it was replaced.' })
  replacedAt: Date;

  @Field({ description: 'Who replaced it, as `staff:<id>`.' })
  replacedBy: string;

  @Field(() => ID, { description: 'The import that replaced it; undoing that import brings it back.' })
  replacedByImport: string;
}
