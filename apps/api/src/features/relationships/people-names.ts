import { Injectable } from '@nestjs/common';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { visibleContact } from '../contacts/contact.visibility.js';
import type { InterfacePerson } from './interface-contacts.types.js';

/** Names of people on both sides, by identifier: of our staff and of contacts that the caller may see. */
@Injectable()
export class PeopleNames {
  async of(ctx: RequestContext, id: string): Promise<InterfacePerson> {
    return { id, name: (await batchLoad(ctx, this.names, id)) ?? null };
  }

  private readonly names = async (
    ctx: RequestContext,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> => {
    const staff = hasPermission(ctx, 'staff.read') ? sql`true` : sql`false`;
    const contacts = hasPermission(ctx, 'contact.read') ? visibleContact(ctx, 'c.id', true) : sql`false`;
    const rows = await ctx.unit.query<{ id: string; name: string }>(tenantSql`
      select s.id, s.name from staff_member s where s.tenant_id = ${TENANT} and s.id = any(${ids}::uuid[]) and ${staff}
      union all
      select c.id, c.name from contact c where c.tenant_id = ${TENANT} and c.id = any(${ids}::uuid[]) and ${contacts}`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  };
}
