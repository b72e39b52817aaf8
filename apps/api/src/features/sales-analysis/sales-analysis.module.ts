import { Module } from '@nestjs/common';
import { SalesAnalysisResolver, SalesRowResolver } from './sales-analysis.resolver.js';
import { SalesAnalysisService } from './sales-analysis.service.js';

@Module({ providers: [SalesAnalysisResolver, SalesRowResolver, SalesAnalysisService] })
export class SalesAnalysisModule {}
