import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { JobRun } from './job-run.entity.js';
import { NEWEST_JOBS } from './job.reads.js';
import { JobService } from './job.service.js';
import { JobArgs, JobConnection } from './job.types.js';

@Resolver(() => JobRun)
export class JobResolver {
  constructor(@Inject(JobService) private readonly service: JobService) {}

  @Query(() => JobConnection, {
    description: 'Jobs, the newest first: those whose progress is kept, and those that failed for good.',
  })
  @Allow('job.read')
  jobs(@Args() { filter, ...args }: JobArgs): Read<JobRun> {
    const status = filter?.status;
    if (status == null) return readConnection(args, NEWEST_JOBS);
    return readConnection(args, NEWEST_JOBS, { where: (job) => sql`${job('status')} = ${status}` });
  }

  @Query(() => JobRun, { nullable: true, description: 'A job; null when there is none.' })
  @Allow('job.read')
  job(@Args('id', { type: () => ID, description: 'Its identifier.' }) id: string): Read<JobRun> {
    return readById(id);
  }

  @Mutation(() => JobRun, {
    description:
      'Has a job run again that was given up. What it had done already stays done, so that its effect happens once. Messages are kept for 30 days after a failure. Errors: NOT_FOUND, JOB_NOT_FAILED, JOB_FORGOTTEN.',
  })
  @Allow('job.manage')
  @Transactional()
  async retryJob(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The job.' }) id: string,
  ): Promise<Read<JobRun>> {
    return readWritten(await this.service.retry(ctx, id));
  }
}
