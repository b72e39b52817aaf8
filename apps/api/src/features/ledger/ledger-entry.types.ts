import type { Confidence, IsoDate, LedgerFeed, LedgerKind, LedgerWriter } from '@mortise/domain';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { JsonScalar } from '../../platform/graphql/json.scalar.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { ConfidenceEnum } from '../shares/share.types.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { LedgerFeedEnum, LedgerKindEnum, LedgerWriterEnum } from './ledger.codes.js';
import { labelOf } from './ledger.describe.js';
import { camel } from './ledger.names.js';
import { KIND_TYPES } from './ledger.types.js';

@ObjectType({
  description:
    'What somebody observed at an account, or what superseded it. Entries are only ever added: a correction or a withdrawal is an entry of its own. What it says stands in the part of its kind.',
})
export class LedgerEntry {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => Account, { description: 'The account it was observed at.' })
  account: Account;

  @Field(() => LedgerKindEnum, { description: 'What it is about.' })
  kind: LedgerKind;

  @Field(() => DateScalar, { description: 'The day it was observed.' })
  observedOn: IsoDate;

  @Field(() => StaffMember, {
    nullable: true,
    description: 'Who of the staff observed it, where that was not the person who recorded it. Needs staff.read.',
  })
  observedBy: StaffMember | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded: from then on it was known.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;

  @Field({ description: 'Where it is known from.' })
  source: string;

  @Field(() => ConfidenceEnum, { description: 'How far it can be trusted.' })
  confidence: Confidence;

  @Field(() => JsonScalar, { description: 'What it says, as it is stored; empty of a withdrawal.' })
  payload: unknown;

  @Field({ description: 'Whether it withdraws the entry that it supersedes, and says nothing in its place.' })
  withdrawn: boolean;

  @Field(() => String, { nullable: true, description: 'Why it corrects or withdraws another.' })
  reason: string | null;

  @Field(() => LedgerEntry, { nullable: true, description: 'The entry that it corrects or withdraws.' })
  supersedes: LedgerEntry | null;

  @Field(() => LedgerEntry, {
    nullable: true,
    description: 'The entry that corrects or withdraws this one; null while this one holds.',
  })
  supersededBy: LedgerEntry | null;

  @Field(() => ID, { nullable: true, description: 'The import that added it; null when somebody did by hand.' })
  importId: string | null;
}

for (const [kind, { details }] of KIND_TYPES) {
  Field(() => details, { nullable: true, description: `Of ${kind}: ${labelOf(kind).toLowerCase()}.` })(
    LedgerEntry.prototype,
    camel(kind),
  );
}

export const LedgerEntryConnection = Connection(LedgerEntry, 'LedgerEntry');

@ArgsType()
export class AccountLedgerArgs extends ConnectionArgs {
  @Field(() => LedgerKindEnum, { nullable: true, description: 'Only of this kind.' })
  kind?: LedgerKind | null;

  @Field(() => ID, { nullable: true, description: 'Only with this person of the customer.' })
  contactId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only observed on this day or later.' })
  from?: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only observed on this day or earlier.' })
  to?: IsoDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'What was known at the end of this day where the supplier is: observed and recorded by then, and not corrected or withdrawn until then.',
  })
  asOf?: IsoDate | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: also what has been corrected or withdrawn, and the withdrawals. false unless told.',
  })
  history?: boolean | null;
}

@InputType({ description: 'Which entries; what is given must all hold.' })
export class LedgerFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this account.' })
  accountId?: string | null;

  @Field(() => LedgerKindEnum, { nullable: true, description: 'Only of this kind.' })
  kind?: LedgerKind | null;

  @Field(() => ID, { nullable: true, description: 'Only with this person of the customer.' })
  contactId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only observed on this day or later.' })
  from?: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only observed on this day or earlier.' })
  to?: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'What was known at the end of this day (UTC).' })
  asOf?: IsoDate | null;

  @Field(() => Boolean, { nullable: true, description: 'true: also what has been corrected or withdrawn.' })
  history?: boolean | null;
}

@ArgsType()
export class LedgerArgs extends ConnectionArgs {
  @Field(() => LedgerFilter, { nullable: true, description: 'Which entries.' })
  filter?: LedgerFilter | null;
}

@ObjectType({ description: 'A field of a ledger kind, as it is declared.' })
export class LedgerFieldDeclaration {
  @Field({ description: 'Name, as in the payload.' })
  name: string;

  @Field({ description: 'CODE, CODES, TEXT, NUMBER, MONEY, DATE, FLAG or REFERENCE.' })
  type: string;

  @Field({ description: 'Its name for people, in your language.' })
  label: string;

  @Field({ description: 'Whether an entry must say it.' })
  required: boolean;

  @Field(() => String, { nullable: true, description: 'How it is filled in where nothing is said.' })
  filledWith: string | null;

  @Field(() => [String], { nullable: true, description: 'The codes of CODE and CODES.' })
  codes: readonly string[] | null;

  @Field(() => Float, { nullable: true, description: 'The least NUMBER.' })
  min: number | null;

  @Field(() => Float, { nullable: true, description: 'The greatest NUMBER.' })
  max: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a NUMBER must be whole.' })
  whole: boolean | null;

  @Field(() => String, { nullable: true, description: 'The unit of a NUMBER.' })
  unit: string | null;

  @Field(() => Int, { nullable: true, description: 'The most characters of a TEXT.' })
  maxLength: number | null;

  @Field(() => String, { nullable: true, description: 'What a REFERENCE leads to.' })
  to: string | null;
}

@ObjectType({ description: 'A kind of the relationship ledger, as it is declared.' })
export class LedgerKindDeclaration {
  @Field(() => LedgerKindEnum, { description: 'The kind.' })
  kind: LedgerKind;

  @Field({ description: 'Its name for people, in your language.' })
  label: string;

  @Field(() => [LedgerFeedEnum], { description: 'What of an account’s standing it bears on.' })
  feeds: readonly LedgerFeed[];

  @Field(() => [LedgerWriterEnum], { description: 'Who may write it.' })
  writers: readonly LedgerWriter[];

  @Field({ description: 'Whether you may write it.' })
  mayWrite: boolean;

  @Field(() => [LedgerFieldDeclaration], { description: 'What an entry says.' })
  fields: readonly LedgerFieldDeclaration[];
}

@ObjectType({ description: 'What can be recorded in the relationship ledger: enough to draw the form of each kind.' })
export class LedgerDeclaration {
  @Field(() => [LedgerKindDeclaration], { description: 'Every kind.' })
  kinds: readonly LedgerKindDeclaration[];
}
