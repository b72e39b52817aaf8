import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { AccountPlanModule } from '../account-plans/account-plan.module.js';
import { AdvisoryModule } from '../advisories/advisory.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { StageModule } from '../stages/stage.module.js';
import { ChangeReader } from './change.reader.js';
import { DigestService } from './digest.service.js';
import { NoticeMailService } from './notice-mail.service.js';
import { NoticeSources } from './notice-sources.service.js';
import { NoticeReader } from './notice.reader.js';
import { NoticeService } from './notice.service.js';
import { NotificationSchedule } from './notification-schedule.service.js';
import { PlanNoticeSources } from './plan-notice-sources.service.js';
import { PlannedWorkReader } from './planned-work.reader.js';
import { PreferenceResolver } from './preference.resolver.js';
import { PreferenceService } from './preference.service.js';
import { PreferenceStore } from './preference.store.js';

@Module({
  imports: [AccountPlanModule, AdvisoryModule, PolicyModule, StageModule],
  providers: [
    ...[PreferenceStore, PreferenceService, PreferenceResolver],
    ...[
      NoticeService,
      NoticeSources,
      NoticeReader,
      PlanNoticeSources,
      PlannedWorkReader,
      ChangeReader,
      NoticeMailService,
      DigestService,
      NotificationSchedule,
    ],
  ],
})
export class NotificationModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(NoticeSources) private readonly sources: NoticeSources,
    @Inject(PlanNoticeSources) private readonly plans: PlanNoticeSources,
    @Inject(NoticeMailService) private readonly mails: NoticeMailService,
    @Inject(DigestService) private readonly digests: DigestService,
    @Inject(NotificationSchedule) private readonly schedule: NotificationSchedule,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('alert.opened', (ctx, payload) => this.sources.alertRaised(ctx, payload));
    this.jobs.handle('alert.changed', (ctx, payload) => this.sources.alertRaised(ctx, payload));
    this.jobs.handle('case.opened', (ctx, { caseId }) => this.sources.caseAssigned(ctx, caseId));
    this.jobs.handle('case.changed', async (ctx, { caseId, event }) => {
      if (event === 'CASE_ASSIGNED') await this.sources.caseAssigned(ctx, caseId);
    });
    this.jobs.handle('complaint.filed', (ctx, payload) => this.sources.complaintFiled(ctx, payload));
    this.jobs.handle('complaint.breached', (ctx, payload) => this.sources.complaintBreached(ctx, payload));
    this.jobs.handle('assessment.asked', (ctx, payload) => this.sources.assessmentAsked(ctx, payload));
    this.jobs.handle('advisory.changed', async (ctx, { advisoryId, event }) => {
      if (event === 'ADVISORY_ACTED_ON') await this.sources.advisoryActed(ctx, advisoryId);
      if (event === 'ADVISORY_COMPOSED' || event === 'ADVISORY_REWRITTEN')
        await this.sources.advisoryDrafted(ctx, advisoryId);
    });
    this.jobs.handle('account-plan.changed', (ctx, payload) => this.plans.planChanged(ctx, payload));
    this.jobs.handle('notifications.due', (ctx) => this.schedule.run(ctx));
    this.jobs.handle('notifications.digest', (ctx, payload) => this.digests.send(ctx, payload));
    this.jobs.handle('notifications.mail', (ctx, payload) => this.mails.mail(ctx, payload));
    this.jobs.handle('notifications.purge', (ctx) => this.schedule.purge(ctx));
  }
}
