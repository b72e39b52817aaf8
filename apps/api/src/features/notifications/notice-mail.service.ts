import { isWithinHours, wallTime } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { zoneOf } from '../../platform/context/zones.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { TopicPayloads } from '../../platform/jobs/topics.js';
import type { Section, SectionKind } from './notice.items.js';
import type { Found } from './found.js';
import { NoticeReader } from './notice.reader.js';
import type { NoticeTopic } from './notification.enums.js';
import { noticesMail } from './notification.mail.js';
import { PlannedWorkReader } from './planned-work.reader.js';
import { PreferenceStore } from './preference.store.js';
import { quietHours, type Recipient } from './preferences.js';
import { asRecipient } from './recipient-context.js';

/** Between two mails to one person: when much happens at once, the first goes out and the rest comes together. */
const SPACING_MS = 10 * 60_000;

const MAX_AT_ONCE = 1_000;

interface Waiting {
  topic: NoticeTopic;
  subject_id: string;
  occasion: string;
}

/** Mails people what waits for them, in one mail, as the people they are now: rights, wishes and facts may have changed. */
@Injectable()
export class NoticeMailService {
  constructor(
    @Inject(PreferenceStore) private readonly preferences: PreferenceStore,
    @Inject(NoticeReader) private readonly reader: NoticeReader,
    @Inject(PlannedWorkReader) private readonly work: PlannedWorkReader,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Does nothing in quiet hours or shortly after another mail; the schedule comes back. */
  async mail(ctx: RequestContext, { staffId }: TopicPayloads['notifications.mail']): Promise<void> {
    const recipient = await this.preferences.lock(ctx, staffId);
    const waiting = await ctx.unit.query<Waiting>(tenantSql`
      select topic, subject_id, occasion from notice where tenant_id = ${TENANT} and staff_id = ${staffId} and settled_at is null
      order by at limit ${MAX_AT_ONCE}`);
    if (waiting.length === 0) return;
    if (!recipient) return this.settle(ctx, staffId, waiting, null);
    if (isQuiet(ctx, recipient) || (await this.mailedLately(ctx, staffId))) return;
    const sections = await this.sections(asRecipient(ctx, recipient), recipient, waiting);
    const mailId =
      sections.length > 0 ? await this.outbox.publish(ctx, 'mail.send', noticesMail(recipient, sections)) : null;
    await this.settle(ctx, staffId, waiting, mailId);
  }

  private async sections(
    ctx: RequestContext,
    { preferences }: Recipient,
    waiting: readonly Waiting[],
  ): Promise<readonly Section[]> {
    const scope = preferences.mailAccounts;
    const readers: readonly (readonly [NoticeTopic, SectionKind, (ids: readonly string[]) => Promise<Found>])[] = [
      // Everything told at once is new, which therefore need not be said.
      ['ALERT_OPENED', 'ALERTS', (ids) => this.reader.alerts(ctx, { scope, ids, since: null })],
      ['STAGE_APPROVAL', 'APPROVALS', (ids) => this.reader.approvals(ctx, ids)],
      ['PLAN_APPROVAL', 'PLAN_APPROVALS', (ids) => this.work.planApprovals(ctx, ids)],
      ['ADVISORY_APPROVAL', 'ADVISORY_APPROVALS', (ids) => this.work.advisoryApprovals(ctx, ids)],
      ['CASE_ASSIGNED', 'CASES_ASSIGNED', (ids) => this.reader.casesAssigned(ctx, ids)],
      ['CASE_OVERDUE', 'CASES_DUE', (ids) => this.reader.casesOverdue(ctx, ids)],
      ['PLAN_ACTION_ASSIGNED', 'PLAN_ACTIONS_ASSIGNED', (ids) => this.work.planActionsAssigned(ctx, ids)],
      ['PLAN_ACTION_OVERDUE', 'PLAN_ACTIONS_DUE', (ids) => this.work.planActionsOverdue(ctx, ids)],
      ['FOLLOW_UP_OVERDUE', 'FOLLOW_UPS_DUE', (ids) => this.work.followUpsOverdue(ctx, ids)],
      ['COMPLAINT_BREACHED', 'COMPLAINTS_OVERDUE', (ids) => this.reader.complaintsOverdue(ctx, { scope, ids })],
      ['ADVISORY_ACTED', 'ADVISORIES_ACTED', (ids) => this.reader.advisoriesActed(ctx, { scope, ids })],
      ['COMPLAINT_FILED', 'COMPLAINTS_FILED', (ids) => this.reader.complaints(ctx, { scope, ids })],
      ['ASSESSMENT_ASKED', 'ASSESSMENTS', (ids) => this.reader.assessments(ctx, ids)],
    ];
    const sections: Section[] = [];
    for (const [topic, kind, read] of readers) {
      const ids = waiting.filter((each) => each.topic === topic).map(({ subject_id: id }) => id);
      if (ids.length === 0 || !preferences.topics.includes(topic)) continue;
      const found = await read(ids);
      if (found.total > 0) sections.push({ kind, ...found });
    }
    return sections;
  }

  private async mailedLately(ctx: RequestContext, staffId: string): Promise<boolean> {
    const since = new Date(ctx.now().getTime() - SPACING_MS);
    const last = await ctx.unit.first(tenantSql`
      select 1 from notice where tenant_id = ${TENANT} and staff_id = ${staffId} and mail_id is not null and settled_at > ${since} limit 1`);
    return last !== undefined;
  }

  /** What was not worth a mail any more is settled all the same. */
  private async settle(
    ctx: RequestContext,
    staffId: string,
    settled: readonly Waiting[],
    mailId: string | null,
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update notice n set settled_at = ${ctx.now()}, mail_id = ${mailId}
      from unnest(${settled.map(({ topic }) => topic)}::text[], ${settled.map(({ subject_id: id }) => id)}::uuid[],
        ${settled.map(({ occasion }) => occasion)}::text[]) as s (topic, subject_id, occasion)
      where n.tenant_id = ${TENANT} and n.staff_id = ${staffId} and n.topic = s.topic and n.subject_id = s.subject_id
        and n.occasion = s.occasion and n.settled_at is null`);
  }
}

/** Whether somebody must not be mailed now. */
export function isQuiet(ctx: RequestContext, { preferences, timeZone }: Recipient): boolean {
  const quiet = quietHours(preferences);
  return quiet !== null && isWithinHours(wallTime(ctx.now().toISOString(), zoneOf(timeZone)).minute, quiet);
}
