import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { SignalSourceModule } from '../signals/signal-source.module.js';
import { ContactSilenceSource } from './contact-silence.source.js';
import { LedgerAnnouncer } from './ledger-announcer.js';
import { LedgerCatalogue } from './ledger-catalogue.js';
import { LedgerFactsModule } from './ledger-facts.module.js';
import { LedgerReferences } from './ledger-references.service.js';
import { AccountLedgerResolver, LedgerResolver } from './ledger.resolver.js';
import { LedgerService } from './ledger.service.js';
import { RECORD_RESOLVERS } from './record.resolvers.js';
import { ToneSource } from './tone.source.js';
import { TouchSignalsResolver } from './touch-signals.resolver.js';

@Module({
  imports: [AccountModule, LedgerFactsModule, SignalSourceModule],
  providers: [
    ...[LedgerCatalogue, LedgerReferences, LedgerAnnouncer, LedgerService],
    ...[ContactSilenceSource, ToneSource, TouchSignalsResolver],
    ...[LedgerResolver, AccountLedgerResolver, ...RECORD_RESOLVERS],
  ],
  exports: [LedgerService],
})
export class LedgerModule {}
