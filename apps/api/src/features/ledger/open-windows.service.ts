import { type IsoDate, opportunityWindow, type TriggerCode, type TriggerOrigin } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** A window of opportunity that is open at an account. */
export interface OpenWindow {
  readonly accountId: string;
  /** The ledger entry of the trigger. */
  readonly entryId: string;
  readonly code: TriggerCode;
  /** 0…1. */
  readonly strength: number;
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
    return rows.flatMap((row) => {
      const { open, strength } = windowOf(row, asOf);
      return open ? [{ accountId: row.account_id, entryId: row.id, code: row.code, strength }] : [];
    });
  }

  private seen(ctx: RequestContext, asOf: IsoDate, where: Sql): Promise<TriggerRow[]> {
    return ctx.unit.query<TriggerRow>(tenantSql`
      select e.id, e.account_id, e.payload ->> 'trigger' as code, e.observed_on::text as on, (e.payload ->> 'severity')::float8 as severity,
        (e.payload ->> 'certainty')::float8 as certainty, e.payload ->> 'origin' as origin, e.payload ->> 'expiresOn' as expires_on
      from ledger_entry e
      where e.tenant_id = ${TENANT} and e.kind = 'TRIGGER' and e.observed_on <= ${asOf}::date and e.payload ->> 'about' = 'INCUMBENT'
        and ${where} and not exists (select from ledger_entry l where l.tenant_id = ${TENANT} and l.supersedes = e.id)
      order by e.id`);
  }
}

function windowOf({ code, on, severity, certainty, origin, expires_on: expiresOn }: TriggerRow, asOf: IsoDate) {
  const seen = { code, observedOn: on, severity, confidence: certainty, origin };
  return opportunityWindow(expiresOn === null ? seen : { ...seen, expiresOn }, asOf);
}
