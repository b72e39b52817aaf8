import { type BusinessFunction, type IsoDate, LEDGER_KINDS, LEDGER_SIDES, type Tier } from '@mortise/domain';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { TierEnum } from '../contacts/contact.enums.js';
import { BusinessFunctionEnum } from '../departments/department.entity.js';
import { fieldEnum } from '../ledger/ledger.codes.js';
import { TOUCH_DRAFT_KINDS, type TouchDraftKind } from './found-touch.js';
import { ADDRESS_SIDES, type AddressSide, TOUCH_GAPS, type TouchGapCode } from './proposed-touches.js';

const CHANNEL = fieldEnum('TOUCH', 'channel', LEDGER_KINDS.TOUCH.fields.channel.codes);
const SIDE = fieldEnum('TOUCH', 'initiator', LEDGER_SIDES);
const KIND = codeEnum('TouchDraftKind', TOUCH_DRAFT_KINDS, 'What a draft was read from: an e-mail or a calendar.');
const ADDRESS_SIDE = codeEnum('AddressSide', ADDRESS_SIDES, 'Whose an e-mail address is; UNKNOWN: not in the books.');
const PART = codeEnum(
  'AddressPart',
  ['FROM', 'TO', 'CC'] as const,
  'FROM: who wrote or invited. TO: addressed or invited. CC: copied.',
);
const GAP = codeEnum(
  'TouchGapCode',
  TOUCH_GAPS,
  'What a draft lacks. UNKNOWN_ADDRESS: in nobody’s books, and left out. NOT_THERE_THAT_DAY: the person was at no account of yours that day, and is left out. The others have to be answered first: SEVERAL_PLACES: at more than one account that day; FUNCTION_UNKNOWN: no department says what the person does; NOBODY_OF_THEIRS: no customer is recognised; TOO_MANY_PAIRS: more than 100 contacts at once.',
);

@ObjectType({ description: 'What somebody was at an account on the day.' })
export class TouchDraftPlace {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field({ description: 'Its name.' })
  accountName: string;

  @Field(() => ID, { description: 'The person.' })
  contactId: string;

  @Field({ description: 'The person’s name.' })
  contactName: string;

  @Field(() => TierEnum, { description: 'Tier.' })
  tier: Tier;

  @Field(() => BusinessFunctionEnum, { nullable: true, description: 'Function; null: no department says it.' })
  businessFunction: BusinessFunction | null;
}

@ObjectType({ description: 'Somebody whom a message or an appointment names.' })
export class TouchDraftPerson {
  @Field({ description: 'E-mail address, in small letters.' })
  address: string;

  @Field(() => String, { nullable: true, description: 'The name beside it.' })
  name: string | null;

  @Field(() => PART, { description: 'Part in it.' })
  part: 'FROM' | 'TO' | 'CC';

  @Field(() => ADDRESS_SIDE, { description: 'Whose the address is.' })
  side: AddressSide;

  @Field(() => ID, { nullable: true, description: 'The member of staff; null of anybody else.' })
  staffId: string | null;

  @Field(() => [TouchDraftPlace], { description: 'What the person was at accounts that day; clear where it is one.' })
  places: readonly TouchDraftPlace[];
}

@ObjectType({ description: 'A contact between one of ours and one of theirs, as it would be recorded.' })
export class DraftedTouch {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => ID, { description: 'The person at it.' })
  contactId: string;

  @Field(() => ID, { description: 'Who of ours.' })
  ourPersonId: string;

  @Field(() => BusinessFunctionEnum, { description: 'Our function.' })
  ourFunction: BusinessFunction;

  @Field(() => BusinessFunctionEnum, { description: 'Their function.' })
  theirFunction: BusinessFunction;

  @Field(() => TierEnum, { description: 'Their tier.' })
  theirTier: Tier;

  @Field({ description: 'Whether it is recorded already, and so is not added again.' })
  known: boolean;
}

@ObjectType({ description: 'Something a draft lacks.' })
export class TouchGap {
  @Field(() => GAP, { description: 'What.' })
  code: TouchGapCode;

  @Field(() => String, { nullable: true, description: 'Of which address; null: of the draft as a whole.' })
  address: string | null;
}

@ObjectType({
  description: 'A message or an appointment that waits to be recorded. What was written in it was never read.',
})
export class TouchDraft {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => KIND, { description: 'What it was read from.' })
  kind: TouchDraftKind;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was; null of something that lasts whole days.' })
  at: Date | null;

  @Field(() => DateScalar, { description: 'The day, in the supplier’s time zone.' })
  on: IsoDate;

  @Field(() => Int, { nullable: true, description: 'How long it lasted, in minutes; null: unknown, or over a day.' })
  minutes: number | null;

  @Field(() => CHANNEL, { description: 'Over which channel.' })
  channel: string;

  @Field(() => String, { nullable: true, description: 'Subject; null unless the policy has subjects kept.' })
  subject: string | null;

  @Field(() => SIDE, { description: 'Whose doing it was.' })
  initiator: string;

  @Field(() => [TouchDraftPerson], { description: 'Whom it names.' })
  people: readonly TouchDraftPerson[];

  @Field(() => [DraftedTouch], { description: 'What would be recorded.' })
  touches: readonly DraftedTouch[];

  @Field(() => [TouchGap], { description: 'What it lacks.' })
  gaps: readonly TouchGap[];

  @Field({ description: 'Whether it can be recorded without saying more.' })
  complete: boolean;

  @Field(() => DateTimeScalar, { description: 'When it is forgotten.' })
  expiresAt: Date;
}

@InputType({ description: 'Who an address in a draft is; or who else was there, by an address that it does not name.' })
export class TouchPersonInput {
  @Field(() => ID, { description: 'The draft.' })
  draftId: string;

  @Field({ description: 'The address.' })
  address: string;

  @Field(() => ID, { description: 'The person at a customer.' })
  contactId: string;

  @Field(() => ID, { nullable: true, description: 'For which account; needed where it was more than one that day.' })
  accountId?: string | null;

  @Field(() => BusinessFunctionEnum, {
    nullable: true,
    description: 'What the person does; needed where no department says it.',
  })
  businessFunction?: BusinessFunction | null;
}

@InputType({ description: 'Which drafts to record.' })
export class RecordTouchesInput {
  @Field(() => [ID], { description: '1–500 of your drafts. All of them are recorded, or none.' })
  draftIds: string[];

  @Field(() => [TouchPersonInput], { nullable: true, description: 'What the books do not say.' })
  people?: TouchPersonInput[] | null;
}

@ObjectType({ description: 'What came of recording.' })
export class RecordedTouches {
  @Field(() => ID, { description: 'The import that holds them; `undoTouches` takes it back.' })
  importId: string;

  @Field(() => Int, { description: 'Touches that were added.' })
  added: number;

  @Field(() => Int, { description: 'Touches that were there already, and stay as they are.' })
  known: number;
}

@ObjectType({ description: 'An address to which you copy messages that shall be recorded.' })
export class InboundAddress {
  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a message came last; null: never.' })
  lastUsedAt: Date | null;
}
