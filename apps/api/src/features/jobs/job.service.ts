import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { type ConnectionArgs, type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import { JobRun } from './job-run.entity.js';

const NEWEST: readonly OrderColumn[] = [
  { column: 'created_at', type: 'timestamptz' },
  { column: 'id', type: 'uuid' },
];

/** What people see of the work in the background. */
@Injectable()
export class JobService {
  async find(ctx: RequestContext, id: string): Promise<JobRun | null> {
    return isRowId(id) ? (await ctx.unit.repository(JobRun)).findOne({ id }) : null;
  }

  /** The newest first. */
  async list(ctx: RequestContext, args: ConnectionArgs): Promise<ConnectionOf<JobRun>> {
    const page = readPage(args, NEWEST.length);
    const { after, orderBy, limit } = keyset(NEWEST, page, true);
    const rows = await ctx.unit.query<{ id: string; created: string }>(tenantSql`
      select id, created_at::text as created from job_run where tenant_id = ${TENANT} and ${after} order by ${orderBy} ${limit}`);
    const found = await (await ctx.unit.repository(JobRun)).find({ id: In(rows.map(({ id }) => id)) });
    const byId = new Map(found.map((run) => [run.id, run]));
    return toConnection(rows, page, {
      key: ({ created, id }) => [created, id],
      node: ({ id }) => byId.get(id) as JobRun,
      totalCount: async () => {
        const row = await ctx.unit.first<{ count: string }>(
          tenantSql`select count(*) from job_run where tenant_id = ${TENANT}`,
        );
        return Number(row?.count ?? 0);
      },
    });
  }
}
