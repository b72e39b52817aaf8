import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from '../config/config.js';
import { ClockedJobs } from './clocked-jobs.js';
import { JobHandlers } from './job-handlers.js';
import { JobRuns } from './job-runs.js';
import { JobWorker } from './job.worker.js';
import { OutboxRelay } from './outbox.relay.js';
import { Outbox } from './outbox.js';
import { JOB_QUEUE, type JobQueue, openQueue } from './queue.js';

@Global()
@Module({
  providers: [
    Outbox,
    OutboxRelay,
    JobHandlers,
    JobRuns,
    ClockedJobs,
    JobWorker,
    { provide: JOB_QUEUE, inject: [CONFIG], useFactory: openQueue },
  ],
  exports: [Outbox, OutboxRelay, JobHandlers, JobRuns, JobWorker, JOB_QUEUE],
})
export class JobsModule implements OnApplicationShutdown {
  constructor(
    @Inject(JobWorker) private readonly worker: JobWorker,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
    await this.worker.stop();
    await this.queue.close();
  }
}
