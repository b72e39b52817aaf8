import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { isDue, NEWEST_OPENED } from './case.reads.js';
import type { CaseArgs, ComplianceReferral, ComplianceReferralArgs, RelationshipCase } from './case.types.js';
import { NEWEST_ASSESSED } from './win-back.reads.js';
import type { WinBack, WinBackArgs } from './win-back.types.js';

const caseArguments = z.object({
  filter: z.object({ accountId: rowId.nullish(), ownerId: rowId.nullish() }).loose().nullish(),
});
const winBackArguments = z.object({ filter: z.object({ accountId: rowId.nullish() }).loose().nullish() });

/** A page of the cases of accounts that the caller may see, the newest first. */
export function casesRead(ctx: RequestContext, { filter, ...args }: CaseArgs): Read<RelationshipCase> {
  parseArguments(caseArguments, { filter });
  const { open, state, ownerId, overdue, accountId, outcome } = filter ?? {};
  return readConnection(args, NEWEST_OPENED, {
    where: (row) =>
      all([
        open == null ? undefined : open ? sql`${row('next_due')} is not null` : sql`${row('next_due')} is null`,
        state == null ? undefined : sql`${row('state')} = ${state}`,
        ownerId == null ? undefined : sql`${row('owner_id')} = ${ownerId}`,
        overdue == null ? undefined : overdue ? isDue(row, ctx) : sql`(${isDue(row, ctx)}) is not true`,
        accountId == null ? undefined : sql`${row('account_id')} = ${accountId}`,
        outcome == null ? undefined : sql`${row('outcome')} = ${outcome}`,
      ]),
  });
}

/** A page of the win-backs of accounts that the caller may see, the last assessed first. */
export function winBacksRead({ filter, ...args }: WinBackArgs): Read<WinBack> {
  parseArguments(winBackArguments, { filter });
  const { state, accountId } = filter ?? {};
  return readConnection(args, NEWEST_ASSESSED, {
    where: (row) =>
      all([
        state == null ? undefined : sql`${row('state')} = ${state}`,
        accountId == null ? undefined : sql`${row('account_id')} = ${accountId}`,
      ]),
  });
}

/** A page of the referrals of accounts that the caller may see, the newest first. */
export function referralsRead({ filter, ...args }: ComplianceReferralArgs): Read<ComplianceReferral> {
  const { open } = filter ?? {};
  return readConnection(args, NEWEST_OPENED, {
    where: (row) =>
      open == null ? sql`true` : open ? sql`${row('closed_at')} is null` : sql`${row('closed_at')} is not null`,
  });
}
