import { COMMITTEE_MEMBERS, type SignalKind } from '@mortise/domain';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql, type Sql } from '../../platform/database/tenant-sql.js';
import {
  column,
  computed,
  embedded,
  latestFirst,
  list,
  one,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';

/** Signals, the newest first. */
export const NEWEST_SIGNALS = latestFirst('opened_on', 'date');

type SqlType = 'date' | 'float8' | 'integer' | 'text' | 'uuid';

/** Fields that are members of what a signal keeps of its reason, by name and SQL type. */
function figures(types: Readonly<Record<string, SqlType>>) {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [
      name,
      computed((why) => sql`(${why('explanation')} ->> ${name})::${SQL_TYPES[type]}`),
    ]),
  );
}
const SQL_TYPES: Readonly<Record<SqlType, Sql>> = {
  date: sql`date`,
  float8: sql`float8`,
  integer: sql`integer`,
  text: sql`text`,
  uuid: sql`uuid`,
};

/** A part of the reason that only signals of some kinds have. */
const part = (...kinds: readonly SignalKind[]) =>
  embedded((why) => ({ explanation: why('explanation') }), {
    present: (why: RowRef) => sql`${why('kind')} = any(${kinds}::text[])`,
  });

export const SIGNAL_READS = [
  readModel('Signal', {
    table: 'signal',
    visible: (signal, ctx, several) => visibleAccount(ctx, signal('account_id'), several),
    fields: {
      account: one({ where: (signal, account) => sql`${account('id')} = ${signal('account_id')}`, implied: true }),
      alert: one({ where: (signal, alert) => sql`${alert('id')} = ${signal('alert_id')}`, implied: true }),
      why: embedded((signal) => ({ explanation: signal('explanation'), kind: signal('kind') })),
    },
  }),
  readModel('SignalWhy', {
    fields: {
      ...figures({ asOf: 'date' }),
      facts: column('explanation'),
      orderGap: part('ORDER_GAP'),
      level: part('FOUR_WEEK_LEVEL', 'THIRTEEN_WEEK_LEVEL'),
      mixLoss: part('MIX_LOSS'),
      pricePressure: part('PRICE_PRESSURE'),
      stagnation: part('STAGNATION'),
      calibration: embedded((why) => ({ explanation: sql`(${why('explanation')} -> 'calibration')` }), {
        present: (why) =>
          sql`${why('kind')} = any(${COMMITTEE_MEMBERS}::text[]) and ${why('explanation')} ? 'calibration'`,
      }),
    },
  }),
  readModel('OrderGapWhy', {
    fields: figures({
      ...{
        lastOrder: 'date',
        expectedIntervalDays: 'float8',
        expectedNextOrder: 'date',
        gapDays: 'integer',
        alarmFrom: 'date',
      },
      ...{ intervals: 'integer', ownMeanIntervalDays: 'float8', tenantMedianIntervalDays: 'float8' },
    }),
  }),
  readModel('SalesLevelWhy', {
    fields: figures({
      ...{ from: 'date', to: 'date', actual: 'float8', expected: 'float8', spread: 'float8', history: 'integer' },
      ...{ missing: 'float8', seasonalFactor: 'float8' },
    }),
  }),
  readModel('MixLossWhy', {
    fields: {
      ...figures({ usualFrom: 'date', recentFrom: 'date', until: 'date' }),
      lost: list({
        from: (why) => sql`
          select l.category as category_id, l.state, l.share, l.ordinality from rows from
            (jsonb_to_recordset(${why('explanation')} -> 'lost') as (category uuid, state text, share float8)) with ordinality as l`,
        order: { keys: [{ by: 'ordinality', type: 'bigint' }] },
      }),
    },
  }),
  readModel('LostCategorySign', {
    fields: {
      category: one({
        where: (lost, category) => sql`${category('id')} = ${lost('category_id')}`,
        permission: 'product.read',
      }),
    },
  }),
  readModel('PricePressureWhy', {
    fields: figures({ recentDiscount: 'float8', usualDiscount: 'float8', months: 'integer', until: 'date' }),
  }),
  readModel('StagnationWhy', {
    fields: figures({
      ...{ stage: 'text', since: 'date', stalledSince: 'date', limitMonths: 'float8', limitSource: 'text' },
      ...{ shareNow: 'float8', shareTwoQuartersAgo: 'float8' },
    }),
  }),
  readModel('SignalCalibration', {
    fields: figures({
      ...{
        source: 'text',
        budget: 'float8',
        startsPerAccountYear: 'float8',
        accountYears: 'float8',
        calibratedOn: 'date',
      },
      ...{ confirmed: 'integer', falseAlarms: 'integer', budgetShare: 'float8', untuned: 'float8' },
    }),
  }),
];
