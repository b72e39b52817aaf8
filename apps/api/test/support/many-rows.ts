import { createStaff } from '../factories/tenant.factory.js';
import type { GraphqlClient } from '../graphql-client.js';
import type { TestApp } from '../start-test-app.js';

/** So many accounts that reading all of them is never the shorter way. */
const ACCOUNTS = 12_000;

/** Most accounts are below one of the first 300. */
const HALF = Array.from({ length: 199 }, (_, index) => index + 1).filter((n) => n <= 100 || n >= 160);

/**
 * What filters look for is rare, and lies at the far end of the list: whoever walks the list for it is found out.
 * `$1` stands for the tenant, `$2` for how many accounts it gets. Everything else hangs on them.
 */
const STATEMENTS = [
  `insert into staff_member (tenant_id, id, name, email, email_lower, role)
   select $1, md5($1::text || 's' || n)::uuid, 'Staff ' || n, n || '@many.example', n || '@many.example', 'SALES' from generate_series(1, $2 / 4) n`,
  `insert into team (tenant_id, id, name) select $1, md5($1::text || 't' || n)::uuid, 'Team ' || n from generate_series(1, $2 / 4) n`,
  `insert into team_member (tenant_id, team_id, staff_id)
   select $1, md5($1::text || 't' || (1 + n % ($2 / 4)))::uuid, md5($1::text || 's' || (1 + n / 3 % ($2 / 4)))::uuid from generate_series(1, $2) n on conflict do nothing`,
  `insert into api_key (tenant_id, id, staff_id, name, secret_hash, permissions)
   select $1, gen_random_uuid(), md5($1::text || 's' || (1 + n % ($2 / 4)))::uuid, 'key', '', '{}' from generate_series(1, $2 / 2) n`,
  `insert into account (tenant_id, id, name, name_lower, external_id, parent_id, owner_id, stage, created_at, archived_at)
   select $1, md5($1::text || 'a' || n)::uuid, 'Account ' || n, 'account ' || n, 'A' || n, case when n > 300 then md5($1::text || 'a' || (1 + n % 300))::uuid end,
     md5($1::text || 's' || (1 + n % ($2 / 4)))::uuid, case when n between 9960 and 9979 then 'STABLE' else 'INITIAL' end, timestamptz '2020-01-01' + n * interval '1 hour',
     case when n between 9980 and 9999 then now() end from generate_series(1, $2) n`,
  `insert into account_closure (tenant_id, ancestor_id, descendant_id, depth)
   select $1::uuid, id, id, 0 from account where tenant_id = $1 union all select $1, parent_id, id, 1 from account where tenant_id = $1 and parent_id is not null`,
  `insert into account_team (tenant_id, team_id, account_id)
   select $1, md5($1::text || 't' || (1 + n % ($2 / 4)))::uuid, md5($1::text || 'a' || n)::uuid from generate_series(1, $2) n`,
  // The last few stand otherwise than all others, and have the least to lose.
  `insert into account_standing (tenant_id, account_id, since, read_on, settled_on, stage, level, interface, health, kind, misalignments, danger, standing,
     axes_since, policy_version, net_minor)
   select $1, md5($1::text || 'a' || n)::uuid, '2020-01-01', '2020-01-02', '2020-01-01', case when n <= 20 then 'STRATEGIC' else 'INITIAL' end,
     case when n <= 20 then 'INTEGRATED' else 'BASIC' end, case when n <= 20 then 'DIAMOND' else 'BUTTERFLY' end, case when n <= 20 then 'ALERT' else 'NORMAL' end,
     case when n <= 20 then 'OPPORTUNITY' else 'DANGER' end, '{}', n, '{}', '{}', 0, n from generate_series(1, $2) n`,
  `insert into department (tenant_id, id, account_id, name, function)
   select $1, gen_random_uuid(), case when n % 10 > 0 then md5($1::text || 'a' || n)::uuid end, 'Department ' || n, 'QUALITY' from generate_series(1, $2) n`,
  `insert into contact (tenant_id, id, name, name_lower, email, email_lower, external_id, status)
   select $1, md5($1::text || 'c' || n)::uuid, 'Contact ' || n, 'contact ' || n, n || '@c.example', n || '@c.example', 'C' || n, case when n between 9980 and 9999 then 'LEFT' else 'ACTIVE' end from generate_series(1, $2) n`,
  `insert into account_contact (tenant_id, id, account_id, contact_id, valid_from)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % $2))::uuid, md5($1::text || 'c' || (1 + n / 2 % $2))::uuid, date '2020-01-01' + n % 1000 from generate_series(1, 2 * $2) n`,
  `insert into product_category (tenant_id, id, external_id, name) select $1, md5($1::text || 'k' || n)::uuid, 'K' || n, 'Category ' || n from generate_series(1, $2 / 4) n`,
  `insert into product (tenant_id, id, external_id, name, category_id)
   select $1, md5($1::text || 'p' || n)::uuid, 'P' || n, 'Product ' || n, md5($1::text || 'k' || (1 + n % ($2 / 4)))::uuid from generate_series(1, $2) n`,
  `insert into order_line (tenant_id, id, account_id, product_id, category_id, ordered_on, order_number, quantity, net_minor, currency, import_id)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, p, p, date '2020-01-01' + n % 2000, 'O' || n, 1, 1, 'EUR', p
   from generate_series(1, 4 * $2) n cross join lateral (select md5($1::text || 'p' || (1 + n % $2))::uuid as p) x`,
  // Hardly any line stands otherwise than kept, and those are the oldest.
  `insert into delivery_promise (tenant_id, id, account_id, order_number, line_number, promised_on, quantity, first_delivered_on, first_quantity, delivered_quantity, content_hash, import_id)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, 'O' || n, '1', date '2020-01-01' + n % 2000, 1, date '2020-01-01' + n % 2000 + 0, 1, 1, p, p
   from generate_series(1, 4 * $2) n cross join lateral (select md5($1::text || 'p' || n)::uuid as p) x`,
  // The last few accounts are overdue or over their limit, and owe the least.
  `insert into account_receivable (tenant_id, account_id, currency, open_minor, open_invoices, credit_minor, facts, limit_minor)
   select $1, md5($1::text || 'a' || n)::uuid, 'EUR', 1000 + n, 1, 0, 1, case when n <= 20 then 1 end from generate_series(1, $2) n`,
  `insert into invoice (tenant_id, id, account_id, number, issued_on, due_on, amount_minor, currency, disputed, settled_minor, settled_on, content_hash, import_id)
   select $1, gen_random_uuid(), md5($1::text || 'a' || n)::uuid, 'R' || n, '2020-01-01', case when n between 21 and 40 then date '2020-02-01' else date '9999-01-01' end, 1000 + n, 'EUR',
     false, 0, null, md5('x')::uuid, md5('x')::uuid from generate_series(1, $2) n`,
  `insert into invoice (tenant_id, id, account_id, number, issued_on, due_on, amount_minor, currency, disputed, settled_minor, settled_on, content_hash, import_id)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, 'S' || n, date '2020-01-01' + n % 2000, '2020-02-01', 1, 'EUR', n % 100 = 0, 1,
     date '2020-01-01' + n % 2000, md5('x')::uuid, md5('x')::uuid from generate_series(1, 4 * $2) n`,
  `insert into payment (tenant_id, id, account_id, number, paid_on, amount_minor, currency, content_hash, import_id)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, 'P' || n, date '2020-01-01' + n % 2000, 1, 'EUR', md5('x')::uuid, md5('x')::uuid
   from generate_series(1, 2 * $2) n`,
  `insert into credit_note (tenant_id, id, account_id, number, issued_on, amount_minor, currency, content_hash, import_id)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, 'G' || n, date '2020-01-01' + n % 2000, 1, 'EUR', md5('x')::uuid, md5('x')::uuid
   from generate_series(1, 2 * $2) n`,
  `insert into wallet (tenant_id, id, account_id, category_id, month, months, amount_minor, currency, method, confidence, source, observed_on, recorded_at, recorded_by)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, md5($1::text || 'k' || (1 + n % 9))::uuid, date '2010-01-01' + n / ($2 / 10) * interval '1 month', 1, 1,
     'EUR', 'DECLARED', 'A', 'x', '2020-01-01', now(), 'x' from generate_series(1, 2 * $2) n`,
  `insert into rebate_agreement (tenant_id, id, account_id, number, includes_group, from_month, to_month, basis, kind, scope, currency, state, recorded_at, recorded_by)
   select $1, md5($1::text || 'r' || n)::uuid, md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, 'R-' || n, false, date '2020-01-01' + (n % 60) * interval '1 month',
     date '2025-12-01', 'NET_SALES', 'RETROACTIVE', 'ALL', 'EUR', case when n <= 20 then 'ENDED' else 'ACTIVE' end, now(), 'system:fill' from generate_series(1, $2) n`,
  `insert into cost_to_serve (tenant_id, id, account_id, month, driver, quantity, rate_minor, cost_minor, currency, recorded_at, recorded_by)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, date '2020-01-01' + n / ($2 / 10) * interval '1 month', 'ORDERS', 1, 1, 1, 'EUR', now(), 'x'
   from generate_series(1, 2 * $2) n`,
  // A supplier has some hundreds of promotions, but many accounts take part in them.
  `insert into promotion (tenant_id, id, code, name, starts_on, ends_on, mechanic, audience, currency, created_at, created_by)
   select $1, md5($1::text || 'm' || n)::uuid, 'M' || n, 'Promotion ' || n, date '2020-01-01' + n, case when n <= 5 then date '2999-12-31' else date '2020-01-10' + n end, 'SUPPORT',
     case when n % 2 = 0 then 'PARTICIPANTS' else 'EVERYBODY' end, 'EUR', now(), 'x' from generate_series(1, 400) n`,
  `insert into promotion_item (tenant_id, id, promotion_id, product_id)
   select $1, gen_random_uuid(), md5($1::text || 'm' || 1 + n % 400)::uuid, md5($1::text || 'p' || 1 + n / 9)::uuid from generate_series(1, $2) n`,
  `insert into promotion_item (tenant_id, id, promotion_id, category_id)
   select $1, gen_random_uuid(), md5($1::text || 'm' || n)::uuid, md5($1::text || 'k1')::uuid from generate_series(1, 50) n`,
  `insert into promotion_uptake (tenant_id, id, promotion_id, account_id, agreed_on, recorded_at, recorded_by)
   select $1, gen_random_uuid(), md5($1::text || 'm' || 1 + n % 400)::uuid, md5($1::text || 'a' || 1 + n / 400)::uuid, date '2020-01-01' + n % 2000, now(), 'x' from generate_series(1, $2) n
   union all select $1, gen_random_uuid(), md5($1::text || 'm1')::uuid, md5($1::text || 'a' || n)::uuid, '2020-01-01', now(), 'x' from generate_series(100, $2 / 6) n`,
  `insert into customer_financials (tenant_id, id, account_id, fiscal_year, version, superseded, currency, source, content_hash, recorded_at, recorded_by)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 60)))::uuid, 1900 + n / ($2 / 60), 1, false, 'EUR', 'x', md5('x')::uuid, now(), 'x'
   from generate_series(1, $2) n`,
  `insert into account_value (tenant_id, account_id, as_of, from_month, to_month, policy_version, currency, months, net_minor, cost_coverage, cost_to_serve_minor, acquisition_minor,
     estimated, order_days, target_share, move, target_stage, goal, investment_ceiling_minor, low_periods, clv_key)
   select $1, md5($1::text || 'a' || n)::uuid, '2026-01-01', '2025-01-01', '2025-12-01', 0, 'EUR', 12, $2 - n, 1, 0, 0, false, 1, 0.5,
     case when n between 9960 and 9979 then 'CULL' else 'DEFEND' end, 'INITIAL', 'HOLD', 1, 0, '' from generate_series(1, $2) n`,
  `insert into value_move (tenant_id, id, account_id, state, move, target_stage, goal, investment_ceiling_minor, low_periods, currency, basis, proposed_at, proposed_by)
   select $1, gen_random_uuid(), md5($1::text || 'a' || n)::uuid, case when n <= 20 then 'REJECTED' else 'PROPOSED' end, case when n between 21 and 40 then 'CULL' else 'DEFEND' end,
     'INITIAL', 'HOLD', 1, 0, 'EUR', '', timestamptz '2020-01-01' + n * interval '1 hour', 'system:value' from generate_series(1, $2) n`,
  `insert into complaint (tenant_id, id, number, account_id, subject, description, status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at,
     severity, next_due_at, breached_at)
   select $1, gen_random_uuid(), 'C-' || n, md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, 'Subject', 'Description', case when n <= 20 then 'RECEIVED' else 'CLOSED' end, 'STAFF', 'x', n, '',
     timestamptz '2020-01-01' + n * interval '1 hour', now(), case when n between 21 and 40 then 'CRITICAL' else 'MINOR' end,
     timestamptz '2020-02-01' + n * interval '1 hour', case when n between 41 and 60 then timestamptz '2020-01-01' end from generate_series(1, 2 * $2) n`,
  `insert into alert (tenant_id, id, account_id, state, since, raised_on, opened_at, triage_due_on, closed_at, score, leading_kind, exceptional)
   select $1, md5($1::text || 'l' || n)::uuid, md5($1::text || 'a' || (1 + n % $2))::uuid, case when n <= 20 then 'ALERT' else 'NORMAL' end, now(), date '2020-01-01' + n % 2000,
     timestamptz '2020-01-01' + n * interval '1 hour', case when n <= 20 then date '2020-01-01' + n end, case when n > 20 then now() end, 1,
     case when n between 9980 and 9999 then 'MIX_LOSS' else 'ORDER_GAP' end, n <= 20 from generate_series(1, 2 * $2) n`,
  `insert into signal (tenant_id, id, account_id, kind, grade, opened_on, last_seen_on, closed_on, score, threshold, ratio, basis, explanation, sources, policy_version, alert_id)
   select $1, md5($1::text || 'g' || n)::uuid, md5($1::text || 'a' || (1 + n % $2))::uuid, case when n between 9980 and 9999 then 'MIX_LOSS' else 'ORDER_GAP' end, 'ALERT', date '2020-01-01' + n % 2000,
     date '2026-01-01', case when n > 20 then date '2026-01-01' end, 1, 1, 1, '', '{}', '{}', 0, md5($1::text || 'l' || n)::uuid from generate_series(1, 2 * $2) n`,
  `insert into invitation_to_speak (tenant_id, id, account_id, signal_id, alert_id, made_at, state, owner_id, due_on, next_due, sent_at, answer, answered_at, version)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, md5($1::text || 'g' || n)::uuid, md5($1::text || 'l' || n)::uuid,
     timestamptz '2020-01-01' + n * interval '1 hour', case when n <= 20 then 'PENDING' else 'ANSWERED' end, md5($1::text || 's' || (1 + n % ($2 / 4)))::uuid, '2020-01-01',
     case when n <= 20 then date '2020-01-01' end, timestamptz '2020-01-01' + n * interval '1 hour', case when n > 20 then 'ALL_WELL' end, case when n > 20 then now() end, 1
   from generate_series(1, 2 * $2) n`,
  `insert into assessment_round (tenant_id, id, account_id, form, instrument_code, instrument_version, step, deadline, opened_at, opened_by, raters, answered, version,
     policy_version, level, score, published_at, published)
   select $1, md5($1::text || 'ar' || n)::uuid, md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, 'SHORT', 'MORTISE', 1, case when n <= 20 then 'ANSWERING' else 'PUBLISHED' end,
     '9999-12-31', timestamptz '2020-01-01' + n * interval '1 hour', 'x', 1, 0, 1, 0, case when n > 20 then 'BASIC' end,
     case when n > 20 then 6 end, case when n > 20 then now() end, case when n > 20 then '{}'::jsonb end from generate_series(1, 2 * $2) n`,
  `insert into assessment_rater (tenant_id, id, round_id, rater_group, staff_id, own_account, invited_at)
   select $1, gen_random_uuid(), md5($1::text || 'ar' || n)::uuid, 'MARKETING', md5($1::text || 's' || (1 + n % ($2 / 4)))::uuid, false,
     timestamptz '2020-01-01' + n * interval '1 hour' from generate_series(1, 2 * $2) n`,
  `insert into customer_advisory (tenant_id, id, account_id, kind, state, texts, facts, composed_at, sent_at, version, policy_version)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, case when n between 21 and 40 then 'MACRO_POLICY' else 'STOCK_CEILING' end,
     case when n <= 20 then 'DRAFT' else 'SENT' end, '[{"language":"en","title":"Title","body":"Body"}]', '[]', timestamptz '2020-01-01' + n * interval '1 hour',
     case when n > 20 then timestamptz '2020-01-01' + n * interval '1 hour' end, 1, 0 from generate_series(1, 2 * $2) n`,
  `insert into advisory_recipient (tenant_id, id, advisory_id, account_contact_id, sent_at, read_at)
   select $1, gen_random_uuid(), d.id, k.id, d.sent_at, case when d.sent_at < '2022-01-01' then d.sent_at end
   from customer_advisory d join (select distinct on (account_id) account_id, id from account_contact where tenant_id = $1 order by account_id, id) k
     on k.account_id = d.account_id where d.tenant_id = $1 and d.sent_at is not null and $2 > 0`,
  `insert into stage_proposal (tenant_id, id, account_id, kind, from_stage, to_stage, status, proposed_by, proposed_at, policy_version, account_version)
   select $1, gen_random_uuid(), md5($1::text || 'a' || n % ($2 + 1))::uuid, case when n <= 20 then 'TERMINATE' else 'ADVANCE' end, 'INITIAL', 'STABLE', case when n <= 20 then 'PROPOSED' else 'EFFECTIVE' end,
     'x', timestamptz '2020-01-01' + n * interval '1 hour', 1, 1 from generate_series(1, 2 * $2) n where n % ($2 + 1) > 0`,
  `insert into relationship_case (tenant_id, id, account_id, alert_id, automatic, opened_at, state, since, open_due, opened_late, step_due, next_due, owner_id, outcome, resolved_at,
     version, policy_version)
   select $1, md5($1::text || 'x' || n)::uuid, md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, md5($1::text || 'l' || n)::uuid, false, timestamptz '2020-01-01' + n * interval '1 hour',
     case when n <= 20 then 'TRIAGE' else 'RESOLVED' end, now(), '2020-01-01', false, null, case when n <= 20 then date '2020-01-01' end, md5($1::text || 's' || (1 + n % ($2 / 4)))::uuid,
     case when n between 21 and 40 then 'LOST' when n > 40 then 'RECOVERED' end, case when n > 20 then now() end, 1, 0 from generate_series(1, 2 * $2) n`,
  `insert into compliance_referral (tenant_id, id, case_id, account_id, opened_at, opened_by, note, closed_at)
   select $1, gen_random_uuid(), md5($1::text || 'x' || n)::uuid, md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, timestamptz '2020-01-01' + n * interval '1 hour', 'x', 'x',
     case when n > 20 then now() end from generate_series(1, 2 * $2) n`,
  `insert into win_back (tenant_id, id, case_id, account_id, state, root_cause, probability, probability_source, cause_tried, cause_won, all_tried, all_won, currency, margin_minor,
     lifetime_value_minor, value_basis, own_cost_minor, root_cause_fix_minor, root_cause_fix, special_service_minor, third_parties, decision, reasons, cost_minor, budget_cap_minor,
     steps, spent_minor, assessed_at, assessed_by, version, policy_version)
   select $1, gen_random_uuid(), md5($1::text || 'x' || n)::uuid, md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, case when n <= 20 then 'UNDER_WAY' else 'LOST' end, 'UNMET_NEED', 1,
     'STATED', 0, 0, 0, 0, 'EUR', 1, 1, 'x', 1, 1, 'x', 1, '[]', 'GO', '{}', 1, 1, 0, 0, timestamptz '2020-01-01' + n * interval '1 hour', 'x', 1, 0 from generate_series(1, 2 * $2) n`,
  `insert into account_plan (tenant_id, id, account_id, state, starts_on, ends_on, stage, goal, goal_stage, goal_by, objective, cap_minor, committed_minor, spent_minor, currency,
     review_due, drafted_at, drafted_by, version, policy_version)
   select $1, md5($1::text || 'y' || n)::uuid, md5($1::text || 'a' || (1 + (n - 1) % $2))::uuid, case when n <= 20 then 'ACTIVE' else 'CLOSED' end, date '2020-01-01' + n % 2000, '2026-12-31',
     'INITIAL', 'HOLD', 'INITIAL', '2026-12-31', 'x', 1, 0, 0, 'EUR', case when n <= 20 then date '2020-01-01' end, now(), 'x', 1, 0 from generate_series(1, 2 * $2) n`,
  `insert into quarterly_review_pack (tenant_id, id, account_id, plan_id, year, quarter, language, edition, facts, policy_version, issued_at, issued_by)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, md5($1::text || 'y' || n)::uuid, 2000 + n / ($2 / 10), 1, 'en', 1, '{}', 0,
     timestamptz '2020-01-01' + n * interval '1 hour', md5($1::text || 's' || (1 + n % ($2 / 4)))::uuid from generate_series(1, $2) n`,
  `insert into plan_play (tenant_id, id, plan_id, place, play_code, name, owner_id, due_on, budget_minor, spent_minor, currency, status)
   select $1, id, id, 0, 'X', '{}', md5($1::text || 's1')::uuid, '2026-12-31', 0, 0, 'EUR', 'OPEN' from account_plan where tenant_id = $1`,
  `insert into plan_action (tenant_id, id, plan_id, play_id, account_id, place, code, text, owner_id, due_on, status, live, ended_at)
   select $1, md5($1::text || 'v' || n)::uuid, md5($1::text || 'y' || n)::uuid, md5($1::text || 'y' || n)::uuid, md5($1::text || 'a' || (1 + (n - 1) % $2))::uuid, 0, 'X', '{"en": "x"}',
     md5($1::text || 's' || (1 + n % ($2 / 4)))::uuid, date '2020-01-01' + n % 2000, case when n <= 60 then 'OPEN' else 'DONE' end, n <= 60, case when n > 60 then now() end
   from generate_series(1, 2 * $2) n`,
  `insert into season (tenant_id, id, name, starts_on, ends_on, every_year, created_at, created_by, withdrawn_at)
   select $1, md5($1::text || 'z' || n)::uuid, 'Season ' || n, date '2020-01-01' + n % 2000, date '2020-01-02' + n % 2000, false, now(), 'x',
     case when n % 2 = 0 then now() end from generate_series(1, $2 / 5) n`,
  `insert into follow_up (tenant_id, id, account_id, kind, on_day, until_day, season_id, subject, owner_id, due_on, status, created_at, policy_version, ended_at, result)
   select $1, md5($1::text || 'x' || n)::uuid, md5($1::text || 'a' || (1 + (n - 1) % $2))::uuid, case when n <= 40 then 'SEASON' else 'CALL_BACK' end, date '2020-01-01',
     case when n <= 40 then date '2020-01-02' end, case when n <= 40 then md5($1::text || 'z1')::uuid end, case when n <= 40 then 'x' end,
     case when n not between 21 and 60 then md5($1::text || 's' || (1 + n % ($2 / 4)))::uuid end, date '2020-01-01' + n % 2000, case when n <= 60 then 'OPEN' else 'DONE' end,
     now(), 0, case when n > 60 then now() end, case when n > 60 then 'x' end
   from generate_series(1, $2) n`,
  `insert into timeline_entry (tenant_id, id, account_id, at, kind, actor, entity, entity_id)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, timestamptz '2020-01-01' + n * interval '1 hour', 'account.updated', 'x', 'account', 'x' from generate_series(1, 3 * $2) n`,
  `insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, withdrawn)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, case when n <= 20 then 'TRIAL' else 'DISPUTE' end, date '2020-01-01' + n % 2000, timestamptz '2020-01-01' + n % 2000 * interval '1 day', 'x', 'x', 'A',
     case when n <= 20 then jsonb_build_object('product', md5($1::text || 'p1')::uuid, 'endUser', md5($1::text || 'c1')::uuid, 'result', 'PASSED', 'fedBackToBuyer', true)
       else '{"subject": "x"}' end, false from generate_series(1, $2) n`,
  `insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, withdrawn)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % 10))::uuid, 'VALUE_ENTRY', date '2020-01-02' + n % 2000, now(), 'x', 'x', 'A',
     '{"valueType": "PERFORMANCE", "initiator": "OURS", "grade": 3, "evidence": "x"}', false from generate_series(1, $2) n`,
  `insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, supersedes, withdrawn, reason)
   select tenant_id, gen_random_uuid(), account_id, kind, observed_on, now(), 'x', 'x', 'A', '{}', id, true, 'x' from ledger_entry where tenant_id = $1 and extract(day from observed_on) = 1`,
  // Few words are only noted, decided or about the first product; most were answered long ago.
  `insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, withdrawn)
   select $1, md5($1::text || 'fe' || n)::uuid, md5($1::text || 'a' || (1 + (n - 1) % ($2 / 10)))::uuid, 'PRODUCT_FEEDBACK', date '2020-01-01' + n % 2000, timestamptz '2020-01-01', 'x', 'x', 'A',
     jsonb_build_object('product', md5($1::text || 'p' || case when n <= 20 then 1 else 2 + n % 50 end)::uuid, 'feedbackType', 'QUALITY', 'severityPoints', 3, 'verbatim', 'x'), false from generate_series(1, $2 / 4) n`,
  `insert into feedback_report (tenant_id, id, title, reported_at, reported_by)
   select $1, md5($1::text || 'fr' || n)::uuid, 'x', timestamptz '2020-01-01' + n * interval '1 hour', 'x' from generate_series(1, $2 / 4) n`,
  `insert into feedback_cluster (tenant_id, id, product_id, feedback_type, state, clustered_at, clustered_by, report_id, verdict, explanation, due_on, decided_at, version)
   select $1, md5($1::text || 'f' || n)::uuid, md5($1::text || 'p' || case when n <= 20 then 1 else 2 + n % 50 end)::uuid, 'QUALITY', case when n <= 20 then 'CLUSTERED' else 'DECIDED' end,
     timestamptz '2020-01-01' + n * interval '1 hour', 'x', case when n > 20 then md5($1::text || 'fr' || n)::uuid end, case when n > 20 then case when n <= 60 then 'PLANNED' else 'IMPROVED' end end,
     case when n > 20 then 'x' end, case when n between 21 and 60 then date '2020-02-01' end, case when n > 20 then timestamptz '2020-01-01' end, 1 from generate_series(1, $2 / 4) n`,
  `insert into feedback_answer (tenant_id, id, cluster_id, account_id, language, text, answered_at, answered_by)
   select $1, md5($1::text || 'fa' || n)::uuid, md5($1::text || 'f' || n)::uuid, md5($1::text || 'a' || (1 + (n - 1) % ($2 / 10)))::uuid, 'en', 'x', timestamptz '2020-01-01', 'x' from generate_series(61, $2 / 4) n`,
  `insert into product_feedback (tenant_id, id, entry_id, account_id, state, taken_back, cluster_id, answer_id, decided_at, version)
   select $1, md5($1::text || 'fp' || n)::uuid, md5($1::text || 'fe' || n)::uuid, md5($1::text || 'a' || (1 + (n - 1) % ($2 / 10)))::uuid,
     case when n <= 20 then 'CLUSTERED' when n <= 60 then 'DECIDED' else 'ANSWERED_TO_CUSTOMER' end, false, md5($1::text || 'f' || n)::uuid,
     case when n > 60 then md5($1::text || 'fa' || n)::uuid end, case when n > 20 then timestamptz '2020-01-01' end, 1 from generate_series(1, $2 / 4 - 40) n`,
  `insert into gift_request (tenant_id, id, account_id, contact_id, giver_id, courtesy, value_minor, currency, occasion, purpose, state, findings, requested_at, refused_at,
     version, policy_version)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, md5($1::text || 'c' || (1 + n % ($2 / 10)))::uuid, md5($1::text || 's' || (1 + n % ($2 / 4)))::uuid,
     'GIFT', 1, 'EUR', 'x', 'x', case when n <= 20 then 'POLICY_CHECK' else 'REFUSED' end, '[]', timestamptz '2020-01-01' + n * interval '1 hour',
     case when n > 20 then now() end, 2, 0 from generate_series(1, 2 * $2) n`,
  `insert into job_run (tenant_id, id, name, status, created_at) select $1, gen_random_uuid(), 'job', case when n <= 20 then 'FAILED' else 'SUCCEEDED' end, timestamptz '2020-01-01' + n * interval '1 hour' from generate_series(1, $2) n`,
  `insert into import (tenant_id, id, kind, status, started_by, started_at)
   select $1, md5($1::text || 'i' || n)::uuid, 'accounts', 'SUCCEEDED', 'x', timestamptz '2020-01-01' + n * interval '1 hour' from generate_series(1, $2) n`,
  `insert into import_error (tenant_id, import_id, row_number, ordinal, code, message)
   select $1, md5($1::text || 'i' || (1 + n % 100))::uuid, n, 0, 'X', 'X' from generate_series(1, 2 * $2) n`,
  // Few deliveries are the first endpoint's, of the rare event or failed, and those are the oldest.
  `insert into webhook_endpoint (tenant_id, id, url, description, events, status, disabled_reason, disabled_at, created_at, created_by, updated_at)
   select $1, md5($1::text || 'w' || n)::uuid, 'https://' || n || '.many.example/', 'Endpoint ' || n, '{alert.opened}', 'DISABLED', 'BY_HAND', now(), now(), md5($1::text || 's1')::uuid, now()
   from generate_series(1, 20) n`,
  `insert into webhook_delivery (tenant_id, id, endpoint_id, event_id, event, occurred_at, data, status)
   select $1, md5($1::text || 'd' || n)::uuid, md5($1::text || 'w' || case when n <= 30 then 1 else 2 + n % 19 end)::uuid, md5($1::text || 'e' || n)::uuid,
     case when n <= 30 then 'case.opened' else 'alert.opened' end, timestamptz '2020-01-01' + n * interval '1 hour', '{}', case when n <= 30 then 'FAILED' else 'DELIVERED' end
   from generate_series(1, $2) n`,
];

/** Fills the tenant with rows of every kind that has a list. The ids of the first ones follow from their kind, see {@link idOf}. */
export async function fillTenant(test: TestApp, tenantId: string): Promise<void> {
  for (const statement of STATEMENTS) {
    await test.admin.query(statement.replaceAll('$2', String(ACCOUNTS)).replaceAll('$1', `'${tenantId}'::uuid`));
    // What was counted when the table was empty makes whatever looks into it next read all of it for each row.
    const [, table] = /^\s*insert into (\w+)/.exec(statement) ?? [];
    if (table !== undefined) await test.admin.query(`analyze ${table}`);
  }
}

/** The n-th row of a kind: a(ccount), c(ontact), f(eedback cluster), i(mport), k (category), m (promotion), p(roduct), s(taff), t(eam), w(ebhook), y (plan), z (season). */
export async function idOf(test: TestApp, tenantId: string, kind: string, number: number): Promise<string> {
  const { rows } = await test.admin.query<{ id: string }>(`select md5($1::text || $2 || $3)::uuid as id`, [
    tenantId,
    kind,
    number,
  ]);
  return rows[0]?.id as string;
}

/**
 * Somebody of the filled tenant who sees what one team looks after and nothing else: about half of everything, or, when the
 * accounts are named, these few.
 */
export async function createTeamMember(
  test: TestApp,
  tenant: { id: string; slug: string },
  few?: readonly number[],
): Promise<{ id: string; client: GraphqlClient }> {
  const { id, client } = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
  const name = few ? 'few' : 'half';
  const team = await idOf(test, tenant.id, 't', few ? -1 : 0);
  await test.admin.query('insert into team (tenant_id, id, name) values ($1, $2, $3)', [tenant.id, team, name]);
  await test.admin.query('insert into team_member (tenant_id, team_id, staff_id) values ($1, $2, $3)', [
    tenant.id,
    team,
    id,
  ]);
  await test.admin.query(
    `insert into account_team (tenant_id, team_id, account_id)
     select $1::uuid, $2, md5($1::text || 'a' || n)::uuid from unnest($3::int[]) n`,
    [tenant.id, team, few ?? HALF],
  );
  if (few) return { id, client };
  await test.admin.query('update import set started_by = $2 where tenant_id = $1', [tenant.id, `staff:${id}`]);
  await test.admin.query(
    `insert into api_key (tenant_id, id, staff_id, name, secret_hash, permissions)
     select $1, gen_random_uuid(), $2, 'key', '', '{}' from generate_series(1, 20)`,
    [tenant.id, id],
  );
  return { id, client };
}
