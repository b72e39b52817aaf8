import type { IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { OpenWorkKind } from './standing.enums.js';

/** Something open at an account. */
export interface OpenWork {
  readonly kind: OpenWorkKind;
  readonly id: string;
  readonly state: string;
  readonly dueOn: IsoDate | null;
  readonly overdue: boolean;
}

/** The open alerts, cases, actions of plans and follow-ups of accounts, as far as the caller may read them. */
@Injectable()
export class OpenWorkService {
  /** Stable, so that sibling fields share the statement; what is due first comes first. */
  readonly byAccount = async (
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly OpenWork[]>> => {
    const kinds: readonly string[] = [
      ...(hasPermission(ctx, 'alert.read') ? ['ALERT'] : []),
      ...(hasPermission(ctx, 'case.read') ? ['CASE'] : []),
      ...(hasPermission(ctx, 'plan.read') ? ['PLAN_ACTION', 'FOLLOW_UP'] : []),
    ];
    const rows = await ctx.unit.query<OpenWork & { account_id: string }>(tenantSql`
      select w.account_id, w.kind, w.id, w.state, w.due as "dueOn", coalesce(w.due < ${tenantToday(ctx)}, false) as overdue from (
        select l.account_id, 'ALERT' as kind, l.id, l.state, l.triage_due_on as due from alert l
        where l.tenant_id = ${TENANT} and l.account_id = any(${accountIds}::uuid[]) and l.closed_at is null
        union all
        select c.account_id, 'CASE', c.id, c.state, c.next_due from relationship_case c
        where c.tenant_id = ${TENANT} and c.account_id = any(${accountIds}::uuid[]) and c.next_due is not null
        union all
        select p.account_id, 'PLAN_ACTION', p.id, p.status, p.due_on from plan_action p
        where p.tenant_id = ${TENANT} and p.account_id = any(${accountIds}::uuid[]) and p.live
        union all
        select f.account_id, 'FOLLOW_UP', f.id, f.status, f.due_on from follow_up f
        where f.tenant_id = ${TENANT} and f.account_id = any(${accountIds}::uuid[]) and f.status = 'OPEN') w
      where w.kind = any(${kinds}::text[]) and ${visibleAccount(ctx, 'w.account_id')} order by w.due nulls last, w.id`);
    const found = new Map<string, OpenWork[]>();
    for (const { account_id: accountId, ...work } of rows)
      found.set(accountId, [...(found.get(accountId) ?? []), work]);
    return found;
  };
}
