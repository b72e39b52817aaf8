import { Module } from '@nestjs/common';
import { PlaybookResolver } from './playbook.resolver.js';
import { PlaybookService } from './playbook.service.js';
import { PlaybookStore } from './playbook.store.js';

@Module({ providers: [PlaybookService, PlaybookStore, PlaybookResolver], exports: [PlaybookService] })
export class PlaybookModule {}
