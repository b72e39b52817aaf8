import { sql } from '../../platform/database/tenant-sql.js';
import { computed, embedded, latestFirst, page, readModel } from '../../platform/graphql/read-engine/read-model.js';
import { isBeingUndone } from './undo-sign.js';
import { mine } from './import.service.js';

/** Imports, the newest first. */
export const NEWEST_IMPORTS = latestFirst('started_at');

export const IMPORT_READS = [
  readModel('Import', {
    table: 'import',
    visible: (row, ctx) => mine(ctx, row('started_by')),
    fields: {
      status: computed(
        (row) => sql`
        case when ${row('status')} in ('SUCCEEDED', 'FAILED') and ${isBeingUndone(row('id'))} then 'UNDOING' else ${row('status')} end`,
      ),
      percent: computed(
        (row) => sql`
          case when ${row('status')} in ('SUCCEEDED', 'UNDONE') then 100
            when ${row('total_bytes')} > 0 then least(100, ${row('bytes')} * 100 / ${row('total_bytes')}) end`,
      ),
      createdMissing: embedded((row) => {
        const created = row('created_missing');
        return {
          accounts: sql`coalesce((${created} ->> 'accounts')::integer, 0)`,
          products: sql`coalesce((${created} ->> 'products')::integer, 0)`,
          categories: sql`coalesce((${created} ->> 'categories')::integer, 0)`,
        };
      }),
      errors: page({
        where: (row, error) => sql`${error('import_id')} = ${row('id')}`,
        order: {
          keys: [
            { by: 'row_number', type: 'bigint' },
            { by: 'ordinal', type: 'integer' },
          ],
        },
        implied: true,
      }),
    },
  }),
  readModel('ImportCreated', {}),
  readModel('ImportError', { table: 'import_error' }),
];
