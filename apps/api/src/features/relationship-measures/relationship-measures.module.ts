import { Module } from '@nestjs/common';
import { AccountLevelsModule } from '../assessments/account-levels.module.js';
import { CommunicationModule } from '../communication/communication.module.js';
import { ComplaintCounts } from '../complaints/complaint-counts.service.js';
import { CustomerFinancialsModule } from '../customer-financials/customer-financials.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { RebateModule } from '../rebates/rebate.module.js';
import { RelationshipModule } from '../relationships/relationship.module.js';
import { AccountSharesModule } from '../shares/account-shares.module.js';
import { StageModule } from '../stages/stage.module.js';
import { AccountFactsReader } from './account-facts.service.js';
import { CountryTableResolver } from './country-table.resolver.js';
import { CountryTableService } from './country-table.service.js';
import { ExitFactsReader } from './exit-facts.service.js';
import { RelationshipMeasures } from './relationship-measures.service.js';
import { RelationshipMeasuresResolver } from './relationship-measures.resolver.js';
import { TradeYears } from './trade-year.service.js';

@Module({
  imports: [
    ...[AccountLevelsModule, AccountSharesModule, CommunicationModule, CustomerFinancialsModule, LedgerFactsModule],
    ...[PolicyModule, RebateModule, RelationshipModule, StageModule],
  ],
  providers: [
    ...[AccountFactsReader, ExitFactsReader, TradeYears, RelationshipMeasures, RelationshipMeasuresResolver],
    ...[CountryTableService, CountryTableResolver, ComplaintCounts],
  ],
})
export class RelationshipMeasuresModule {}
