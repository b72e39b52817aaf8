import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { all, sql } from '../../platform/database/tenant-sql.js';
import {
  computed,
  extendReadModel,
  latestFirst,
  page,
  readModel,
} from '../../platform/graphql/read-engine/read-model.js';
import { withoutHiddenCause } from '../stages/confidential-causes.js';
import { readableEntry } from './timeline.visibility.js';

const NEWEST_FIRST = latestFirst('at');

export const TIMELINE_READS = [
  readModel('TimelineEntry', {
    table: 'timeline_entry',
    visible: (entry, ctx, several) =>
      all([visibleAccount(ctx, entry('account_id'), several), readableEntry(ctx, entry('kind'))]),
    fields: { detail: computed((entry, { ctx }) => withoutHiddenCause(ctx, entry('detail'))) },
  }),
  extendReadModel('Account', {
    timeline: page({
      // Whoever sees the account sees its story, but not every kind of entry.
      where: (account, entry, { ctx }) =>
        sql`${entry('account_id')} = ${account('id')} and ${readableEntry(ctx, entry('kind'))}`,
      order: NEWEST_FIRST,
      implied: true,
    }),
  }),
];
