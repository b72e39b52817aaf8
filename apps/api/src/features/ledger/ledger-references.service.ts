import type { LedgerField, LedgerKind } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { type ErrorReason, InputInvalid } from '../../platform/errors/domain-error.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import { visibleContact } from '../contacts/contact.visibility.js';
import { fieldsOf, valueName } from './ledger.names.js';

type Target = Extract<LedgerField, { type: 'REFERENCE' }>['to'];

/** Sees to it that what an entry refers to is there, and that the caller may see it. */
@Injectable()
export class LedgerReferences {
  /** @throws InputInvalid with one reason per reference, as CONTACT_NOT_FOUND */
  async require(
    ctx: RequestContext,
    accountId: string,
    kind: LedgerKind,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const reasons: ErrorReason[] = [];
    for (const [name, field] of fieldsOf(kind)) {
      const id = payload[name];
      if (field.type !== 'REFERENCE' || typeof id !== 'string') continue;
      if (isRowId(id) && (await this.exists(ctx, field.to, id, accountId))) continue;
      reasons.push({
        path: ['input', valueName(name, field)],
        code: `${field.to}_NOT_FOUND`,
        message: `There is no such ${field.to.toLowerCase()}.`,
      });
    }
    if (reasons.length > 0) throw new InputInvalid(reasons);
  }

  async exists(ctx: RequestContext, target: Target, id: string, accountId: string): Promise<boolean> {
    const found = await ctx.unit.first(tenantSql`
      select from ${rowsOf(ctx, target, accountId)} and r.tenant_id = ${TENANT} and r.id = ${id}::uuid`);
    return found !== undefined;
  }
}

function rowsOf(ctx: RequestContext, target: Target, accountId: string): Sql {
  switch (target) {
    case 'ACCOUNT':
      return sql`account r where ${visibleAccount(ctx, 'r.id')}`;
    case 'CONTACT':
      return sql`contact r where ${visibleContact(ctx, 'r.id')}`;
    case 'STAFF':
      return sql`staff_member r where true`;
    case 'PRODUCT':
      return sql`product r where true`;
    case 'CATEGORY':
      return sql`product_category r where true`;
    case 'COMPLAINT':
      return sql`complaint r where r.account_id = ${accountId}::uuid`;
    case 'DOCUMENT':
      // What nothing has been attached to is deleted after a day.
      return sql`file r where r.account_id = ${accountId}::uuid and r.attached_at is not null`;
  }
}
