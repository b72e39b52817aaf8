import { Module } from '@nestjs/common';
import { ReceivableHistories } from './receivable-history.js';
import { SilentComplaintReadings } from './silent-complaint.readings.js';

/** For those who judge accounts: what payment says about them, many at once. */
@Module({
  providers: [ReceivableHistories, SilentComplaintReadings],
  exports: [ReceivableHistories, SilentComplaintReadings],
})
export class SilentComplaintModule {}
