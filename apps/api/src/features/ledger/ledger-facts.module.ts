import { Module } from '@nestjs/common';
import { LedgerBatch } from './ledger-batch.service.js';
import { LedgerPeople } from './ledger-people.service.js';
import { OpenWindows } from './open-windows.service.js';
import { RelationshipFacts } from './relationship-facts.service.js';
import { TouchReadings } from './touch-readings.service.js';

/** What other features ask the relationship ledger. */
@Module({
  providers: [LedgerBatch, LedgerPeople, OpenWindows, RelationshipFacts, TouchReadings],
  exports: [LedgerBatch, LedgerPeople, OpenWindows, RelationshipFacts, TouchReadings],
})
export class LedgerFactsModule {}
