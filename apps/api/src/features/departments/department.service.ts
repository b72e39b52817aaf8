import { BUSINESS_FUNCTIONS } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { AccountService } from '../accounts/account.service.js';
import { FOREIGN_KEY_VIOLATION, naming } from '../../platform/errors/database-error.js';
import { given, isRowId, line, rowId } from '../../platform/errors/input-schemas.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { Department } from './department.entity.js';
import { DepartmentInUse, DepartmentNotFound } from './department.errors.js';
import type { CreateDepartmentInput, UpdateDepartmentInput } from './department.types.js';

const createInput = z.object({ accountId: rowId.nullish(), name: line(200), function: z.enum(BUSINESS_FUNCTIONS) });
const updateInput = createInput.omit({ accountId: true }).partial();

/** Departments: our own, which `staff.manage` may change, and those at accounts, for which it is `account.write`. */
@Injectable()
export class DepartmentService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** A department of this very account. @throws DepartmentNotFound */
  async requireAt(ctx: RequestContext, accountId: string, id: string, path: readonly string[]): Promise<Department> {
    const department = await this.find(ctx, id);
    if (department?.accountId !== accountId) throw new DepartmentNotFound(path);
    return department;
  }

  /** @throws AccountNotFound @throws Forbidden */
  async create(ctx: RequestContext, input: CreateDepartmentInput): Promise<{ readonly id: string }> {
    const { accountId, ...values } = parseInput(createInput, input);
    this.demandRight(ctx, accountId ?? null);
    if (accountId) await this.accounts.requireVisible(ctx, accountId, ['input', 'accountId']);
    const id = uuidv7();
    const department = { ...values, id, accountId: accountId ?? null, createdAt: ctx.now() };
    await (await ctx.unit.repository(Department)).insert(department);
    await this.record(ctx, 'created', department);
    return department;
  }

  /** @throws DepartmentNotFound @throws Forbidden */
  async update(ctx: RequestContext, id: string, input: UpdateDepartmentInput): Promise<{ readonly id: string }> {
    const values = given(parseInput(updateInput, input));
    const department = await this.require(ctx, id);
    this.demandRight(ctx, department.accountId);
    if (Object.keys(values).length === 0) return department;
    await (await ctx.unit.repository(Department)).update({ id: department.id }, values as Partial<Department>);
    await this.record(ctx, 'updated', department, values);
    return department;
  }

  /** @throws DepartmentNotFound @throws DepartmentInUse @throws Forbidden */
  async delete(ctx: RequestContext, id: string): Promise<boolean> {
    const department = await this.require(ctx, id);
    this.demandRight(ctx, department.accountId);
    const repository = await ctx.unit.repository(Department);
    await naming(FOREIGN_KEY_VIOLATION, () => new DepartmentInUse(), repository.delete({ id: department.id }));
    await this.record(ctx, 'deleted', department, { name: department.name });
    return true;
  }

  private async require(ctx: RequestContext, id: string): Promise<Department> {
    const department = isRowId(id) ? await this.find(ctx, id) : null;
    if (!department) throw new DepartmentNotFound();
    return department;
  }

  /** One of our own departments, or one at a visible account. */
  private async find(ctx: RequestContext, id: string): Promise<Department | null> {
    const visible = await ctx.unit.first<{ id: string }>(tenantSql`
      select d.id from department d where d.tenant_id = ${TENANT} and d.id = ${id}
        and (d.account_id is null or ${visibleAccount(ctx, 'd.account_id')})`);
    return visible ? (await ctx.unit.repository(Department)).findOne({ id: visible.id }) : null;
  }

  private demandRight(ctx: RequestContext, accountId: string | null): void {
    demandPermission(ctx, accountId === null ? 'staff.manage' : 'account.write');
  }

  private async record(
    ctx: RequestContext,
    action: string,
    { id, accountId }: Pick<Department, 'id' | 'accountId'>,
    detail: Record<string, unknown> = {},
  ): Promise<void> {
    const fact = { action, entity: 'department', entityId: id, detail } as const;
    await (accountId === null
      ? this.audit.record(ctx, fact)
      : this.audit.recordForAccount(ctx, { ...fact, accountId }));
  }
}
