import { Inject } from '@nestjs/common';
import { Args, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Contact } from '../contacts/contact.entity.js';
import { JobChangeService } from './job-change.service.js';
import { JobChange, RecordJobChangeInput } from './job-change.types.js';

@Resolver(() => Contact)
export class ContactJobChangesResolver {
  @ResolveField(() => [JobChange], {
    description: 'Changes of job at the accounts you may see, the latest first; needs ledger.read.',
  })
  jobChanges(): never {
    return readByEngine();
  }
}

@Resolver(() => JobChange)
export class JobChangeResolver {
  constructor(@Inject(JobChangeService) private readonly changes: JobChangeService) {}

  @Mutation(() => JobChange, {
    description:
      "Records that a person has left, gone to another account, or got another job at the same one: the person's place ends and the new one begins. " +
      'Where somebody who decides a good part is concerned, both accounts get the trigger KEY_INFLUENCER_CHANGE in their ledgers; needs ledger.write, too. ' +
      'Errors: INPUT_INVALID, NOT_FOUND (link, account, department), JOB_NOT_HELD, LINK_OVERLAPS, LEDGER_WRITER_NOT_ALLOWED, FORBIDDEN.',
  })
  @Allow('contact.write')
  @Transactional()
  async recordJobChange(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What changed.' }) input: RecordJobChangeInput,
  ): Promise<Read<JobChange>> {
    demandPermission(ctx, 'ledger.write');
    return readWritten(await this.changes.record(ctx, input));
  }
}
