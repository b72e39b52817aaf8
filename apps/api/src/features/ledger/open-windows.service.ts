import { type IsoDate, opportunityWindow, type TriggerCode, type TriggerOrigin } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

interface TriggerRow {
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
    const rows = await ctx.unit.query<TriggerRow>(tenantSql`
      select e.account_id, e.payload ->> 'trigger' as code, e.observed_on::text as on, (e.payload ->> 'severity')::float8 as severity,
        (e.payload ->> 'certainty')::float8 as certainty, e.payload ->> 'origin' as origin, e.payload ->> 'expiresOn' as expires_on
      from ledger_entry e
      where e.tenant_id = ${TENANT} and e.kind = 'TRIGGER' and e.observed_on <= ${asOf}::date and e.payload ->> 'about' = 'INCUMBENT'
        and not exists (select from ledger_entry l where l.tenant_id = ${TENANT} and l.supersedes = e.id)`);
    const open = rows.filter(({ code, on, severity, certainty, origin, expires_on: expiresOn }) => {
      const seen = { code, observedOn: on, severity, confidence: certainty, origin };
      return opportunityWindow(expiresOn === null ? seen : { ...seen, expiresOn }, asOf).open;
    });
    return new Set(open.map(({ account_id }) => account_id));
  }
}
