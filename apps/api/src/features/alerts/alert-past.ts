import type { CauseFacts, IsoDate, SignalKind } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { TouchReadings } from '../ledger/touch-readings.service.js';
import type { PastAlert } from './alert-why.types.js';
import type { CloseReason } from './alert.enums.js';

const MOST_ALERTS = 20;
const MOST_ORDERS = 40;

/** What is on record about an account from before an alert. The caller has made sure that the account may be seen. */
@Injectable()
export class AlertPast {
  constructor(@Inject(TouchReadings) private readonly touches: TouchReadings) {}

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
   * What may have caused a drop, as far as it is on record and the caller may see it. A person's part in the contacts of the
   * year before she left is counted where contacts were recorded; where none were, everything ran through her if nobody else
   * at the account was on record.
   */
  async causeFacts(ctx: RequestContext, accountId: string, droppedOn: IsoDate): Promise<CauseFacts> {
    return {
      droppedOn,
      complaints: [],
      lastContact: hasPermission(ctx, 'ledger.read') ? await this.lastContact(ctx, accountId, droppedOn) : {},
      departures: hasPermission(ctx, 'contact.read') ? await this.departures(ctx, accountId, droppedOn) : [],
    };
  }

  private async lastContact(ctx: RequestContext, accountId: string, on: IsoDate): Promise<CauseFacts['lastContact']> {
    const spoken = (await this.touches.lastSpoken(ctx, [accountId], on)).get(accountId) ?? {};
    return Object.fromEntries(Object.entries(spoken).map(([tier, last]) => [tier, last.on]));
  }

  private async departures(ctx: RequestContext, accountId: string, on: IsoDate): Promise<CauseFacts['departures']> {
    const rows = await ctx.unit.query<{ contact_id: string; left_on: string; alone: boolean }>(tenantSql`
      select k.contact_id, k.valid_to as left_on, not exists (
          select 1 from account_contact o where o.tenant_id = ${TENANT} and o.account_id = k.account_id and o.contact_id <> k.contact_id
            and o.valid_from <= k.valid_to and (o.valid_to is null or o.valid_to >= k.valid_from)) as alone
      from account_contact k
      where k.tenant_id = ${TENANT} and k.account_id = ${accountId} and k.valid_to is not null and k.valid_to <= ${on}`);
    const departures: CauseFacts['departures'][number][] = [];
    for (const { contact_id: contactId, left_on: leftOn, alone } of rows) {
      const touchShare = (await this.touches.shareOf(ctx, accountId, contactId, leftOn)) ?? (alone ? 1 : 0);
      departures.push({ contactId, leftOn, touchShare });
    }
    return departures;
  }
}
