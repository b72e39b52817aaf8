import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonScalar } from '../../platform/graphql/json.scalar.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import type { JobStatus } from '../../platform/jobs/topics.js';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const JobStatusEnum = codeEnum(
  'JobStatus',
  ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED'] as const,
  'What has become of a job.',
);

@Entity('job_run')
@ObjectType('Job', {
  description: 'Work that Mortise does in the background. Small jobs appear here only when they failed for good.',
})
export class JobRun {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('text')
  @Field({ description: 'What it does, for example accounts.evaluate.' })
  name: string;

  @Column('text')
  @Field(() => JobStatusEnum, { description: 'What has become of it.' })
  status: JobStatus;

  @Column('smallint')
  @Field(() => Int, { description: 'How far it is, 0 to 100.' })
  percent: number;

  @Column('jsonb')
  @Field(() => JsonScalar, { description: 'What the job has told about itself: counts by name.' })
  detail: Record<string, unknown>;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Stable code of the error it ended in.' })
  errorCode: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The error in words.' })
  error: string | null;

  @Column('int')
  @Field(() => Int, { description: 'How often it was begun.' })
  attempts: number;

  @Column('int')
  @Field(() => Int, { description: 'How often somebody had it run again after it had been given up.' })
  retries: number;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was first begun.' })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  finishedAt: Date | null;
}
