import type { CauseFacts, IsoDate, SignalKind } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { type ComplaintBreach, ComplaintBreaches } from '../complaints/complaint-breaches.service.js';
import { TouchReadings } from '../ledger/touch-readings.service.js';
import type { PastAlert } from './alert-why.types.js';
import type { CloseReason } from './alert.enums.js';

const MOST_ALERTS = 20;

/** What is on record about an account from before an alert. The caller has made sure that the account may be seen. */
@Injectable()
export class AlertPast {
  constructor(
    @Inject(TouchReadings) private readonly touches: TouchReadings,
    @Inject(ComplaintBreaches) private readonly breaches: ComplaintBreaches,
  ) {}

  /** Of each alert, the alerts of its account that were over, the newest first. */
  async alerts(ctx: RequestContext, alertIds: readonly string[]): Promise<ReadonlyMap<string, readonly PastAlert[]>> {
    const rows = await ctx.unit.query<PastRow & { readonly about: string }>(tenantSql`
      select this.id as about, p.* from alert this cross join lateral (
        select l.id, l.raised_on, l.state, l.leading_kind, l.closed_at, l.close_reason, l.triage_note from alert l
        where l.tenant_id = ${TENANT} and l.account_id = this.account_id and l.closed_at is not null and l.id <> this.id and l.opened_at <= this.opened_at
        order by l.opened_at desc, l.id desc limit ${MOST_ALERTS}) p
      where this.tenant_id = ${TENANT} and this.id = any(${alertIds}::uuid[])`);
    const past = new Map<string, PastAlert[]>();
    for (const row of rows) past.set(row.about, [...(past.get(row.about) ?? []), pastOf(row)]);
    return past;
  }

  /**
   * What may have caused a drop, as far as it is on record and the caller may see it. A person's part in the contacts of the
   * year before she left is counted where contacts were recorded; where none were, everything ran through her if nobody else
   * at the account was on record. As many statements for many drops as for one.
   * @param days how far back a breached complaint or a departure is looked for
   */
  async causeFacts(ctx: RequestContext, dropped: readonly Drop[], days: number): Promise<readonly DropFacts[]> {
    const spoken = hasPermission(ctx, 'ledger.read')
      ? await this.touches.lastSpokenBefore(
          ctx,
          dropped.map(({ accountId, droppedOn }) => ({ accountId, on: droppedOn })),
        )
      : [];
    const departures = hasPermission(ctx, 'contact.read') ? await this.departures(ctx, dropped) : [];
    const breaches = hasPermission(ctx, 'complaint.read')
      ? await this.breaches.before(
          ctx,
          dropped.map(({ accountId, droppedOn }) => ({ accountId, on: droppedOn })),
          days,
        )
      : [];
    return dropped.map(({ droppedOn }, place) => ({
      droppedOn,
      breaches: breaches[place] ?? [],
      complaints: (breaches[place] ?? []).map(({ complaintId: id, breachedOn }) => ({ id, breachedOn })),
      lastContact: Object.fromEntries(Object.entries(spoken[place] ?? {}).map(([tier, last]) => [tier, last.on])),
      departures: departures.filter((departure) => departure.place === place).map(({ departure }) => departure),
    }));
  }

  private async departures(
    ctx: RequestContext,
    dropped: readonly Drop[],
  ): Promise<{ readonly place: number; readonly departure: CauseFacts['departures'][number] }[]> {
    const rows = await ctx.unit.query<{ place: number; contact_id: string; left_on: string; alone: boolean }>(tenantSql`
      select v.place::int - 1 as place, k.contact_id, k.valid_to as left_on, not exists (
          select 1 from account_contact o where o.tenant_id = ${TENANT} and o.account_id = k.account_id and o.contact_id <> k.contact_id
            and o.valid_from <= k.valid_to and (o.valid_to is null or o.valid_to >= k.valid_from)) as alone
      from unnest(${dropped.map(({ accountId }) => accountId)}::uuid[], ${dropped.map(({ droppedOn }) => droppedOn)}::date[])
        with ordinality as v (account_id, dropped_on, place)
      join account_contact k on k.tenant_id = ${TENANT} and k.account_id = v.account_id and k.valid_to is not null and k.valid_to <= v.dropped_on`);
    const shares = await this.touches.shares(
      ctx,
      rows.map(({ place, contact_id, left_on }) => {
        return { accountId: (dropped[place] as Drop).accountId, contactId: contact_id, until: left_on };
      }),
    );
    return rows.map(({ place, contact_id: contactId, left_on: leftOn, alone }, at) => ({
      place,
      departure: { contactId, leftOn, touchShare: shares[at] ?? (alone ? 1 : 0) },
    }));
  }
}

/** What may have caused a drop, and the breaches themselves. */
export interface DropFacts extends CauseFacts {
  readonly breaches: readonly ComplaintBreach[];
}

/** An account, and since when something of it is missing. */
interface Drop {
  readonly accountId: string;
  readonly droppedOn: IsoDate;
}

interface PastRow {
  readonly id: string;
  readonly raised_on: string;
  readonly state: string;
  readonly leading_kind: SignalKind;
  readonly closed_at: Date;
  readonly close_reason: CloseReason | null;
  readonly triage_note: string | null;
}

function pastOf(row: PastRow): PastAlert {
  return {
    id: row.id,
    raisedOn: row.raised_on,
    state: row.state,
    leading: row.leading_kind,
    closedAt: row.closed_at,
    closeReason: row.close_reason,
    note: row.triage_note,
  };
}
