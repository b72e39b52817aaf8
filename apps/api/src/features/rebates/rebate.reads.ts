import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { identifier, sql, TENANT } from '../../platform/database/tenant-sql.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  column,
  embedded,
  extendReadModel,
  late,
  latestFirst,
  list,
  one,
  readModel,
} from '../../platform/graphql/read-engine/read-model.js';
import { BY_NUMBER } from '../products/product.reads.js';

/** The latest agreements first. */
export const LATEST_REBATES = latestFirst('from_month', 'date');

const named = (of: 'category_id' | 'product_id') =>
  list({
    where: (agreement, thing) => sql`${thing('id')} in (
      select x.${identifier(of)} from rebate_scope x where x.tenant_id = ${TENANT} and x.agreement_id = ${agreement('id')})`,
    order: BY_NUMBER,
    permission: 'product.read',
  });

export const REBATE_READS = [
  readModel('RebateAgreement', {
    table: 'rebate_agreement',
    visible: (agreement, ctx, several) => visibleAccount(ctx, agreement('account_id'), several),
    fields: {
      account: one({
        where: (agreement, account) => sql`${account('id')} = ${agreement('account_id')}`,
        implied: true,
      }),
      tiers: list({
        where: (agreement, tier) => sql`${tier('agreement_id')} = ${agreement('id')}`,
        order: { keys: [{ by: 'ordinal', type: 'integer' }] },
        implied: true,
      }),
      categories: named('category_id'),
      products: named('product_id'),
      settled: embedded((agreement) => moneyOf(agreement('settled_minor'), agreement('currency')), {
        present: (agreement) => sql`${agreement('settled_minor')} is not null`,
      }),
      creditNote: one({
        where: (agreement, note) => sql`${note('id')} = ${agreement('credit_note_id')}`,
        permission: 'receivable.read',
      }),
      standing: late({ id: 'id' }),
    },
  }),
  readModel('RebateTier', { table: 'rebate_tier', fields: { from: column('from_volume') } }),
  extendReadModel('Account', {
    rebateAgreements: list({
      where: (account, agreement) => sql`
        ${agreement('account_id')} = any(array(
          select c.ancestor_id from account_closure c where c.tenant_id = ${TENANT} and c.descendant_id = ${account('id')}))
        and (${agreement('account_id')} = ${account('id')} or ${agreement('includes_group')})`,
      order: LATEST_REBATES,
      permission: 'rebate.read',
    }),
    rebateLiability: late({ id: 'id' }, { permission: 'rebate.read' }),
  }),
];
