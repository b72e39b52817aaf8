import { z } from 'zod';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import type { StageProposal } from './stage-proposal.entity.js';
import { isOpen, NEWEST_PROPOSALS } from './stage.reads.js';
import type { StageProposalArgs } from './stage.types.js';

const filterArguments = z.object({ filter: z.object({ accountId: rowId.nullish() }).loose().nullish() });

/** A page of the proposals for accounts that the caller may see, the newest first. */
export function stageProposalsRead({ filter, ...args }: StageProposalArgs): Read<StageProposal> {
  parseArguments(filterArguments, { filter });
  const { open, accountId, kind } = filter ?? {};
  return readConnection(args, NEWEST_PROPOSALS, {
    where: (proposal) =>
      all([
        open == null ? undefined : open ? isOpen(proposal) : sql`not (${isOpen(proposal)})`,
        accountId == null ? undefined : sql`${proposal('account_id')} = ${accountId}`,
        kind == null ? undefined : sql`${proposal('kind')} = ${kind}`,
      ]),
  });
}
