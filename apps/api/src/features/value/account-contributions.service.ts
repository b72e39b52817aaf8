import { Injectable } from '@nestjs/common';
import { visibleAccounts } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { ContributionReason } from './contribution.js';

/** Why the contribution of an account is not known; NOT_WORKED_OUT: it has not been worked out yet. */
export type MissingContribution = ContributionReason | 'NOT_WORKED_OUT';

/** What accounts contribute within twelve months, in minor units of one currency, beside what all others do. */
export interface Contributions {
  readonly known: ReadonlyMap<string, number>;
  readonly missing: ReadonlyMap<string, MissingContribution>;
  /** Σ of the gains of the other accounts. */
  readonly others: number;
}

interface Row {
  id: string | null;
  minor: string | null;
  reason: ContributionReason | null;
}

/** Tells other features what accounts contribute. */
@Injectable()
export class AccountContributions {
  /** @param within whether all accounts of the tenant count among the others, or those alone that the caller may see */
  async of(ctx: RequestContext, accountIds: readonly string[], within: 'TENANT' | 'VISIBLE'): Promise<Contributions> {
    const counted = within === 'TENANT' ? sql`true` : visibleAccounts(ctx, 'v.account_id');
    const rows = await ctx.unit.query<Row>(tenantSql`
      select v.account_id as id, v.contribution_minor::text as minor, v.contribution_reason as reason from account_value v
      where v.tenant_id = ${TENANT} and v.account_id = any(${accountIds}::uuid[])
      union all
      select null, coalesce(sum(v.contribution_minor), 0)::text, null from account_value v
      where v.tenant_id = ${TENANT} and v.contribution_minor > 0 and v.account_id <> all(${accountIds}::uuid[]) and ${counted}`);
    const known = new Map<string, number>();
    const missing = new Map<string, MissingContribution>(accountIds.map((id) => [id, 'NOT_WORKED_OUT']));
    let others = 0;
    for (const { id, minor, reason } of rows) {
      if (id === null) others = Number(minor);
      else if (minor !== null) known.set(id, Number(minor));
      else missing.set(id, reason ?? 'NOT_WORKED_OUT');
    }
    for (const id of known.keys()) missing.delete(id);
    return { known, missing, others };
  }
}
