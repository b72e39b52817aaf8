import { Connection } from '../../platform/graphql/connection.js';
import { JobRun } from './job-run.entity.js';

/** A page of jobs. */
export const JobConnection = Connection(JobRun, 'Job');
