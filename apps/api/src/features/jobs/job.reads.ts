import { latestFirst, readModel } from '../../platform/graphql/read-engine/read-model.js';

/** Jobs, the newest first. */
export const NEWEST_JOBS = latestFirst('created_at');

export const JOB_READS = readModel('Job', { table: 'job_run' });
