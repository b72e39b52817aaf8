import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { DataDayModule } from '../evaluation/data-day.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { NextProductModule } from '../next-products/next-product.module.js';
import { RebateModule } from '../rebates/rebate.module.js';
import { AccountContributions } from './account-contributions.service.js';
import { AccountStandingService } from './account-standing.service.js';
import { AccountValueResolver } from './account-value.resolver.js';
import { AccountValueRows } from './account-value-rows.service.js';
import { AccountValueWriter } from './account-value.writer.js';
import { AccountCostsResolver, CostCorrectionResolver, CostResolver } from './cost.resolver.js';
import { CostService } from './cost.service.js';
import { LifetimeModelService } from './lifetime-model.service.js';
import { OpenTriggers } from './open-triggers.js';
import { PortfolioService } from './portfolio.service.js';
import { ProfitSumsService } from './profit-sums.service.js';
import { ValueBasisService } from './value-basis.service.js';
import { ValueCheck } from './value-check.service.js';
import { ValueCurveResolver } from './value-curve.resolver.js';
import { ValueMoveProposer } from './value-move-proposer.js';
import { AccountValueListResolver, ValueMoveResolver } from './value-move.resolver.js';
import { ValueMoveService } from './value-move.service.js';
import { ValueMoveStore } from './value-move.store.js';
import { ValueRunStore } from './value-run.store.js';
import { ValueSources } from './value-sources.service.js';
import { ValueProcessor } from './value.processor.js';
import { WaterfallService } from './waterfall.service.js';
import { WhaleCurveService } from './whale-curve.service.js';

@Module({
  imports: [AccountModule, PolicyModule, DataDayModule, NextProductModule, RebateModule, LedgerFactsModule],
  providers: [
    AccountContributions,
    AccountCostsResolver,
    AccountStandingService,
    AccountValueListResolver,
    AccountValueResolver,
    AccountValueRows,
    AccountValueWriter,
    CostCorrectionResolver,
    CostResolver,
    CostService,
    LifetimeModelService,
    OpenTriggers,
    PortfolioService,
    ProfitSumsService,
    ValueBasisService,
    ValueCheck,
    ValueCurveResolver,
    ValueMoveProposer,
    ValueMoveResolver,
    ValueMoveService,
    ValueMoveStore,
    ValueProcessor,
    ValueRunStore,
    ValueSources,
    WaterfallService,
    WhaleCurveService,
  ],
  exports: [AccountContributions, ValueCheck, ValueMoveStore],
})
export class ValueModule {}
