import { Module } from '@nestjs/common';
import { OpenSignals } from './open-signals.service.js';

@Module({ providers: [OpenSignals], exports: [OpenSignals] })
export class OpenSignalsModule {}
