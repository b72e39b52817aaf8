import { Module } from '@nestjs/common';
import { DataDay } from './data-day.service.js';

@Module({ providers: [DataDay], exports: [DataDay] })
export class DataDayModule {}
