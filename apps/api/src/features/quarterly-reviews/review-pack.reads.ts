import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql } from '../../platform/database/tenant-sql.js';
import {
  extendReadModel,
  late,
  latestFirst,
  list,
  one,
  page,
  readModel,
} from '../../platform/graphql/read-engine/read-model.js';

/** Packs, the newest first. */
export const NEWEST_ISSUED = latestFirst('issued_at');

export const REVIEW_PACK_READS = [
  readModel('QuarterlyReviewPack', {
    table: 'quarterly_review_pack',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      plan: one({ where: (row, plan) => sql`${plan('id')} = ${row('plan_id')}`, implied: true }),
      replaces: one({ where: (row, pack) => sql`${pack('id')} = ${row('replaces')}`, implied: true }),
      issuedBy: one({ where: (row, staff) => sql`${staff('id')} = ${row('issued_by')}` }),
      review: late((row) => ({ facts: row('facts') })),
      file: one({ where: (row, file) => sql`${file('id')} = ${row('file_id')}`, implied: true }),
    },
  }),
  extendReadModel('Account', {
    quarterlyReviewPacks: page({
      where: (account, row) => sql`${row('account_id')} = ${account('id')}`,
      order: NEWEST_ISSUED,
      permission: 'plan.read',
      implied: true,
    }),
  }),
  extendReadModel('AccountPlan', {
    quarterlyReviewPacks: list({
      where: (plan, row) => sql`${row('plan_id')} = ${plan('id')}`,
      order: NEWEST_ISSUED,
      implied: true,
    }),
  }),
];
