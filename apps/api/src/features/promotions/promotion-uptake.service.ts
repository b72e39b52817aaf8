import { dateOfInstant, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { AccountService } from '../accounts/account.service.js';
import { PromotedThingNotFound, PromotionImported, UptakeRecorded } from './promotion.errors.js';
import { uptakeInput } from './promotion.inputs.js';
import type { RecordPromotionUptakeInput } from './promotion.types.js';

/** Which accounts take part in which promotions; it belongs into the accounts' stories. */
@Injectable()
export class PromotionUptakeService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Inside a transaction. @throws InputInvalid @throws AccountNotFound @throws PromotedThingNotFound @throws UptakeRecorded */
  async record(ctx: RequestContext, input: RecordPromotionUptakeInput): Promise<{ readonly id: string }> {
    const { promotionId, accountId, agreedOn, note } = parseInput(uptakeInput, input);
    const account = await this.accounts.requireVisible(ctx, accountId, ['input', 'accountId']);
    // Locked against being taken back at the same moment.
    const promotion = await ctx.unit.first<{ code: string; name: string }>(tenantSql`
      select code, name from promotion where tenant_id = ${TENANT} and id = ${promotionId} for key share`);
    if (!promotion) throw new PromotedThingNotFound('Promotion', ['input', 'promotionId']);
    const id = uuidv7();
    const day = agreedOn ?? dateOfInstant(ctx.now().toISOString());
    const added = await ctx.unit.execute(tenantSql`
      insert into promotion_uptake (tenant_id, id, promotion_id, account_id, agreed_on, note, recorded_at, recorded_by)
      values (${TENANT}, ${id}, ${promotionId}, ${account.id}, ${day}::date, ${note ?? null}, ${ctx.now()}, ${ctx.actor}) on conflict do nothing`);
    if (added === 0) throw new UptakeRecorded();
    await this.audit.recordForAccount(ctx, {
      accountId: account.id,
      action: 'recorded',
      entity: 'promotion-uptake',
      entityId: id,
      detail: { promotionId, ...promotion, agreedOn: day, note: note ?? null },
    });
    return { id };
  }

  /**
   * As {@link record}, also where the account takes part already.
   * @returns the days of the promotion
   */
  async ensure(
    ctx: RequestContext,
    input: { readonly promotionId: string; readonly accountId: string },
  ): Promise<{ readonly startsOn: IsoDate; readonly endsOn: IsoDate }> {
    const { promotionId, accountId } = input;
    const taken = await ctx.unit.first(tenantSql`
      select from promotion_uptake where tenant_id = ${TENANT} and promotion_id = ${promotionId} and account_id = ${accountId}`);
    if (!taken) await this.record(ctx, input);
    const days = await ctx.unit.first<{ startsOn: IsoDate; endsOn: IsoDate }>(tenantSql`
      select to_char(starts_on, 'YYYY-MM-DD') as "startsOn", to_char(ends_on, 'YYYY-MM-DD') as "endsOn"
      from promotion where tenant_id = ${TENANT} and id = ${promotionId}`);
    if (!days) throw new PromotedThingNotFound('Promotion', ['input', 'promotionId']);
    return days;
  }

  /** Takes back one that somebody recorded by hand. Inside a transaction. @throws NotFound @throws PromotionImported */
  async withdraw(ctx: RequestContext, id: string): Promise<string> {
    const row = isRowId(id)
      ? await ctx.unit.first<{
          id: string;
          account_id: string;
          promotion_id: string;
          import_id: string | null;
        }>(tenantSql`
          select id, account_id, promotion_id, import_id from promotion_uptake u
          where u.tenant_id = ${TENANT} and u.id = ${id.toLowerCase()} and ${visibleAccount(ctx, 'u.account_id')}`)
      : undefined;
    if (!row) throw new NotFound('Participation');
    if (row.import_id !== null) throw new PromotionImported();
    await ctx.unit.execute(tenantSql`delete from promotion_uptake where tenant_id = ${TENANT} and id = ${row.id}`);
    await this.audit.recordForAccount(ctx, {
      accountId: row.account_id,
      action: 'withdrawn',
      entity: 'promotion-uptake',
      entityId: row.id,
      detail: { promotionId: row.promotion_id },
    });
    return row.id;
  }
}
