import { Injectable } from '@nestjs/common';
import type { StaffRole } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { DEFAULT_PREFERENCES, localeOf, type Preferences, type Recipient } from './preferences.js';

interface Row extends Preferences {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  own_locale: string;
  supplier: string;
  tenant_zone: string;
  chosen: boolean;
  since: Date;
}

/** Members of staff with what they want to hear. */
@Injectable()
export class PreferenceStore {
  /** Everybody who still works for the tenant. */
  async active(ctx: RequestContext): Promise<Recipient[]> {
    const rows = await this.read(ctx, sql`s.disabled_at is null order by s.id`);
    return rows.map(recipient);
  }

  /** One person; undefined for somebody who no longer works for the tenant. */
  async find(ctx: RequestContext, staffId: string): Promise<Recipient | undefined> {
    const [row] = await this.read(ctx, sql`s.id = ${staffId} and s.disabled_at is null`);
    return row && recipient(row);
  }

  /** As {@link find}, and whoever else wants to mail the same person waits until this transaction ends. */
  async lock(ctx: RequestContext, staffId: string): Promise<Recipient | undefined> {
    await ctx.unit.query(tenantSql`
      select 1 from staff_member where tenant_id = ${TENANT} and id = ${staffId} for no key update`);
    return this.find(ctx, staffId);
  }

  async save(ctx: RequestContext, staffId: string, preferences: Preferences): Promise<void> {
    const { digest, sendHour, weekdays, quietFrom, quietTo, timeZone, locale, topics, mailAccounts, digestAccounts } =
      preferences;
    await ctx.unit.execute(tenantSql`
      insert into notification_preference (tenant_id, staff_id, digest, send_hour, weekdays, quiet_from, quiet_to, time_zone, locale, topics,
        mail_accounts, digest_accounts, updated_at)
      values (${TENANT}, ${staffId}, ${digest}, ${sendHour}, ${weekdays}, ${quietFrom}, ${quietTo}, ${timeZone}, ${locale}, ${topics},
        ${mailAccounts}, ${digestAccounts}, ${ctx.now()})
      on conflict (tenant_id, staff_id) do update set digest = excluded.digest, send_hour = excluded.send_hour, weekdays = excluded.weekdays,
        quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, time_zone = excluded.time_zone, locale = excluded.locale,
        topics = excluded.topics, mail_accounts = excluded.mail_accounts, digest_accounts = excluded.digest_accounts,
        updated_at = excluded.updated_at`);
  }

  private read(ctx: RequestContext, condition: Sql): Promise<Row[]> {
    return ctx.unit.query<Row>(tenantSql`
      select s.id, s.name, s.email, s.role, s.locale as own_locale, t.name as supplier, t.time_zone as tenant_zone, p.staff_id is not null as chosen,
        coalesce(p.updated_at, s.created_at) as since,
        p.digest, p.send_hour as "sendHour", p.weekdays, p.quiet_from as "quietFrom", p.quiet_to as "quietTo", p.time_zone as "timeZone", p.locale,
        p.topics, p.mail_accounts as "mailAccounts", p.digest_accounts as "digestAccounts"
      from staff_member s join tenant t on t.id = s.tenant_id
      left join notification_preference p on p.tenant_id = s.tenant_id and p.staff_id = s.id
      where s.tenant_id = ${TENANT} and ${condition}`);
  }
}

function recipient({
  id,
  name,
  email,
  role,
  own_locale,
  supplier,
  tenant_zone,
  chosen,
  since,
  ...row
}: Row): Recipient {
  const preferences = chosen ? row : DEFAULT_PREFERENCES;
  return {
    ...{ staffId: id, name, email, role, supplier, preferences, since },
    locale: localeOf(preferences.locale, own_locale),
    timeZone: preferences.timeZone ?? tenant_zone,
  };
}
