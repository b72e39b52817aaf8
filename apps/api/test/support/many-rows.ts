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
  `insert into department (tenant_id, id, account_id, name, function)
   select $1, gen_random_uuid(), case when n % 10 > 0 then md5($1::text || 'a' || n)::uuid end, 'Department ' || n, 'QUALITY' from generate_series(1, $2) n`,
  `insert into contact (tenant_id, id, name, name_lower, email, email_lower, external_id, status)
   select $1, md5($1::text || 'c' || n)::uuid, 'Contact ' || n, 'contact ' || n, n || '@c.example', n || '@c.example', 'C' || n, case when n between 9980 and 9999 then 'LEFT' else 'ACTIVE' end from generate_series(1, $2) n`,
  `insert into account_contact (tenant_id, id, account_id, contact_id, valid_from)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % $2))::uuid, md5($1::text || 'c' || (1 + n / 2 % $2))::uuid, date '2020-01-01' + n % 1000 from generate_series(1, 2 * $2) n`,
  `insert into product_category (tenant_id, id, external_id, name) select $1, md5($1::text || 'k' || n)::uuid, 'K' || n, 'Category ' || n from generate_series(1, $2 / 4) n`,
  `insert into product (tenant_id, id, external_id, name, category_id)
   select $1, md5($1::text || 'p' || n)::uuid, 'P' || n, 'Product ' || n, md5($1::text || 'k' || (1 + n % ($2 / 4)))::uuid from generate_series(1, $2) n`,
  `insert into order_line (tenant_id, id, account_id, product_id, category_id, ordered_on, order_number, quantity, net_minor, currency, content_hash, import_id)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, p, p, date '2020-01-01' + n % 2000, 'O' || n, 1, 1, 'EUR', p, p
   from generate_series(1, 4 * $2) n cross join lateral (select md5($1::text || 'p' || (1 + n % $2))::uuid as p) x`,
  `insert into complaint (tenant_id, id, number, account_id, subject, description, status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at)
   select $1, gen_random_uuid(), 'C-' || n, md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, 'Subject', 'Description', case when n <= 20 then 'RECEIVED' else 'CLOSED' end, 'STAFF', 'x', n, '',
     timestamptz '2020-01-01' + n * interval '1 hour', now() from generate_series(1, 2 * $2) n`,
  `insert into alert (tenant_id, id, account_id, detector, state, opened_at, closed_at, last_seen_at, score, threshold, explanation, exceptional)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % $2))::uuid, 'ORDER_GAP', case when n <= 20 then 'ALERT' else 'NORMAL' end, timestamptz '2020-01-01' + n * interval '1 hour',
     case when n > 20 then now() end, now(), 1, 1, '{}', n <= 20 from generate_series(1, 2 * $2) n`,
  `insert into stage_proposal (tenant_id, id, account_id, kind, from_stage, to_stage, status, proposed_by, proposed_at, policy_version, account_version)
   select $1, gen_random_uuid(), md5($1::text || 'a' || n % ($2 + 1))::uuid, case when n <= 20 then 'TERMINATE' else 'ADVANCE' end, 'INITIAL', 'STABLE', case when n <= 20 then 'PROPOSED' else 'EFFECTIVE' end,
     'x', timestamptz '2020-01-01' + n * interval '1 hour', 1, 1 from generate_series(1, 2 * $2) n where n % ($2 + 1) > 0`,
  `insert into timeline_entry (tenant_id, id, account_id, at, kind, actor, entity, entity_id)
   select $1, gen_random_uuid(), md5($1::text || 'a' || (1 + n % ($2 / 10)))::uuid, timestamptz '2020-01-01' + n * interval '1 hour', 'account.updated', 'x', 'account', 'x' from generate_series(1, 3 * $2) n`,
  `insert into job_run (tenant_id, id, name, status, created_at) select $1, gen_random_uuid(), 'job', 'FAILED', timestamptz '2020-01-01' + n * interval '1 hour' from generate_series(1, $2) n`,
  `insert into import (tenant_id, id, kind, status, started_by, started_at)
   select $1, md5($1::text || 'i' || n)::uuid, 'accounts', 'SUCCEEDED', 'x', timestamptz '2020-01-01' + n * interval '1 hour' from generate_series(1, $2) n`,
  `insert into import_error (tenant_id, import_id, row_number, ordinal, code, message)
   select $1, md5($1::text || 'i' || (1 + n % 100))::uuid, n, 0, 'X', 'X' from generate_series(1, 2 * $2) n`,
];

/** Fills the tenant with rows of every kind that has a list. The ids of the first ones follow from their kind, see {@link idOf}. */
export async function fillTenant(test: TestApp, tenantId: string): Promise<void> {
  for (const statement of STATEMENTS) {
    await test.admin.query(statement.replaceAll('$2', String(ACCOUNTS)).replaceAll('$1', `'${tenantId}'::uuid`));
  }
}

/** The n-th row of a kind: a(ccount), c(ontact), i(mport), k (category), p(roduct), s(taff), t(eam). */
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
): Promise<{ client: GraphqlClient }> {
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
  if (few) return { client };
  await test.admin.query('update import set started_by = $2 where tenant_id = $1', [tenant.id, `staff:${id}`]);
  await test.admin.query(
    `insert into api_key (tenant_id, id, staff_id, name, secret_hash, permissions)
     select $1, gen_random_uuid(), $2, 'key', '', '{}' from generate_series(1, 20)`,
    [tenant.id, id],
  );
  return { client };
}
