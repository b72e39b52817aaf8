import { LEDGER_KINDS, type LedgerKind, type LedgerReference } from '@mortise/domain';
import fc from 'fast-check';
import type { TestApp } from '../start-test-app.js';
import { fieldsOf, saying } from './ledger-world.js';

/** How many entries of each kind there are. */
const EACH = 4;

/** Where what an entry refers to is found. */
const TABLES: Readonly<Record<LedgerReference, string>> = {
  ACCOUNT: 'account',
  CONTACT: 'contact',
  STAFF: 'staff_member',
  PRODUCT: 'product',
  CATEGORY: 'product_category',
  COMPLAINT: 'complaint',
  DOCUMENT: 'file',
};

/** Entries of every kind of the ledger, that say anything their declaration allows; some corrected, some withdrawn. */
export async function addLedgerEntries(test: TestApp, tenantId: string): Promise<void> {
  const ids = Object.fromEntries(
    await Promise.all(
      Object.entries(TABLES).map(async ([to, table]) => {
        const { rows } = await test.admin.query<{ id: string }>(
          `select id from ${table} where tenant_id = $1 order by md5(id::text) limit 1`,
          [tenantId],
        );
        return [to, rows[0]?.id];
      }),
    ),
  ) as Record<LedgerReference, string>;
  const kinds = Object.keys(LEDGER_KINDS) as LedgerKind[];
  const payloads = kinds.flatMap((kind) =>
    fc.sample(saying(kind, ids), { numRuns: EACH, seed: 23 }).map((said) => ({ kind, payload: stored(kind, said) })),
  );
  await test.admin.query(
    `insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, observed_by, recorded_at, recorded_by, source, confidence, payload, withdrawn)
     select $1, gen_random_uuid(), a.id, e.kind, date '2026-03-01' - n::int, case when n % 2 = 0 then s.id end, timestamptz '2026-03-01' + n * interval '1 microsecond',
       'staff:' || s.id, 'a note', (array['A','B','C','D'])[1 + n % 4], e.payload, false
     from unnest($2::text[], $3::jsonb[]) with ordinality e (kind, payload, n)
     join (select id, row_number() over (order by md5(id::text)) as m from account where tenant_id = $1) a on a.m = 1 + n % 5
     cross join (select id from staff_member where tenant_id = $1 order by id limit 1) s`,
    [tenantId, payloads.map(({ kind }) => kind), payloads.map(({ payload }) => JSON.stringify(payload))],
  );
  await test.admin.query(
    `insert into ledger_entry (tenant_id, id, account_id, kind, observed_on, recorded_at, recorded_by, source, confidence, payload, supersedes, withdrawn, reason)
     select $1, gen_random_uuid(), account_id, kind, observed_on, recorded_at + interval '1 second', recorded_by, source, confidence,
       case when n % 2 = 0 then payload else '{}' end, id, n % 2 = 1, 'it was otherwise'
     from (select *, row_number() over (order by kind, id) as n from ledger_entry where tenant_id = $1) e where n % 4 = 0 or n % 8 = 1`,
    [tenantId],
  );
  await test.admin.query(
    `insert into trigger_course (tenant_id, id, entry_id, account_id, state, closes_on, confidence, verified_at, verified_by, play_code, owner_id, outcome, ended_at, next_on,
       version, policy_version)
     select $1, e.id, e.id, e.account_id, case when n % 2 = 0 then 'LOST' else 'VERIFIED' end, '9999-12-31', 0.1, '2026-03-01 00:00:00.000001+00', s.id,
       case when n % 2 = 0 then 'X' end, case when n % 2 = 0 then s.id end, case when n % 2 = 0 then e.payload ->> 'evidence' end,
       case when n % 2 = 0 then '2026-03-02 00:00:00.5+00'::timestamptz end, case when n % 2 = 0 then date '2027-01-01' end, 2, 0
     from (select *, row_number() over (order by id) as n from ledger_entry where tenant_id = $1 and kind = 'TRIGGER' and not withdrawn) e
     cross join (select id from staff_member where tenant_id = $1 order by id limit 1) s on conflict do nothing`,
    [tenantId],
  );
  await test.admin.query(
    `insert into trigger_event (tenant_id, course_id, seq, type, at, recorded_at, actor, data, policy_version)
     select $1, c.id, n, (array['TRIGGER_OBSERVED','TRIGGER_VERIFIED'])[n], c.verified_at, now(), 'system:test', jsonb_build_object('note', c.outcome), 0
     from trigger_course c cross join generate_series(1, 2) n where c.tenant_id = $1 on conflict do nothing`,
    [tenantId],
  );
}

/** The payload as it is stored. */
function stored(kind: LedgerKind, said: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const types = Object.fromEntries(fieldsOf(kind).map(([name, { type }]) => [name, type]));
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => {
      if (value === undefined) return [];
      if (types[name] !== 'MONEY') return [[name, value]];
      const { minor, currency } = value as { readonly minor: string; readonly currency: string };
      return [[name, { amountMinor: minor, currency }]];
    }),
  );
}
