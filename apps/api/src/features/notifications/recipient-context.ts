import { ROLE_PERMISSIONS } from '../../platform/auth/permissions.js';
import { RequestContext } from '../../platform/context/request-context.js';
import type { Recipient } from './preferences.js';

/** The same transaction as the person who will read what is found: whatever is asked for is limited to his or her rights. */
export function asRecipient(ctx: RequestContext, { staffId, name, role, locale }: Recipient): RequestContext {
  const principal = {
    ...({ kind: 'STAFF', staffId, name, role, permissions: new Set(ROLE_PERMISSIONS[role]) } as const),
    ...({ sessionId: null, apiKeyId: null, portfolio: 'WIDE' } as const),
  };
  const at = ctx.now();
  return new RequestContext(ctx.requestId, principal, locale, ctx.unit, { now: () => at });
}
