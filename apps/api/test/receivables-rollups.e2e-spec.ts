import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile, type ImportResult } from './support/import-client.js';
import { RECEIVABLES } from './support/rebuilt-figures.js';

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
    fc.nat(3),
    maybe(fc.nat(3).map((n) => `R${n}`)),
    account,
    day,
    fc.oneof({ weight: 4, arbitrary: cents(1) }, { weight: 1, arbitrary: cents(-20_000) }),
  )
  .map(([n, of, at, on, amount]) => `S${n},${of},${of === '' ? at : ''},${on},${amount}`);
const file = (kind: string, header: string, row: fc.Arbitrary<string>): fc.Arbitrary<Step> =>
  fc.array(row, { minLength: 1, maxLength: 8 }).map((rows) => ({ kind, body: `${header}\n${rows.join('\n')}\n` }));
const invoices = file('invoices', 'account,number,issuedOn,dueOn,amount,disputed,settledOn', invoice);
const payments = file('payments', 'number,invoice,account,paidOn,amount', settlement);
const creditNotes = file('credit-notes', 'number,invoice,account,issuedOn,amount', settlement);
const correcting = (files: fc.Arbitrary<Step>): fc.Arbitrary<Step> => files.map((each) => ({ ...each, correct: true }));
const step = fc.oneof(
  { weight: 2, arbitrary: invoices },
  { weight: 3, arbitrary: correcting(invoices) },
  { weight: 2, arbitrary: payments },
  { weight: 3, arbitrary: correcting(payments) },
  { weight: 2, arbitrary: creditNotes },
  { weight: 3, arbitrary: correcting(creditNotes) },
  { weight: 2, arbitrary: fc.nat(9).map((undo): Step => ({ undo })) },
);

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
    let [added, undone, settled] = [0, 0, 0];
    const corrected = { invoice: 0, payment: 0, credit_note: 0 };
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
          const { rows } = await test.admin.query<{ kept: string[]; rebuilt: string[] }>(RECEIVABLES, [tenant.id]);
          expect(rows[0]?.kept).toEqual(rows[0]?.rebuilt);
          for (const fact of ['invoice', 'payment', 'credit_note'] as const) {
            const old = await test.admin.query<{ count: number }>(
              `select count(*)::int as count from ${fact}_correction where tenant_id = $1`,
              [tenant.id],
            );
            corrected[fact] += old.rows[0]?.count ?? 0;
          }
          settled += rows[0]?.kept.filter((line) => line.startsWith('invoice') && !line.includes('open')).length ?? 0;
        }
      }),
      { numRuns: 50 },
    );
    // What never happens proves nothing.
    expect(Math.min(added / 100, undone / 10, settled / 100)).toBeGreaterThan(1);
    expect(Math.min(...Object.values(corrected))).toBeGreaterThan(0);
  }, 180_000);
});
