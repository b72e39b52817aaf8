import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import {
  type Correctable,
  restoreCorrected,
  type Shift,
  takeOutCorrected,
} from '../../platform/corrections/correction.js';
import { identifier, sql, TENANT } from '../../platform/database/tenant-sql.js';
import { touchWallets } from './wallet.touch.js';

/** An observation is the same again by all that it says but its amount and confidence. */
const WALLETS: Correctable = {
  fact: 'wallet',
  history: 'wallet_correction',
  id: 'wallet_id',
  content: [
    'account_id',
    'category_id',
    'month',
    'months',
    'amount_minor',
    'currency',
    'method',
    'confidence',
    'source',
    'observed_on',
    'recorded_at',
    'recorded_by',
  ],
};

/** Takes the wallets out to which a batch gives another amount or confidence, and notes whose shares have to be computed again. */
export async function takeOutCorrectedWallets(
  ctx: RequestContext,
  of: { readonly importId: string; readonly rows: string; readonly given: string; readonly touched: string },
): Promise<void> {
  await takeOutCorrected(ctx, WALLETS, {
    importId: of.importId,
    given: of.given,
    told: sql`
    told as (
      select s.id as key, s.row_number, s.amount_minor, s.confidence from ${identifier(of.rows)} s
      join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}
      join product_category c on c.tenant_id = ${TENANT}::uuid and c.external_id = s.category_ref)`,
    same: sql`f.id = g.key`,
    differs: sql`(f.amount_minor <> g.amount_minor or f.confidence <> g.confidence)`,
    shift: touching(of.touched),
  });
}

/** Gives wallets back what they said before an import corrected them, after the import's own were withdrawn. */
export async function restoreWallets(ctx: RequestContext, importId: string, touched: string): Promise<void> {
  await restoreCorrected(ctx, WALLETS, importId, touching(touched));
}

function touching(touched: string): Shift {
  return (source) => sql`in_touched as (${touchWallets(identifier(source), identifier(touched))})`;
}
