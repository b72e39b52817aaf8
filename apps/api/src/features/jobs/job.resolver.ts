import { Inject } from '@nestjs/common';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { JobRun } from './job-run.entity.js';
import { JobService } from './job.service.js';
import { JobConnection } from './job.types.js';

@Resolver(() => JobRun)
export class JobResolver {
  constructor(@Inject(JobService) private readonly service: JobService) {}

  @Query(() => JobConnection, {
    description: 'Jobs, the newest first: those whose progress is kept, and those that failed for good.',
  })
  @Allow('job.read')
  jobs(@Ctx() ctx: RequestContext, @Args() args: ConnectionArgs): Promise<ConnectionOf<JobRun>> {
    return this.service.list(ctx, args);
  }

  @Query(() => JobRun, { nullable: true, description: 'A job; null when there is none.' })
  @Allow('job.read')
  job(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'Its identifier.' }) id: string,
  ): Promise<JobRun | null> {
    return this.service.find(ctx, id);
  }
}
