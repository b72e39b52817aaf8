import type { IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** A visit between executives, as the ledger has it now. */
export interface ExecutiveVisit {
  readonly id: string;
  readonly accountId: string;
  readonly on: IsoDate;
}

/** What the ledger has of executive visits, and of gifts and hospitality; what was withdrawn does not count. */
@Injectable()
export class LedgerRegister {
  async visits(ctx: RequestContext, accountIds: readonly string[]): Promise<readonly ExecutiveVisit[]> {
    return ctx.unit.query<ExecutiveVisit>(tenantSql`
      select e.id, e.account_id as "accountId", e.observed_on::text as "on" from ledger_entry e
      where e.tenant_id = ${TENANT} and e.account_id = any(${accountIds}::uuid[]) and e.kind = 'EXECUTIVE_VISIT' and not e.withdrawn
        and not exists (select from ledger_entry l where l.tenant_id = ${TENANT} and l.supersedes = e.id)
      order by e.observed_on, e.id`);
  }

  /** Those of these entries that register something given at one of the accounts. */
  async registered(
    ctx: RequestContext,
    accountIds: readonly string[],
    ids: readonly string[],
  ): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select e.id from ledger_entry e
      where e.tenant_id = ${TENANT} and e.id = any(${ids}::uuid[]) and e.account_id = any(${accountIds}::uuid[]) and e.kind = 'GIFT' and not e.withdrawn
        and not exists (select from ledger_entry l where l.tenant_id = ${TENANT} and l.supersedes = e.id and l.withdrawn)`);
    return rows.map(({ id }) => id);
  }
}
