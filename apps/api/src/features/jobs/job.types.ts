import { ArgsType, Field, InputType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import type { JobStatus } from '../../platform/jobs/topics.js';
import { JobRun, JobStatusEnum } from './job-run.entity.js';

/** A page of jobs. */
export const JobConnection = Connection(JobRun, 'Job');

@InputType({ description: 'Which jobs; every condition must hold.' })
export class JobFilter {
  @Field(() => JobStatusEnum, { nullable: true, description: 'Only those of which this has become.' })
  status?: JobStatus | null;
}

@ArgsType()
export class JobArgs extends ConnectionArgs {
  @Field(() => JobFilter, { nullable: true, description: 'Which jobs.' })
  filter?: JobFilter | null;
}
