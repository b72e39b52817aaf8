import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { ClockedJobs } from './clocked-jobs.js';
import { JobHandlers } from './job-handlers.js';
import { JobRuns } from './job-runs.js';
import { JobWorker } from './job.worker.js';
import { OutboxRelay } from './outbox.relay.js';
import { Outbox } from './outbox.js';
import { JOB_QUEUE, type JobQueue, openQueue } from './queue.js';
import { SideQueues } from './side-queues.js';

@Global()
@Module({
  providers: [
    Outbox,
    OutboxRelay,
    JobHandlers,
    JobRuns,
    ClockedJobs,
    JobWorker,
    SideQueues,
    { provide: JOB_QUEUE, inject: [CONFIG], useFactory: (config: Config) => openQueue(config) },
  ],
  exports: [Outbox, OutboxRelay, JobHandlers, JobRuns, JobWorker, SideQueues, JOB_QUEUE],
})
export class JobsModule implements OnApplicationShutdown {
  constructor(
    @Inject(JobWorker) private readonly worker: JobWorker,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
    @Inject(SideQueues) private readonly sides: SideQueues,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
    await Promise.all([this.worker.stop(), this.sides.stop()]);
    await this.sides.close();
    await this.queue.close();
  }
}
