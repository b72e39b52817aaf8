import { Inject, Injectable } from '@nestjs/common';
import { rolesWith, type StaffRole } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { join, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { peopleOf } from './account-scope.js';
import type { NoticeTopic } from './notification.enums.js';
import { DEFAULT_PREFERENCES } from './preferences.js';

/** Something that some people want to hear of at once. */
export interface Notice {
  readonly topic: NoticeTopic;
  readonly subjectId: string;
  /** Tells apart the times at which the same subject is news again; empty where it is so only once. */
  readonly occasion?: string;
  readonly accountId: string;
  /** Roles whose business it is. */
  readonly roles: readonly StaffRole[];
  /**
   * Among those who want to hear of the topic: one person; those who chose to hear of the account; or everybody who sees it.
   */
  readonly audience: { readonly staffId: string } | 'CHOSEN' | 'VISIBLE';
  /** Who did it, e.g. `staff:<id>`, and need not be told. */
  readonly actor?: string | null;
}

const SEES_ALL = rolesWith('account.read.all');

/** Notes down who is to be told what, each person of each thing once. What is mailed is decided when it is mailed. */
@Injectable()
export class NoticeService {
  constructor(@Inject(Outbox) private readonly outbox: Outbox) {}

  async tell(ctx: RequestContext, notice: Notice): Promise<void> {
    const { topic, subjectId, occasion = '', accountId, roles, actor = null } = notice;
    // The last select does not see what the first part writes: those remain for whom nothing else is waiting.
    const first = await ctx.unit.query<{ staff_id: string }>(tenantSql`
      with told as (
        insert into notice (tenant_id, staff_id, topic, subject_id, occasion, account_id, at)
        select ${TENANT}::uuid, s.id, ${topic}, ${subjectId}::uuid, ${occasion}, a.id, ${ctx.now()}::timestamptz
        from account a cross join staff_member s
        left join notification_preference p on p.tenant_id = s.tenant_id and p.staff_id = s.id
        where a.tenant_id = ${TENANT} and a.id = ${accountId} and s.tenant_id = ${TENANT} and s.disabled_at is null
          and s.role = any(${roles}) and ${topic} = any(coalesce(p.topics, ${DEFAULT_PREFERENCES.topics}::text[]))
          and 'staff:' || s.id <> coalesce(${actor}, '') and ${audienceOf(notice)}
        order by s.id
        on conflict do nothing returning staff_id)
      select t.staff_id from told t where not exists (
        select from notice w where w.tenant_id = ${TENANT} and w.staff_id = t.staff_id and w.settled_at is null)`);
    for (const { staff_id: staffId } of first) await this.outbox.publish(ctx, 'notifications.mail', { staffId });
  }
}

/** Who may be meant at all; whether they may see the account is asked again, as themselves, when it is mailed. */
function audienceOf({ audience, accountId }: Notice): Sql {
  const related = sql`(s.role = any(${SEES_ALL}) or s.id in (${peopleOf(accountId)}))`;
  if (audience === 'VISIBLE') return related;
  if (audience !== 'CHOSEN') return sql`s.id = ${audience.staffId}`;
  const scope = sql`coalesce(p.mail_accounts, ${DEFAULT_PREFERENCES.mailAccounts})`;
  const cases = [
    sql`(${scope} = 'OWNED' and a.owner_id = s.id)`,
    sql`(${scope} = 'PORTFOLIO' and s.id in (${peopleOf(accountId)}))`,
    sql`(${scope} = 'ALL' and ${related})`,
  ];
  return sql`(${join(cases, ' or ')})`;
}
