import type { DmuRole, IsoDate, Stance, Tier } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** A person at an account as was said at the end of a day. */
export interface KnownPerson {
  readonly accountContactId: string;
  readonly contactId: string;
  readonly tier: Tier;
  readonly validFrom: IsoDate;
  readonly roles: readonly DmuRole[];
  /** 0…1; null: unknown. */
  readonly influenceWeight: number | null;
  readonly stance: Stance;
  readonly stanceEvidence: string | null;
  readonly stanceAt: IsoDate | null;
  readonly coach: boolean;
  /** 0–5 */
  readonly strength: number;
  /** Who of our staff looks after the person; null while nobody is named. */
  readonly counterpartId: string | null;
}

/** Who was at accounts on a day, and what was said of them at its end, changes since left out. */
@Injectable()
export class KnownPeople {
  /** Of the accounts that the caller may see; one statement. Who has left, or is elsewhere, is left out. */
  async at(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, readonly KnownPerson[]>> {
    const end = sql`((${asOf}::date + 1)::timestamp at time zone 'UTC')`;
    const rows = await ctx.unit.query<KnownPerson & { account_id: string }>(tenantSql`
      select k.account_id, k.id as "accountContactId", k.contact_id as "contactId", s.tier, s.valid_from::text as "validFrom", s.roles,
        s.influence_weight as "influenceWeight", s.stance, s.stance_evidence as "stanceEvidence", s.stance_at::text as "stanceAt", s.coach,
        s.relation_strength as strength, s.counterpart_id as "counterpartId"
      from account_contact k
      cross join lateral (
        select c.status, c.status_at from contact c where c.tenant_id = ${TENANT} and c.id = k.contact_id offset 0) c
      cross join lateral (
        (select 0 as place, p.tier, p.valid_from, p.valid_to, p.roles, p.influence_weight, p.stance, p.stance_evidence, p.stance_at, p.coach,
          p.relation_strength, p.counterpart_id
        from account_contact_past p where p.tenant_id = ${TENANT} and p.account_contact_id = k.id and p.until >= ${end} order by p.until, p.id limit 1)
        union all
        select 1, k.tier, k.valid_from, k.valid_to, k.roles, k.influence_weight, k.stance, k.stance_evidence, k.stance_at, k.coach,
          k.relation_strength, k.counterpart_id
        order by place limit 1) s
      where k.tenant_id = ${TENANT} and k.account_id = any(${accountIds}::uuid[]) and ${visibleAccount(ctx, 'k.account_id', true)}
        and (k.recorded_at is null or k.recorded_at < ${end})
        and s.valid_from <= ${asOf}::date and (s.valid_to is null or s.valid_to >= ${asOf}::date)
        and (c.status = 'ACTIVE' or c.status_at >= ${end})
      order by k.id`);
    const found = new Map<string, KnownPerson[]>();
    for (const { account_id, ...person } of rows) {
      const people = found.get(account_id) ?? [];
      found.set(account_id, people);
      people.push(person);
    }
    return found;
  }
}
