import { dateOfEpochDay, epochDay } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { AssessmentAskers } from './assessment-askers.service.js';
import { AssessmentCommands } from './assessment-commands.js';
import { AssessmentRefused } from './assessment.errors.js';
import { AssessmentStore, isAnswering } from './assessment.store.js';

/** Days before the last one on which whoever has not answered is reminded, once. */
const REMINDED_DAYS_BEFORE = 3;

/** At night, reminds those who have not answered shortly before the time is over, and closes rounds whose time is. */
@Injectable()
export class AssessmentClock implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(AssessmentStore) private readonly store: AssessmentStore,
    @Inject(AssessmentCommands) private readonly commands: AssessmentCommands,
    @Inject(AssessmentAskers) private readonly askers: AssessmentAskers,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('assessments.clock', (ctx) => this.run(ctx));
  }

  /** Inside a transaction. */
  async run(ctx: RequestContext): Promise<void> {
    const soon = dateOfEpochDay(epochDay(todayOf(ctx)) + REMINDED_DAYS_BEFORE);
    for (const id of await this.store.answeringUntil(ctx, soon)) {
      const locked = await this.store.lock(ctx, id);
      if (isAnswering(locked, ctx.now())) {
        const raters = await this.store.outstanding(ctx, id, true);
        if (raters.length > 0) await this.askers.remind(ctx, locked, raters);
      } else if (locked.state.step === 'ANSWERING') {
        await this.close(ctx, id);
      }
    }
  }

  /** A round in which nobody has answered enough stays for somebody to cancel. */
  private async close(ctx: RequestContext, id: string): Promise<void> {
    try {
      await this.commands.run(ctx, await this.store.lock(ctx, id), { type: 'CLOSE' });
    } catch (error) {
      if (!(error instanceof AssessmentRefused && error.code === 'NO_SHEET_COUNTS')) throw error;
    }
  }
}
