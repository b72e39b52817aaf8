import { Module } from '@nestjs/common';
import { PolicyModule } from '../policies/policy.module.js';
import { ContactSumsService } from './contact-sums.service.js';
import { CustomerStock } from './customer-stock.service.js';
import { LedgerJudgements } from './judgements.service.js';
import { FeedbackEntries } from './feedback-entries.service.js';
import { LedgerBatch } from './ledger-batch.service.js';
import { LedgerFollowers } from './ledger-followers.js';
import { LedgerGifts } from './ledger-gifts.service.js';
import { LedgerPeople } from './ledger-people.service.js';
import { OpenWindows } from './open-windows.service.js';
import { LedgerRegister } from './register.service.js';
import { RelationshipFacts } from './relationship-facts.service.js';
import { SharedLedger } from './shared-ledger.service.js';
import { TouchReadings } from './touch-readings.service.js';

/** What other features ask the relationship ledger. */
@Module({
  imports: [PolicyModule],
  providers: [
    ContactSumsService,
    CustomerStock,
    FeedbackEntries,
    LedgerBatch,
    LedgerFollowers,
    LedgerGifts,
    LedgerJudgements,
    LedgerPeople,
    LedgerRegister,
    OpenWindows,
    RelationshipFacts,
    SharedLedger,
    TouchReadings,
  ],
  exports: [
    ContactSumsService,
    CustomerStock,
    FeedbackEntries,
    LedgerBatch,
    LedgerFollowers,
    LedgerGifts,
    LedgerJudgements,
    LedgerPeople,
    LedgerRegister,
    OpenWindows,
    RelationshipFacts,
    SharedLedger,
    TouchReadings,
  ],
})
export class LedgerFactsModule {}
