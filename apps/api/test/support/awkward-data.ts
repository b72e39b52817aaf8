import { ensureDemoTenant } from '../../src/features/demo/demo-tenant.js';
import { createAccount } from '../factories/account.factory.js';
import { createBuyerSession, createCustomer } from '../factories/buyer.factory.js';
import { createStaff, createTenant } from '../factories/tenant.factory.js';
import type { GraphqlClient } from '../graphql-client.js';
import type { TestApp } from '../start-test-app.js';
import { until } from '../until.js';
import { addLedgerEntries } from './awkward-ledger.js';

/** Texts that are easily broken on their way through SQL, JSON and URLs. */
export const AWKWARD_TEXTS = [
  `O'Brien & "Söhne" \\ GmbH`,
  '漏水 — 株式会社 🏭👩‍🔧',
  'line\u2028separator\u2029and\u00a0space',
  'tab\tbell\u0007escape\u001bdelete\u007f',
  '\\u0041 \\n {{x}} %s $1 $$ ${y} --',
  'é\u0301\u202eright to left\u202c مرحبا',
  '\uffff\u{10ffff}\ufeff',
  '%_%',
  'null',
];

/** Somebody who asks. */
export interface Identity {
  readonly client: GraphqlClient;
  /** Access token, API key or session token. */
  readonly credential: string;
}

export interface AwkwardTenant {
  readonly id: string;
  readonly callers: {
    readonly admin: Identity;
    /** Sees the accounts of one team only, and of them not everything. */
    readonly sales: Identity;
    readonly buyer: Identity;
  };
  /** Ids of this tenant, of the other one, of nobody, and texts that are no ids. */
  readonly ids: readonly string[];
}

const SALES_PERMISSIONS = ['ACCOUNT_READ', 'CONTACT_READ', 'PRODUCT_READ', 'TRADE_READ', 'COMPLAINT_READ'];

/** The demo tenant with everything that is awkward beside it, and another tenant that nobody here may see. */
export async function createAwkwardTenant(test: TestApp): Promise<AwkwardTenant> {
  await ensureDemoTenant(test.app);
  const run = (text: string, values: readonly unknown[] = []) => test.admin.query(text, [...values]);
  const id = (await run(`select id from tenant where slug = 'helix'`)).rows[0].id as string;
  const tenant = { id, slug: 'helix' };
  const admin = await createStaff(test, tenant, 'ADMIN');
  const sales = await createStaff(test, tenant, 'SALES');
  const { createApiKey } = await sales.client.data<{ createApiKey: { token: string } }>(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { token } }',
    { input: { name: 'few rights', permissions: SALES_PERMISSIONS } },
  );
  await test.staff.as(createApiKey.token).send('{ __typename }');
  // The first use is noted after the answer; from then on the key stays as it is.
  await until(async () => (await run('select 1 from api_key where last_used_at is not null')).rowCount);
  const top = await createAccounts(test, tenant);
  await run(
    `insert into team (tenant_id, id, name) values ($1, gen_random_uuid(), 'Nobody''s'), ($1, gen_random_uuid(), $2)`,
    [id, AWKWARD_TEXTS[1]],
  );
  await run(
    `insert into team_member (tenant_id, team_id, staff_id) select $1, id, $2 from team where tenant_id = $1 and name = $3`,
    [id, sales.id, AWKWARD_TEXTS[1]],
  );
  await run(
    `insert into account_team (tenant_id, team_id, account_id)
     select $1::uuid, t.id, a.id from team t, (select unnest($2::uuid[]) as id
       union all (select account_id from complaint where tenant_id = $1 order by id limit 1)
       union all (select account_id from alert where tenant_id = $1 order by id limit 1)) a
     where t.tenant_id = $1 and t.name = $3 on conflict do nothing`,
    [id, top, AWKWARD_TEXTS[1]],
  );
  const customer = await createCustomer(test, tenant, { name: AWKWARD_TEXTS[0] as string });
  for (const statement of STATEMENTS) await run(statement, statement.includes('$2') ? [id, AWKWARD_TEXTS] : [id]);
  await run(COMPLAINTS, [id, AWKWARD_TEXTS, customer.accountId, `buyer:${customer.accountContactId}`]);
  for (const statement of COMPLAINT_DETAILS)
    await run(statement, statement.includes('$2') ? [id, AWKWARD_TEXTS] : [id]);
  await addLedgerEntries(test, id);
  const buyer = await createBuyerSession(test, tenant, customer.accountContactId);
  const foreign = await createTenant(test, 'Others');
  await createAccount(test, foreign, { name: 'Foreign', externalId: 'A-1' });
  await createStaff(test, foreign);
  await run('analyze');
  return {
    id,
    callers: {
      admin: { client: admin.client, credential: admin.token },
      sales: { client: test.staff.as(createApiKey.token), credential: createApiKey.token },
      buyer: { client: buyer.client, credential: buyer.token },
    },
    ids: [...(await idsOf(test, id, 3)), ...(await idsOf(test, foreign.id, 1)), ...NO_IDS],
  };
}

const NO_IDS = ['00000000-0000-4000-8000-00000000dead', 'nobody', '', "' or true --", '7'];

/** Some ids of every table. */
async function idsOf(test: TestApp, tenantId: string, each: number): Promise<string[]> {
  const { rows } = await test.admin.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.columns i using (table_schema, table_name)
     where c.table_schema = 'mortise' and c.column_name = 'tenant_id' and i.column_name = 'id' order by 1`,
  );
  const ids = await Promise.all(
    rows.map(({ name }) =>
      test.admin.query<{ id: string }>(
        `select id from "${name}" where tenant_id = $1 order by md5(id::text) limit $2`,
        [tenantId, each],
      ),
    ),
  );
  return ids.flatMap((found) => found.rows.map((row, index) => (index === 1 ? row.id.toUpperCase() : row.id)));
}

/** A deep chain, many of one name, all kinds of letters, archived ones. @returns those the sales team looks after */
async function createAccounts(test: TestApp, tenant: { id: string }): Promise<string[]> {
  let parentId = await createAccount(test, tenant, { name: 'Chain' });
  const chain = [parentId];
  for (let depth = 1; depth < 9; depth++) {
    parentId = await createAccount(test, tenant, { name: `Chain ${depth}`, parentId, stage: 'STABLE' });
    chain.push(parentId);
  }
  const group = await createAccount(test, tenant, { name: 'Same' });
  for (let number = 0; number < 12; number++) await createAccount(test, tenant, { name: 'Same', parentId: group });
  for (const [index, name] of AWKWARD_TEXTS.entries()) {
    const externalId = index === 0 ? 'A-1' : name;
    await createAccount(test, tenant, { name, externalId, parentId: index % 2 === 0 ? group : (chain[2] as string) });
  }
  await test.admin.query(
    `update account set created_at = '2026-01-02 03:04:05.678912+00' where tenant_id = $1 and name_lower = 'same'`,
    [tenant.id],
  );
  await test.admin.query(
    `update account set archived_at = '2026-01-02 03:04:05.9999+00', region = '', city = $2, industry = ' ', owner_id = (
       select id from staff_member where tenant_id = $1 order by id limit 1)
     where tenant_id = $1 and id in (select id from account where tenant_id = $1 and name_lower = 'same' order by id limit 3)`,
    [tenant.id, AWKWARD_TEXTS[3]],
  );
  return [chain[1] as string, group];
}

/** `$1` is the tenant, `$2` the awkward texts. */
const STATEMENTS = [
  `insert into staff_member (tenant_id, id, name, email, email_lower, role, disabled_at)
   select $1, gen_random_uuid(), t, n || '@awkward.example', n || '@awkward.example', 'FINANCE', case when n > 7 then now() end
   from unnest($2::text[]) with ordinality as x (t, n)`,
  `insert into api_key (tenant_id, id, staff_id, name, secret_hash, permissions, expires_at, revoked_at)
   select $1, gen_random_uuid(), m.id, m.name, '', case when m.role = 'ADMIN' then '{account.read,job.read}'::text[] else '{}' end,
     '9999-12-31 23:59:59.999999+00', case when m.role = 'SALES' then '0044-03-15 12:00:00+00'::timestamptz end
   from staff_member m where m.tenant_id = $1 order by m.id limit 8`,
  `insert into department (tenant_id, id, account_id, name, function)
   select $1, gen_random_uuid(), a.id, a.name, (array['PURCHASING','QUALITY','ENGINEERING'])[1 + (row_number() over (order by a.id))::int % 1]
   from account a where a.tenant_id = $1 and a.name_lower <> 'same'`,
  `insert into department (tenant_id, id, name, function) select $1, gen_random_uuid(), t, 'QUALITY' from unnest($2::text[]) t`,
  `insert into contact (tenant_id, id, external_id, name, name_lower, title, email, phone, language, status)
   select $1, gen_random_uuid(), case when n % 2 = 0 then t end, t, lower(t), case when n % 3 = 0 then t end, null, '', 'zh-CN',
     (array['ACTIVE','MOVED','LEFT'])[1 + n::int % 3] from unnest($2::text[]) with ordinality as x (t, n)`,
  `insert into account_contact (tenant_id, id, account_id, contact_id, department_id, valid_from, valid_to, roles, influence_weight, stance_evidence, stance_at)
   select $1, gen_random_uuid(), a.id, c.id, (select d.id from department d where d.tenant_id = $1 and d.account_id = a.id limit 1), '1000-01-01', case when a.n % 4 = 0 then '9999-12-31'::date end,
     case when a.n % 2 = 0 then '{}'::text[] else '{BUYER,USER}' end, case when a.n % 3 = 0 then 0.1 end, c.name, '2024-02-29'
   from (select id, row_number() over (order by id) as n from account where tenant_id = $1) a
   join (select id, name, row_number() over (order by id) as n from contact where tenant_id = $1) c on (a.n + c.n) % 6 = 0`,
  `insert into product (tenant_id, id, external_id, name, category_id, unit, offer_form)
   select $1, gen_random_uuid(), t, t, c.id, case when n % 2 = 0 then t end, (array['STANDARD','FEATURED','CUSTOM'])[1 + n::int % 3]
   from unnest($2::text[]) with ordinality as x (t, n), (select id from product_category where tenant_id = $1 limit 1) c`,
  `insert into order_line (tenant_id, id, account_id, product_id, category_id, ordered_on, order_number, line_number, quantity, net_minor, currency, lot, import_id)
   select $1, gen_random_uuid(), a.id, p.id, p.category_id, case when n % 5 = 0 then date '1000-01-01' else date '2026-02-01' end,
     case when n % 2 = 0 then t end, case when n % 3 = 0 then '0' end, (array[0, -0.00000001, 12345678901234567890.123456789, 1e3])[1 + n::int % 4],
     (array[10000000000000000, -9999999999999999, 0, -5, 1234567])[1 + n::int % 5], (array['JPY','KWD','eur','XXX'])[1 + n::int % 4], t,
     gen_random_uuid()
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a
   join unnest($2::text[]) with ordinality as x (t, n) on (m + n) % 4 = 0
   cross join (select id, category_id from product where tenant_id = $1 order by id limit 2) p`,
  `insert into job_run (tenant_id, id, name, status, percent, detail, error_code, error, attempts, created_at, started_at)
   select $1, gen_random_uuid(), t, (array['QUEUED','RUNNING','SUCCEEDED','FAILED'])[1 + n::int % 4], n, jsonb_build_object(
     case when n % 2 = 0 then '__proto__' else 'b' end, t, 'a', jsonb_build_array(null, 1.50, 1e30, true, '{}'::jsonb), '7', n), case when n % 2 = 0 then 'X' end, t, n,
     '2026-03-01 00:00:00+00', case when n % 2 = 0 then '2026-03-01 00:00:00.0005+00'::timestamptz end from unnest($2::text[]) with ordinality as x (t, n)`,
  `insert into job_run (tenant_id, id, name, status, detail) select $1, gen_random_uuid(), 'odd', 'FAILED', d::jsonb
   from unnest(array['[]','"text"','0','true']) d`,
  `insert into import (tenant_id, id, kind, file_name, status, bytes, total_bytes, rows_read, rows_rejected, error, started_by, started_at, created_missing)
   select $1, gen_random_uuid(), (array['accounts','contacts','products','order-lines','wallets'])[1 + n::int % 5], case when n % 2 = 0 then t end,
     (array['RUNNING','SUCCEEDED','FAILED','UNDONE'])[1 + n::int % 4], (array[0, 9007199254740993, 10])[1 + n::int % 3],
     (array[null, 0, 9007199254740993])[1 + n::int % 3], n, n, case when n % 2 = 1 then t end, 'staff:' || (select id from staff_member where tenant_id = $1 limit 1), '2026-03-01 00:00:00+00',
     case when n % 2 = 0 then '{"accounts": 3}'::jsonb else '{}' end
   from unnest($2::text[]) with ordinality as x (t, n)`,
  `insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
   select $1, i.id, 9007199254740990 + n, o, case when n % 2 = 0 then t end, 'X', t, t
   from (select id from import where tenant_id = $1 order by id limit 6) i, unnest($2::text[]) with ordinality as x (t, n), generate_series(0, 1) o where (n + o) % 2 = 0`,
  `insert into timeline_entry (tenant_id, id, account_id, at, kind, actor, entity, entity_id, detail)
   select $1, gen_random_uuid(), a.id, '2026-03-01 00:00:00.000001+00', (array['account.created','contact.created','alert.raised','strange.kind','import.succeeded'])[1 + n::int % 5],
     'system:test', 'account', t, jsonb_build_object('text', t, 'n', n)
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a join unnest($2::text[]) with ordinality as x (t, n) on (m + n) % 5 = 0`,
  `insert into alert (tenant_id, id, account_id, state, since, raised_on, opened_at, closed_at, score, leading_kind, signal_kinds, exceptional, label, close_reason, triaged_at, triaged_by, triage_note)
   select $1, gen_random_uuid(), a.id, (array['NORMAL','FALSE_ALARM'])[1 + n::int % 2], '2026-03-02 00:00:00+00', '2026-03-01', '2026-03-01 00:00:00+00', '2026-03-02 00:00:00+00', 1e-7 * n,
     (array['ORDER_GAP','MIX_LOSS'])[1 + n::int % 2], array['ORDER_GAP','MIX_LOSS'], n % 2 = 0, 'FALSE_ALARM', (array['ORDER_RECEIVED','RECOVERED','WITHIN_LIMITS'])[1 + n::int % 3],
     '2026-03-01 00:00:00+00', case when n % 3 = 0 then 'system:test' else 'staff:' || s.id end, t
   from (select id from staff_member where tenant_id = $1 order by id limit 1) s,
     (select id, row_number() over (order by id) as m from account where tenant_id = $1) a join unnest($2::text[]) with ordinality as x (t, n) on (m + n) % 7 = 0`,
  `insert into signal (tenant_id, id, account_id, kind, grade, opened_on, last_seen_on, closed_on, score, threshold, ratio, basis, explanation, sources, policy_version, alert_id)
   select $1, gen_random_uuid(), l.account_id, k.kind, k.grade, '2026-03-01', '2026-03-02', '2026-03-02', 1e-7, 1.0 / 3, 3e-7, l.triage_note, k.explanation || jsonb_build_object('text', l.triage_note),
     array[l.triage_note], 0, l.id
   from alert l cross join (select distinct on (kind) kind, grade, explanation from signal where tenant_id = $1 order by kind, id) k
   where l.tenant_id = $1 and l.triage_note is not null`,
  `insert into invitation_to_speak (tenant_id, id, account_id, signal_id, alert_id, made_at, state, owner_id, account_contact_id, channel, due_on, next_due, sent_at, answer_by, answer,
     answered_at, note, complaint_id, version)
   select $1, gen_random_uuid(), g.account_id, g.id, g.alert_id, '2026-03-01 00:00:00.000001+00', case when g.m % 2 = 0 then 'ANSWERED' else 'SENT' end,
     case when g.m % 3 > 0 then s.id end, k.id, (array['PORTAL','CALL','VISIT'])[1 + g.m % 3], '1000-01-01', case when g.m % 2 > 0 then date '9999-12-31' end, '2026-03-01 00:00:00.5+00',
     '9999-12-31', case when g.m % 2 = 0 then 'COMPLAINT' end, case when g.m % 2 = 0 then '2026-03-02 00:00:00+00'::timestamptz end, g.basis, case when g.m % 2 = 0 then c.id end, 2
   from (select d.*, row_number() over (order by id)::int as m from (select distinct on (account_id) * from signal where tenant_id = $1 and basis = any($2::text[]) order by account_id, id) d) g
   cross join (select id from staff_member where tenant_id = $1 order by id limit 1) s
   left join lateral (select id from account_contact k where k.tenant_id = $1 and k.account_id = g.account_id order by id limit 1) k on true
   left join lateral (select id from complaint c where c.tenant_id = $1 and c.account_id = g.account_id order by id limit 1) c on true`,
  `insert into invitation_event (tenant_id, invitation_id, seq, type, at, recorded_at, actor, data, policy_version)
   select $1, i.id, n, (array['ANSWERED','TALKED'])[n], '2026-03-01 00:00:00.000001+00', now(), 'system:test', (array[jsonb_build_object('answer', 'COMPLAINT', 'note', i.note),
     jsonb_build_object('result', 'NOT_REACHED', 'note', i.note)])[n], 0
   from invitation_to_speak i cross join generate_series(1, 2) n where i.tenant_id = $1 and i.note is not null`,
  `insert into assessment_round (tenant_id, id, account_id, form, instrument_code, instrument_version, step, deadline, opened_at, opened_by, raters, answered,
     closed_at, contested, deviation, reconciliation, reconciled_by, lowest, highest, level, score, published_at, published, version, policy_version)
   select $1, gen_random_uuid(), a.id, 'SHORT', 'MORTISE', 1, 'PUBLISHED', '9999-12-31', '2026-03-01 00:00:00.000001+00', 'staff:' || t, 1, 1, '2026-03-02 00:00:00+00', true, 1.0 / 3, t,
     'staff:' || t, 'BASIC', 'INTEGRATED', 'BASIC', 6.000000000000001, '2026-03-03 00:00:00+00', jsonb_build_object('instrument', jsonb_build_object('code', 'MORTISE', 'version', 1),
       'form', 'SHORT', 'policyVersion', t, 'level', 'BASIC', 'otif', 0.1, 'reconciled', true, 'at', '2026-03-03T00:00:00.000Z',
       'cap', '{"ceiling":"BASIC","causes":["OTIF_BELOW_FLOOR"]}'::jsonb, 'capOverride', case when n % 2 = 0 then jsonb_build_object('by', 'staff:1', 'at', '2026-03-03T00:00:00.000Z', 'note', t) end,
       'probabilities', '{"BASIC":1,"COOPERATIVE":0,"INTERDEPENDENT":0,"INTEGRATED":0}'::jsonb, 'result', '{"score":6.000000000000001,"level":"COOPERATIVE",
       "views":{"groups":[{"group":"CUSTOMER","mean":6.000000000000001,"raters":1}],"supplier":null,"customer":6.000000000000001,"overall":6.000000000000001,"sides":"CUSTOMER_ONLY"},
       "gap":{"score":-18,"reading":"UNDERRATED","items":[{"item":"TRUST","gap":null}]},"agreement":{"items":[{"item":"TRUST","raters":1,"deviation":null,"withinGroup":null}],
       "deviation":null,"contested":false},"range":{"lowest":"BASIC","highest":"INTEGRATED"},"probabilities":{},"interval":{"lower":6,"upper":24},"transactionItem":null,
       "counted":["1"],"notCounted":[],"ownAccountOnly":true}'::jsonb), 4, 0
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a join unnest($2::text[]) with ordinality as x (t, n) on (m + n) % 5 = 0`,
  `insert into assessment_rater (tenant_id, id, round_id, rater_group, staff_id, account_contact_id, own_account, invited_at, answered_at)
   select $1, gen_random_uuid(), r.id, case when k.id is null then 'MARKETING' else 'CUSTOMER' end, case when k.id is null then s.id end, k.id, k.id is null, r.opened_at, r.closed_at
   from assessment_round r cross join (select id from staff_member where tenant_id = $1 order by id limit 1) s
   left join lateral (select id from account_contact k where k.tenant_id = $1 and k.account_id = r.account_id order by id limit 1) k on true
   where r.tenant_id = $1 and r.deadline = '9999-12-31'`,
  `insert into assessment_event (tenant_id, round_id, seq, type, at, recorded_at, actor, data, policy_version)
   select $1, r.id, n, (array['ROUND_OPENED','SHEET_SUBMITTED'])[n], r.opened_at, now(), r.opened_by, (array[
     jsonb_build_object('type', 'ROUND_OPENED', 'by', r.opened_by, 'at', '2026-03-01T00:00:00.000Z', 'form', 'SHORT', 'deadline', '2026-03-31',
       'instrument', jsonb_build_object('code', 'MORTISE', 'version', 1), 'note', r.reconciliation),
     jsonb_build_object('type', 'SHEET_SUBMITTED', 'by', r.id, 'at', '2026-03-01T00:00:00.000Z', 'sheet', jsonb_build_object('raterId', r.id, 'group', 'CUSTOMER', 'ownAccount', false,
       'answers', '{"TRUST":4,"INFORMATION":null}'::jsonb, 'evidence', jsonb_build_object('TRUST', r.reconciliation), 'at', '2026-03-01T00:00:00.000Z'))])[n], 0
   from assessment_round r cross join generate_series(1, 2) n where r.tenant_id = $1 and r.deadline = '9999-12-31'`,
  `insert into customer_advisory (tenant_id, id, account_id, kind, state, texts, measured, limit_days, facts, composed_at, composed_by, approved_at, approved_by, sent_at, sent_by,
     read_at, acted_at, acted_by, action, version, policy_version)
   select $1, gen_random_uuid(), a.id, case when n % 2 = 0 then 'STOCK_CEILING' else 'MACRO_POLICY' end, case when n % 2 = 0 then 'ACTED' else 'SENT' end,
     jsonb_build_array(jsonb_build_object('language', 'en', 'title', t, 'body', t), jsonb_build_object('language', 'zh-CN', 'title', t, 'body', t)),
     case when n % 2 = 0 then (array[1e300, 0.1, 1e-7])[1 + n % 3] end, case when n % 2 = 0 then 90 end,
     case when n % 2 = 0 then jsonb_build_array(jsonb_build_object('code', 'STOCK', 'value', 1e15, 'days', null, 'fiscalYear', null, 'on', '9999-12-31', 'source', t, 'sourceId', a.id),
       jsonb_build_object('code', 'COLLECTION_PERIOD', 'value', 0.1, 'days', 30, 'fiscalYear', 2999, 'on', null, 'source', t, 'sourceId', a.id)) else '[]' end,
     '2026-03-01 00:00:00.000001+00', case when n % 3 > 0 then s.id end, '2026-03-01 00:00:00.5+00', s.id, '2026-03-02 00:00:00+00', case when n % 3 > 0 then s.id end,
     case when n % 2 = 0 then '2026-03-03 00:00:00+00'::timestamptz end, case when n % 2 = 0 then '2026-03-03 00:00:00.25+00'::timestamptz end,
     case when n % 2 = 0 then k.id end, case when n % 2 = 0 then t end, 7, 0
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a join unnest($2::text[]) with ordinality as x (t, n) on (m + n) % 4 = 0
   cross join (select id from staff_member where tenant_id = $1 order by id limit 1) s
   left join lateral (select id from account_contact k where k.tenant_id = $1 and k.account_id = a.id order by id limit 1) k on true`,
  `insert into advisory_recipient (tenant_id, id, advisory_id, account_contact_id, sent_at, read_at)
   select $1, gen_random_uuid(), d.id, k.id, d.sent_at, d.read_at from customer_advisory d join account_contact k on k.tenant_id = $1 and k.account_id = d.account_id
   where d.tenant_id = $1 and d.version = 7`,
  `insert into advisory_event (tenant_id, advisory_id, seq, type, at, recorded_at, actor, data, policy_version)
   select $1, d.id, n, (array['ADVISORY_TAKEN_BACK','ADVISORY_ACTED_ON'])[n], '2026-03-01 00:00:00.000001+00', now(), 'system:test',
     (array[jsonb_build_object('reason', d.texts -> 0 ->> 'title'), jsonb_build_object('action', d.action)])[n], 0
   from customer_advisory d cross join generate_series(1, 2) n where d.tenant_id = $1 and d.version = 7`,
  `insert into delivery_promise (tenant_id, id, account_id, order_number, line_number, promised_on, quantity, first_delivered_on, first_quantity, delivered_quantity, content_hash, import_id)
   select $1, gen_random_uuid(), a.id, t, t, (array['1000-01-01'::date, '2026-03-01', '9999-12-31'])[1 + n % 3], (array[0.000001, 1e15])[1 + n % 2], case when n % 2 = 0 then date '2026-03-01' end,
     case when n % 4 = 0 then 1e15 else 0 end, case when n % 2 = 0 then 1e15 else 0 end, md5(t)::uuid, md5(t)::uuid
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a join unnest($2::text[]) with ordinality as x (t, n) on (m + n) % 4 = 0`,
  `insert into delivery (tenant_id, id, promise_id, account_id, delivered_on, quantity, delivery_number, import_id)
   select $1, gen_random_uuid(), id, account_id, first_delivered_on, delivered_quantity, case when first_quantity = 0 then order_number end, import_id
   from delivery_promise where tenant_id = $1 and first_delivered_on is not null`,
  `insert into invoice (tenant_id, id, account_id, number, issued_on, due_on, amount_minor, currency, disputed, disputed_on, settled_minor, settled_on, content_hash, import_id)
   select $1, gen_random_uuid(), a.id, t, date '2026-03-01' - n::int, date '2026-03-31' - n::int, 10 ^ n, 'EUR', n % 2 = 0, case when n % 4 = 0 then date '2026-04-01' end,
     case when n % 3 = 0 then 10 ^ n when n % 3 = 1 then 7 else 0 end, case when n % 3 = 0 then date '2026-03-15' end, md5(t)::uuid, md5(t)::uuid
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a join unnest($2::text[]) with ordinality as x (t, n) on (m + n) % 4 = 0`,
  `insert into payment (tenant_id, id, account_id, invoice_id, number, paid_on, amount_minor, currency, content_hash, import_id)
   select $1, gen_random_uuid(), account_id, case when not disputed then id end, number, coalesce(settled_on, issued_on), settled_minor, currency, content_hash, import_id
   from invoice where tenant_id = $1 and settled_minor > 0`,
  `insert into credit_note (tenant_id, id, account_id, invoice_id, number, issued_on, amount_minor, currency, reason, content_hash, import_id)
   select $1, gen_random_uuid(), account_id, id, number, issued_on, -9007199254740993, currency, case when settled_minor = 7 then number end, content_hash, import_id
   from invoice where tenant_id = $1 and disputed`,
  `insert into credit_limit (tenant_id, id, account_id, version, limit_minor, currency, note, set_at, set_by)
   select $1, gen_random_uuid(), a.id, n, case when n % 3 > 0 then 10 ^ n end, 'EUR', t, '2026-03-01 00:00:00.000001+00', 'system:test'
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a join unnest($2::text[]) with ordinality as x (t, n) on m % 3 = 0 on conflict do nothing`,
  `insert into account_receivable (tenant_id, account_id, currency, open_minor, open_invoices, credit_minor, facts, limit_minor)
   select $1, account_id, 'EUR', sum(greatest(amount_minor - settled_minor, 0)), count(*) filter (where settled_on is null), 0, count(*), max(settled_minor)
   from invoice where tenant_id = $1 group by account_id on conflict do nothing`,
  `insert into relationship_case (tenant_id, id, account_id, alert_id, automatic, opened_at, state, since, open_due, opened_late, step_due, next_due, owner_id, subjective, objective,
     cause_note, executive_id, outcome, outcome_note, resolved_at, resolved_by, version, policy_version)
   select $1, gen_random_uuid(), l.account_id, l.id, l.exceptional, '2026-03-01 00:00:00.000001+00', case when l.exceptional then 'RESOLVED' else 'ENGAGE' end, '2026-03-01 00:00:00+00', '1000-01-01',
     l.exceptional, '9999-12-31', case when not l.exceptional then date '2026-03-02' end, s.id, case when l.exceptional then '{UNMET_NEED,COMPETITOR_BRIBERY}'::text[] end,
     case when l.exceptional then '{}'::text[] end, l.triage_note, case when l.exceptional then s.id end, case when l.exceptional then 'LOST' end, l.triage_note,
     case when l.exceptional then '2026-03-02 00:00:00+00'::timestamptz end, case when l.exceptional then l.triaged_by end, 1, 0
   from alert l cross join (select id from staff_member where tenant_id = $1 order by id desc limit 1) s
   where l.tenant_id = $1 and l.triage_note is not null on conflict do nothing`,
  `insert into case_event (tenant_id, case_id, seq, type, at, recorded_at, actor, data, policy_version)
   select $1, c.id, 100 + n, (array['CONTACT_RECORDED','CASE_ASSIGNED'])[n], '2026-03-01 00:00:00.000001+00', now(), (array['staff:' || c.owner_id, 'system:test'])[n],
     jsonb_build_object('note', c.cause_note, 'contactId', (select k.id from account_contact k where k.tenant_id = $1 and k.account_id = c.account_id order by k.id limit 1)), 0
   from relationship_case c cross join generate_series(1, 2) n where c.tenant_id = $1 and c.cause_note is not null`,
  `insert into case_action (tenant_id, id, case_id, what, owner_id, due, resources, planned_at, planned_by, done_at, done_by, result)
   select $1, gen_random_uuid(), c.id, c.cause_note, c.owner_id, (array['1000-01-01'::date, '9999-12-31'])[n], case when n = 1 then c.cause_note end, '2026-03-01 00:00:00+00', 'x',
     case when n = 2 then '2026-03-01 00:00:00.5+00'::timestamptz end, case when n = 2 then 'staff:' || c.owner_id end, case when n = 2 then c.cause_note end
   from relationship_case c cross join generate_series(1, 2) n where c.tenant_id = $1 and c.cause_note is not null`,
  `insert into account_plan (tenant_id, id, account_id, state, starts_on, ends_on, stage, goal, goal_stage, goal_by, objective, cap_minor, committed_minor, spent_minor, currency,
     review_due, drafted_at, drafted_by, approved_by, active_on, outcome, version, policy_version)
   select $1, gen_random_uuid(), a.id, case when n % 2 = 0 then 'ACTIVE' else 'CLOSED' end, '1000-01-01', '9999-12-31', 'INITIAL', 'ADVANCE', 'STABLE', '9999-12-31', t, 9007199254740993, 1, 0, 'EUR',
     case when n % 2 = 0 then date '1000-01-01' end, '2026-03-01 00:00:00.000001+00', 'system:test', case when n % 3 = 0 then 'staff:' || s.id end, case when n % 2 = 0 then date '2026-03-01' end,
     case when n % 2 > 0 then t end, 2, 0
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a
   cross join (select id from staff_member where tenant_id = $1 order by id limit 1) s join unnest($2::text[]) with ordinality as x (t, n) on (m + n) % 7 = 0`,
  `insert into account_plan_event (tenant_id, plan_id, seq, type, at, recorded_at, actor, data, policy_version)
   select $1, p.id, n, (array['PLAN_WITHDRAWN','QUARTER_REVIEWED'])[n], '2026-03-01 00:00:00.000001+00', now(), 'system:test', (array[jsonb_build_object('type', 'PLAN_WITHDRAWN', 'note', p.objective),
     jsonb_build_object('type', 'QUARTER_REVIEWED', 'late', true, 'review', jsonb_build_object('quarter', 1, 'stage', 'INITIAL', 'note', p.objective, 'goal', '{"goal": "HOLD", "at": "INITIAL"}'::jsonb))])[n], 0
   from account_plan p cross join generate_series(1, 2) n where p.tenant_id = $1 and p.starts_on = '1000-01-01'`,
  `insert into plan_play (tenant_id, id, plan_id, place, play_code, name, owner_id, due_on, budget_minor, spent_minor, currency, status, ended_at, ended_by, result)
   select $1, gen_random_uuid(), p.id, n, 'X', jsonb_build_object('en', p.objective, 'zh-CN', '', 'zh-TW', p.objective), s.id, '9999-12-31', 9007199254740993, 0, 'EUR', (array['OPEN','DROPPED'])[n],
     case when n = 2 then '2026-03-01 00:00:00.5+00'::timestamptz end, case when n = 2 then 'system:test' end, case when n = 2 then p.objective end
   from account_plan p cross join generate_series(1, 2) n cross join (select id from staff_member where tenant_id = $1 order by id desc limit 1) s where p.tenant_id = $1 and p.starts_on = '1000-01-01'`,
  `insert into plan_action (tenant_id, id, plan_id, play_id, account_id, place, code, text, owner_id, due_on, status, live, ended_at, ended_by, result)
   select $1, gen_random_uuid(), p.id, y.id, p.account_id, 0, 'X', y.name, y.owner_id, (array['1000-01-01'::date, '9999-12-31'])[1 + y.place % 2], y.status, y.status = 'OPEN' and p.state = 'ACTIVE',
     y.ended_at, y.ended_by, y.result
   from plan_play y join account_plan p on p.tenant_id = y.tenant_id and p.id = y.plan_id where p.tenant_id = $1 and p.starts_on = '1000-01-01'`,
  `insert into season (tenant_id, id, name, country, region, starts_on, ends_on, every_year, created_at, created_by, withdrawn_at)
   select $1, gen_random_uuid(), t, case when n % 2 = 0 then 'TW' end, case when n % 3 = 0 then t end, d, d, n % 4 > 1, '2026-03-01 00:00:00.000001+00', 'x',
     case when n % 5 = 0 then now() end
   from unnest($2::text[]) with ordinality as x (t, n) cross join lateral (select (array['1000-01-01'::date, '9999-12-31'])[1 + n % 2] as d) z`,
  `insert into follow_up (tenant_id, id, account_id, kind, on_day, until_day, season_id, subject, owner_id, due_on, status, created_at, policy_version, ended_at, ended_by, result)
   select $1, gen_random_uuid(), a.id, case when n % 2 = 0 then 'SEASON' else 'CALL_BACK' end, d, case when n % 2 = 0 then d end, case when n % 2 = 0 then z.id end,
     case when n % 2 = 0 then t end, case when n % 3 > 0 then s.id end, d, case when n % 4 = 0 then 'DONE' else 'OPEN' end, '2026-03-01 00:00:00.000001+00', 0,
     case when n % 4 = 0 then '2026-03-01 00:00:00.5+00'::timestamptz end, case when n % 4 = 0 then 'system:test' end, case when n % 4 = 0 then t end
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a
   join unnest($2::text[]) with ordinality as x (t, n) on (m + n) % 5 = 0
   cross join lateral (select (array['1000-01-01'::date, '9999-12-31'])[1 + (m + n) % 2] as d) y
   cross join (select id from season where tenant_id = $1 order by id limit 1) z cross join (select id from staff_member where tenant_id = $1 order by id limit 1) s`,
  `insert into gift_rules (tenant_id, account_id, account_kind, limit_minor, currency, decision_pending_until, source, recorded_at, recorded_by, version)
   select $1, a.id, 'GOVERNMENT', case when m % 2 = 0 then 9007199254740993 end, 'JPY', case when m % 3 = 0 then date '9999-12-31' end, ($2::text[])[1 + m % array_length($2::text[], 1)],
     '2026-03-01 00:00:00.000001+00', 'staff:x', 1 from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a where m % 3 > 0 on conflict do nothing`,
  `insert into gift_recipient (tenant_id, contact_id, public_official, basis, source, collected_on, expires_on, recorded_at, recorded_by, version)
   select $1, c.id, m % 2 = 0, 'CONSENT', ($2::text[])[1 + m % array_length($2::text[], 1)], '2026-03-01', case when m % 3 = 0 then date '2026-03-02' else date '9999-12-31' end,
     '2026-03-01 00:00:00.5+00', 'staff:x', 1 from (select id, row_number() over (order by id) as m from contact where tenant_id = $1) c on conflict do nothing`,
  `insert into gift_request (tenant_id, id, account_id, contact_id, giver_id, courtesy, value_minor, currency, occasion, purpose, state, findings, requested_at, requested_by,
     approved_at, approved_by, refused_at, refused_by, refusal, version, policy_version)
   select $1, gen_random_uuid(), a.id, c.id, s.id, 'TRAVEL', 9007199254740993, 'JPY', t, t, (array['APPROVED','REFUSED'])[1 + n % 2],
     case when n % 2 = 1 then '[{"code":"PUBLIC_OFFICIAL"},{"code":"GIFT_ABOVE_LIMIT","limitMinor":"9007199254740993"}]'::jsonb else '[]' end, '2026-03-01 00:00:00.000001+00',
     case when n % 3 > 0 then s.id end, '2026-03-01 00:00:00.5+00', s.id, case when n % 2 = 1 then '2026-03-02 00:00:00+00'::timestamptz end, case when n % 4 = 1 then s.id end,
     case when n % 2 = 1 then t end, 9, 0
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a join unnest($2::text[]) with ordinality as x (t, n) on (m + n) % 4 = 0
   cross join (select id from staff_member where tenant_id = $1 order by id limit 1) s cross join (select id from contact where tenant_id = $1 order by id limit 1) c`,
  `insert into gift_event (tenant_id, gift_id, seq, type, at, recorded_at, actor, data, policy_version)
   select $1, g.id, n, (array['GIFT_CHECKED','GIFT_REFUSED'])[n], '2026-03-01 00:00:00.000001+00', now(), 'system:test', jsonb_build_object('note', g.refusal), 0
   from gift_request g cross join generate_series(1, 2) n where g.tenant_id = $1 and g.version = 9`,
  `insert into compliance_referral (tenant_id, id, case_id, account_id, opened_at, opened_by, note, closed_at, closed_by, closing_note)
   select $1, gen_random_uuid(), c.id, c.account_id, '2026-03-01 00:00:00+00', 'staff:' || c.owner_id, c.cause_note, c.resolved_at, c.resolved_by, c.cause_note
   from relationship_case c where c.tenant_id = $1 and c.cause_note is not null`,
  `insert into win_back (tenant_id, id, case_id, account_id, state, root_cause, probability, probability_source, cause_tried, cause_won, all_tried, all_won, currency, margin_minor,
     lifetime_value_minor, value_basis, own_cost_minor, root_cause_fix_minor, root_cause_fix, special_service_minor, special_service, third_parties, decision, reasons, cost_minor,
     expected_value_minor, budget_cap_minor, steps, spent_minor, assessed_at, assessed_by, started_at, ended_at, version, policy_version)
   select $1, gen_random_uuid(), c.id, c.account_id, case when c.automatic then 'LOST' else 'ASSESSED' end, 'SCOPE_SHRINK', 1e-7, 'STATED', 1, 0, 2, 1, (array['EUR','JPY','KWD'])[1 + length(c.cause_note) % 3],
     9223372036854775807, -9223372036854775808, c.cause_note, 1, 2, c.cause_note, 3, case when c.automatic then c.cause_note end,
     case when c.automatic then '[{"kind": "MEDIATOR", "costMinor": "9007199254740993"}, {"kind": "DISTRIBUTOR", "costMinor": "0"}]'::jsonb else '[]' end, 'NO_GO', array[c.cause_note], 6,
     case when c.automatic then -9007199254740993 end, 5, 1, 7, '2026-03-01 00:00:00+00', 'x', c.resolved_at, c.resolved_at, 1, 0
   from relationship_case c where c.tenant_id = $1 and c.cause_note is not null`,
  `insert into win_back_event (tenant_id, win_back_id, seq, type, at, recorded_at, actor, data, policy_version)
   select $1, w.id, n, 'STEP_RECORDED', '2026-03-01 00:00:00+00', now(), 'x', jsonb_strip_nulls(jsonb_build_object('kind', (array['THIRD_PARTY','OFFER'])[n], 'what', w.value_basis,
     'thirdParty', case when n = 1 then 'MEDIATOR' end, 'costMinor', '9007199254740993')), 0
   from win_back w cross join generate_series(1, 2) n where w.tenant_id = $1`,
  `delete from account_value where tenant_id = $1`,
  `insert into account_value (tenant_id, account_id, as_of, from_month, to_month, policy_version, currency, months, net_minor, cost_coverage, cost_to_serve_minor, credit_cost_minor,
     acquisition_minor, contribution_minor, contribution_share, contribution_reason, estimated, last_order, order_days, recency, frequency, monetary, rfm_score, rfm_band, regularity,
     profit_minor, profit_percentile, profit_band, share, target_share, potential_minor, potential_percentile, potential_band, move, target_stage, goal, investment_ceiling_minor,
     low_periods, move_reason, clv_minor, clv_low_minor, clv_high_minor, clv_expected_orders, clv_order_minor, clv_basis, clv_months, clv_reason, clv_key)
   select $1, a.id, '9999-12-31', '1000-01-01', '9999-12-01', 0, (array['EUR','JPY','KWD'])[1 + m % 3], 12, case m when 1 then 9223372036854775807 else -9007199254740993 * (m % 2) end, 1.0 / 3, 0, case when m % 2 = 0 then -1 end,
     9007199254740993, case when m % 3 > 0 then -9007199254740993 end, case when m % 3 > 0 then -1e-7 end, case when m % 3 = 0 then 'COST_COVERAGE_LOW' end, m % 2 = 0, '2026-03-01', 1,
     r, r, r, 3 * r, case when r is not null then '3-5' end, 1e-7, case when m % 2 = 0 then 1 end, 1.0 / 3, case when m % 2 = 0 then 'HIGH' end, 1e21, 0.65, case when m % 2 = 1 then 5 end,
     0.1, case when m % 2 = 1 then 'LOW' end, case when m % 2 = 0 then 'CULL' end, 'ENDED', 'END', 0, 2, case when m % 2 = 1 then 'NO_MOVE' end,
     case when m % 2 = 0 then 1 end, -9223372036854775808, 9223372036854775807, 1e-7, 3, 'SEGMENT_NO_FIT', 36, case when m % 2 = 1 then 'NO_ORDERS' end, ''
   from (select id, row_number() over (order by id)::int as m from account where tenant_id = $1) a cross join lateral (select case when m % 4 > 0 then 1 end as r) x`,
  `insert into value_move (tenant_id, id, account_id, state, move, target_stage, goal, investment_ceiling_minor, low_periods, currency, basis, proposed_at, proposed_by, checked_at,
     checked_by, open_obligations, decided_at, decided_by, note, in_force)
   select $1, gen_random_uuid(), a.id, (array['PROPOSED','APPROVED','REJECTED'])[1 + n::int % 3], 'CULL', 'ENDED', 'END', 9007199254740993, 2, 'EUR', t, '2026-03-01 00:00:00.000001+00', t,
     case when n % 2 = 0 then '2026-03-01 00:00:00+00'::timestamptz end, case when n % 2 = 0 then t end, case when n % 2 = 0 then array[t, ''] when n % 3 = 0 then '{}' end, '2026-03-01 00:00:00+00', t, t,
     case when n % 3 = 1 then '{"move": "REPRICE"}'::jsonb end
   from (select id, row_number() over (order by id) as m from account where tenant_id = $1) a join unnest($2::text[]) with ordinality as x (t, n) on m = n on conflict do nothing`,
  `insert into value_move_event (tenant_id, id, account_id, at, actor, type, move, target_stage, open_obligations, note)
   select $1, gen_random_uuid(), account_id, '2026-03-01 00:00:00.000001+00', basis, (array['MOVE_PROPOSED','OBLIGATIONS_CHECKED'])[n], 'CULL', 'ENDED', case when n = 2 then array[basis] end, note
   from value_move cross join generate_series(1, 2) n where tenant_id = $1`,
  `insert into cost_to_serve (tenant_id, id, account_id, month, driver, quantity, rate_minor, cost_minor, currency, recorded_at, recorded_by)
   select $1, gen_random_uuid(), account_id, date '2020-01-01' + n * interval '1 month', (array['ORDERS','VISIT_HOURS'])[1 + n % 2], (array[0.000010, 1e9])[1 + n % 2], 9007199254740993, 0, 'KWD',
     '2026-03-01 00:00:00.000001+00', basis from value_move cross join generate_series(1, 3) n where tenant_id = $1 on conflict do nothing`,
  `insert into acquisition_cost (tenant_id, id, account_id, amount_minor, currency, won_in, months, note, recorded_at, recorded_by)
   select $1, gen_random_uuid(), account_id, 9007199254740993, 'JPY', '2020-01-01', n, case when n = 1 then basis end, '2026-03-01 00:00:00+00', basis
   from value_move cross join generate_series(1, 2) n where tenant_id = $1`,
  `insert into promotion (tenant_id, id, code, name, starts_on, ends_on, mechanic, discount_percent, buy_quantity, free_quantity, terms, audience, country, region, cost_minor, currency,
     version, created_at, created_by)
   select $1, gen_random_uuid(), t || n, t, (array['1000-01-01'::date, '2026-03-01', '2999-01-01'])[1 + n % 3], '9999-12-31', (array['DISCOUNT','FREE_GOODS','SUPPORT'])[1 + n % 3],
     case when n % 3 = 0 then 0.0001000 end, case when n % 3 = 1 then 1e9 end, case when n % 3 = 1 then 0.000001 end, case when n % 2 = 0 then t end,
     (array['EVERYBODY','PARTICIPANTS'])[1 + n % 2], case when n = 3 then 'DE' end, case when n = 5 then '' end, case when n % 3 > 0 then 9007199254740993 end,
     (array['EUR','JPY','KWD'])[1 + n % 3], n, '2026-03-01 00:00:00.000001+00', t
   from unnest($2::text[]) with ordinality as x (t, n)`,
  `insert into promotion_item (tenant_id, id, promotion_id, product_id, category_id)
   select $1, gen_random_uuid(), p.id, case when n = 1 then q.id end, case when n = 2 then q.category_id end
   from promotion p cross join generate_series(1, 2) n cross join (select id, category_id from product where tenant_id = $1 order by id limit 2) q
   where p.tenant_id = $1 and p.version % 3 <> 1 on conflict do nothing`,
  `insert into promotion_uptake (tenant_id, id, promotion_id, account_id, agreed_on, note, recorded_at, recorded_by)
   select $1, gen_random_uuid(), p.id, a.id, '1000-01-01', case when p.version % 2 = 0 then p.name end, '2026-03-01 00:00:00.000001+00', p.name
   from promotion p cross join (select id from account where tenant_id = $1 order by md5(id::text) limit 6) a where p.tenant_id = $1 and p.version % 3 = 0`,
  `insert into rebate_agreement (tenant_id, id, account_id, number, includes_group, from_month, to_month, basis, kind, scope, currency, state, note, settled_minor, settled_at, settled_by,
     recorded_at, recorded_by)
   select $1, gen_random_uuid(), a.id, 'R-' || n, n % 2 = 0, date '2026-01-01', date '2026-12-01', (array['NET_SALES','QUANTITY'])[1 + n % 2], (array['RETROACTIVE','INCREMENTAL'])[1 + n % 2],
     (array['ALL','CATEGORIES','PRODUCTS'])[1 + n % 3], a.currency, (array['DRAFT','ACTIVE','ENDED','SETTLED'])[1 + n % 4], case when n % 2 = 0 then t end,
     case when n % 4 = 3 then 9007199254740993 end, case when n % 4 = 3 then timestamptz '2026-03-01 00:00:00.000001+00' end, case when n % 4 = 3 then t end,
     '2026-03-01 00:00:00.000001+00', t
   from unnest($2::text[]) with ordinality as x (t, n)
   join (select i.id, t.currency, row_number() over (order by md5(i.id::text)) as m from account i join tenant t on t.id = i.tenant_id where i.tenant_id = $1) a on a.m = 1 + n % 5`,
  `insert into rebate_tier (tenant_id, agreement_id, ordinal, from_volume, rate) select $1, id, n, 1000 * (n - 1), 0.015 * n from rebate_agreement r cross join generate_series(1, 3) n
   where tenant_id = $1 and not exists (select from rebate_tier t where t.tenant_id = $1 and t.agreement_id = r.id)`,
  `insert into rebate_scope (tenant_id, agreement_id, ordinal, category_id, product_id)
   select $1, r.id, 1, case when r.scope = 'CATEGORIES' then p.category_id end, case when r.scope = 'PRODUCTS' then p.id end
   from rebate_agreement r cross join (select id, category_id from product where tenant_id = $1 and category_id is not null order by id limit 1) p where r.tenant_id = $1 and r.scope <> 'ALL'
     and not exists (select from rebate_scope s where s.tenant_id = $1 and s.agreement_id = r.id)`,
  `insert into customer_financials (tenant_id, id, account_id, fiscal_year, version, superseded, currency, revenue_minor, net_income_minor, total_assets_minor, purchases_minor, source, note,
     content_hash, recorded_at, recorded_by)
   select $1, gen_random_uuid(), a.id, 1990 + n / 2, 1 + n % 2, n % 2 = 0, (array['EUR','JPY','KWD'])[1 + m % 3], case when n % 3 > 0 then 9007199254740993 end, -9223372036854775808,
     9223372036854775807, case when n % 2 = 0 then 1 end, t, case when n % 2 = 0 then t end, md5('x')::uuid, '2026-03-01 00:00:00.000001+00', t
   from (select id, row_number() over (order by id)::int as m from account where tenant_id = $1) a join unnest($2::text[]) with ordinality as x (t, n) on m % 3 = 0`,
  // Disabled all of them: nothing is sent to anybody.
  `insert into webhook_endpoint (tenant_id, id, url, description, events, status, disabled_reason, disabled_at, failing_since, created_at, created_by, updated_at)
   select $1, gen_random_uuid(), 'https://' || n || '.awkward.example/?' || t, t, case when n % 2 = 0 then '{win-back.changed,alert.opened}'::text[] else '{case.opened}' end, 'DISABLED',
     (array['BY_HAND','GONE','FAILING'])[1 + n % 3], '2026-03-01 00:00:00.000001+00', case when n % 3 = 2 then timestamptz '2026-02-20 00:00:00.999999+00' end,
     '1970-01-01 00:00:00+00', s.id, '2026-03-01 00:00:00.000001+00'
   from unnest($2::text[]) with ordinality as x (t, n) cross join (select id from staff_member where tenant_id = $1 order by id limit 1) s`,
  `insert into webhook_secret (tenant_id, id, endpoint_id, sealed, created_at, expires_at)
   select $1, gen_random_uuid(), e.id, '', e.created_at, case when n = 2 then e.updated_at end from webhook_endpoint e cross join generate_series(1, 2) n where e.tenant_id = $1`,
  `insert into webhook_delivery (tenant_id, id, endpoint_id, event_id, event, account_id, occurred_at, data, status, attempt_count, due_at, delivered_at)
   select $1, gen_random_uuid(), e.id, gen_random_uuid(), (array['win-back.changed','webhook.ping','compliance.referred'])[n], case when n = 3 then a.id end, '2026-03-01 00:00:00.123456+00',
     jsonb_build_object('text', e.description, 'nothing', null, 'many', array[1, 2]), (array['PENDING','DELIVERED','CANCELLED'])[n], n, case when n = 1 then e.updated_at end,
     case when n = 2 then e.updated_at end
   from webhook_endpoint e cross join generate_series(1, 3) n cross join (select id from account where tenant_id = $1 order by md5(id::text) limit 1) a where e.tenant_id = $1`,
  `insert into webhook_attempt (tenant_id, delivery_id, number, endpoint_id, started_at, finished_at, duration_ms, status_code, error_code, response_body)
   select $1, d.id, n, d.endpoint_id, d.occurred_at, case when n < 3 then d.occurred_at end, case when n = 1 then 2147483647 end, case when n = 1 then 599 end,
     case when n = 2 then 'TIMEOUT' end, case when n = 1 then d.data ->> 'text' end
   from webhook_delivery d cross join generate_series(1, 3) n where d.tenant_id = $1 and n <= d.attempt_count`,
];

/** `$3` is the buyer's account, `$4` the buyer. */
const COMPLAINTS = `
  insert into complaint (tenant_id, id, number, account_id, account_contact_id, subject, description, order_line_id, lot, quantity, unit, status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at)
  select $1, gen_random_uuid(), 'X-' || row_number() over (), a.id, k.id, t, t, case when n % 2 = 0 then l.id end, case when n % 3 = 0 then t end,
    case when n % 2 = 0 then -0.00000010 end, case when n % 2 = 0 then t end, (array['RECEIVED','ACKNOWLEDGED','CLOSED','REOPENED'])[1 + n::int % 4],
    (array['PORTAL','STAFF','WIDGET'])[1 + n::int % 3], $4, gen_random_uuid()::text, '', '2026-03-01 00:00:00.123456+00', '2026-03-01 00:00:00.123999+00'
  from (select $3::uuid as id union all (select id from account where tenant_id = $1 order by md5(id::text) limit 8)) a
  cross join unnest($2::text[]) with ordinality as x (t, n)
  left join lateral (select id from account_contact where tenant_id = $1 and account_id = a.id order by id limit 1) k on n % 2 = 0
  left join lateral (select id from order_line where tenant_id = $1 and account_id = a.id order by id limit 1) l on true`;

const COMPLAINT_DETAILS = [
  `insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type, data)
   select $1, c.id, n, '2026-03-01 00:00:00+00', case when n = 1 then c.filed_by else 'staff:someone' end, (array['RECEIVED','ACKNOWLEDGED','ANALYSED'])[n],
     case when n = 1 then '{}'::jsonb else jsonb_build_object('note', c.subject) end
   from complaint c cross join generate_series(1, 3) n where c.tenant_id = $1 and c.number like 'X-%' and (n = 1 or c.version = 1 and c.lot is not null)`,
  `insert into file (tenant_id, id, account_id, name, media_type, bytes, sha256, storage_key, uploaded_by, idempotency_key, attached_at)
   select $1, gen_random_uuid(), c.account_id, c.subject, 'image/png', 123, '', 'nowhere', 'buyer:x', gen_random_uuid()::text, now()
   from complaint c where c.tenant_id = $1 and c.number like 'X-%' and c.unit is not null`,
  `insert into complaint_file (tenant_id, complaint_id, file_id)
   select $1, c.id, f.id from complaint c join file f on f.tenant_id = c.tenant_id and f.account_id = c.account_id and f.name = c.subject
   where c.tenant_id = $1 and c.number like 'X-%' and c.unit is not null`,
];
