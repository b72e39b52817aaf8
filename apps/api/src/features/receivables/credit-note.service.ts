import { Injectable, Module } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** A credit note as far as other features need to know it. */
export interface CreditNoteFacts {
  readonly id: string;
  readonly accountId: string;
  readonly amountMinor: bigint;
}

/** Credit notes for features that refer to them. */
@Injectable()
export class CreditNoteService {
  /** @param id of a row; undefined where there is none that the caller may see */
  async find(ctx: RequestContext, id: string): Promise<CreditNoteFacts | undefined> {
    const row = await ctx.unit.first<{ id: string; account_id: string; amount_minor: string }>(tenantSql`
      select n.id, n.account_id, n.amount_minor from credit_note n
      where n.tenant_id = ${TENANT} and n.id = ${id} and ${visibleAccount(ctx, 'n.account_id')}`);
    return row && { id: row.id, accountId: row.account_id, amountMinor: BigInt(row.amount_minor) };
  }
}

@Module({ providers: [CreditNoteService], exports: [CreditNoteService] })
export class CreditNoteModule {}
