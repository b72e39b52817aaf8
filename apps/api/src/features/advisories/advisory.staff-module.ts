import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { CustomerFinancialsModule } from '../customer-financials/customer-financials.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { AdvisoryDelivery } from './advisory-delivery.service.js';
import {
  AccountAdvisoriesResolver,
  AdvisoryFieldsResolver,
  AdvisoryRecipientResolver,
} from './advisory-fields.resolver.js';
import { AdvisoryFigures } from './advisory-figures.service.js';
import { AdvisoryModule } from './advisory.module.js';
import { AdvisoryResolver } from './advisory.resolver.js';
import { AdvisoryService } from './advisory.service.js';
import { SuggestedAdvisories } from './suggested-advisories.service.js';

@Module({
  imports: [
    AdvisoryModule,
    AccountModule,
    CustomerFinancialsModule,
    LedgerFactsModule,
    PolicyModule,
    PortalAccessModule,
  ],
  providers: [
    ...[AdvisoryFigures, SuggestedAdvisories, AdvisoryDelivery, AdvisoryService],
    ...[AdvisoryResolver, AdvisoryFieldsResolver, AdvisoryRecipientResolver, AccountAdvisoriesResolver],
  ],
})
export class AdvisoryStaffModule {}
