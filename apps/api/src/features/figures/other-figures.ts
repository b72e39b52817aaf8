import { sql, TENANT } from '../../platform/database/tenant-sql.js';
import type { KeptFigure } from './kept-figure.js';

/** Kinds of imports whose rows are counted by account. */
const COUNTED = sql`('order-lines', 'invoices', 'payments', 'deliveries')`;

/** What is kept of deliveries and of imports. */
export const OTHER_FIGURES: readonly KeptFigure[] = [
  {
    name: 'delivery_promise',
    key: ['id'],
    values: ['first_delivered_on', 'first_quantity', 'delivered_quantity'],
    inPlace: true,
    rebuilt: sql`
      select p.id, f.day, coalesce(sum(d.quantity) filter (where d.delivered_on = f.day), 0), coalesce(sum(d.quantity), 0)
      from delivery_promise p
      left join (select promise_id, min(delivered_on) as day from delivery where tenant_id = ${TENANT} group by promise_id) f on f.promise_id = p.id
      left join delivery d on d.tenant_id = ${TENANT} and d.promise_id = p.id
      where p.tenant_id = ${TENANT} group by p.id, f.day`,
  },
  {
    name: 'import',
    key: ['id'],
    values: ['rows_added'],
    inPlace: true,
    only: sql`kind in ${COUNTED}`,
    rebuilt: sql`
      select i.id, coalesce(sum(t.rows), 0)::bigint from import i left join import_account t on t.tenant_id = ${TENANT} and t.import_id = i.id
      where i.tenant_id = ${TENANT} and i.kind in ${COUNTED} group by i.id`,
  },
];
