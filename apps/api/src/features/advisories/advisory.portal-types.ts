import { ADVISORY_KINDS, type AdvisoryKind } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

export const PortalAdvisoryKindEnum = codeEnum(
  'PortalAdvisoryKind',
  ADVISORY_KINDS,
  'STOCK_CEILING: your stock. CASH_COLLECTION_CYCLE: how soon your customers pay you. SUB_CUSTOMER_CHANGE: something among your customers. NATURAL_ENVIRONMENT: weather and nature. MACRO_POLICY: where policy is heading.',
);
export const PortalAdvisoryStateEnum = codeEnum(
  'PortalAdvisoryState',
  ['UNREAD', 'READ', 'ACTED'],
  'UNREAD: you have not read it. READ: you have. ACTED: you, or somebody else of your company, told what you did.',
);

@ObjectType({ description: 'What an advisory says, in one language.' })
export class PortalAdvisoryText {
  @Field({ description: 'Language tag of the text.' })
  language: string;

  @Field({ description: 'What it is about, in one line.' })
  title: string;

  @Field({ description: 'The text; paragraphs are separated by an empty line.' })
  body: string;
}

@ObjectType({ description: 'Something your supplier would like to warn you of.' })
export class PortalAdvisory {
  @Field(() => ID, { description: 'Identifier, of what was sent to you alone.' })
  id: string;

  @Field(() => PortalAdvisoryKindEnum, { description: 'What it is about.' })
  kind: AdvisoryKind;

  @Field(() => DateTimeScalar, { description: 'When it was sent to you.' })
  sentAt: Date;

  @Field(() => String, { nullable: true, description: 'Who sent it; null where it is the supplier as such.' })
  sentBy: string | null;

  @Field(() => PortalAdvisoryStateEnum, { description: 'Whether you have read it, and whether something was done.' })
  state: 'UNREAD' | 'READ' | 'ACTED';

  @Field(() => DateTimeScalar, { nullable: true, description: 'When you first read it; null before.' })
  readAt: Date | null;

  @Field(() => String, { nullable: true, description: 'What your company told it has done; null before.' })
  action: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When that was told; null before.' })
  actedAt: Date | null;

  @Field({ description: 'Whether it was you who told it.' })
  actedByYou: boolean;
}

/** A page of a buyer's advisories. */
export const PortalAdvisoryConnection = Connection(PortalAdvisory, 'PortalAdvisory');

@InputType({ description: 'Which advisories.' })
export class PortalAdvisoryFilter {
  @Field(() => Boolean, { nullable: true, description: 'true: only those you have not read; false: the rest.' })
  unread?: boolean | null;
}

@ArgsType()
export class PortalAdvisoryArgs extends ConnectionArgs {
  @Field(() => PortalAdvisoryFilter, { nullable: true, description: 'Which advisories; all unless told.' })
  filter?: PortalAdvisoryFilter | null;
}
