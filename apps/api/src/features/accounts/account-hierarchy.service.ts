import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { AccountClosure } from './account-closure.js';
import { Account } from './account.entity.js';
import { HierarchyCycle } from './account.errors.js';
import { AccountService } from './account.service.js';

/** Which account is a part of which, to any depth. */
@Injectable()
export class AccountHierarchyService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(AccountClosure) private readonly closure: AccountClosure,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** @throws AccountNotFound for either account @throws HierarchyCycle */
  async move(ctx: RequestContext, id: string, newParentId: string | null): Promise<Account> {
    await this.closure.lock(ctx);
    const account = await this.accounts.lockVisible(ctx, id);
    const parent = newParentId === null ? null : await this.accounts.requireVisible(ctx, newParentId, ['parentId']);
    const parentId = parent?.id ?? null;
    if (parentId === account.parentId) return account;
    if (parentId !== null && (await this.closure.contains(ctx, account.id, parentId))) throw new HierarchyCycle();
    await this.closure.relocate(ctx, account.id, parentId);
    await (await ctx.unit.repository(Account)).update({ id: account.id }, { parentId, version: account.version + 1 });
    // Readers of the account's timeline may not see its parents, so that only the audit log names them.
    await this.audit.record(ctx, {
      action: 'changed',
      entity: 'account-hierarchy',
      entityId: account.id,
      detail: { from: account.parentId, to: parentId },
    });
    await this.audit.recordForAccount(ctx, {
      accountId: account.id,
      action: 'moved',
      entity: 'account',
      entityId: account.id,
    });
    return this.accounts.stored(ctx, account.id);
  }

  /** The visible accounts above each of these, nearest first. */
  readonly ancestors = async (ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, Account[]>> => {
    const rows = await ctx.unit.query<{ id: string; ancestor: string }>(tenantSql`
      select c.descendant_id as id, c.ancestor_id as ancestor from account_closure c
      where c.tenant_id = ${TENANT} and c.descendant_id = any(${ids}::uuid[]) and c.depth > 0 and ${visibleAccount(ctx, 'c.ancestor_id')}
      order by c.depth`);
    const accounts = await this.accounts.byIds(ctx, [...new Set(rows.map(({ ancestor }) => ancestor))]);
    const above = new Map<string, Account[]>();
    for (const { id, ancestor } of rows) {
      const account = accounts.get(ancestor);
      if (account) above.set(id, [...(above.get(id) ?? []), account]);
    }
    return above;
  };

  /** How many accounts in use lie below each of these, at any depth. */
  readonly descendantCounts = async (
    ctx: RequestContext,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, number>> => {
    const rows = await ctx.unit.query<{ id: string; count: string }>(tenantSql`
      select c.ancestor_id as id, count(*) from account_closure c
      join account a on a.tenant_id = c.tenant_id and a.id = c.descendant_id
      where c.tenant_id = ${TENANT} and c.ancestor_id = any(${ids}::uuid[]) and c.depth > 0 and a.archived_at is null
        and ${visibleAccount(ctx, 'a.id')}
      group by c.ancestor_id`);
    return new Map(rows.map(({ id, count }) => [id, Number(count)]));
  };
}
