import { STAGES } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import { StaffService } from '../staff/staff.service.js';
import { AccountClosure } from './account-closure.js';
import { Account } from './account.entity.js';
import { AccountNotFound, ExternalIdTaken, OwnerNotFound, VersionConflict } from './account.errors.js';
import type { CreateAccountInput, UpdateAccountInput } from './account.types.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { country, currency, given, isRowId, line, rowId } from '../../platform/errors/input-schemas.js';

const fields = z.object({
  name: line(200),
  externalId: line(100).nullish(),
  ownerId: rowId.nullish(),
  country: country.nullish(),
  region: line(100).nullish(),
  city: line(100).nullish(),
  industry: line(100).nullish(),
  businessModel: line(100).nullish(),
  currency: currency.nullish(),
  priorityClass: line(20).nullish(),
  postcode: line(20).nullish(),
  sizeClass: line(20).nullish(),
  complexOffering: z
    .boolean()
    .nullish()
    .transform((value) => (value === null ? false : value)),
  targetStage: z.enum(STAGES).nullish(),
});
const createInput = fields.extend({ parentId: rowId.nullish() });
const updateInput = fields.partial();

/** The supplier's customers. What a caller may not see answers as if it did not exist. */
@Injectable()
export class AccountService {
  constructor(
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(AccountClosure) private readonly closure: AccountClosure,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** The accounts among these that the caller may see. For nested fields; stable, so that siblings share one batch. */
  readonly byIds = async (ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, Account>> => {
    const visible = await ctx.unit.query<{ id: string }>(tenantSql`
      select a.id from account a where a.tenant_id = ${TENANT} and a.id = any(${ids}::uuid[]) and ${visibleAccount(ctx, 'a.id')}`);
    if (visible.length === 0) return new Map();
    const accounts = await (await ctx.unit.repository(Account)).find({ id: In(visible.map(({ id }) => id)) });
    return new Map(accounts.map((account) => [account.id, account]));
  };

  /**
   * An account that the caller may see.
   * @param path where an input named the account, for the error
   * @throws AccountNotFound when there is none or the caller may not see it
   */
  async requireVisible(ctx: RequestContext, id: string, path?: readonly string[]): Promise<Account> {
    const account = isRowId(id) ? (await this.byIds(ctx, [id.toLowerCase()])).get(id.toLowerCase()) : undefined;
    if (!account) throw new AccountNotFound(path);
    return account;
  }

  /** As {@link requireVisible}, keeping the row locked until the transaction ends. */
  async lockVisible(ctx: RequestContext, id: string): Promise<Account> {
    const locked =
      isRowId(id) &&
      (await ctx.unit.first(tenantSql`
      select a.id from account a where a.tenant_id = ${TENANT} and a.id = ${id} and ${visibleAccount(ctx, 'a.id')} for update of a`));
    if (!locked) throw new AccountNotFound();
    return this.stored(ctx, id);
  }

  async create(ctx: RequestContext, input: CreateAccountInput): Promise<Account> {
    const { parentId = null, ownerId, complexOffering, ...values } = parseInput(createInput, input);
    if (ownerId != null) await this.requireOwner(ctx, ownerId);
    if (parentId !== null) {
      await this.closure.lock(ctx);
      await this.requireVisible(ctx, parentId, ['input', 'parentId']);
    }
    const id = uuidv7();
    const row = {
      ...given(values),
      id,
      parentId,
      ownerId: ownerId ?? this.ownerByDefault(ctx),
      nameLower: values.name.toLowerCase(),
      complexOffering: complexOffering ?? false,
      createdAt: ctx.now(),
      version: 1,
    };
    await naming(UNIQUE_VIOLATION, () => new ExternalIdTaken(), (await ctx.unit.repository(Account)).insert(row));
    await this.closure.attach(ctx, id, parentId);
    await this.audit.recordForAccount(ctx, { accountId: id, action: 'created', entity: 'account', entityId: id });
    return this.stored(ctx, id);
  }

  /** @throws AccountNotFound @throws VersionConflict @throws ExternalIdTaken */
  async update(ctx: RequestContext, id: string, version: number, input: UpdateAccountInput): Promise<Account> {
    const values = given(parseInput(updateInput, input));
    const account = await this.lockVisible(ctx, id);
    if (account.version !== version) throw new VersionConflict(account.version);
    if (values.ownerId != null && values.ownerId !== account.ownerId) await this.requireOwner(ctx, values.ownerId);
    const changed = Object.entries(values).filter(([field, value]) => account[field as keyof Account] !== value);
    if (changed.length === 0) return account;
    const set: Partial<Account> = { ...Object.fromEntries(changed), version: version + 1 };
    if (set.name !== undefined) set.nameLower = set.name.toLowerCase();
    await naming(
      UNIQUE_VIOLATION,
      () => new ExternalIdTaken(),
      (await ctx.unit.repository(Account)).update({ id: account.id }, set),
    );
    const detail = Object.fromEntries(
      changed.map(([field, to]) => [field, { from: account[field as keyof Account], to }]),
    );
    await this.audit.recordForAccount(ctx, {
      accountId: account.id,
      action: 'updated',
      entity: 'account',
      entityId: account.id,
      detail,
    });
    return this.stored(ctx, account.id);
  }

  /** Archives an account or takes it back into use; doing so twice changes nothing. @throws AccountNotFound */
  async archive(ctx: RequestContext, id: string, archived: boolean): Promise<Account> {
    const account = await this.lockVisible(ctx, id);
    if ((account.archivedAt !== null) === archived) return account;
    const set = { archivedAt: archived ? ctx.now() : null, version: account.version + 1 };
    await (await ctx.unit.repository(Account)).update({ id: account.id }, set);
    const action = archived ? 'archived' : 'restored';
    await this.audit.recordForAccount(ctx, { accountId: account.id, action, entity: 'account', entityId: account.id });
    return this.stored(ctx, account.id);
  }

  /** The row as it is, also when a change has just taken it out of the caller's sight. */
  async stored(ctx: RequestContext, id: string): Promise<Account> {
    const account = await (await ctx.unit.repository(Account)).findOne({ id });
    if (!account) throw new AccountNotFound();
    return account;
  }

  /** Whoever does not see every account must at least see what he or she adds. */
  private ownerByDefault(ctx: RequestContext): string | null {
    return ctx.principal.kind === 'STAFF' && !hasPermission(ctx, 'account.read.all') ? ctx.principal.staffId : null;
  }

  private async requireOwner(ctx: RequestContext, staffId: string): Promise<void> {
    const owner = (await this.staff.byIds(ctx, [staffId])).get(staffId);
    if (!owner || owner.disabledAt !== null) throw new OwnerNotFound();
  }
}
