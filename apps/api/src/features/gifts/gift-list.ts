import { z } from 'zod';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { NEWEST_REQUESTED } from './gift.reads.js';
import type { GiftRequest, GiftRequestArgs } from './gift.types.js';

const listArguments = z.object({
  filter: z
    .object({ accountId: rowId.nullish(), contactId: rowId.nullish(), giverId: rowId.nullish() })
    .loose()
    .nullish(),
});

/** A page of the gifts at accounts that the caller may see, those asked for last first. */
export function giftsRead({ filter, ...args }: GiftRequestArgs): Read<GiftRequest> {
  parseArguments(listArguments, { filter });
  const { state, accountId, contactId, giverId } = filter ?? {};
  return readConnection(args, NEWEST_REQUESTED, {
    where: (row) =>
      all([
        state == null ? undefined : sql`${row('state')} = ${state}`,
        accountId == null ? undefined : sql`${row('account_id')} = ${accountId}`,
        contactId == null ? undefined : sql`${row('contact_id')} = ${contactId}`,
        giverId == null ? undefined : sql`${row('giver_id')} = ${giverId}`,
      ]),
  });
}
