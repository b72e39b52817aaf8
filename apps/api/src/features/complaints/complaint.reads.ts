import { COMPLAINT_STATES } from '@mortise/domain';
import { identifier, sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import {
  computed,
  earliestFirst,
  extendReadModel,
  late,
  latestFirst,
  list,
  one,
  type Order,
  page,
  type ReadField,
  readModel,
  type ReadModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';

/** Complaints, the newest first. */
export const NEWEST_COMPLAINTS = latestFirst('created_at');

/** Complaints of which a deadline is ahead, the earliest first. */
export const NEXT_DUE_COMPLAINTS = earliestFirst('next_due_at');

const BY_SEQ: Order = { keys: [{ by: 'seq', type: 'integer' }] };

/** Both schemas have complaints of their own, read alike. */
function complaintModel(type: string, fields: Readonly<Record<string, ReadField>> = {}): ReadModel {
  return readModel(type, {
    table: 'complaint',
    visible: (complaint, ctx, several) => visibleAccount(ctx, complaint('account_id'), several),
    fields: {
      // Not implied: a line that is imported again under its number may have become another account's.
      orderLine: one({ where: (complaint, line) => sql`${line('id')} = ${complaint('order_line_id')}` }),
      files: list({
        from: (complaint) => sql`
          select f.* from complaint_file cf join file f on f.tenant_id = cf.tenant_id and f.id = cf.file_id
          where cf.tenant_id = ${TENANT} and cf.complaint_id = ${complaint('id')}`,
        order: { keys: [{ by: 'id', type: 'uuid' }] },
        implied: true,
      }),
      events: list({
        where: (complaint, event) => sql`${event('complaint_id')} = ${complaint('id')}`,
        order: BY_SEQ,
      }),
      ...fields,
    },
  });
}

function orderLineModel(type: string): ReadModel {
  return readModel(type, {
    table: 'order_line',
    visible: (line, ctx, several) => visibleAccount(ctx, line('account_id'), several),
    fields: {
      productName: computed((line) => ofProduct(line, 'name')),
      unit: computed((line) => ofProduct(line, 'unit')),
    },
  });
}

function ofProduct(line: RowRef, column: 'name' | 'unit'): Sql {
  return sql`(select ${identifier(`p.${column}`)} from product p where p.tenant_id = ${TENANT} and p.id = ${line('product_id')})`;
}

const told = (name: string) => computed((event) => sql`${event('data')} ->> ${name}`);

/** How staff read complaints. */
export const COMPLAINT_READS = [
  complaintModel('Complaint', {
    account: one({
      where: (complaint, account) => sql`${account('id')} = ${complaint('account_id')}`,
      permission: 'account.read',
      implied: true,
    }),
    deadlines: late({ id: 'id' }),
    nextDeadline: late({ id: 'id' }),
  }),
  readModel('ComplaintEvent', {
    table: 'complaint_event',
    fields: { note: told('note'), answer: told('answer'), severity: told('severity') },
  }),
  orderLineModel('ComplaintOrderLine'),
  extendReadModel('Account', {
    complaints: page({
      where: (account, complaint) => sql`${complaint('account_id')} = ${account('id')}`,
      order: NEWEST_COMPLAINTS,
      permission: 'complaint.read',
      implied: true,
    }),
  }),
];

/** How buyers read theirs. */
export const PORTAL_COMPLAINT_READS = [
  complaintModel('PortalComplaint', {
    // Pauses and judgements are the supplier's own; what follows from them stands in fields of their own.
    events: list({
      where: (complaint, event) =>
        sql`${event('complaint_id')} = ${complaint('id')} and ${event('type')} = any(${COMPLAINT_STATES}::text[])`,
      order: BY_SEQ,
    }),
    nextDeadline: late({ id: 'id' }),
    waitingForYou: computed((complaint) => sql`coalesce(${complaint('paused')} = 'WAITING_FOR_CUSTOMER', false)`),
    answer: computed(
      (complaint) => sql`(
        select e.data ->> 'answer' from complaint_event e where e.tenant_id = ${TENANT} and e.complaint_id = ${complaint('id')}
          and e.type = 'CONTAINED' order by e.seq desc limit 1)`,
    ),
  }),
  readModel('PortalComplaintEvent', { table: 'complaint_event' }),
  orderLineModel('PortalOrderLine'),
];
