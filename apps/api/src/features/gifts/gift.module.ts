import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { AccountModule } from '../accounts/account.module.js';
import { ContactModule } from '../contacts/contact.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { GiftAnnouncer } from './gift-announcer.js';
import { GiftCommands } from './gift-commands.js';
import { GiftFactsResolver } from './gift-facts.resolver.js';
import { GiftFactsService } from './gift-facts.service.js';
import { AccountGiftsResolver, ContactGiftsResolver, GiftFieldsResolver } from './gift-fields.resolver.js';
import { GiftRegisterService } from './gift-register.service.js';
import { GiftResolver } from './gift.resolver.js';
import { GiftService } from './gift.service.js';
import { GiftStore } from './gift.store.js';

@Module({
  imports: [AccountModule, ContactModule, LedgerFactsModule, LedgerModule, PolicyModule, StaffModule],
  providers: [
    ...[GiftStore, GiftAnnouncer, GiftCommands, GiftFactsService, GiftRegisterService, GiftService],
    ...[GiftResolver, GiftFactsResolver, GiftFieldsResolver, AccountGiftsResolver, ContactGiftsResolver],
  ],
})
export class GiftModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(GiftFactsService) private readonly facts: GiftFactsService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('gift-recipients.expire', (ctx) => this.facts.expire(ctx));
  }
}
