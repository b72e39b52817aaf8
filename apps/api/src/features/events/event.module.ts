import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { EventFeedService } from './event-feed.service.js';
import { EventStreamService } from './event-stream.service.js';
import { EventController } from './event.controller.js';
import { OutboxPurgeService } from './outbox-purge.service.js';

@Module({ controllers: [EventController], providers: [EventFeedService, EventStreamService, OutboxPurgeService] })
export class EventModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(OutboxPurgeService) private readonly outbox: OutboxPurgeService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('outbox.purge', (ctx) => this.outbox.purge(ctx));
  }
}
