import { Module } from '@nestjs/common';
import { SalesAnalysisResolver, SalesRowResolver } from './sales-analysis.resolver.js';
import { SalesAnalysisService } from './sales-analysis.service.js';
import { SalesYears } from './sales-years.service.js';

@Module({ providers: [SalesAnalysisResolver, SalesRowResolver, SalesAnalysisService, SalesYears] })
export class SalesAnalysisModule {}
