import { z } from 'zod';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import type { Alert } from './alert.entity.js';
import { NEWEST_ALERTS } from './alert.reads.js';
import type { AlertArgs } from './alert.types.js';

const filterArguments = z.object({ filter: z.object({ accountId: rowId.nullish() }).loose().nullish() });

/** A page of the alerts of accounts that the caller may see, the newest first. */
export function alertsRead({ filter, ...args }: AlertArgs): Read<Alert> {
  parseArguments(filterArguments, { filter });
  const { open, accountId, state, leading, exceptional } = filter ?? {};
  return readConnection(args, NEWEST_ALERTS, {
    where: (alert) =>
      all([
        open == null ? undefined : open ? sql`${alert('closed_at')} is null` : sql`${alert('closed_at')} is not null`,
        accountId == null ? undefined : sql`${alert('account_id')} = ${accountId}`,
        state == null ? undefined : sql`${alert('state')} = ${state}`,
        leading == null ? undefined : sql`${alert('leading_kind')} = ${leading}`,
        exceptional == null ? undefined : sql`${alert('exceptional')} = ${exceptional}`,
      ]),
  });
}
