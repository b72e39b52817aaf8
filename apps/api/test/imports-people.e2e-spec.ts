import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { checksums, importFile, type ImportResult, rejectedRows } from './support/import-client.js';

describe('imports of people', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let token: string;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    tenant = await createTenant(test);
    ({ token } = await createStaff(test, tenant, 'FINANCE'));
  });

  const send = (csv: string, as = token): Promise<ImportResult> =>
    importFile(test, as, 'contacts', csv, { query: { createMissing: 'true' } });
  const counts = ({ rowsRead, rowsAdded, rowsUnchanged, rowsRejected }: ImportResult): number[] => [
    rowsRead,
    rowsAdded,
    rowsUnchanged,
    rowsRejected,
  ];

  it('change nothing when a file with empty first days is sent again', async () => {
    const csv =
      'externalId,name,account,validFrom,validTo\nK1,Ann,C1,,\nK2,Bo,C1,2020-01-01,2020-06-30\nK3,Cy,C1,,2020-06-30\n';
    expect(counts(await send(csv))).toEqual([3, 3, 0, 0]);
    const before = await checksums(test, tenant.id);
    expect(counts(await send(csv))).toEqual([3, 0, 3, 0]);
    expect(await checksums(test, tenant.id)).toEqual(before);
  });

  it('leave people alone whom the sender does not see, and tell nothing about them', async () => {
    await send('externalId,name,account,email\nK1,Ann Lee,C1,ann@example.com\n');
    const { token: kam, client: asKam } = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    const guesses = 'externalId,name,account,email\nK1,Ann Lee,MINE,ann@example.com\nK1,Ann Li,MINE,\nK2,Bo,MINE,\n';
    const result = await send(guesses, kam);
    expect(await rejectedRows(test, result.id)).toEqual([
      [2, 'externalId', 'UNKNOWN_CONTACT', 'K1'],
      [3, 'externalId', 'UNKNOWN_CONTACT', 'K1'],
    ]);
    expect(counts(result)).toEqual([3, 1, 0, 2]);
    expect(await asKam.data('{ contacts { nodes { name } } }')).toEqual({ contacts: { nodes: [{ name: 'Bo' }] } });
  });

  it('refuse a second time at an account that overlaps the first', async () => {
    const csv = `externalId,name,account,validFrom,validTo
K1,Ann,C1,2020-01-01,2020-12-31
K1,Ann,C1,2021-01-01,
K1,Ann,C1,2020-06-01,2020-06-30
K1,Ann,C2,2020-06-01,2020-06-30
K1,Ann,C1,2019-01-01,2019-12-31
K1,Ann,C1,2020-06-01,2020-06-30
`;
    const overlapping = [
      [4, 'validFrom', 'LINK_OVERLAPS', '2020-06-01'],
      [7, 'validFrom', 'LINK_OVERLAPS', '2020-06-01'],
    ];
    const first = await send(csv);
    expect(await rejectedRows(test, first.id)).toEqual(overlapping);
    expect(counts(first)).toEqual([6, 4, 0, 2]);
    const second = await send(csv);
    expect(await rejectedRows(test, second.id)).toEqual(overlapping);
    expect(counts(second)).toEqual([6, 0, 4, 2]);
  });

  it('DM-05: keep a stance only with what shows it', async () => {
    const csv = `externalId,name,account,stance,stanceEvidence,stanceAt
K1,Ann,C1,SUPPORTS_US,,
K2,Bo,C1,SUPPORTS_US,Defended our price.,2026-05-04
K3,Cy,C1,NEUTRAL,,
K4,Di,C1,LEANS_TO_RIVAL,  ,2026-05-04
`;
    const without = 'externalId,name,account,stance\nK1,Ann,C1,SUPPORTS_RIVAL\n';
    const [first, again, other] = [await send(csv), await send(csv), await send(without)];
    const refused = (row: number, stance: string) => [row, 'stanceEvidence', 'STANCE_EVIDENCE_REQUIRED', stance];
    expect(await rejectedRows(test, first.id)).toEqual([refused(2, 'SUPPORTS_US'), refused(5, 'LEANS_TO_RIVAL')]);
    expect([counts(first), counts(again)]).toEqual([
      [4, 2, 0, 2],
      [4, 0, 2, 2],
    ]);
    expect(await rejectedRows(test, other.id)).toEqual([refused(2, 'SUPPORTS_RIVAL')]);
    const { rows } = await test.admin.query(
      'select stance, stance_evidence as evidence, stance_at::text as at from account_contact where tenant_id = $1 order by stance',
      [tenant.id],
    );
    expect(rows).toEqual([
      { stance: 'NEUTRAL', evidence: null, at: null },
      { stance: 'SUPPORTS_US', evidence: 'Defended our price.', at: '2026-05-04' },
    ]);
  });

  it('take the first of two that begin today, one of them without saying so', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const result = await send(`externalId,name,account,validFrom\nK1,Ann,C1,\nK1,Ann,C1,${today}\n`);
    expect(counts(result)).toEqual([2, 1, 0, 1]);
    expect(await rejectedRows(test, result.id)).toEqual([[3, 'validFrom', 'LINK_OVERLAPS', today]]);
  });
});
