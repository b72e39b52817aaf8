import type { INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { ROLE_PERMISSIONS, type StaffRole } from '../../platform/auth/permissions.js';
import type { Principal } from '../../platform/context/principal.js';
import { type Clock, RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** Takes a service out of the running application. */
export type Take = <T>(type: abstract new (...args: never[]) => T) => T;

export function takeFrom(app: INestApplicationContext): Take {
  return (type) => app.get(type as never, { strict: false });
}

/** Acts as somebody else, at another time, in the same transaction as `ctx`. */
export function actingAs(ctx: RequestContext, principal: Principal, at: Date): RequestContext {
  const clock: Clock = { now: () => at };
  return new RequestContext(randomUUID(), principal, 'en', ctx.unit, clock);
}

/** Who and what the demo has, by the names its script uses. */
export class DemoDirectory {
  private constructor(
    private readonly staff: ReadonlyMap<string, { id: string; name: string; role: StaffRole }>,
    private readonly accounts: ReadonlyMap<string, string>,
    private readonly contacts: ReadonlyMap<string, { id: string; contactId: string; accountId: string; name: string }>,
  ) {}

  static async read(ctx: RequestContext): Promise<DemoDirectory> {
    const staff = await ctx.unit.query<{ id: string; name: string; role: StaffRole; key: string }>(tenantSql`
      select id, name, role, split_part(email_lower, '@', 1) as key from staff_member where tenant_id = ${TENANT}`);
    const accounts = await ctx.unit.query<{ id: string; key: string }>(tenantSql`
      select id, external_id as key from account where tenant_id = ${TENANT} and ${sql`external_id is not null`}`);
    const contacts = await ctx.unit.query<{
      id: string;
      contactId: string;
      accountId: string;
      name: string;
      key: string;
    }>(tenantSql`
      select l.id, l.contact_id as "contactId", l.account_id as "accountId", c.name, c.external_id as key
      from account_contact l join contact c on c.tenant_id = l.tenant_id and c.id = l.contact_id
      where l.tenant_id = ${TENANT} and c.external_id is not null`);
    return new DemoDirectory(byKey(staff), new Map(accounts.map(({ key, id }) => [key, id])), byKey(contacts));
  }

  account(key: string): string {
    return known(this.accounts, key);
  }

  contact(key: string): { id: string; contactId: string; accountId: string; name: string } {
    return known(this.contacts, key);
  }

  staffId(key: string): string {
    return known(this.staff, key).id;
  }

  staffMember(key: string): Principal {
    const { id, name, role } = known(this.staff, key);
    return {
      kind: 'STAFF',
      staffId: id,
      name,
      role,
      permissions: new Set(ROLE_PERMISSIONS[role]),
      sessionId: null,
      apiKeyId: null,
      portfolio: 'WIDE',
    };
  }

  buyer(key: string): Principal {
    const { id, contactId, accountId, name } = this.contact(key);
    return { kind: 'BUYER', accountContactId: id, contactId, accountId, name, sessionId: id };
  }
}

function byKey<T extends { key: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.key, row]));
}

function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key);
  if (found === undefined) throw new Error(`The demo has no ${key}.`);
  return found;
}
