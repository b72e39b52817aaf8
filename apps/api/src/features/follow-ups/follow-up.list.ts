import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { FIRST_DUE, isFollowUpOverdue } from './follow-up.reads.js';
import type { FollowUp, FollowUpArgs } from './follow-up.types.js';

const picked = { ownerId: rowId.nullish(), accountId: rowId.nullish(), seasonId: rowId.nullish() };
const listArguments = z.object({ filter: z.object(picked).loose().nullish() });

/** A page of the follow-ups at accounts that the caller may see, the first due first. */
export function followUpsRead(ctx: RequestContext, { filter, ...args }: FollowUpArgs): Read<FollowUp> {
  parseArguments(listArguments, { filter });
  const { kind, status, overdue, unowned, ownerId, accountId, seasonId } = filter ?? {};
  return readConnection(args, FIRST_DUE, {
    where: (row) =>
      all([
        kind == null ? undefined : sql`${row('kind')} = ${kind}`,
        status == null ? undefined : sql`${row('status')} = ${status}`,
        overdue == null ? undefined : overdue ? isFollowUpOverdue(row, ctx) : sql`not (${isFollowUpOverdue(row, ctx)})`,
        unowned !== true ? undefined : sql`${row('status')} = 'OPEN' and ${row('owner_id')} is null`,
        ownerId == null ? undefined : sql`${row('owner_id')} = ${ownerId}`,
        accountId == null ? undefined : sql`${row('account_id')} = ${accountId}`,
        seasonId == null ? undefined : sql`${row('season_id')} = ${seasonId}`,
      ]),
  });
}
