import { Module } from '@nestjs/common';
import { ImportDatabase } from '../../platform/database/import-database.js';
import { PolicyModule } from '../policies/policy.module.js';
import { ImportBodyParser } from './import-body-parser.js';
import { ImportRunService } from './import-run.service.js';
import { ImportSweepService } from './import-sweep.service.js';
import { ImportTurns } from './import-turns.js';
import { UndoSign } from './undo-sign.js';
import { ImportUndoService } from './import-undo.service.js';
import { ImportController } from './import.controller.js';
import { ImportRecord } from './import.record.js';
import { ImportResolver } from './import.resolver.js';
import { ImportService } from './import.service.js';

@Module({
  imports: [PolicyModule],
  controllers: [ImportController],
  providers: [
    ImportDatabase,
    ImportRecord,
    ImportTurns,
    ImportBodyParser,
    ImportRunService,
    ImportSweepService,
    ImportService,
    ImportUndoService,
    UndoSign,
    ImportResolver,
  ],
  exports: [ImportDatabase, ImportRecord, ImportService, ImportRunService, ImportTurns, ImportUndoService],
})
export class ImportModule {}
