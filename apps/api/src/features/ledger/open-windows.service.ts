import {
  type IsoDate,
  opportunityWindow,
  type TriggerCode,
  type TriggerOrigin,
  type TriggerState,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { endOfTenantDay } from '../../platform/context/tenant-day.js';
import { type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** A window of opportunity that is open at an account. */
export interface OpenWindow {
  readonly accountId: string;
  /** The ledger entry of the trigger. */
  readonly entryId: string;
  readonly code: TriggerCode;
  /** 0…1. */
  readonly strength: number;
  /** Last day it is open. */
  readonly closesOn: IsoDate;
  /** Where it stands. */
  readonly step: TriggerState;
  /** How many things have happened to it since it was seen. */
  readonly version: number;
}

interface TriggerRow {
  id: string;
  account_id: string;
  code: TriggerCode;
  on: IsoDate;
  severity: number;
  certainty: number;
  origin: TriggerOrigin;
  expires_on: IsoDate | null;
  state: TriggerState;
  version: number;
}

/** Windows of opportunity that triggers have opened, at all accounts. */
@Injectable()
export class OpenWindows {
  /** Accounts at which somebody has seen a trigger about the present supplier whose window is open on a day. */
  async of(ctx: RequestContext, asOf: IsoDate): Promise<ReadonlySet<string>> {
    const rows = await this.seen(ctx, asOf, sql`true`);
    return new Set(rows.filter((row) => windowOf(row, asOf).open).map(({ account_id }) => account_id));
  }

  /** The windows that are open at these accounts on a day, about their present suppliers. */
  async at(ctx: RequestContext, accountIds: readonly string[], asOf: IsoDate): Promise<readonly OpenWindow[]> {
    const rows = await this.seen(ctx, asOf, sql`e.account_id = any(${accountIds}::uuid[])`);
    return rows.flatMap((row) => openOf(row, asOf));
  }

  /** The strongest of those open on a day at accounts that the caller may see, the strongest first. */
  async strongest(
    ctx: RequestContext,
    accountId: string | null,
    asOf: IsoDate,
    most: number,
  ): Promise<readonly OpenWindow[]> {
    const picked = accountId === null ? sql`true` : sql`e.account_id = ${accountId}::uuid`;
    const rows = await this.seen(ctx, asOf, sql`${visibleAccount(ctx, 'e.account_id', true)} and ${picked}`);
    const open = rows.flatMap((row) => openOf(row, asOf));
    return open.toSorted((a, b) => b.strength - a.strength || (a.entryId < b.entryId ? -1 : 1)).slice(0, most);
  }

  private seen(ctx: RequestContext, asOf: IsoDate, where: Sql): Promise<TriggerRow[]> {
    return ctx.unit.query<TriggerRow>(tenantSql`
      select e.id, e.account_id, e.payload ->> 'trigger' as code, e.observed_on::text as on, (e.payload ->> 'severity')::float8 as severity,
        coalesce(case when c.verified_at < ${endOfTenantDay(asOf)} then c.confidence end, (e.payload ->> 'certainty')::float8) as certainty,
        e.payload ->> 'origin' as origin, e.payload ->> 'expiresOn' as expires_on, coalesce(c.version, 0) as version,
        case when c.state is null or c.ended_at >= ${endOfTenantDay(asOf)} then 'OBSERVED' else c.state end as state
      from ledger_entry e left join trigger_course c on c.tenant_id = ${TENANT} and c.entry_id = e.id
      where e.tenant_id = ${TENANT} and e.kind = 'TRIGGER' and e.observed_on <= ${asOf}::date and e.payload ->> 'about' = 'INCUMBENT'
        and ${where} and not exists (select from ledger_entry l where l.tenant_id = ${TENANT} and l.supersedes = e.id)
      order by e.id`);
  }
}

function openOf(row: TriggerRow, asOf: IsoDate): readonly OpenWindow[] {
  const { open, strength, closesOn } = windowOf(row, asOf);
  const { account_id: accountId, id: entryId, code, state: step, version } = row;
  return open ? [{ accountId, entryId, code, strength, closesOn, step, version }] : [];
}

function windowOf({ code, on, severity, certainty, origin, expires_on: expiresOn, state }: TriggerRow, asOf: IsoDate) {
  const seen = { code, observedOn: on, severity, confidence: certainty, origin, state };
  return opportunityWindow(expiresOn === null ? seen : { ...seen, expiresOn }, asOf);
}
