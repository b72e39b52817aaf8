import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { DataDayModule } from '../evaluation/data-day.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { CreditNoteModule } from '../receivables/credit-note.service.js';
import { RebateAccruals } from './rebate-accrual.service.js';
import { RebateBook } from './rebate-book.service.js';
import { RebateLiabilityService } from './rebate-liability.service.js';
import { RebateStandingService } from './rebate-standing.service.js';
import { RebateTermsStore } from './rebate-terms.store.js';
import { AccountRebateResolver, RebateResolver } from './rebate.resolver.js';
import { RebateService } from './rebate.service.js';

@Module({
  imports: [AccountModule, PolicyModule, DataDayModule, CreditNoteModule],
  providers: [
    AccountRebateResolver,
    RebateAccruals,
    RebateBook,
    RebateLiabilityService,
    RebateResolver,
    RebateService,
    RebateStandingService,
    RebateTermsStore,
  ],
  exports: [RebateAccruals, RebateLiabilityService],
})
export class RebateModule {}
