import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type Correctable, restoreCorrected, takeOutCorrected } from '../../platform/corrections/correction.js';
import { identifier, sql, TENANT } from '../../platform/database/tenant-sql.js';

/** There is one cost per account, month and driver; one that is corrected gets another id. */
const COSTS: Correctable = {
  fact: 'cost_to_serve',
  history: 'cost_to_serve_correction',
  id: 'cost_id',
  chain: { account_id: sql`f.account_id`, month: sql`f.month`, driver: sql`f.driver` },
  content: [
    'account_id',
    'month',
    'driver',
    'quantity',
    'rate_minor',
    'cost_minor',
    'currency',
    'recorded_at',
    'recorded_by',
  ],
};

/** Takes the costs out to which a batch gives another quantity or rate. */
export async function takeOutCorrectedCosts(
  ctx: RequestContext,
  { importId, rows, given }: { readonly importId: string; readonly rows: string; readonly given: string },
): Promise<void> {
  await takeOutCorrected(ctx, COSTS, {
    importId,
    given,
    told: sql`
    told as (
      select a.id as account_id, s.month, s.driver, s.quantity, s.rate_minor, s.row_number, md5(a.id || ' ' || s.month || ' ' || s.driver)::uuid as key
      from ${identifier(rows)} s join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')})`,
    same: sql`f.account_id = g.account_id and f.month = g.month and f.driver = g.driver`,
    differs: sql`(f.quantity <> g.quantity or f.rate_minor <> g.rate_minor)`,
  });
}

/** Gives costs back what they said before an import corrected them, after the import's own were withdrawn. */
export async function restoreCosts(ctx: RequestContext, importId: string): Promise<void> {
  await restoreCorrected(ctx, COSTS, importId);
}
