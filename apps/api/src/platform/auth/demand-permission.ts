import type { Permission } from './permissions.js';
import type { RequestContext } from '../context/request-context.js';
import { Forbidden } from '../errors/domain-error.js';

/** Whether the caller may; Mortise itself may everything, a buyer nothing that is staff's. */
export function hasPermission({ principal }: RequestContext, permission: Permission): boolean {
  return principal.kind === 'SYSTEM' || (principal.kind === 'STAFF' && principal.permissions.has(permission));
}

/** For what `@Allow` cannot say: nested fields, which have no guards, and rights that depend on the row. @throws Forbidden */
export function demandPermission(ctx: RequestContext, permission: Permission): void {
  if (!hasPermission(ctx, permission)) throw new Forbidden(permission);
}
