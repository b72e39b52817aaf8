import {
  advisoryFigures,
  type AdvisoryFacts,
  advisoryLimits,
  type AdvisoryRule,
  FIGURE_ADVISORIES,
  type FigureAdvisory,
  financialRatios,
  type IsoDate,
  statementFacts,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { CustomerFinancialsService, type ToldStatement } from '../customer-financials/customer-financials.service.js';
import { CustomerStock, type StockReading } from '../ledger/customer-stock.service.js';
import { PolicyService } from '../policies/policy.service.js';
import type { AdvisoryFactCode, AdvisoryGap } from './advisory.enums.js';

/** One thing a figure rests on, as it was known then. */
export interface AdvisoryFact {
  readonly code: AdvisoryFactCode;
  /** Days of a period; else a quantity. */
  readonly value: number;
  /** Days in which a quantity went out. */
  readonly days: number | null;
  readonly fiscalYear: number | null;
  readonly on: IsoDate | null;
  readonly source: 'customer_financials' | 'ledger_entry';
  readonly sourceId: string;
}

/** A customer's figure against its limit; null with the reason where it is not known. */
export interface FigureReading {
  readonly kind: FigureAdvisory;
  readonly measured: number | null;
  readonly limit: number;
  readonly beyond: boolean;
  readonly reason: AdvisoryGap | null;
  readonly facts: readonly AdvisoryFact[];
}

/**
 * The figures that advisories rest on: a customer's stock by what was observed of it or, where that is older, by its newest
 * annual statement; and how much longer its own customers take to pay than a year before.
 */
@Injectable()
export class AdvisoryFigures {
  constructor(
    @Inject(CustomerFinancialsService) private readonly financials: CustomerFinancialsService,
    @Inject(CustomerStock) private readonly stock: CustomerStock,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Stable, so that sibling fields share the statements. Of accounts that the caller may see; every kind of each. */
  readonly byAccount = async (
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly FigureReading[]>> => {
    const { advisory: rule } = (await this.policies.current(ctx)).document;
    const told = await this.financials.newestOf(ctx, accountIds);
    const seen = await this.stock.of(ctx, accountIds);
    return new Map(accountIds.map((id) => [id, readingsOf(told.get(id), seen.get(id), rule)]));
  };
}

/** Every kind, from what is told and what was seen. */
function readingsOf(
  told: ToldStatement | undefined,
  seen: StockReading | undefined,
  rule: AdvisoryRule,
): readonly FigureReading[] {
  const stated = told === undefined ? {} : statementFacts(told.statement, told.before?.statement);
  // What was seen after the year of the statement is over knows more than the statement.
  const fresh = seen !== undefined && (stated.stock === undefined || seen.on > `${told?.statement.year}-12-31`);
  const facts: AdvisoryFacts = fresh ? { ...stated, stock: seen } : stated;
  const measured = new Map(advisoryFigures(facts, rule).map((figure) => [figure.kind, figure]));
  const limits = advisoryLimits(rule);
  const sources = {
    STOCK_CEILING: fresh ? observed(seen) : periods('INVENTORY_PERIOD', told && [told]),
    CASH_COLLECTION_CYCLE: periods('COLLECTION_PERIOD', told && (told.before ? [told.before, told] : [told])),
  };
  return FIGURE_ADVISORIES.map((kind) => {
    const figure = measured.get(kind);
    return {
      kind,
      measured: figure?.measured ?? null,
      limit: limits[kind],
      beyond: figure !== undefined && figure.measured > figure.limit,
      reason: figure === undefined ? gapOf(kind, facts, told) : null,
      facts: sources[kind],
    };
  });
}

function observed({ days, seen: { stock, orders } }: StockReading): readonly AdvisoryFact[] {
  const common = { fiscalYear: null, source: 'ledger_entry' } as const;
  return [
    { ...common, code: 'STOCK', value: stock.value, days: null, on: stock.on, sourceId: stock.id },
    { ...common, code: 'SUB_CUSTOMER_ORDERS', value: orders.value, days, on: orders.on, sourceId: orders.id },
  ];
}

function periods(
  code: 'INVENTORY_PERIOD' | 'COLLECTION_PERIOD',
  told: readonly Pick<ToldStatement, 'id' | 'statement'>[] = [],
): readonly AdvisoryFact[] {
  return told.flatMap(({ id, statement }) => {
    const value = financialRatios(statement).find((ratio) => ratio.code === code)?.value;
    const source = { source: 'customer_financials', sourceId: id } as const;
    return value === undefined ? [] : [{ code, value, days: null, fiscalYear: statement.year, on: null, ...source }];
  });
}

function gapOf(kind: FigureAdvisory, { stock }: AdvisoryFacts, told: ToldStatement | undefined): AdvisoryGap {
  if (kind === 'STOCK_CEILING') return stock === undefined ? 'STOCK_NOT_TOLD' : 'OFFTAKE_NOT_TOLD';
  const now = periods('COLLECTION_PERIOD', told && [told]);
  return now.length === 0 ? 'COLLECTION_NOT_TOLD' : 'YEAR_BEFORE_NOT_TOLD';
}
