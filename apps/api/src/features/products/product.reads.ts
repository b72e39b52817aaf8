import { sql } from '../../platform/database/tenant-sql.js';
import { one, type Order, readModel } from '../../platform/graphql/read-engine/read-model.js';

/** Products, and their categories, by their numbers in the supplier's own systems, which are unique. */
export const BY_NUMBER: Order = { keys: [{ by: 'external_id', type: 'text' }] };

export const PRODUCT_READS = [
  readModel('Product', {
    table: 'product',
    fields: { category: one({ where: (product, category) => sql`${category('id')} = ${product('category_id')}` }) },
  }),
  readModel('ProductCategory', { table: 'product_category' }),
];
