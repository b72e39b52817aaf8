import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { TopicPayloads } from '../../platform/jobs/topics.js';
import { ChangeReader } from './change.reader.js';
import type { Section, SectionKind } from './notice.items.js';
import type { Found } from './found.js';
import { NoticeReader } from './notice.reader.js';
import { digestMail } from './notification.mail.js';
import { PlannedWorkReader } from './planned-work.reader.js';
import { PreferenceStore } from './preference.store.js';
import type { Recipient } from './preferences.js';
import { asRecipient } from './recipient-context.js';

const DAY_MS = 86_400_000;

/** What the digest before this one has told. */
interface Before {
  readonly at: Date;
  readonly seen: string | null;
}

/** Writes a person's digest: what he or she may see and has to do, and what has changed since the last one. */
@Injectable()
export class DigestService {
  constructor(
    @Inject(PreferenceStore) private readonly preferences: PreferenceStore,
    @Inject(NoticeReader) private readonly reader: NoticeReader,
    @Inject(PlannedWorkReader) private readonly work: PlannedWorkReader,
    @Inject(ChangeReader) private readonly changes: ChangeReader,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Mails the digest of a day, unless it has nothing to say or is no longer wanted. */
  async send(ctx: RequestContext, { staffId, day }: TopicPayloads['notifications.digest']): Promise<void> {
    const recipient = await this.preferences.find(ctx, staffId);
    if (!recipient || recipient.preferences.digest === 'NONE') return;
    const before = await this.before(ctx, recipient, day);
    const { sections, seen } = await this.sections(asRecipient(ctx, recipient), recipient, day, before);
    const items = sections.reduce((sum, { total }) => sum + total, 0);
    const mailId = items > 0 ? await this.outbox.publish(ctx, 'mail.send', digestMail(recipient, day, sections)) : null;
    await ctx.unit.execute(tenantSql`
      update notification_digest set at = ${ctx.now()}, seen = ${seen}, items = ${items}, mail_id = ${mailId}
      where tenant_id = ${TENANT} and staff_id = ${staffId} and day = ${day}::date`);
  }

  private async sections(
    ctx: RequestContext,
    { preferences: { digestAccounts: scope } }: Recipient,
    day: string,
    before: Before,
  ): Promise<{ readonly sections: readonly Section[]; readonly seen: string }> {
    const changes = await this.changes.changes(
      ctx,
      scope,
      before.seen === null ? { at: before.at } : { seen: before.seen },
    );
    const { seen, ...changed } = changes;
    const parts: readonly (readonly [SectionKind, Found])[] = [
      ['ALERTS', await this.reader.alerts(ctx, { scope, since: before.at })],
      ['APPROVALS', await this.reader.approvals(ctx)],
      ['PLAN_APPROVALS', await this.work.planApprovals(ctx)],
      ['ADVISORY_APPROVALS', await this.work.advisoryApprovals(ctx)],
      ['CASES_DUE', await this.reader.casesDue(ctx, day)],
      ['PLAN_ACTIONS_DUE', await this.work.planActionsDue(ctx, day)],
      ['FOLLOW_UPS_DUE', await this.work.followUpsDue(ctx, day)],
      ['COMPLAINTS_OVERDUE', await this.reader.complaintsOverdue(ctx, { scope })],
      ['COMPLAINTS_WAITING', await this.reader.complaints(ctx, { scope })],
      ['INVITATIONS', await this.reader.invitations(ctx, day)],
      ['ASSESSMENTS', await this.reader.assessments(ctx)],
      ['CHANGES', changed],
    ];
    const sections = parts.flatMap(([kind, found]) => (found.total > 0 ? [{ kind, ...found }] : []));
    return { sections, seen };
  }

  /** Somebody's first digest tells of the last day, or of the last week. */
  private async before(ctx: RequestContext, { staffId, preferences }: Recipient, day: string): Promise<Before> {
    const last = await ctx.unit.first<Before>(tenantSql`
      select at, seen from notification_digest
      where tenant_id = ${TENANT} and staff_id = ${staffId} and day < ${day}::date and seen is not null order by day desc limit 1`);
    const days = preferences.digest === 'WEEKLY' ? 7 : 1;
    return last ?? { at: new Date(ctx.now().getTime() - days * DAY_MS), seen: null };
  }
}
