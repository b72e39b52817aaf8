import type { TestApp } from '../start-test-app.js';

/** All that is stored of a tenant, table by table: equal where nothing was written in between. */
export async function footprint(test: TestApp, tenantId: string): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await test.admin.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relnamespace = 'mortise'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  // When a key was used, and how far a message has got, is noted after the answer.
  const hashes = tables.map(
    ({ name }) => `(select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '')
      from (select to_jsonb(r) - '{last_used_at,queued_at,relayed_at}'::text[] as t from ${name} r where tenant_id = $1) x) as ${name}`,
  );
  const { rows } = await test.admin.query<Record<string, string>>(`select ${hashes.join(', ')}`, [tenantId]);
  return rows[0] as Record<string, string>;
}
