import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { LedgerFollowers } from '../ledger/ledger-followers.js';
import { PlaybookModule } from '../plays/playbook.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { TriggerAnnouncer } from './trigger-announcer.js';
import { TriggerCommands } from './trigger-commands.js';
import { EntryTriggerResolver, TriggerFieldsResolver } from './trigger-fields.resolver.js';
import { TriggerResolver } from './trigger.resolver.js';
import { TriggerService } from './trigger.service.js';
import { TriggerStore } from './trigger.store.js';

@Module({
  imports: [LedgerFactsModule, PlaybookModule, PolicyModule, StaffModule],
  providers: [
    ...[TriggerStore, TriggerAnnouncer, TriggerCommands, TriggerService],
    ...[TriggerResolver, TriggerFieldsResolver, EntryTriggerResolver],
  ],
})
export class TriggerModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(TriggerService) private readonly triggers: TriggerService,
    @Inject(TriggerStore) private readonly store: TriggerStore,
    @Inject(LedgerFollowers) private readonly followers: LedgerFollowers,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('triggers.expire', (ctx) => this.triggers.expire(ctx));
    this.followers.follow('TRIGGER', async (ctx, { entryId, by, withdrawn }) => {
      if (!withdrawn) await this.store.follow(ctx, entryId, by);
    });
  }
}
