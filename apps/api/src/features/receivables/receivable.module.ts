import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import {
  AccountReceivablesResolver,
  CreditNoteResolver,
  InvoiceResolver,
  PaymentResolver,
} from './account-receivables.resolver.js';
import { CreditLimitService } from './credit-limit.service.js';
import { ReceivableDay } from './receivable-day.js';
import { ReceivableFiguresService } from './receivable-figures.service.js';
import { ReceivableResolver } from './receivable.resolver.js';
import { SilentComplaintModule } from './silent-complaint.module.js';
import { SilentComplaintService } from './silent-complaint.service.js';

@Module({
  imports: [AccountModule, PolicyModule, SilentComplaintModule],
  providers: [
    AccountReceivablesResolver,
    CreditNoteResolver,
    InvoiceResolver,
    PaymentResolver,
    ReceivableResolver,
    ReceivableDay,
    ReceivableFiguresService,
    CreditLimitService,
    SilentComplaintService,
  ],
})
export class ReceivableModule {}
