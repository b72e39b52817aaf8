import { Module } from '@nestjs/common';
import { AlertQueries } from './alert.queries.js';

@Module({ providers: [AlertQueries], exports: [AlertQueries] })
export class AlertQueriesModule {}
