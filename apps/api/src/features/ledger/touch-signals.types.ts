import type { IsoDate, SilentComplaintSign, Tier } from '@mortise/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { TierEnum } from '../contacts/contact.enums.js';
import { SilentComplaintSignEnum } from '../receivables/receivable.enums.js';
import { LedgerEntry } from './ledger-entry.types.js';

const TierSilenceStateEnum = codeEnum(
  'TierSilenceState',
  ['WITHIN_CADENCE', 'OVERDUE', 'UNLOGGED'],
  'UNLOGGED: no contact is on record, which is not the same as none.',
);

@ObjectType({ description: 'When a tier of the customer was spoken with last.' })
export class TierSilenceSign {
  @Field(() => TierEnum, { description: 'The tier.' })
  tier: Tier;

  @Field(() => TierSilenceStateEnum, { description: 'Whether that is longer ago than is usual.' })
  state: string;

  @Field(() => DateScalar, { nullable: true, description: 'The last day; null where nothing is on record.' })
  lastContact: IsoDate | null;

  @Field(() => Int, { nullable: true, description: 'Days since then; null where nothing is on record.' })
  days: number | null;

  @Field(() => Float, { description: 'Longest usual time between two contacts, in days.' })
  cadenceDays: number;

  @Field(() => LedgerEntry, { nullable: true, description: 'The entry of the last contact. Needs ledger.read.' })
  entry: LedgerEntry | null;
}

@ObjectType({ description: 'Tiers of the customer with whom nobody has spoken for long.' })
export class ContactSilenceWhy {
  @Field(() => [TierSilenceSign], { description: 'Every tier, from the bottom.' })
  tiers: TierSilenceSign[];
}

@ObjectType({ description: 'How the customer met us once, against its own habit.' })
export class ToneSign {
  @Field(() => DateScalar, { description: 'The day.' })
  on: IsoDate;

  @Field(() => Int, { description: 'Tone, 1 (rude) to 5 (warm).' })
  tone: number;

  @Field(() => Float, {
    description: 'The moving average in its own standard deviations; negative is ruder than usual.',
  })
  z: number;

  @Field({ description: 'Whether it is a drop.' })
  drop: boolean;

  @Field(() => LedgerEntry, { nullable: true, description: 'The touch that was rated. Needs ledger.read.' })
  entry: LedgerEntry | null;
}

@ObjectType({
  description: 'A cooler tone than this customer usually has: a possible unspoken complaint, never more.',
})
export class ToneDropWhy {
  @Field(() => DateScalar, { description: 'First day of the days that are judged; the habit lies before.' })
  from: IsoDate;

  @Field(() => Float, { description: 'Median tone before.' })
  usualTone: number;

  @Field(() => [SilentComplaintSignEnum], { description: 'What speaks of a complaint that nobody voiced.' })
  signs: SilentComplaintSign[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'By when the customer should be invited to speak; null while a single sign is only watched.',
  })
  inviteBy: IsoDate | null;

  @Field(() => [ToneSign], { description: 'The ratings of these days, the oldest first.' })
  ratings: ToneSign[];
}

@ObjectType({ description: 'How long the customer took to answer once.' })
export class ReplySign {
  @Field(() => DateScalar, { description: 'The day of the answer.' })
  on: IsoDate;

  @Field(() => Float, { description: 'Hours.' })
  hours: number;

  @Field(() => LedgerEntry, { nullable: true, description: 'The touch that says so. Needs ledger.read.' })
  entry: LedgerEntry | null;
}

@ObjectType({ description: 'Answers that take longer than they used to.' })
export class SlowRepliesWhy {
  @Field(() => DateScalar, { description: 'First day of the days that are judged; the habit lies before.' })
  from: IsoDate;

  @Field(() => Float, { description: 'Median hours before.' })
  usualHours: number;

  @Field(() => Float, { description: 'Median hours in these days.' })
  recentHours: number;

  @Field(() => Float, { description: 'Recent ÷ usual, each at least a quarter of an hour.' })
  growth: number;

  @Field(() => [ReplySign], { description: 'The answers of these days, the oldest first.' })
  replies: ReplySign[];
}
