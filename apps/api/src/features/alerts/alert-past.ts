import type { CauseFacts, IsoDate, SignalKind } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { PastAlert } from './alert-why.types.js';
import type { CloseReason } from './alert.enums.js';

const MOST_ALERTS = 20;
const MOST_ORDERS = 40;

/** What is on record about an account from before an alert. The caller has made sure that the account may be seen. */
@Injectable()
export class AlertPast {
  async alerts(ctx: RequestContext, accountId: string, alertId: string): Promise<readonly PastAlert[]> {
    const rows = await ctx.unit.query<{
      id: string;
      raised_on: string;
      state: string;
      leading_kind: SignalKind;
      closed_at: Date;
      close_reason: CloseReason | null;
      triage_note: string | null;
    }>(tenantSql`
      select l.id, l.raised_on, l.state, l.leading_kind, l.closed_at, l.close_reason, l.triage_note from alert l
      join alert this on this.tenant_id = ${TENANT} and this.id = ${alertId}
      where l.tenant_id = ${TENANT} and l.account_id = ${accountId} and l.closed_at is not null and l.id <> this.id and l.opened_at <= this.opened_at
      order by l.opened_at desc, l.id desc limit ${MOST_ALERTS}`);
    return rows.map((row) => ({
      id: row.id,
      raisedOn: row.raised_on,
      state: row.state,
      leading: row.leading_kind,
      closedAt: row.closed_at,
      closeReason: row.close_reason,
      note: row.triage_note,
    }));
  }

  /** The last order days up to a day, the oldest first. */
  async orderDays(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<IsoDate[]> {
    const rows = await ctx.unit.query<{ day: string }>(tenantSql`
      select day from account_order_day where tenant_id = ${TENANT} and account_id = ${accountId} and day <= ${asOf} and net_minor > 0
      order by day desc limit ${MOST_ORDERS}`);
    return rows.map(({ day }) => day).reverse();
  }

  /**
   * What may have caused a drop, as far as it is on record. Contacts are not logged yet, so that a person's part in them is
   * known only where nobody else at the account was on record: then everything ran through her.
   */
  async causeFacts(ctx: RequestContext, accountId: string, droppedOn: IsoDate): Promise<CauseFacts> {
    const facts = { droppedOn, complaints: [], lastContact: {}, departures: [] };
    if (!hasPermission(ctx, 'contact.read')) return facts;
    const rows = await ctx.unit.query<{ contact_id: string; left_on: string }>(tenantSql`
      select k.contact_id, k.valid_to as left_on from account_contact k
      where k.tenant_id = ${TENANT} and k.account_id = ${accountId} and k.valid_to is not null and k.valid_to <= ${droppedOn}
        and not exists (
          select 1 from account_contact o where o.tenant_id = ${TENANT} and o.account_id = k.account_id and o.contact_id <> k.contact_id
            and o.valid_from <= k.valid_to and (o.valid_to is null or o.valid_to >= k.valid_from))`);
    return {
      ...facts,
      departures: rows.map(({ contact_id: contactId, left_on: leftOn }) => ({ contactId, leftOn, touchShare: 1 })),
    };
  }
}
