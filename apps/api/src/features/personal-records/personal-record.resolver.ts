import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { PersonalRecordService } from './personal-record.service.js';
import { PersonalRecord, RecordPersonalRecordInput } from './personal-record.types.js';

const CONTACT = { type: () => ID, description: 'The person.' } as const;

@Resolver(() => PersonalRecord)
export class PersonalRecordResolver {
  constructor(@Inject(PersonalRecordService) private readonly records: PersonalRecordService) {}

  @Query(() => Boolean, { description: 'Whether personal records may be kept at all; they are off until switched on.' })
  @Allow('personal.read')
  personalRecordsOn(@Ctx() ctx: RequestContext): Promise<boolean> {
    return this.records.isOn(ctx);
  }

  @Mutation(() => Boolean, {
    description: 'Switches personal records on or off. Switching off erases all of them. Answers how it stands now.',
  })
  @Allow('staff.manage')
  @Transactional()
  switchPersonalRecords(
    @Ctx() ctx: RequestContext,
    @Args('on', { description: 'Whether they may be kept.' }) on: boolean,
  ): Promise<boolean> {
    return this.records.switch(ctx, on);
  }

  @Mutation(() => PersonalRecord, {
    description:
      'Keeps a personal detail of somebody at a customer, apart from the contact. ' +
      'Errors: INPUT_INVALID, NOT_FOUND, PERSONAL_RECORDS_OFF, PERSONAL_BASIS_REQUIRED, PERSONAL_PURPOSE_REQUIRED, PERSONAL_EXPIRY_REQUIRED.',
  })
  @Allow('personal.write')
  @Transactional()
  recordPersonalRecord(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The detail, and why it may be kept.' }) input: RecordPersonalRecordInput,
  ): Promise<PersonalRecord> {
    return this.records.record(ctx, input);
  }

  @Mutation(() => [PersonalRecord], {
    description:
      'What is kept of a person. A mutation, because that you looked, and why, is written into the audit log. ' +
      'Errors: INPUT_INVALID, NOT_FOUND, PERSONAL_RECORDS_OFF.',
  })
  @Allow('personal.read')
  @Transactional()
  readPersonalRecords(
    @Ctx() ctx: RequestContext,
    @Args('contactId', CONTACT) contactId: string,
    @Args('reason', { description: 'Why you look, up to 500 characters.' }) reason: string,
  ): Promise<readonly PersonalRecord[]> {
    return this.records.read(ctx, contactId, reason);
  }

  @Mutation(() => Int, {
    description:
      'Erases what is kept of a person, as she or he may ask at any time. Answers how many details. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('personal.write')
  @Transactional()
  erasePersonalRecords(
    @Ctx() ctx: RequestContext,
    @Args('contactId', CONTACT) contactId: string,
    @Args('reason', { description: 'Why, up to 500 characters.' }) reason: string,
  ): Promise<number> {
    return this.records.erase(ctx, contactId, reason);
  }
}
