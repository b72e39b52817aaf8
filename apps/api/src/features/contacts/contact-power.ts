import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Forbidden } from '../../platform/errors/domain-error.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';

/** One change at a time per person, so that two links cannot pass each other's check. */
export async function lockPerson(ctx: RequestContext, contactId: string): Promise<void> {
  await ctx.unit.execute(
    tenantSql`select id from contact where tenant_id = ${TENANT} and id = ${contactId} for update`,
  );
}

/**
 * Locks the person and demands the right to change what is known of her or him. Who is gone from all visible accounts is
 * no longer the caller's to change. Address and status decide who comes into the portal at every account of the person,
 * so that none of those where the person is or will be may be hidden from the caller.
 * @param overAccess whether the address or the status is to change
 * @throws Forbidden
 */
export async function demandPowerOver(ctx: RequestContext, contactId: string, overAccess: boolean): Promise<void> {
  await lockPerson(ctx, contactId);
  if (hasPermission(ctx, 'account.read.all')) return;
  const places = await ctx.unit.query<{ visible: boolean }>(tenantSql`
    select distinct ${visibleAccount(ctx, 'k.account_id')} as visible from account_contact k
    where k.tenant_id = ${TENANT} and k.contact_id = ${contactId} and (k.valid_to is null or k.valid_to >= ${todayOf(ctx)})`);
  const seen = places.some(({ visible }) => visible);
  const hidden = places.some(({ visible }) => !visible);
  if (!seen || (overAccess && hidden)) throw new Forbidden('account.read.all');
}
