import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import type { StageProposal } from './stage-proposal.entity.js';
import { StageProposalStore } from './stage-proposal.store.js';
import type { StageProposalArgs } from './stage.types.js';

const NEWEST_FIRST: readonly OrderColumn[] = [
  { column: 'p.proposed_at', type: 'timestamptz' },
  { column: 'p.id', type: 'uuid' },
];

const filterArguments = z.object({ filter: z.object({ accountId: rowId.nullish() }).loose().nullish() });

/** Lists of stage proposals, the newest first. */
@Injectable()
export class StageProposalListService {
  constructor(@Inject(StageProposalStore) private readonly proposals: StageProposalStore) {}

  async list(ctx: RequestContext, { filter, ...args }: StageProposalArgs): Promise<ConnectionOf<StageProposal>> {
    parseArguments(filterArguments, { filter });
    const page = readPage(args, NEWEST_FIRST.length);
    const { after, orderBy, limit } = keyset(NEWEST_FIRST, page, true);
    const { open, accountId, kind } = filter ?? {};
    const matching = all([
      visibleAccount(ctx, 'p.account_id'),
      open == null ? undefined : sql`(p.status in ('PROPOSED', 'EVIDENCE_CHECKED', 'APPROVED')) = ${open}`,
      accountId == null ? undefined : sql`p.account_id = ${accountId}`,
      kind == null ? undefined : sql`p.kind = ${kind}`,
    ]);
    // The moment travels as text: a cursor made of a JavaScript date would lose the microseconds.
    const rows = await ctx.unit.query<{ id: string; at: string }>(tenantSql`
      select p.id, p.proposed_at::text as at from stage_proposal p
      where p.tenant_id = ${TENANT} and ${all([matching, after])} order by ${orderBy} ${limit}`);
    const found = await this.proposals.byIds(
      ctx,
      rows.map(({ id }) => id),
    );
    return toConnection(rows, page, {
      key: ({ id, at }) => [at, id],
      node: ({ id }) => found.get(id) as StageProposal,
      totalCount: async () => {
        const row = await ctx.unit.first<{ count: string }>(tenantSql`
          select count(*) from stage_proposal p where p.tenant_id = ${TENANT} and ${matching}`);
        return Number(row?.count ?? 0);
      },
    });
  }
}
