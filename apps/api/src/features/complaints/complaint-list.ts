import { COMPLAINT_SEVERITIES, COMPLAINT_STATES } from '@mortise/domain';
import { z } from 'zod';
import { all, sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { line, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import type { RowRef } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readConnection, readList } from '../../platform/graphql/read-engine/read.js';
import { NEWEST_LINES } from '../trade/trade.reads.js';
import type { Complaint } from './complaint.model.js';
import type { PortalOrderLine, PortalOrderLineArgs } from './complaint.portal-types.js';
import { NEWEST_COMPLAINTS, NEXT_DUE_COMPLAINTS } from './complaint.reads.js';
import type { ComplaintListArgs } from './complaint.types.js';

const listArguments = z.object({
  filter: z
    .object({
      status: z.enum(COMPLAINT_STATES).nullish(),
      accountId: rowId.nullish(),
      search: line(200).nullish(),
      severity: z.enum(COMPLAINT_SEVERITIES).nullish(),
      breached: z.boolean().nullish(),
    })
    .nullish(),
});
type Filter = NonNullable<z.output<typeof listArguments>['filter']>;

const orderLineArguments = z.object({ search: line(100).nullish(), first: z.int().min(1).max(100).nullish() });

/** A page of the complaints that the caller may see. @throws InputInvalid */
export function complaintsRead(args: ComplaintListArgs): Read<Complaint> {
  const { filter } = parseArguments(listArguments, { filter: args.filter });
  const byDue = args.orderBy === 'NEXT_DUE';
  return readConnection(args, byDue ? NEXT_DUE_COMPLAINTS : NEWEST_COMPLAINTS, {
    where: (complaint) =>
      all([matches(complaint, filter ?? {}), byDue ? sql`${complaint('next_due_at')} is not null` : undefined]),
  });
}

/** The newest order lines that the caller may see. @throws InputInvalid */
export function orderLinesRead(args: PortalOrderLineArgs): Read<PortalOrderLine> {
  const { search, first } = parseArguments(orderLineArguments, { search: args.search || null, first: args.first });
  return readList(search ? { where: (row) => contains(row, search) } : {}, NEWEST_LINES, first ?? 20);
}

function matches(c: RowRef, { status, accountId, search, severity, breached }: Filter): Sql {
  return all([
    status ? sql`${c('status')} = ${status}` : undefined,
    accountId ? sql`${c('account_id')} = ${accountId}` : undefined,
    severity ? sql`${c('severity')} = ${severity}` : undefined,
    breached == null ? undefined : breached ? sql`${c('breached_at')} is not null` : sql`${c('breached_at')} is null`,
    search
      ? sql`(${c('number')} = ${search.toUpperCase()} or position(${search.toLowerCase()} in lower(${c('subject')})) > 0)`
      : undefined,
  ]);
}

/** Whether the line's order number, lot or product contains the words, in any case. */
function contains(line: RowRef, words: string): Sql {
  const text = words.toLowerCase();
  return sql`(position(${text} in lower(${line('order_number')})) > 0 or position(${text} in lower(${line('lot')})) > 0
    or ${line('product_id')} in (select p.id from product p where p.tenant_id = ${TENANT} and position(${text} in lower(p.name)) > 0))`;
}
