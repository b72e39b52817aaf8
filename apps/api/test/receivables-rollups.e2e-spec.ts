import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile, type ImportResult } from './support/import-client.js';

/** A file of one kind, or an import (counted from the first) that is taken back. */
type Step = { readonly kind: string; readonly body: string; readonly correct?: boolean } | { readonly undo: number };

const account = fc.constantFrom('A1', 'A2');
const number = fc.nat(7).map((n) => `R${n}`);
const day = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, of]) => `2025-0${month}-${String(of).padStart(2, '0')}`);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | ''> => fc.option(value, { nil: '' as const });
const cents = (min: number): fc.Arbitrary<string> =>
  fc.integer({ min, max: 30_000 }).map((amount) => (amount / 100).toFixed(2));

/** The same number always comes with the same account, day and amount, else nearly every row would be refused. */
const invoice = fc
  .tuple(number, maybe(fc.constant('yes')), maybe(day), fc.nat(9))
  .map(([of, disputed, settledOn, odd]) => {
    const n = Number(of.slice(1));
    return `A${1 + (n % 2)},${of},2025-0${1 + (n % 4)}-10,2025-0${2 + (n % 4)}-10,${odd < 3 ? 60 * odd : n * 50},${disputed},${settledOn}`;
  });
const settlement = fc
  .tuple(
    fc.nat(5),
    maybe(number),
    account,
    day,
    fc.oneof({ weight: 4, arbitrary: cents(1) }, { weight: 1, arbitrary: cents(-20_000) }),
  )
  .map(([n, of, at, on, amount]) => `S${n},${of},${of === '' ? at : ''},${on},${amount}`);
const file = (kind: string, header: string, row: fc.Arbitrary<string>): fc.Arbitrary<Step> =>
  fc.array(row, { minLength: 1, maxLength: 8 }).map((rows) => ({ kind, body: `${header}\n${rows.join('\n')}\n` }));
const invoices = file('invoices', 'account,number,issuedOn,dueOn,amount,disputed,settledOn', invoice);
const step = fc.oneof(
  { weight: 2, arbitrary: invoices },
  { weight: 2, arbitrary: invoices.map((each): Step => ({ ...each, correct: true })) },
  { weight: 2, arbitrary: file('payments', 'number,invoice,account,paidOn,amount', settlement) },
  { weight: 1, arbitrary: file('credit-notes', 'number,invoice,account,issuedOn,amount', settlement) },
  { weight: 2, arbitrary: fc.nat(9).map((undo): Step => ({ undo })) },
);

/** Everything that is kept beside the facts, worked out from the facts alone, one row at a time. */
const REBUILT = `
  with entry as (
    select tenant_id, account_id, invoice_id, paid_on as day, amount_minor, true as paid from payment where tenant_id = $1
    union all select tenant_id, account_id, invoice_id, issued_on, amount_minor, false from credit_note where tenant_id = $1),
  state as (
    select i.*, (select coalesce(sum(e.amount_minor), 0) from entry e where e.invoice_id = i.id) as settled,
      (select min(d.day) from (select day from entry where invoice_id = i.id union select i.issued_on where i.amount_minor = 0) d
        where not exists (
          select from (select day from entry where invoice_id = i.id and day >= d.day union select d.day) later
          where (select coalesce(sum(e.amount_minor), 0) from entry e where e.invoice_id = i.id and e.day <= later.day) < i.amount_minor)) as settled_since,
      exists (select from invoice_dispute d where d.tenant_id = $1 and d.invoice_id = i.id) as is_disputed
    from invoice i where i.tenant_id = $1),
  kept as (
    select 'invoice ' || number || ' ' || settled_minor || ' ' || coalesce(settled_on::text, 'open') || ' ' || disputed as line from state
    union all select 'account ' || account_id || ' ' || concat_ws(' ', open_minor, open_invoices, credit_minor, facts) from account_receivable where tenant_id = $1
    union all select 'month ' || account_id || ' ' || concat_ws(' ', month, invoiced_minor, paid_minor, credited_minor, facts)
      from account_receivable_month where tenant_id = $1),
  rebuilt as (
    select 'invoice ' || number || ' ' || settled || ' ' || coalesce(settled_since::text, 'open') || ' ' || is_disputed as line from state
    union all
    select 'account ' || account_id || ' ' || concat_ws(' ', sum(open), sum(opened), sum(credit), count(*)) from (
      select account_id, greatest(amount_minor - settled, 0) as open, (settled_since is null)::int as opened, greatest(settled - amount_minor, 0) as credit from state
      union all select account_id, 0, 0, case when invoice_id is null then amount_minor else 0 end from entry) f group by account_id
    union all
    select 'month ' || account_id || ' ' || concat_ws(' ', date_trunc('month', day::timestamp)::date, sum(invoiced), sum(paid), sum(credited), count(*)) from (
      select account_id, issued_on as day, amount_minor as invoiced, 0 as paid, 0 as credited from state
      union all select account_id, day, 0, case when paid then amount_minor else 0 end, case when paid then 0 else amount_minor end from entry) f
    group by account_id, date_trunc('month', day::timestamp))
  select (select coalesce(array_agg(line order by line), '{}') from kept) as kept, (select coalesce(array_agg(line order by line), '{}') from rebuilt) as rebuilt`;

describe('roll-ups of receivables', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({
      parts: { requests: true, jobs: false },
      clock: { now: () => new Date('2025-06-30T12:00:00Z') },
    });
  });
  afterAll(() => test.stop());

  it('equal what the facts alone give, after any imports, corrections and undone imports', async () => {
    let [added, undone, settled, corrected] = [0, 0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const tenant = await createTenant(test);
        const { token, client } = await createStaff(test, tenant);
        await importFile(test, token, 'accounts', 'externalId,name\nA1,One\nA2,Two\n');
        const imports: ImportResult[] = [];
        for (const each of steps) {
          if ('kind' in each) {
            const query: Record<string, string> = each.correct ? { onChange: 'correct' } : {};
            const result = await importFile(test, token, each.kind, each.body, { query });
            expect(result.httpStatus).toBe(201);
            expect(result.rowsRead).toBe(result.rowsAdded + result.rowsUnchanged + result.rowsRejected);
            imports.push(result);
            added += result.rowsAdded;
          } else if (imports.length > 0) {
            const { id } = imports[each.undo % imports.length] as ImportResult;
            const code = await client.code('mutation ($id: ID!) { undoImport(id: $id) { id } }', { id });
            expect([undefined, 'ALREADY_UNDONE', 'IMPORT_IN_USE']).toContain(code);
            if (code === undefined) undone++;
          }
          const { rows } = await test.admin.query<{ kept: string[]; rebuilt: string[] }>(REBUILT, [tenant.id]);
          expect(rows[0]?.kept).toEqual(rows[0]?.rebuilt);
          const old = await test.admin.query<{ count: number }>(
            'select count(*)::int as count from invoice_correction where tenant_id = $1',
            [tenant.id],
          );
          corrected += old.rows[0]?.count ?? 0;
          settled += rows[0]?.kept.filter((line) => line.startsWith('invoice') && !line.includes('open')).length ?? 0;
        }
      }),
      { numRuns: 25 },
    );
    // What never happens proves nothing.
    expect(Math.min(added / 100, undone / 10, settled / 100, corrected / 10)).toBeGreaterThan(1);
  }, 180_000);
});
