import { Module } from '@nestjs/common';
import { OpenWindows } from './open-windows.service.js';
import { TouchReadings } from './touch-readings.service.js';

/** What other features ask the relationship ledger. */
@Module({ providers: [OpenWindows, TouchReadings], exports: [OpenWindows, TouchReadings] })
export class LedgerFactsModule {}
