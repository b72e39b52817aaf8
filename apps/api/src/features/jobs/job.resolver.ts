import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { type Read, readById, readConnection } from '../../platform/graphql/read-engine/read.js';
import { JobRun } from './job-run.entity.js';
import { NEWEST_JOBS } from './job.reads.js';
import { JobConnection } from './job.types.js';

@Resolver(() => JobRun)
export class JobResolver {
  @Query(() => JobConnection, {
    description: 'Jobs, the newest first: those whose progress is kept, and those that failed for good.',
  })
  @Allow('job.read')
  jobs(@Args() args: ConnectionArgs): Read<JobRun> {
    return readConnection(args, NEWEST_JOBS);
  }

  @Query(() => JobRun, { nullable: true, description: 'A job; null when there is none.' })
  @Allow('job.read')
  job(@Args('id', { type: () => ID, description: 'Its identifier.' }) id: string): Read<JobRun> {
    return readById(id);
  }
}
