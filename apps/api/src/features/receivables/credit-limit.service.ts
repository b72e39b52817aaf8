import { dateOfInstant, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { note, rowId } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { AccountService } from '../accounts/account.service.js';
import type { SetCreditLimitInput } from './receivable.types.js';

/** As for imported amounts: nobody's limit, and what is compared with it still fits 64 bits. */
const MAX_LIMIT = 10_000_000_000_000_000n;

const input = z.object({
  accountId: rowId,
  limitMinor: z
    .string()
    .transform(BigInt)
    .refine((minor) => minor >= 0n && minor <= MAX_LIMIT, `must be between 0 and ${MAX_LIMIT}`)
    .nullish()
    .transform((minor) => minor ?? null),
  note: note(2_000)
    .nullish()
    .transform((text) => text ?? null),
});

/** Credit limits: a change is a new row, and the newest holds. */
@Injectable()
export class CreditLimitService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Inside a transaction. @throws InputInvalid @throws AccountNotFound */
  async set(ctx: RequestContext, given: SetCreditLimitInput): Promise<{ readonly accountId: string }> {
    const { accountId, limitMinor, note: reason } = parseInput(input, given);
    await this.accounts.requireVisible(ctx, accountId, ['input', 'accountId']);
    await ctx.unit.execute(
      tenantSql`select 1 from account where tenant_id = ${TENANT} and id = ${accountId} for no key update`,
    );
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into credit_limit (tenant_id, id, account_id, version, limit_minor, currency, note, set_at, set_by)
      select ${TENANT}, ${id}, ${accountId}, coalesce(max(l.version), 0) + 1, ${limitMinor}::bigint, t.currency, ${reason}, ${ctx.now()}, ${ctx.actor}
      from tenant t left join credit_limit l on l.tenant_id = ${TENANT} and l.account_id = ${accountId}
      where t.id = ${TENANT} group by t.currency`);
    await ctx.unit.execute(tenantSql`
      insert into account_receivable as r (tenant_id, account_id, currency, open_minor, open_invoices, credit_minor, facts, limit_minor)
      select ${TENANT}, ${accountId}, t.currency, 0, 0, 0, 0, ${limitMinor}::bigint from tenant t where t.id = ${TENANT}
      on conflict (tenant_id, account_id) do update set limit_minor = excluded.limit_minor`);
    await this.audit.recordForAccount(ctx, {
      accountId,
      action: 'set',
      entity: 'credit-limit',
      entityId: id,
      detail: { limitMinor: limitMinor === null ? null : String(limitMinor), note: reason },
    });
    return { accountId };
  }

  /** Since which day which limit has held, by account that the caller may see, the oldest first. */
  async history(
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly { readonly from: IsoDate; readonly limitMinor: bigint | null }[]>> {
    const rows = await ctx.unit.query<{ account_id: string; set_at: Date; limit_minor: string | null }>(tenantSql`
      select account_id, set_at, limit_minor from credit_limit where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[])
        and ${visibleAccount(ctx, 'account_id')}
      order by account_id, version`);
    const limits = new Map<string, { from: IsoDate; limitMinor: bigint | null }[]>();
    for (const { account_id: id, set_at: at, limit_minor: minor } of rows) {
      const limit = { from: dateOfInstant(at.toISOString()), limitMinor: minor === null ? null : BigInt(minor) };
      limits.set(id, [...(limits.get(id) ?? []), limit]);
    }
    return limits;
  }
}
