import { addMonths, monthOf, type Month } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { latestTradeMonth } from '../trade/trade-scope.js';
import { salesAnalysisArguments, type SalesAnalysisArgs } from './sales-analysis.inputs.js';
import type {
  EffectsOf,
  SalesAnalysis,
  SalesComparisonFigures,
  SalesEffects,
  SalesRow,
} from './sales-analysis.types.js';
import { FEW_DUE_ACCOUNTS } from './sales-cells.js';
import { DIMENSION_SOURCES } from './sales-dimension.js';
import { type EffectFigures, salesEffectsStatement } from './sales-effects.statement.js';
import { type SalesFigures, salesFiguresStatement } from './sales-figures.statement.js';
import type { SalesQuestion } from './sales-scope.js';

/** Where sales changed and why, from the monthly roll-ups. */
@Injectable()
export class SalesAnalysisService {
  /** @throws InputInvalid @throws Forbidden for names the caller may not read */
  async analyse(ctx: RequestContext, args: SalesAnalysisArgs): Promise<SalesAnalysis> {
    const question = await this.question(ctx, args);
    const { currency, due } = await this.basis(ctx);
    const figures = await ctx.unit.query<SalesFigures>(salesFiguresStatement(ctx, question, due));
    const effects = this.effects(ctx, question, currency, due);
    const [before, after] = [BigInt(figures[0]?.total_before ?? 0), BigInt(figures[0]?.total_after ?? 0)];
    const left = (figure: 'before' | 'after', total: bigint): bigint =>
      figures.reduce((rest, row) => rest - BigInt(row[figure]), total);
    const { from, comparedFrom, last, comparedLast } = question;
    return {
      from,
      to: lastDay(last),
      comparedFrom,
      comparedTo: lastDay(comparedLast),
      total: { key: null, label: null, ...comparison(before, after, currency), effectsOf: () => effects(null, true) },
      rows: figures.map((row) => rowOf(row, currency, effects)),
      rest: comparison(left('before', before), left('after', after), currency),
      valueCount: Number(figures[0]?.value_count ?? 0),
      sources: ['account_month', 'product_month', 'account_product_year', 'account_product_month'],
    };
  }

  private async question(ctx: RequestContext, args: SalesAnalysisArgs): Promise<SalesQuestion> {
    const { by, to, months, comparedWith, order, first, filter } = parseArguments(salesAnalysisArguments, args);
    const { permission } = DIMENSION_SOURCES[by];
    if (permission) demandPermission(ctx, permission);
    const last = monthOf(to ?? (await latestTradeMonth(ctx)) ?? ctx.now().toISOString().slice(0, 10));
    const from = addMonths(last, 1 - months);
    const back = comparedWith === 'PREVIOUS_YEAR' ? -12 : -months;
    return {
      by,
      order,
      first,
      scope: filter ?? {},
      from: firstDay(from),
      last: firstDay(last),
      comparedFrom: firstDay(addMonths(from, back)),
      comparedLast: firstDay(addMonths(last, back)),
    };
  }

  /** In what money, and how many accounts' years are not added up; beyond a few it does not matter how many. */
  private async basis(ctx: RequestContext): Promise<{ currency: string; due: number }> {
    const row = await ctx.unit.first<{ currency: string; due: number }>(tenantSql`
      select t.currency, (select count(*) from (
        select from account_year_due d where d.tenant_id = ${TENANT} limit ${FEW_DUE_ACCOUNTS + 1}::int) d)::int as due
      from tenant t where t.id = ${TENANT}`);
    return row as { currency: string; due: number };
  }

  /** Effects cost a pass over both periods, so they are worked out when a client asks for them, once for all rows. */
  private effects(ctx: RequestContext, question: SalesQuestion, currency: string, due: number): EffectsByKey {
    let found: Promise<readonly EffectFigures[]> | undefined;
    return async (key, total) => {
      found ??= ctx.unit.query<EffectFigures>(salesEffectsStatement(ctx, question, due));
      const figures = (await found).find((row) => row.total === total && row.key === key);
      return effectsView(figures ?? NO_EFFECTS, currency);
    };
  }
}

type EffectsByKey = (key: string | null, total: boolean) => Promise<SalesEffects>;

const NO_EFFECTS = { customer: '0', volume: '0', price: '0', mix: '0', accounts: 0, accounts_before: 0 };

function firstDay(month: Month): string {
  return `${month}-01`;
}

function lastDay(firstOfMonth: string): string {
  const next = Date.parse(firstDay(addMonths(monthOf(firstOfMonth), 1)));
  return new Date(next - 86_400_000).toISOString().slice(0, 10);
}

function rowOf(
  { key, label, before, after }: SalesFigures,
  currency: string,
  effects: EffectsByKey,
): SalesRow & EffectsOf {
  return { key, label, ...comparison(BigInt(before), BigInt(after), currency), effectsOf: () => effects(key, false) };
}

function comparison(before: bigint, after: bigint, currency: string): SalesComparisonFigures {
  return {
    net: moneyValue(after, currency),
    before: moneyValue(before, currency),
    change: moneyValue(after - before, currency),
    changeShare: before > 0n ? Number(after - before) / Number(before) : null,
  };
}

function effectsView(
  { customer, volume, price, mix, accounts, accounts_before: accountsBefore }: typeof NO_EFFECTS,
  currency: string,
): SalesEffects {
  return {
    customer: moneyValue(customer, currency),
    volume: moneyValue(volume, currency),
    price: moneyValue(price, currency),
    mix: moneyValue(mix, currency),
    accounts,
    accountsBefore,
  };
}
