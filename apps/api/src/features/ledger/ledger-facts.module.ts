import { Module } from '@nestjs/common';
import { OpenWindows } from './open-windows.service.js';
import { LedgerRegister } from './register.service.js';
import { RelationshipFacts } from './relationship-facts.service.js';
import { TouchReadings } from './touch-readings.service.js';

/** What other features ask the relationship ledger. */
@Module({
  providers: [LedgerRegister, OpenWindows, RelationshipFacts, TouchReadings],
  exports: [LedgerRegister, OpenWindows, RelationshipFacts, TouchReadings],
})
export class LedgerFactsModule {}
