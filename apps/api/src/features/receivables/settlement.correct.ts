import type { RequestContext } from '../../platform/context/request-context.js';
import {
  type Correctable,
  restoreCorrected,
  type Shift,
  takeOutCorrected,
} from '../../platform/corrections/correction.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { settleInvoices } from './invoice.settle.js';
import { settlementSums } from './receivable-rollup.js';
import { joinedSettlements, SETTLEMENTS } from './settlement.merge.js';

type Settlement = keyof typeof SETTLEMENTS;

/** A payment or credit note is the same again by its number and its invoice, or account: these it keeps. */
const CORRECTABLE: Readonly<Record<Settlement, Correctable>> = {
  payment: correctable('payment', ['paid_on']),
  credit_note: correctable('credit_note', ['issued_on', 'reason']),
};

function correctable(fact: Settlement, own: readonly string[]): Correctable {
  return {
    fact,
    history: `${fact}_correction`,
    id: `${fact}_id`,
    content: ['account_id', 'invoice_id', 'number', 'amount_minor', 'currency', 'content_hash', ...own],
  };
}

/** Takes the payments or credit notes out to which a batch gives another day, amount or reason. The merge settles their invoices anew. */
export async function takeOutCorrectedSettlements(
  ctx: RequestContext,
  table: Settlement,
  of: { readonly importId: string; readonly currency: string; readonly rows: string; readonly given: string },
): Promise<void> {
  await takeOutCorrected(ctx, CORRECTABLE[table], {
    importId: of.importId,
    given: of.given,
    told: sql`${joinedSettlements(ctx, identifier(of.rows))},
    told as (select id as key, row_number, content_hash from joined where not (no_account or no_invoice))`,
    same: sql`f.id = g.key`,
    differs: sql`f.content_hash <> g.content_hash`,
    shift: shiftOf(table, of.currency),
  });
}

/**
 * Gives payments or credit notes back what they said before an import corrected them, after the import's own were withdrawn.
 * @param touched a staging table `(key uuid primary key, n bigint)`
 */
export async function restoreSettlements(
  ctx: RequestContext,
  table: Settlement,
  importId: string,
  touched: string,
): Promise<void> {
  const row = await ctx.unit.first<{ currency: string }>(tenantSql`select currency from tenant where id = ${TENANT}`);
  const shift = shiftOf(table, row?.currency ?? '');
  await ctx.unit.execute(tenantSql`delete from ${identifier(touched)} where ${TENANT}::uuid is not null`);
  const restored = await restoreCorrected(
    ctx,
    CORRECTABLE[table],
    importId,
    (source, by) => sql`${shift(source, by)},
    into_touched as (
      insert into ${identifier(touched)} (key, n) select invoice_id, count(*) from ${identifier(source)} where invoice_id is not null group by invoice_id)`,
  );
  if (restored > 0) await settleInvoices(ctx, touched);
}

function shiftOf(table: Settlement, currency: string): Shift {
  const { day, paid, credited } = SETTLEMENTS[table];
  return (source, by) =>
    settlementSums(
      sql`select account_id, invoice_id, ${identifier(day)} as day, ${paid} as paid_minor, ${credited} as credited_minor from ${identifier(source)}`,
      by,
      currency,
    );
}
