import { areaUnderCurve } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile, type ImportResult } from './support/import-client.js';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const FILE = join(
  process.env['MORTISE_DATA_DIR'] ?? join(REPOSITORY, '../shared/data'),
  'ibm_accounts_receivable/accounts_receivable.csv',
);
const ROWS = 2_466;
/** Shortly after the last payment of the file. */
const NOW = new Date('2014-02-01T12:00:00Z');

interface Invoice {
  readonly daysLate: number;
  readonly disputed: boolean;
}
interface Account {
  readonly externalId: string;
  readonly invoices: { readonly totalCount: number; readonly nodes: readonly Invoice[] };
  readonly receivables: {
    readonly open: { readonly minor: string };
    readonly paymentBehaviour: {
      readonly settled: number;
      readonly late: number;
      readonly credibility: { readonly score: number };
    };
    readonly daysSalesOutstanding: { readonly days: number | null; readonly months: readonly unknown[] };
  };
}

describe('receivables of a hundred customers over two years', () => {
  if (!existsSync(FILE)) {
    it.skip('data set ibm_accounts_receivable is missing (set MORTISE_DATA_DIR)', () => undefined);
    return;
  }

  let test: TestApp;
  let client: GraphqlClient;
  let report: ImportResult;
  let accounts: readonly Account[];
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => NOW } });
    const tenant = await createTenant(test);
    const staff = await createStaff(test, tenant);
    client = staff.client;
    // The file as it is: only its dates, month first, have to be told.
    report = await importFile(test, staff.token, 'invoices', readFileSync(FILE), {
      query: { createMissing: 'true', dateFormat: 'MDY', map: 'accountExternalId=customerID,settledOn=SettledDate' },
    });
    accounts = await everything();
  }, 120_000);
  afterAll(() => test.stop());

  async function everything(): Promise<readonly Account[]> {
    const { accounts: page } = await client.data<{
      accounts: { nodes: readonly Account[] };
    }>(`{ accounts(first: 100) { nodes {
      externalId invoices(first: 100) { totalCount nodes { daysLate disputed } }
      receivables { open { minor } paymentBehaviour { settled late credibility { score } } daysSalesOutstanding { days months { days } } } } } }`);
    return page.nodes;
  }
  const invoices = (): readonly Invoice[] => accounts.flatMap((account) => account.invoices.nodes);
  const lateShare = (of: readonly Invoice[]): number => of.filter(({ daysLate }) => daysLate > 0).length / of.length;

  it('one file is enough: accounts, invoices, payments and disputes', () => {
    expect(report).toMatchObject({
      httpStatus: 201,
      rowsRead: ROWS,
      rowsAdded: ROWS,
      rowsRejected: 0,
      created: { accounts: 100 },
    });
    expect(accounts.reduce((sum, account) => sum + account.invoices.totalCount, 0)).toBe(ROWS);
    expect(invoices()).toHaveLength(ROWS);
    expect(accounts.every(({ receivables }) => receivables.open.minor === '0')).toBe(true);
  });

  it('§10.10: late share .356, .683 of the disputed and .259 of the others', () => {
    expect(lateShare(invoices())).toBeCloseTo(0.356, 3);
    expect(lateShare(invoices().filter(({ disputed }) => disputed))).toBeCloseTo(0.683, 3);
    expect(lateShare(invoices().filter(({ disputed }) => !disputed))).toBeCloseTo(0.259, 3);
  });

  it('§10.10: lateness tells the disputed invoices with an AUC of at least .74', () => {
    const auc = areaUnderCurve(
      invoices().map(({ daysLate }) => daysLate),
      invoices().map(({ disputed }) => disputed),
    );
    expect(auc).toBeGreaterThanOrEqual(0.74);
    expect(auc).toBeCloseTo(0.747, 3);
  });

  it('TX-01: who pays late is less credible', () => {
    const behaviour = accounts.map(({ receivables }) => receivables.paymentBehaviour);
    expect(behaviour.every(({ settled, late }) => settled > 0 && late <= settled)).toBe(true);
    const score = (of: typeof behaviour): number =>
      of.reduce((sum, { credibility }) => sum + credibility.score, 0) / of.length;
    const [punctual, tardy] = [true, false].map((punctualOnes) =>
      behaviour.filter(({ settled, late }) => late / settled < 0.2 === punctualOnes),
    ) as [typeof behaviour, typeof behaviour];
    expect(score(punctual) - score(tardy)).toBeGreaterThan(20);
  });

  it('§8.6 CP-02: warns of accounts while they pay unusually late, with the payments that say so', async () => {
    interface Silent {
      readonly possible: boolean;
      readonly signs: readonly string[];
      readonly payments: readonly {
        readonly unusual: boolean;
        readonly counts: boolean;
        readonly z: number | null;
        readonly disputed: boolean;
      }[];
    }
    const readings: Silent[] = [];
    for (const month of ['2013-03', '2013-05', '2013-07', '2013-09', '2013-11']) {
      const { accounts: page } = await client.data<{ accounts: { nodes: { silentComplaint: Silent }[] } }>(
        `query ($asOf: Date) { accounts(first: 100) { nodes { silentComplaint(asOf: $asOf) { possible signs payments { unusual counts z disputed } } } } }`,
        { asOf: `${month}-01` },
      );
      readings.push(...page.nodes.map(({ silentComplaint }) => silentComplaint));
    }
    const warned = readings.filter(
      ({ signs }) => signs.includes('LATE_PAYMENT') && !signs.includes('OUTSTANDING_DAYS'),
    );
    expect(warned.length).toBeGreaterThan(0);
    for (const { possible, payments } of warned) {
      expect(possible).toBe(true);
      expect(payments.filter(({ counts }) => counts).length).toBeGreaterThanOrEqual(2);
    }
    const behind = readings.flatMap(({ payments }) => payments.filter(({ counts }) => counts));
    const disputedShare = (of: readonly { readonly disputed: boolean }[]): number =>
      of.filter(({ disputed }) => disputed).length / of.length;
    // Not each disputes what it pays late, but far more of them than of all.
    expect(disputedShare(behind)).toBeGreaterThan(1.5 * disputedShare(invoices()));
  });
});
