import { Module } from '@nestjs/common';
import { ImportModule } from '../imports/import.module.js';
import { ValueModule } from '../value/value.module.js';
import { FiguresResolver } from './figures.resolver.js';
import { FiguresService } from './figures.service.js';

@Module({ imports: [ImportModule, ValueModule], providers: [FiguresService, FiguresResolver] })
export class FiguresModule {}
