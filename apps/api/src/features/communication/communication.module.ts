import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { AccountCommunicationResolver, CommunicationResolver } from './communication.resolver.js';
import { CommunicationService } from './communication.service.js';
import { CommunicationStore } from './communication.store.js';

@Module({
  imports: [AccountModule, LedgerFactsModule, PolicyModule],
  providers: [CommunicationService, CommunicationStore, CommunicationResolver, AccountCommunicationResolver],
  exports: [CommunicationService, CommunicationStore],
})
export class CommunicationModule {}
