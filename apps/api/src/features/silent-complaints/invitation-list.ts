import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { isOverdue, NEWEST_MADE } from './invitation.reads.js';
import type { SpeakInvitation, SpeakInvitationArgs } from './invitation.types.js';

const listArguments = z.object({
  filter: z.object({ accountId: rowId.nullish(), ownerId: rowId.nullish() }).loose().nullish(),
});

/** A page of the invitations to speak of accounts that the caller may see, the newest first. */
export function invitationsRead(ctx: RequestContext, { filter, ...args }: SpeakInvitationArgs): Read<SpeakInvitation> {
  parseArguments(listArguments, { filter });
  const { state, accountId, ownerId, due, overdue } = filter ?? {};
  return readConnection(args, NEWEST_MADE, {
    where: (row) =>
      all([
        state == null ? undefined : sql`${row('state')} = ${state}`,
        accountId == null ? undefined : sql`${row('account_id')} = ${accountId}`,
        ownerId == null ? undefined : sql`${row('owner_id')} = ${ownerId}`,
        due == null ? undefined : due ? sql`${row('next_due')} is not null` : sql`${row('next_due')} is null`,
        overdue == null ? undefined : overdue ? isOverdue(row, ctx) : sql`(${isOverdue(row, ctx)}) is not true`,
      ]),
  });
}
