import { Module } from '@nestjs/common';
import { SignalSources } from './signal-source.js';

/** For features that have signals to tell: `sources.register(this)` in `onModuleInit`. */
@Module({ providers: [SignalSources], exports: [SignalSources] })
export class SignalSourceModule {}
