import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql, type Sql } from '../../platform/database/tenant-sql.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  column,
  computed,
  earliestFirst,
  embedded,
  extendReadModel,
  late,
  latestFirst,
  list,
  one,
  type Order,
  page,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';

/** The largest accounts first. */
export const LARGEST_FIRST: Order = {
  keys: [
    { by: 'net_minor', type: 'bigint' },
    { by: 'account_id', type: 'uuid' },
  ],
  descending: true,
};

/** The latest proposals first. */
export const LATEST_MOVES = latestFirst('proposed_at');

/** An amount of the row that is always there. */
const amount = (name: string) => embedded((row) => moneyOf(row(name), row('currency')));
/** An amount of the row that may be unknown. */
const amountOrNone = (name: string) =>
  embedded((row) => moneyOf(row(name), row('currency')), { present: (row) => sql`${row(name)} is not null` });

const proposalOf = (row: RowRef): Readonly<Record<string, Sql>> => ({
  move: row('move'),
  target_stage: row('target_stage'),
  goal: row('goal'),
  investment_ceiling_minor: row('investment_ceiling_minor'),
  low_periods: row('low_periods'),
  currency: row('currency'),
});

/** What a cost says now, or said before. */
const COST_CONTENT = { rate: amount('rate_minor'), cost: amount('cost_minor') };

export const VALUE_READS = [
  readModel('CostToServe', {
    table: 'cost_to_serve',
    visible: (cost, ctx, several) => visibleAccount(ctx, cost('account_id'), several),
    fields: {
      ...COST_CONTENT,
      corrections: list({
        where: (
          cost,
          correction,
        ) => sql`${correction('account_id')} = ${cost('account_id')} and ${correction('month')} = ${cost('month')}
          and ${correction('driver')} = ${cost('driver')}`,
        order: { keys: [{ by: 'ordinal', type: 'integer' }] },
        implied: true,
      }),
    },
  }),
  readModel('CostToServeCorrection', {
    table: 'cost_to_serve_correction',
    fields: COST_CONTENT,
  }),
  readModel('AcquisitionCost', {
    table: 'acquisition_cost',
    visible: (cost, ctx, several) => visibleAccount(ctx, cost('account_id'), several),
    fields: { amount: embedded((cost) => moneyOf(cost('amount_minor'), cost('currency'))) },
  }),
  readModel('AccountValue', {
    table: 'account_value',
    visible: (value, ctx, several) => visibleAccount(ctx, value('account_id'), several),
    fields: {
      account: one({ where: (value, account) => sql`${account('id')} = ${value('account_id')}`, implied: true }),
      netSales: amount('net_minor'),
      costToServe: amount('cost_to_serve_minor'),
      creditCost: amountOrNone('credit_cost_minor'),
      acquisition: amount('acquisition_minor'),
      rebates: amountOrNone('rebates_minor'),
      contribution: amountOrNone('contribution_minor'),
      contributionPerSalesHour: amountOrNone('contribution_per_hour_minor'),
      rfm: embedded(
        (value) => ({
          recency: value('recency'),
          frequency: value('frequency'),
          monetary: value('monetary'),
          score: value('rfm_score'),
          band: value('rfm_band'),
          regularity: value('regularity'),
        }),
        { present: (value) => sql`${value('rfm_score')} is not null` },
      ),
      profit: amountOrNone('profit_minor'),
      potential: amountOrNone('potential_minor'),
      proposal: embedded(proposalOf, { present: (value) => sql`${value('move')} is not null` }),
      lifetimeValue: embedded(
        (value) => ({
          value_minor: value('clv_minor'),
          low_minor: value('clv_low_minor'),
          high_minor: value('clv_high_minor'),
          expected_orders: value('clv_expected_orders'),
          order_minor: value('clv_order_minor'),
          basis: value('clv_basis'),
          months: value('clv_months'),
          currency: value('currency'),
        }),
        { present: (value) => sql`${value('clv_minor')} is not null` },
      ),
      lifetimeReason: column('clv_reason'),
      sources: computed(
        () =>
          sql`array['account_month', 'account_order_day', 'account_share', 'cost_to_serve', 'acquisition_cost', 'invoice', 'rebate_agreement']`,
      ),
    },
  }),
  readModel('RfmScores', {}),
  readModel('LifetimeValueEstimate', {
    fields: {
      value: amount('value_minor'),
      low: amount('low_minor'),
      high: amount('high_minor'),
      contributionPerOrder: amount('order_minor'),
    },
  }),
  readModel('MoveProposal', { fields: { investmentCeiling: amount('investment_ceiling_minor') } }),
  readModel('ValueMove', {
    table: 'value_move',
    visible: (move, ctx, several) => visibleAccount(ctx, move('account_id'), several),
    fields: {
      account: one({ where: (move, account) => sql`${account('id')} = ${move('account_id')}`, implied: true }),
      proposal: embedded(proposalOf),
      inForce: computed((move) => sql`${move('in_force')} ->> 'move'`),
      history: list({
        where: (move, event) => sql`${event('account_id')} = ${move('account_id')}`,
        order: earliestFirst('at'),
        implied: true,
      }),
    },
  }),
  readModel('ValueMoveEvent', {
    table: 'value_move_event',
    visible: (event, ctx, several) => visibleAccount(ctx, event('account_id'), several),
  }),
  extendReadModel('Account', {
    value: one({
      where: (account, value) => sql`${value('account_id')} = ${account('id')}`,
      permission: 'value.read',
      implied: true,
    }),
    valueMove: one({
      where: (account, move) => sql`${move('account_id')} = ${account('id')}`,
      permission: 'value.read',
      implied: true,
    }),
    costsToServe: page({
      where: (account, cost) => sql`${cost('account_id')} = ${account('id')}`,
      // Of one account there is one cost a month and driver.
      order: {
        keys: [
          { by: 'month', type: 'date' },
          { by: 'driver', type: 'text' },
        ],
        descending: true,
      },
      permission: 'value.read',
      implied: true,
    }),
    acquisitionCosts: list({
      where: (account, cost) => sql`${cost('account_id')} = ${account('id')}`,
      order: earliestFirst('won_in', 'date'),
      permission: 'value.read',
      implied: true,
    }),
    profitWaterfall: late({ id: 'id' }, { permission: 'value.read' }),
  }),
];
