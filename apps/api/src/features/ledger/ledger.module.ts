import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { LedgerCatalogue } from './ledger-catalogue.js';
import { LedgerPeople } from './ledger-people.service.js';
import { LedgerReferences } from './ledger-references.service.js';
import { AccountLedgerResolver, LedgerResolver } from './ledger.resolver.js';
import { LedgerService } from './ledger.service.js';
import { RECORD_RESOLVERS } from './record.resolvers.js';

@Module({
  imports: [AccountModule],
  providers: [
    ...[LedgerCatalogue, LedgerPeople, LedgerReferences, LedgerService],
    ...[LedgerResolver, AccountLedgerResolver, ...RECORD_RESOLVERS],
  ],
})
export class LedgerModule {}
