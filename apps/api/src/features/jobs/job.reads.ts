import { type Order, readModel } from '../../platform/graphql/read-engine/read-model.js';

/** Jobs, the newest first. */
export const NEWEST_JOBS: Order = {
  keys: [
    { by: 'created_at', type: 'timestamptz' },
    { by: 'id', type: 'uuid' },
  ],
  descending: true,
};

export const JOB_READS = readModel('Job', { table: 'job_run' });
