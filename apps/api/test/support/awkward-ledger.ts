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
  for (const statement of FEEDBACK) await test.admin.query(statement, [tenantId]);
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

/** Words about products at every step of their course. */
const WORDS = `select e.*, row_number() over (order by id) as n from ledger_entry e where tenant_id = $1 and kind = 'PRODUCT_FEEDBACK' and not withdrawn
  and not exists (select from ledger_entry l where l.tenant_id = $1 and l.supersedes = e.id)`;
const FEEDBACK = [
  `insert into feedback_report (tenant_id, id, title, note, reported_at, reported_by)
   select $1, md5(id::text || 'r')::uuid, payload ->> 'verbatim', case when n % 2 = 0 then payload ->> 'verbatim' end, timestamptz '2026-03-01 00:00:00.000001+00', recorded_by from (${WORDS}) e`,
  `insert into feedback_cluster (tenant_id, id, product_id, feedback_type, state, clustered_at, clustered_by, report_id, reported_words, reported_accounts, reported_weight,
     reported_values, verdict, explanation, due_on, decided_at, decided_by, version)
   select $1, md5(id::text || 'c')::uuid, product_id, payload ->> 'feedbackType', case when n % 3 = 2 then 'CLUSTERED' else 'DECIDED' end, timestamptz '2026-03-01 00:00:00.000001+00', recorded_by,
     case when n % 3 <> 2 then md5(id::text || 'r')::uuid end, 1, 1, case when n % 3 = 1 then 0.1 end, 1, case when n % 3 <> 2 then 'PLANNED' end,
     case when n % 3 <> 2 then payload ->> 'verbatim' end, case when n % 3 <> 2 then date '9999-12-31' end, case when n % 3 <> 2 then timestamptz '2026-03-02 00:00:00.5+00' end,
     case when n % 3 <> 2 then 'system:test' end, 7 from (${WORDS}) e`,
  `insert into feedback_answer (tenant_id, id, cluster_id, account_id, language, text, answered_at, answered_by)
   select $1, md5(id::text || 'a')::uuid, md5(id::text || 'c')::uuid, account_id, 'zh-CN', payload ->> 'verbatim', timestamptz '2026-03-03 00:00:00.25+00', recorded_by from (${WORDS}) e where n % 3 = 1`,
  `insert into feedback_answer_recipient (tenant_id, answer_id, account_contact_id)
   select $1, a.id, k.id from feedback_answer a join account_contact k on k.tenant_id = $1 and k.account_id = a.account_id where a.tenant_id = $1`,
  `insert into product_feedback (tenant_id, id, entry_id, account_id, state, taken_back, cluster_id, answer_id, decided_at, version)
   select $1, md5(id::text || 'f')::uuid, id, account_id, case n % 3 when 1 then 'ANSWERED_TO_CUSTOMER' when 2 then 'CLUSTERED' else 'DECIDED' end, false, md5(id::text || 'c')::uuid,
     case when n % 3 = 1 then md5(id::text || 'a')::uuid end, case when n % 3 <> 2 then timestamptz '2026-03-02 00:00:00.5+00' end, 2 from (${WORDS}) e`,
  `insert into product_feedback_event (tenant_id, feedback_id, seq, type, at, recorded_at, actor, data, policy_version)
   select $1, id, s, (array['FEEDBACK_NOTED','FEEDBACK_CLUSTERED'])[s], timestamptz '2026-03-01 00:00:00.000001+00', now(), 'system:test', '{}', 0
   from product_feedback cross join generate_series(1, 2) s where tenant_id = $1`,
];

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
