import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/**
 * The closure of the hierarchy: one row per account and each account above it, itself included at depth 0.
 * Whoever changes it calls {@link lock} first, in the same transaction.
 */
@Injectable()
export class AccountClosure {
  /**
   * Waits until no other transaction is changing the tenant's hierarchy, and keeps others out until this one ends.
   * A change reads the ancestors of the new parent; without the lock another move could replace them meanwhile.
   */
  async lock(ctx: RequestContext): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into account_hierarchy (tenant_id, changes) values (${TENANT}, 1)
      on conflict (tenant_id) do update set changes = account_hierarchy.changes + 1`);
  }

  /** Enters a new account that has nothing below it. */
  async attach(ctx: RequestContext, accountId: string, parentId: string | null): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into account_closure (tenant_id, ancestor_id, descendant_id, depth) values (${TENANT}, ${accountId}, ${accountId}, 0)`);
    if (parentId !== null) await this.graft(ctx, accountId, parentId);
  }

  /** Takes an account with everything below it from where it is to another parent, or to the top. */
  async relocate(ctx: RequestContext, accountId: string, parentId: string | null): Promise<void> {
    await ctx.unit.execute(tenantSql`
      delete from account_closure c using account_closure part, account_closure above
      where c.tenant_id = ${TENANT} and part.tenant_id = ${TENANT} and above.tenant_id = ${TENANT}
        and part.ancestor_id = ${accountId} and above.descendant_id = ${accountId} and above.depth > 0
        and c.descendant_id = part.descendant_id and c.ancestor_id = above.ancestor_id`);
    if (parentId !== null) await this.graft(ctx, accountId, parentId);
  }

  /** Whether the second account is the first or lies below it. */
  async contains(ctx: RequestContext, accountId: string, otherId: string): Promise<boolean> {
    const row = await ctx.unit.first(tenantSql`
      select 1 from account_closure where tenant_id = ${TENANT} and descendant_id = ${otherId} and ancestor_id = ${accountId}`);
    return row !== undefined;
  }

  private async graft(ctx: RequestContext, accountId: string, parentId: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into account_closure (tenant_id, ancestor_id, descendant_id, depth)
      select above.tenant_id, above.ancestor_id, part.descendant_id, above.depth + part.depth + 1
      from account_closure above join account_closure part on part.tenant_id = above.tenant_id
      where above.tenant_id = ${TENANT} and above.descendant_id = ${parentId} and part.ancestor_id = ${accountId}`);
  }
}
