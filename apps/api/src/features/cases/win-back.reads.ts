import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql, TENANT } from '../../platform/database/tenant-sql.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  computed,
  embedded,
  latestFirst,
  list,
  one,
  readModel,
} from '../../platform/graphql/read-engine/read-model.js';

/** Win-backs, the last assessed first. */
export const NEWEST_ASSESSED = latestFirst('assessed_at');

const money = (column: string) => embedded((row) => moneyOf(row(column), row('currency')));
const tries = (of: 'cause' | 'all') => embedded((row) => ({ tried: row(`${of}_tried`), won: row(`${of}_won`) }));

export const WIN_BACK_READS = [
  readModel('WinBack', {
    table: 'win_back',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      case: one({ where: (row, about) => sql`${about('id')} = ${row('case_id')}`, implied: true }),
      sameCause: tries('cause'),
      allCauses: tries('all'),
      margin: money('margin_minor'),
      lifetimeValue: money('lifetime_value_minor'),
      ownCost: money('own_cost_minor'),
      rootCauseFixCost: money('root_cause_fix_minor'),
      specialServiceCost: money('special_service_minor'),
      cost: money('cost_minor'),
      expectedValue: embedded((row) => moneyOf(row('expected_value_minor'), row('currency')), {
        present: (row) => sql`${row('expected_value_minor')} is not null`,
      }),
      budgetCap: money('budget_cap_minor'),
      spent: money('spent_minor'),
      overBudget: computed((row) => sql`${row('spent_minor')} > ${row('budget_cap_minor')}`),
      thirdParties: list({
        from: (row) => sql`
          select h.kind, h."costMinor"::bigint as cost_minor, ${row('currency')} as currency, h.ordinality
          from rows from (jsonb_to_recordset(${row('third_parties')}) as (kind text, "costMinor" text)) with ordinality as h`,
        order: { keys: [{ by: 'ordinality', type: 'bigint' }] },
        implied: true,
      }),
      steps: list({
        from: (row) => sql`
          select e.seq, e.at, e.data ->> 'kind' as kind, e.data ->> 'what' as what, e.data ->> 'thirdParty' as third_party,
            (e.data ->> 'costMinor')::bigint as cost_minor, ${row('currency')} as currency
          from win_back_event e where e.tenant_id = ${TENANT} and e.win_back_id = ${row('id')} and e.type = 'STEP_RECORDED'`,
        order: { keys: [{ by: 'seq', type: 'integer' }] },
        implied: true,
      }),
    },
  }),
  readModel('WinBackTries', {}),
  readModel('WinBackHelper', { fields: { cost: money('cost_minor') } }),
  readModel('WinBackStep', { fields: { cost: money('cost_minor') } }),
];
