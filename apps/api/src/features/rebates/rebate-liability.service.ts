import { monthOf } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { agreedFor, fallingOn, RebateAccruals } from './rebate-accrual.service.js';
import { RebateBook } from './rebate-book.service.js';
import type { RebateLiability } from './rebate-standing.types.js';

const AT_ONCE = 1_000;
const UNPAID = sql`g.state in ('ACTIVE', 'ENDED')`;
const SOURCES = ['rebate_agreement', 'account_month', 'account_category_month', 'account_product_month'];

/** What is owed under agreements that were not paid out yet. */
@Injectable()
export class RebateLiabilityService {
  constructor(
    @Inject(RebateBook) private readonly book: RebateBook,
    @Inject(RebateAccruals) private readonly accruals: RebateAccruals,
  ) {}

  /** Of all agreements that the caller may see. */
  all(ctx: RequestContext): Promise<RebateLiability> {
    return this.sum(ctx, visibleAccount(ctx, 'g.account_id', true));
  }

  /** The part that falls on one account, which the caller sees already. */
  ofAccount(ctx: RequestContext, accountId: string): Promise<RebateLiability> {
    return this.sum(ctx, agreedFor(accountId), accountId);
  }

  /** What is owed to each of several accounts that the caller sees already, in minor units; accounts without agreements are left out. */
  async owedTo(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
    const asOf = await this.book.asOf(ctx);
    const owed = new Map<string, bigint>();
    const asked = new Set(accountIds);
    const agreements = await this.book.terms(ctx, all([UNPAID, agreedFor(sql`any(${accountIds}::uuid[])`)]));
    for (let at = 0; at < agreements.length; at += AT_ONCE) {
      const some = agreements.slice(at, at + AT_ONCE);
      const turnoverOf = await this.book.turnovers(ctx, some, asOf);
      for (const terms of some)
        for (const [id, minor] of fallingOn(terms, turnoverOf(terms.id), terms.period, asOf))
          if (asked.has(id)) owed.set(id, (owed.get(id) ?? 0n) + minor);
    }
    return owed;
  }

  private async sum(ctx: RequestContext, where: Sql, accountId?: string): Promise<RebateLiability> {
    const asOf = await this.book.asOf(ctx);
    const tenant = await ctx.unit.first<{ currency: string }>(
      tenantSql`select currency from tenant where id = ${TENANT}`,
    );
    const agreements = await this.book.terms(ctx, all([UNPAID, where]));
    const today = monthOf(ctx.now().toISOString().slice(0, 10));
    const [sums, counts] = [{ accrued: 0n, over: 0n }, { over: 0 }];
    for (let at = 0; at < agreements.length; at += AT_ONCE) {
      const some = agreements.slice(at, at + AT_ONCE);
      const turnoverOf = await this.book.turnovers(ctx, some, asOf);
      for (const terms of some) {
        let owed = 0n;
        for (const [id, minor] of fallingOn(terms, turnoverOf(terms.id), terms.period, asOf))
          if (accountId === undefined || id === accountId) owed += minor;
        sums.accrued += owed;
        if (terms.period.to >= today) continue;
        sums.over += owed;
        counts.over++;
      }
    }
    const recorded = agreements.length > 0 || (await this.accruals.recorded(ctx));
    const money = (minor: bigint) => moneyValue(minor, tenant?.currency ?? '');
    return {
      asOf,
      agreements: agreements.length,
      accrued: recorded ? money(sums.accrued) : null,
      awaitingSettlement: counts.over,
      toSettle: recorded ? money(sums.over) : null,
      reason: recorded ? null : 'NOT_RECORDED',
      sources: SOURCES,
    };
  }
}
