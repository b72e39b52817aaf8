import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
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
}
