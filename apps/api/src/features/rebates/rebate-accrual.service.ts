import {
  addMonths,
  AGREED_REBATE_STATES,
  fractionOf,
  type IsoDate,
  type Month,
  monthOf,
  rebateFallingOn,
  rebateOutlook,
  type RebatePeriod,
  turnoverBetween,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { RebateBook, type RebateTurnover } from './rebate-book.service.js';
import type { RebateTerms } from './rebate-terms.js';

/** So many agreements are worked out at once. */
const AT_ONCE = 1_000;

/** Rebates that fall on what accounts bought in a period. */
export interface AccruedRebates {
  /** Whether the tenant records rebates at all: where it does, an account without an agreement has none. */
  readonly recorded: boolean;
  /** In minor units; accounts that are left out have none. */
  readonly byAccount: ReadonlyMap<string, bigint>;
}

/** What rebates lessen the profit of accounts by. */
@Injectable()
export class RebateAccruals {
  constructor(@Inject(RebateBook) private readonly book: RebateBook) {}

  /** Of one account or, without one, of all there are: who may see them is the caller's to say. */
  async of(ctx: RequestContext, period: RebatePeriod, asOf: IsoDate, accountId?: string): Promise<AccruedRebates> {
    const byAccount = new Map<string, bigint>();
    const overlapping = all([
      AGREED,
      sql`g.from_month <= ${`${period.to}-01`}::date and g.to_month >= ${`${period.from}-01`}::date`,
      accountId === undefined ? undefined : agreedFor(accountId),
    ]);
    const agreements = await this.book.terms(ctx, overlapping);
    for (let at = 0; at < agreements.length; at += AT_ONCE) {
      const some = agreements.slice(at, at + AT_ONCE);
      const turnoverOf = await this.book.turnovers(ctx, some, asOf);
      for (const terms of some)
        for (const [id, minor] of fallingOn(terms, turnoverOf(terms.id), period, asOf))
          byAccount.set(id, (byAccount.get(id) ?? 0n) + minor);
    }
    return { recorded: agreements.length > 0 || (await this.recorded(ctx)), byAccount };
  }

  /** Whether the tenant has ever agreed on a rebate. */
  async recorded(ctx: RequestContext): Promise<boolean> {
    const row = await ctx.unit.first(tenantSql`
      select from rebate_agreement g where g.tenant_id = ${TENANT} and ${AGREED} limit 1`);
    return row !== undefined;
  }
}

const AGREED = sql`g.state = any(${[...AGREED_REBATE_STATES]}::text[])`;

/** The agreement `g` is with this account, or with a group that it belongs to. */
export function agreedFor(accountId: string | Sql): Sql {
  return sql`exists (
    select from account_closure c where c.tenant_id = ${TENANT} and c.ancestor_id = g.account_id and c.descendant_id = ${accountId}
      and (c.depth = 0 or g.includes_group))`;
}

/** The part of an agreement's rebate that falls on a period, by account: at the rate that is expected at the end, or was paid. */
export function fallingOn(
  { accountId, period: agreed, scheme, settledMinor }: RebateTerms,
  { byAccount, total }: RebateTurnover,
  { from, to }: RebatePeriod,
  asOf: IsoDate,
): ReadonlyMap<string, bigint> {
  const whole = turnoverBetween(total, agreed.from, agreed.to);
  if (settledMinor !== null && whole <= 0n)
    // Paid out though nothing was bought: it falls on the end.
    return agreed.to >= from && agreed.to <= to ? new Map([[accountId, settledMinor]]) : new Map();
  const rate =
    settledMinor === null ? rebateOutlook(scheme, agreed, total, asOf).rate : fractionOf(settledMinor, whole);
  const first = from > agreed.from ? from : agreed.from;
  const last = earliest(to, agreed.to, monthOf(asOf));
  return new Map(
    [...byAccount].map(([id, bought]) => {
      const before = turnoverBetween(bought, agreed.from, addMonths(first, -1));
      return [id, last < first ? 0n : rebateFallingOn(rate, before, turnoverBetween(bought, first, last))];
    }),
  );
}

function earliest(...months: readonly Month[]): Month {
  return months.reduce((first, month) => (month < first ? month : first));
}
