import type { DmuRole, IsoDate, Stance, Tier } from '@mortise/domain';
import { Field, Float, ID, InputType, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { DmuRoleEnum, StanceEnum, TierEnum } from '../contacts/contact.enums.js';
import { Contact } from '../contacts/contact.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.types.js';

export const JOB_CHANGES = ['LEFT', 'MOVED', 'NEW_FUNCTION'] as const;
export type JobChangeCode = (typeof JOB_CHANGES)[number];

export const JobChangeEnum = codeEnum(
  'JobChangeKind',
  JOB_CHANGES,
  'LEFT: the person has left. MOVED: to another account, or nobody knows where. NEW_FUNCTION: another job at the same account.',
);

export const JobChangeEffectEnum = codeEnum(
  'JobChangeEffect',
  ['OPPORTUNITY', 'RISK', 'NEUTRAL'] as const,
  'What a change of job means for us at the account that the person leaves or changes in.',
);

@ObjectType({ description: 'A change of job of a person at a customer, and what followed from it.' })
export class JobChange {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => JobChangeEnum, { description: 'What changed.' })
  change: JobChangeCode;

  @Field(() => DateScalar, { description: 'The first day on which it holds.' })
  firstDay: IsoDate;

  @Field(() => Contact, { nullable: true, description: 'The person; null where you may not see her or him.' })
  contact: Contact | null;

  @Field(() => Account, { description: 'The account that the person left, or changed in.' })
  account: Account;

  @Field(() => Account, {
    nullable: true,
    description: 'Where the person went; null: nobody knows, or you may not see it.',
  })
  toAccount: Account | null;

  @Field({ description: 'How it is known.' })
  evidence: string;

  @Field(() => Float, { description: 'Part of the decision that the person had there, 0–1.' })
  influence: number;

  @Field(() => StanceEnum, { description: 'Whom the person supported.' })
  stance: Stance;

  @Field(() => JobChangeEffectEnum, { description: 'What it means for us there.' })
  effect: 'OPPORTUNITY' | 'RISK' | 'NEUTRAL';

  @Field(() => Float, { description: 'What the coalition there gained or lost by it, −1 to 1.' })
  balanceShift: number;

  @Field(() => LedgerEntry, {
    nullable: true,
    description: 'The trigger it raised there; null where the person decided little.',
  })
  trigger: LedgerEntry | null;

  @Field(() => LedgerEntry, { nullable: true, description: 'The trigger it raised where the person went.' })
  toTrigger: LedgerEntry | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;
}

@InputType({ description: 'A change of job.' })
export class RecordJobChangeInput {
  @Field(() => ID, { description: "The person's link to the account, which still holds." })
  accountContactId: string;

  @Field(() => JobChangeEnum, { description: 'What changed.' })
  change: JobChangeCode;

  @Field(() => DateScalar, { nullable: true, description: 'The first day on which it holds; today unless told.' })
  firstDay?: string | null;

  @Field({ description: 'How it is known, up to 2,000 characters.' })
  evidence: string;

  @Field(() => ID, { nullable: true, description: 'For MOVED: the account the person went to, where that is known.' })
  toAccountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The department there.' })
  departmentId?: string | null;

  @Field(() => TierEnum, { nullable: true, description: 'Hierarchy tier in the new job; as before unless told.' })
  tier?: Tier | null;

  @Field(() => [DmuRoleEnum], { nullable: true, description: 'Roles in the new job; none unless told.' })
  roles?: DmuRole[] | null;

  @Field(() => Float, { nullable: true, description: 'Weight in decisions in the new job, 0 to 1; none: unknown.' })
  influenceWeight?: number | null;
}
