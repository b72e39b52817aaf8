import type { BusinessFunction, IsoDate, LedgerKind, Tier } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { StaffRole } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import { functionOf } from './ledger.writers.js';

/** A member of the supplier's staff as entries name one. */
export interface NamedStaff {
  readonly staffId: string;
  readonly name: string;
  /** In small letters. */
  readonly address: string;
  readonly businessFunction: BusinessFunction;
}

/** What the tenant's own books say of the people on both sides. */
@Injectable()
export class LedgerPeople {
  /** What is declared as required and the books know, where whoever records has not said it. */
  async filledIn(
    ctx: RequestContext,
    kind: LedgerKind,
    payload: Readonly<Record<string, unknown>>,
    about: { readonly accountId: string; readonly on: IsoDate },
  ): Promise<Readonly<Record<string, unknown>>> {
    const ourPerson = payload['ourPerson'] ?? ctx.staff.staffId;
    if (kind === 'EXECUTIVE_VISIT' || kind === 'GIFT') return { ...payload, ourPerson };
    if (kind !== 'TOUCH') return payload;
    const known = await this.contactAt(ctx, String(payload['contact']), about);
    const filled: Record<string, unknown> = {
      touchType: 'BUSINESS',
      initiator: 'OURS',
      ourPerson,
      ourFunction: await this.functionOf(ctx, String(ourPerson)),
      theirFunction: known?.function,
      theirTier: known?.tier,
    };
    const said = Object.entries(payload).filter(([, value]) => value !== undefined && value !== null);
    return { ...filled, ...Object.fromEntries(said) };
  }

  /** Ours with these addresses, and these of ours, whether they still sign in or not. */
  async named(
    ctx: RequestContext,
    addresses: readonly string[],
    ids: readonly string[],
  ): Promise<readonly NamedStaff[]> {
    const rows = await ctx.unit.query<{
      id: string;
      name: string;
      email_lower: string;
      role: StaffRole;
      function: BusinessFunction | null;
    }>(tenantSql`
      select s.id, s.name, s.email_lower, s.role, d.function
      from staff_member s left join department d on d.tenant_id = ${TENANT} and d.id = s.department_id
      where s.tenant_id = ${TENANT} and (s.email_lower = any(${addresses}::text[]) or s.id = any(${ids}::uuid[]))`);
    return rows.map(({ id, name, email_lower, role, function: department }) => {
      return { staffId: id, name, address: email_lower, businessFunction: functionOf(role, department) };
    });
  }

  private async functionOf(ctx: RequestContext, staffId: string): Promise<BusinessFunction | undefined> {
    if (!isRowId(staffId)) return undefined;
    const row = await ctx.unit.first<{ role: StaffRole; function: BusinessFunction | null }>(tenantSql`
      select s.role, d.function from staff_member s left join department d on d.tenant_id = s.tenant_id and d.id = s.department_id
      where s.tenant_id = ${TENANT} and s.id = ${staffId}::uuid`);
    return row && functionOf(row.role, row.function);
  }

  /** What a person was at an account on a day, or else lately. */
  private contactAt(
    ctx: RequestContext,
    contactId: string,
    { accountId, on }: { readonly accountId: string; readonly on: IsoDate },
  ): Promise<{ tier: Tier; function: BusinessFunction | null } | undefined> {
    if (!isRowId(contactId)) return Promise.resolve(undefined);
    return ctx.unit.first(tenantSql`
      select k.tier, d.function from account_contact k left join department d on d.tenant_id = k.tenant_id and d.id = k.department_id
      where k.tenant_id = ${TENANT} and k.account_id = ${accountId}::uuid and k.contact_id = ${contactId}::uuid
      order by (${on}::date between k.valid_from and coalesce(k.valid_to, 'infinity')) desc, k.valid_from desc limit 1`);
  }
}
