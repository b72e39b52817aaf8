import { ContextFactory } from '../../src/platform/context/context.factory.js';
import type { RequestContext } from '../../src/platform/context/request-context.js';
import type { Permission } from '../../src/platform/auth/permissions.js';
import type { TestApp } from '../start-test-app.js';

/** Works as a member of staff who sees his or her own accounts alone, without a request that would look first. */
export async function asSeller<T>(
  test: TestApp,
  tenantId: string,
  staffId: string,
  permissions: readonly Permission[],
  work: (ctx: RequestContext) => Promise<T>,
): Promise<T> {
  const of = { name: 'A seller', role: 'SALES', sessionId: null, apiKeyId: null, portfolio: 'NARROW' } as const;
  const ctx = test.app
    .get(ContextFactory)
    .create(tenantId, { kind: 'STAFF', staffId, permissions: new Set(permissions), ...of }, 'en');
  try {
    return await work(ctx);
  } finally {
    await ctx.unit.close();
  }
}
