import { monthOf, type RebateBasis, type RebateEvent, type RebateKind } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import type { RebateScope, WrittenTier } from './rebate-terms.js';
import { RebateNumberTaken, RebateScopeNotFound } from './rebate.errors.js';

const FOREIGN_KEY_VIOLATION = '23503';

/** Terms that have been checked. */
export interface CheckedTerms {
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly basis: RebateBasis;
  readonly kind: RebateKind;
  readonly includesGroup: boolean;
  readonly scope: RebateScope | 'MIXED';
  readonly categoryIds: readonly string[];
  readonly productIds: readonly string[];
  readonly tiers: readonly WrittenTier[];
  readonly currency: string;
  readonly note?: string | null | undefined;
}

/** Writes agreements; the row, its tiers and what it is about. */
@Injectable()
export class RebateTermsStore {
  /** @throws RebateNumberTaken @throws RebateScopeNotFound */
  async insert(ctx: RequestContext, id: string, accountId: string, terms: CheckedTerms): Promise<void> {
    await naming(
      UNIQUE_VIOLATION,
      () => new RebateNumberTaken(),
      ctx.unit.execute(tenantSql`
        insert into rebate_agreement (tenant_id, id, account_id, number, includes_group, from_month, to_month, basis, kind, scope, currency, state,
          note, recorded_at, recorded_by)
        values (${TENANT}, ${id}, ${accountId}, ${terms.number}, ${terms.includesGroup}, ${firstDay(terms.from)}::date, ${firstDay(terms.to)}::date,
          ${terms.basis}, ${terms.kind}, ${terms.scope}, ${terms.currency}, 'DRAFT', ${terms.note ?? null}, ${ctx.now()}, ${ctx.actor})`),
    );
    await this.insertParts(ctx, id, terms);
  }

  /** @throws RebateNumberTaken @throws RebateScopeNotFound */
  async replace(ctx: RequestContext, id: string, terms: CheckedTerms): Promise<void> {
    await naming(
      UNIQUE_VIOLATION,
      () => new RebateNumberTaken(),
      this.update(
        ctx,
        id,
        sql`number = ${terms.number}, includes_group = ${terms.includesGroup}, from_month = ${firstDay(terms.from)}::date,
          to_month = ${firstDay(terms.to)}::date, basis = ${terms.basis}, kind = ${terms.kind}, scope = ${terms.scope}, note = ${terms.note ?? null}`,
      ),
    );
    for (const table of [sql`rebate_tier`, sql`rebate_scope`])
      await ctx.unit.execute(tenantSql`delete from ${table} where tenant_id = ${TENANT} and agreement_id = ${id}`);
    await this.insertParts(ctx, id, terms);
  }

  /** What became of an agreement. */
  async evolve(ctx: RequestContext, id: string, event: RebateEvent, creditNoteId: string | null): Promise<void> {
    switch (event.type) {
      case 'REBATE_ACTIVATED':
        return this.update(ctx, id, sql`state = 'ACTIVE'`);
      case 'REBATE_WITHDRAWN':
        return this.update(ctx, id, sql`state = 'WITHDRAWN'`);
      case 'REBATE_ENDED':
        return this.update(ctx, id, sql`state = 'ENDED', to_month = ${`${event.to}-01`}::date`);
      case 'REBATE_SETTLED':
        return this.update(
          ctx,
          id,
          sql`state = 'SETTLED', settled_minor = ${event.amountMinor}, credit_note_id = ${creditNoteId}, settled_at = ${event.at},
            settled_by = ${event.by}`,
        );
    }
  }

  private async update(ctx: RequestContext, id: string, set: Sql): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update rebate_agreement set ${set}, terms_hash = null, version = version + 1 where tenant_id = ${TENANT} and id = ${id}`);
  }

  private async insertParts(ctx: RequestContext, id: string, terms: CheckedTerms): Promise<void> {
    const { tiers, categoryIds, productIds } = terms;
    await ctx.unit.execute(tenantSql`
      insert into rebate_tier (tenant_id, agreement_id, ordinal, from_volume, rate)
      select ${TENANT}::uuid, ${id}::uuid, t.ordinal, trim_scale(t.from_volume), trim_scale(t.rate)
      from unnest(${tiers.map(({ from }) => from)}::numeric[], ${tiers.map(({ rate }) => rate)}::numeric[]) with ordinality t (from_volume, rate, ordinal)`);
    for (const [field, column, ids] of [
      ['categoryIds', sql`category_id`, categoryIds],
      ['productIds', sql`product_id`, productIds],
    ] as const)
      if (ids.length > 0)
        await naming(
          FOREIGN_KEY_VIOLATION,
          () => new RebateScopeNotFound(field),
          ctx.unit.execute(tenantSql`
            insert into rebate_scope (tenant_id, agreement_id, ordinal, ${column})
            select ${TENANT}::uuid, ${id}::uuid, s.ordinal, s.id from unnest(${ids}::uuid[]) with ordinality s (id, ordinal)`),
        );
  }
}

function firstDay(day: string): string {
  return `${monthOf(day)}-01`;
}
