import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql, TENANT } from '../../platform/database/tenant-sql.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  computed,
  embedded,
  extendReadModel,
  late,
  one,
  type Order,
  readModel,
} from '../../platform/graphql/read-engine/read-model.js';

/** Those with the most to lose first, then the largest. */
export const MOST_TO_LOSE: Order = {
  keys: [
    { by: 'danger', type: 'integer' },
    { by: 'net_minor', type: 'bigint' },
    { by: 'account_id', type: 'uuid' },
  ],
  descending: true,
};

export const STANDING_READS = [
  readModel('PortfolioAccount', {
    table: 'account_standing',
    visible: (standing, ctx, several) => visibleAccount(ctx, standing('account_id'), several),
    fields: {
      account: one({ where: (standing, account) => sql`${account('id')} = ${standing('account_id')}`, implied: true }),
      health: computed((standing) => standing('health'), { permission: 'alert.read' }),
      share: computed((standing) => sql`(${standing('standing')} -> 'share' ->> 'share')::float8`, {
        permission: 'trade.read',
      }),
      sales: embedded(
        (standing) => moneyOf(standing('net_minor'), sql`(select t.currency from tenant t where t.id = ${TENANT})`),
        { permission: 'trade.read' },
      ),
    },
  }),
  extendReadModel('Account', {
    standing: late({ id: 'id', targetStage: 'target_stage' }, { permission: 'ledger.read' }),
    why: late({ id: 'id' }, { permission: 'ledger.read' }),
    next: late({ id: 'id' }),
  }),
];
