import { driverCost, monthOf } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { DomainError, NotFound } from '../../platform/errors/domain-error.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { AccountService } from '../accounts/account.service.js';
import {
  acquisitionCostInput,
  costToServeInput,
  type RecordAcquisitionCostInput,
  type RecordCostToServeInput,
} from './cost.types.js';
import { firstDayOf } from './value-period.js';

/** There is a cost of this driver in this month already. */
class CostRecorded extends DomainError {
  constructor() {
    super('CONFLICT', 'COST_RECORDED', 'This driver has a cost in this month already; withdraw it first.');
  }
}

/** Costs of serving and of winning accounts that people record; corrected by withdrawing and recording anew. */
@Injectable()
export class CostService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** @throws InputInvalid @throws AccountNotFound @throws CostRecorded */
  async recordServing(ctx: RequestContext, input: RecordCostToServeInput): Promise<{ id: string }> {
    const { accountId, month, driver, quantity, rateMinor } = parseInput(costToServeInput, input);
    const account = await this.accounts.requireVisible(ctx, accountId, ['input', 'accountId']);
    const [id, cost] = [uuidv7(), driverCost({ driver, quantity: Number(quantity), rateMinor })];
    const added = await ctx.unit.execute(tenantSql`
      insert into cost_to_serve (tenant_id, id, account_id, month, driver, quantity, rate_minor, cost_minor, currency, recorded_at, recorded_by)
      select ${TENANT}, ${id}, ${account.id}, ${firstDayOf(monthOf(month))}::date, ${driver}, trim_scale(${quantity}::numeric), ${rateMinor}, ${cost},
        t.currency, ${ctx.now()}, ${ctx.actor} from tenant t where t.id = ${TENANT} on conflict do nothing`);
    if (added === 0) throw new CostRecorded();
    await this.tell(ctx, account.id, 'recorded', 'cost-to-serve', id, {
      ...{ month, driver, quantity, rateMinor: String(rateMinor) },
    });
    return { id };
  }

  /** @throws InputInvalid @throws AccountNotFound */
  async recordAcquisition(ctx: RequestContext, input: RecordAcquisitionCostInput): Promise<{ id: string }> {
    const { accountId, amountMinor, wonIn, months, note } = parseInput(acquisitionCostInput, input);
    const account = await this.accounts.requireVisible(ctx, accountId, ['input', 'accountId']);
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into acquisition_cost (tenant_id, id, account_id, amount_minor, currency, won_in, months, note, recorded_at, recorded_by)
      select ${TENANT}, ${id}, ${account.id}, ${amountMinor}, t.currency, ${firstDayOf(monthOf(wonIn))}::date, ${months}, ${note ?? null},
        ${ctx.now()}, ${ctx.actor} from tenant t where t.id = ${TENANT}`);
    await this.tell(ctx, account.id, 'recorded', 'acquisition-cost', id, {
      ...{ amountMinor: String(amountMinor), wonIn, months },
    });
    return { id };
  }

  /** Takes back a cost that somebody recorded by hand; what it said stays in the audit log. @throws NotFound */
  async withdraw(ctx: RequestContext, kind: 'cost-to-serve' | 'acquisition-cost', id: string): Promise<string> {
    const table = identifier(kind.replaceAll('-', '_'));
    const byHand = kind === 'cost-to-serve' ? sql`c.import_id is null` : sql`true`;
    const row = isRowId(id)
      ? await ctx.unit.first<{ account_id: string; detail: Record<string, unknown> }>(tenantSql`
          delete from ${table} c where c.tenant_id = ${TENANT} and c.id = ${id.toLowerCase()} and ${byHand} and ${visibleAccount(ctx, 'c.account_id')}
          returning c.account_id, to_jsonb(c) - 'tenant_id' as detail`)
      : undefined;
    if (!row) throw new NotFound('Cost');
    await this.tell(ctx, row.account_id, 'withdrawn', kind, id.toLowerCase(), row.detail);
    return id.toLowerCase();
  }

  private tell(
    ctx: RequestContext,
    accountId: string,
    action: string,
    entity: 'cost-to-serve' | 'acquisition-cost',
    entityId: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.recordForAccount(ctx, { accountId, action, entity, entityId, detail });
  }
}
