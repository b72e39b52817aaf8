import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT } from '../../platform/database/tenant-sql.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import type { PortfolioAccount, PortfolioAccountArgs } from './portfolio.types.js';
import { inScope } from './portfolio-scope.js';
import { MOST_TO_LOSE } from './standing.reads.js';

/** A page of the accounts in use that the caller may see, as they were last read. @throws Forbidden @throws InputInvalid */
export function portfolioAccountsRead(
  ctx: RequestContext,
  { filter, ...args }: PortfolioAccountArgs,
): Read<PortfolioAccount> {
  const { stage, level, interface: face, kind, health } = filter ?? {};
  if (health != null) demandPermission(ctx, 'alert.read');
  return readConnection(args, MOST_TO_LOSE, {
    where: (standing) =>
      all([
        sql`${standing('until')} is null`,
        sql`exists (select from account a where a.tenant_id = ${TENANT} and a.id = ${standing('account_id')} and a.archived_at is null offset 0)`,
        stage == null ? undefined : sql`${standing('stage')} = ${stage}`,
        level == null ? undefined : sql`${standing('level')} = ${level}`,
        face == null ? undefined : sql`${standing('interface')} = ${face}`,
        kind == null ? undefined : sql`${standing('kind')} = ${kind}`,
        health == null ? undefined : sql`${standing('health')} = ${health}`,
        ...inScope(filter, standing('account_id')),
      ]),
  });
}
