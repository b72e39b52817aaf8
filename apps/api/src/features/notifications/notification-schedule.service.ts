import { digestDue, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { zoneOf } from '../../platform/context/zones.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { isQuiet } from './notice-mail.service.js';
import { NoticeSources } from './notice-sources.service.js';
import { PreferenceStore } from './preference.store.js';
import { digestRhythm, type Recipient } from './preferences.js';

/** How long it is kept what people were told. */
const KEPT_MS = 90 * 86_400_000;

/** Looks each quarter of an hour, by everybody's own wall clock, for whom it is time to hear something. */
@Injectable()
export class NotificationSchedule {
  constructor(
    @Inject(PreferenceStore) private readonly preferences: PreferenceStore,
    @Inject(NoticeSources) private readonly sources: NoticeSources,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async run(ctx: RequestContext): Promise<void> {
    await this.sources.casesOverdue(ctx);
    await this.sources.planActionsOverdue(ctx);
    await this.sources.followUpsOverdue(ctx);
    await this.sources.approvalsWaiting(ctx);
    const people = await this.preferences.active(ctx);
    await this.startDigests(ctx, people);
    await this.startMails(ctx, people);
  }

  /** Forgets what people were told long ago. */
  async purge(ctx: RequestContext): Promise<void> {
    const before = new Date(ctx.now().getTime() - KEPT_MS);
    // A deadline that still stands is told of once, however long ago that was.
    await ctx.unit.execute(tenantSql`
      delete from notice n where n.tenant_id = ${TENANT} and n.settled_at < ${before}
        and not (n.topic = 'CASE_OVERDUE' and exists (
          select from relationship_case k where k.tenant_id = ${TENANT} and k.id = n.subject_id and k.next_due::text = n.occasion))
        and not (n.topic = 'PLAN_ACTION_OVERDUE' and exists (
          select from plan_action k where k.tenant_id = ${TENANT} and k.id = n.subject_id and k.live and k.due_on::text = n.occasion))
        and not (n.topic = 'FOLLOW_UP_OVERDUE' and exists (
          select from follow_up k where k.tenant_id = ${TENANT} and k.id = n.subject_id and k.status = 'OPEN' and k.due_on::text = n.occasion))`);
    await ctx.unit.execute(tenantSql`
      delete from notification_digest where tenant_id = ${TENANT} and day < ${before.toISOString().slice(0, 10)}::date`);
  }

  /** One digest per person and day: whoever writes the row first starts it, in the same transaction. */
  private async startDigests(ctx: RequestContext, people: readonly Recipient[]): Promise<void> {
    const due = people.flatMap((person) => {
      const day = dueDay(ctx, person);
      return day === null ? [] : [{ staffId: person.staffId, day }];
    });
    if (due.length === 0) return;
    const started = await ctx.unit.query<{ staffId: string; day: IsoDate }>(tenantSql`
      insert into notification_digest (tenant_id, staff_id, day, at)
      select ${TENANT}::uuid, d.staff_id, d.day, ${ctx.now()}::timestamptz
      from unnest(${due.map(({ staffId }) => staffId)}::uuid[], ${due.map(({ day }) => day)}::date[]) as d (staff_id, day)
      on conflict do nothing returning staff_id as "staffId", to_char(day, 'YYYY-MM-DD') as day`);
    for (const each of started) await this.outbox.publish(ctx, 'notifications.digest', each);
  }

  /** Those for whom something waits and who may be mailed now; whoever has left is among them, so that it waits no longer. */
  private async startMails(ctx: RequestContext, people: readonly Recipient[]): Promise<void> {
    const rows = await ctx.unit.query<{ staff_id: string }>(tenantSql`
      select distinct staff_id from notice where tenant_id = ${TENANT} and settled_at is null order by staff_id`);
    const byId = new Map(people.map((person) => [person.staffId, person]));
    for (const { staff_id: staffId } of rows) {
      const person = byId.get(staffId);
      if (!person || !isQuiet(ctx, person)) await this.outbox.publish(ctx, 'notifications.mail', { staffId });
    }
  }
}

/** The day whose digest is due; not that of a day of which the hour had passed already when it was asked for. */
function dueDay(ctx: RequestContext, { preferences, timeZone, since }: Recipient): IsoDate | null {
  const rhythm = digestRhythm(preferences);
  if (rhythm === null) return null;
  const zone = zoneOf(timeZone);
  const day = digestDue(ctx.now().toISOString(), zone, rhythm);
  const before = since <= ctx.now() && digestDue(since.toISOString(), zone, { ...rhythm, quiet: null }) === day;
  return before ? null : day;
}
