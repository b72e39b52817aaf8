import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import type { RowRef } from '../../platform/graphql/read-engine/read-model.js';
import { todayOf } from './invoice.reads.js';
import { MOST_OPEN } from './receivable.reads.js';
import type { AccountReceivables, ReceivableArgs } from './receivable.types.js';

/** A page of what the accounts that the caller may see owe. */
export function receivablesRead(ctx: RequestContext, { filter, ...args }: ReceivableArgs): Read<AccountReceivables> {
  const { overdue, overLimit } = filter ?? {};
  return readConnection(args, MOST_OPEN, {
    where: (row) =>
      all([
        overdue == null ? undefined : overdue ? hasOverdue(ctx, row) : sql`not (${hasOverdue(ctx, row)})`,
        overLimit == null ? undefined : overLimit ? row('over_limit') : sql`not ${row('over_limit')}`,
      ]),
  });
}

/** Starts from what is overdue, which is little beside what was ever invoiced: nobody walks the list to look for it. */
function hasOverdue(ctx: RequestContext, row: RowRef): Sql {
  return sql`${row('account_id')} = any(array(
    select i.account_id from invoice i where i.tenant_id = ${TENANT} and i.settled_on is null and i.due_on < ${todayOf(ctx)}))`;
}
