import { z } from 'zod';
import { sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { lookedAfterBy } from '../teams/team-accounts.condition.js';
import type { PortfolioScope } from './portfolio.types.js';

const scopeArguments = z.object({
  filter: z.object({ ownerId: rowId.nullish(), teamId: rowId.nullish() }).nullish(),
});

/** Conditions that hold for the accounts of an owner, and of a team; none where neither is asked for. @throws InputInvalid */
export function inScope(filter: PortfolioScope | null | undefined, accountId: Sql): readonly Sql[] {
  const { ownerId, teamId } = parseArguments(scopeArguments, { filter }).filter ?? {};
  return [
    ...(ownerId == null
      ? []
      : [sql`${accountId} in (select o.id from account o where o.tenant_id = ${TENANT} and o.owner_id = ${ownerId})`]),
    ...(teamId == null ? [] : [lookedAfterBy(teamId, accountId)]),
  ];
}
