// @ts-check
import { NEW } from '../seed-trade.mjs';

const MONTHS = 36;
/** From January 2023 on, so that the last day of which anything is known is at the end of 2025. */
const MONTH = `(date '2023-01-01' + m * interval '1 month')::date`;
const ACCOUNTS = `(select substring(external_id from 2)::bigint as n, * from account) l`;

/** Between 85 and 115 of a hundred, by account and month. */
const noise = '(85 + (hashint8(n * 64 + m) & 1023) % 31)';

/** One account in a hundred stops ten weeks before the end, and one halves: what there is to find. */
const SLIPS = { stops: 'n % 100 = 17', halves: 'n % 100 = 42', from: `date '2025-10-20'` };
const usual = '(200000 + n * 7919 % 900000)';
const level = (/** @type {string} */ on) => `case when ${SLIPS.halves} and ${on} >= ${SLIPS.from} then 50 else 100 end`;
const buys = (/** @type {string} */ on) => `not (${SLIPS.stops} and ${on} >= ${SLIPS.from})`;

/**
 * Three years of history for every account: two order days a month, two of four categories, a stage with its opening
 * event, and for every other account the share of wallet that its stage rests on. Facts lie day by day, as imports leave them.
 */
export const HISTORIES = [
  `update account l set stage = case when n % 100 = 3 then 'DEVELOPMENT' else pg_temp.pick('{INITIAL,STABLE,STRATEGIC,INITIAL}', n / 2) end,
      stage_since = timestamptz '2025-06-01 08:00Z' - case when n % 20 = 0 then interval '14 months' else interval '0' end
    from (select substring(external_id from 2)::bigint as n, tenant_id, id from account) a ${NEW} and a.tenant_id = l.tenant_id and a.id = l.id`,
  `insert into stage_event (tenant_id, account_id, seq, type, at, recorded_at, actor, data, policy_version, to_rank, opening)
    select l.tenant_id, l.id, 1, 'STAGE_OPENED', l.stage_since, l.stage_since, 'system:bench',
      jsonb_build_object('type', 'STAGE_OPENED', 'stage', l.stage, 'by', 'system:bench', 'at', to_char(l.stage_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      0, array_position('{DEVELOPMENT,INITIAL,STABLE,STRATEGIC}'::text[], l.stage), true
    from account l ${NEW}`,
  `insert into account_order_day (tenant_id, account_id, day, net_minor, lines)
    select l.tenant_id, l.id, day, ${usual} * ${noise} / 100 * ${level('day')} / 100, 5
    from ${ACCOUNTS} cross join generate_series(0, ${MONTHS - 1}) m cross join generate_series(0, 1) d
      cross join lateral (select ${MONTH} + (n * 13 % 11 + d * 14 + (hashint8(n * 128 + m * 2 + d) & 1023) % 4)::int as day) at
    ${NEW} and ${buys('day')} order by day, l.id`,
  `insert into account_category_month (tenant_id, account_id, category_id, month, net_minor, quantity, lines, list_minor, listed_minor, cost_minor, costed_minor)
    select tenant_id, id, category_id, month, net, 100, 5, net * 11 / 10, net, net * 7 / 10, net
    from (
      select l.tenant_id, l.id, o.id as category_id, month, ${usual} * ${noise} / 100 * ${level('month')} / 100 as net
      from ${ACCOUNTS} cross join generate_series(0, ${MONTHS - 1}) m cross join generate_series(0, 1) c
        cross join lateral (select ${MONTH} as month) at
        join product_category o on o.tenant_id = l.tenant_id and o.external_id = 'G' || 1 + (n + c * 2) % 4
      ${NEW} and ${buys('month')}) sold
    order by month, id, category_id`,
  `insert into account_share (tenant_id, account_id, month, ours_minor, wallet_minor, wallet_low_minor, wallet_high_minor, currency, share, low, high,
      method, confidence, source, exceeds_wallet)
    select l.tenant_id, l.id, ${MONTH}, (1000000 * share)::bigint, 1000000, 950000, 1050000, 'EUR', share, share - 0.02, share + 0.02, 'DECLARED', 'B', 'bench', false
    from ${ACCOUNTS} cross join generate_series(${MONTHS - 18}, ${MONTHS - 1}) m
      cross join lateral (select case l.stage when 'STRATEGIC' then 0.88 when 'STABLE' then 0.66 else 0.33 end + (hashint8(n * 64 + m) & 1023) % 40 / 1000.0 as share) s
    ${NEW} and n % 2 = 0 order by m, l.id`,
];
