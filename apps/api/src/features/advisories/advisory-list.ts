import { z } from 'zod';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { NEWEST_COMPOSED } from './advisory.reads.js';
import type { Advisory, AdvisoryArgs } from './advisory.types.js';

const listArguments = z.object({ filter: z.object({ accountId: rowId.nullish() }).loose().nullish() });

/** A page of the advisories of accounts that the caller may see, the newest first. */
export function advisoriesRead({ filter, ...args }: AdvisoryArgs): Read<Advisory> {
  parseArguments(listArguments, { filter });
  const { state, kind, accountId } = filter ?? {};
  return readConnection(args, NEWEST_COMPOSED, {
    where: (row) =>
      all([
        state == null ? undefined : sql`${row('state')} = ${state}`,
        kind == null ? undefined : sql`${row('kind')} = ${kind}`,
        accountId == null ? undefined : sql`${row('account_id')} = ${accountId}`,
      ]),
  });
}
