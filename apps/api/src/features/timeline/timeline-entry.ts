import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Connection } from '../../platform/graphql/connection.js';
import { JsonScalar } from '../../platform/graphql/json.scalar.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

@ObjectType({ description: 'One thing that happened at an account. Entries are never changed.' })
export class TimelineEntry {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  at: Date;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'What happened, as `<entity>.<action>`, for example account.created.' })
  kind: string;

  @Field({ description: 'Who did it: `staff:<id>`, `buyer:<account contact id>` or `system:<name>`.' })
  actor: string;

  @Field({ description: 'The kind of thing it happened to.' })
  entity: string;

  @Field(() => ID, { description: 'Identifier of that thing.' })
  entityId: string;

  @Field(() => JsonScalar, {
    description:
      'What was said about it; the members depend on the kind. A suspicion of bribery takes compliance.read to be shown.',
  })
  detail: unknown;
}

/** A page of an account's timeline. */
export const TimelineEntryConnection = Connection(TimelineEntry, 'TimelineEntry');
