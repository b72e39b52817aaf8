import { latenessZ } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreditLimitService } from '../src/features/receivables/credit-limit.service.js';
import { ReceivableFiguresService } from '../src/features/receivables/receivable-figures.service.js';
import { createAccount, createTeam } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile } from './support/import-client.js';
import { asSeller } from './support/seller-context.js';

/** A Wednesday. */
const NOW = new Date('2025-06-18T10:00:00Z');

/** Monthly invoices of 100.00 from January 2024, due after 30 days; how many days late each was settled, or '' while it is open. */
function monthly(account: string, late: readonly (number | '')[]): string {
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  const after = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);
  return late
    .map((days, n) => {
      const issued = new Date(Date.UTC(2024, n, 5));
      const due = after(issued, 30);
      return `${account},${account}-${n},${day(issued)},${day(due)},100.00,${days === '' ? '' : day(after(due, days))}\n`;
    })
    .join('');
}

const HEADER = 'account,number,issuedOn,dueOn,amount,settledOn\n';
/** Sixteen months on time; then the last two ones before the day very late. */
const SILENT = monthly('SILENT', [0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 1, 0, 40, 33]);
const CALM = monthly('CALM', [9, 12, 8, 15, 11, 9, 10, 12, 8, 14, 9, 11, 10, 12, 13, 9]);
const OPEN = `OPEN,O1,2025-06-01,2025-06-30,10.00,
OPEN,O2,2025-05-19,2025-06-18,20.00,
OPEN,O3,2025-05-18,2025-06-17,40.00,
OPEN,O4,2025-04-18,2025-05-19,80.00,
OPEN,O5,2025-04-17,2025-05-18,160.00,
OPEN,O6,2025-02-01,2025-03-20,320.00,
OPEN,O7,2025-01-01,2025-03-19,640.00,
OPEN,O8,2025-06-01,2025-07-02,5.00,2025-06-10
`;

describe('figures of receivables', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let client: GraphqlClient;
  let token: string;
  let finance: GraphqlClient;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => NOW } });
    tenant = await createTenant(test);
    ({ client, token } = await createStaff(test, tenant));
    finance = (await createStaff(test, tenant, 'FINANCE')).client;
    for (const externalId of ['SILENT', 'CALM', 'OPEN', 'NONE'])
      ids[externalId] = await createAccount(test, tenant, { externalId, name: externalId });
    await importFile(test, token, 'invoices', HEADER + SILENT + CALM + OPEN);
  });
  afterAll(() => test.stop());

  const account = async <T>(externalId: string, fields: string, as = client): Promise<T> =>
    (
      await as.data<{ account: T }>(`query ($externalId: String) { account(externalId: $externalId) { ${fields} } }`, {
        externalId,
      })
    ).account;

  const SET = `mutation ($input: SetCreditLimitInput!) { setCreditLimit(input: $input) { creditLimit { decimal } overLimit
    creditStatus { status headroom { decimal } } creditLimits { version limit { decimal } note setBy } } }`;
  const set = (externalId: string, limitMinor: string | null, note?: string): Promise<unknown> =>
    finance
      .data<{ setCreditLimit: unknown }>(SET, { input: { accountId: ids[externalId], limitMinor, note } })
      .then(({ setCreditLimit }) => setCreditLimit);

  describe('what is open', () => {
    it('is told by how long it has been overdue', async () => {
      const { receivables } = await account<{ receivables: unknown }>(
        'OPEN',
        'receivables { asOf open { decimal } openInvoices overdue { decimal } oldestDueOn aging { bucket amount { decimal currency } invoices } sources }',
      );
      const bucket = (name: string, decimal: string, invoices: number) => {
        return { bucket: name, amount: { decimal, currency: 'EUR' }, invoices };
      };
      expect(receivables).toEqual({
        asOf: '2025-06-18',
        open: { decimal: '1270.00' },
        openInvoices: 7,
        overdue: { decimal: '1240.00' },
        oldestDueOn: '2025-03-19',
        aging: [
          bucket('NOT_DUE', '30.00', 2),
          bucket('DAYS_1_30', '120.00', 2),
          bucket('DAYS_31_60', '160.00', 1),
          bucket('DAYS_61_90', '320.00', 1),
          bucket('OVER_90', '640.00', 1),
        ],
        sources: ['account_receivable', 'invoice', 'payment', 'credit_note', 'credit_limit'],
      });
    });

    it('is planned and recorded by week', async () => {
      const { receivables } = await account<{ receivables: { collectionPlan: unknown[] } }>(
        'OPEN',
        'receivables { collectionPlan(back: 1, ahead: 3) { week due { decimal } open { decimal } received { decimal } } }',
      );
      const week = (of: string, due: string, open: string, received: string) => {
        return { week: of, due: { decimal: due }, open: { decimal: open }, received: { decimal: received } };
      };
      expect(receivables.collectionPlan).toEqual([
        week('2025-06-09', '0.00', '0.00', '5.00'),
        week('2025-06-16', '60.00', '60.00', '0.00'),
        week('2025-06-23', '0.00', '0.00', '0.00'),
        week('2025-06-30', '15.00', '10.00', '0.00'),
      ]);
      expect(
        await client.code(`{ account(externalId: "OPEN") { receivables { collectionPlan(ahead: 53) { week } } } }`),
      ).toBe('INPUT_INVALID');
    });

    it('is found among invoices', async () => {
      const numbers = async (args: string): Promise<string[]> => {
        const { invoices } = await account<{ invoices: { nodes: { number: string }[] } }>(
          'OPEN',
          `invoices(${args}) { nodes { number } }`,
        );
        return invoices.nodes.map(({ number }) => number).sort();
      };
      expect(await numbers('open: true')).toEqual(['O1', 'O2', 'O3', 'O4', 'O5', 'O6', 'O7']);
      expect(await numbers('open: false')).toEqual(['O8']);
      expect(await numbers('overdue: true')).toEqual(['O3', 'O4', 'O5', 'O6', 'O7']);
      expect(await numbers('overdue: false')).toEqual(['O1', 'O2', 'O8']);
      expect(await numbers('disputed: true')).toEqual([]);
      const { invoices } = await account<{ invoices: unknown }>(
        'OPEN',
        'invoices(first: 2, overdue: true) { totalCount nodes { number daysOverdue } pageInfo { hasNextPage } }',
      );
      expect(invoices).toEqual({
        totalCount: 5,
        nodes: [
          { number: 'O3', daysOverdue: 1 },
          { number: 'O4', daysOverdue: 30 },
        ],
        pageInfo: { hasNextPage: true },
      });
    });
  });

  describe('credit limits', () => {
    it('warn before they are overrun, and keep their history', async () => {
      expect(await set('OPEN', '200000', 'Insured')).toMatchObject({
        creditLimit: { decimal: '2000.00' },
        creditStatus: { status: 'WITHIN', headroom: { decimal: '730.00' } },
      });
      expect(await set('OPEN', '140000')).toMatchObject({ overLimit: false, creditStatus: { status: 'NEAR_LIMIT' } });
      expect(await set('OPEN', '126999', 'Insurer has lowered it')).toMatchObject({
        overLimit: true,
        creditStatus: { status: 'OVER_LIMIT', headroom: { decimal: '-0.01' } },
        creditLimits: [
          {
            version: 3,
            limit: { decimal: '1269.99' },
            note: 'Insurer has lowered it',
            setBy: expect.stringMatching(/^staff:/),
          },
          { version: 2, limit: { decimal: '1400.00' }, note: null },
          { version: 1, limit: { decimal: '2000.00' }, note: 'Insured' },
        ],
      });
      const { timeline } = await account<{ timeline: { nodes: unknown[] } }>(
        'OPEN',
        'timeline(first: 10) { nodes { kind } }',
      );
      expect(timeline.nodes).toContainEqual({ kind: 'credit-limit.set' });
    });

    it('can be set before anything is invoiced, and taken away', async () => {
      expect(await set('NONE', '0')).toMatchObject({
        creditLimit: { decimal: '0.00' },
        creditStatus: { status: 'WITHIN' },
      });
      expect(await set('NONE', null)).toMatchObject({
        creditLimit: null,
        creditStatus: { status: 'NO_LIMIT', headroom: null },
      });
      const { receivables } = await account<{ receivables: unknown }>(
        'NONE',
        'receivables { daysSalesOutstanding { days } paymentBehaviour { settled } }',
      );
      expect(receivables).toEqual({ daysSalesOutstanding: null, paymentBehaviour: null });
    });

    it('two at once come one after the other', async () => {
      const set1 = async (limitMinor: string): Promise<string | undefined> =>
        finance.code(SET, { input: { accountId: ids['CALM'], limitMinor } });
      expect(await Promise.all(['1', '2', '3', '4'].map(set1))).toEqual(Array(4).fill(undefined));
      const { receivables } = await account<{
        receivables: { creditLimit: { minor: string }; creditLimits: { version: number; limit: { minor: string } }[] };
      }>('CALM', 'receivables { creditLimit { minor } creditLimits { version limit { minor } } }');
      expect(receivables.creditLimits.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
      expect(receivables.creditLimits[0]?.limit).toEqual(receivables.creditLimit);
    });

    it('are refused where they are none', async () => {
      for (const limitMinor of ['-1', '10000000000000001'])
        expect(await finance.code(SET, { input: { accountId: ids['OPEN'], limitMinor } })).toBe('INPUT_INVALID');
      expect(await finance.code(SET, { input: { accountId: ids['OPEN'], limitMinor: '1', note: ' ' } })).toBe(
        'INPUT_INVALID',
      );
    });
  });

  it('accounts are listed by what is open, also only those that are overdue or over their limit', async () => {
    const list = async (filter: string): Promise<unknown[]> => {
      const { receivables } = await client.data<{ receivables: { nodes: { account: { externalId: string } }[] } }>(
        `{ receivables(filter: ${filter}) { nodes { account { externalId } } } }`,
      );
      return receivables.nodes.map((node) => node.account.externalId);
    };
    await set('OPEN', '100');
    await set('NONE', '0');
    expect((await list('{}')).slice(0, 1)).toEqual(['OPEN']);
    expect((await list('null')).sort()).toEqual(['CALM', 'NONE', 'OPEN', 'SILENT']);
    expect(await list('{ overdue: true }')).toEqual(['OPEN']);
    expect((await list('{ overdue: false }')).sort()).toEqual(['CALM', 'NONE', 'SILENT']);
    expect(await list('{ overLimit: true }')).toEqual(['OPEN']);
    expect(await list('{ overLimit: true, overdue: false }')).toEqual([]);
  });

  it('how an account pays', async () => {
    const { receivables } = await account<{ receivables: { paymentBehaviour: object; daysSalesOutstanding: object } }>(
      'CALM',
      `receivables { paymentBehaviour { from asOf settled late lateShare meanDaysLate nextLate credibility { score punctuality delay } missing sources }
        daysSalesOutstanding { asOf days habitDays aboveLimit months { month days open { decimal } } missing sources } }`,
    );
    expect(receivables.paymentBehaviour).toEqual({
      from: '2023-06-18',
      asOf: '2025-06-18',
      settled: 16,
      late: 16,
      lateShare: 1,
      meanDaysLate: 172 / 16,
      nextLate: 17 / 19,
      credibility: {
        score: expect.any(Number),
        punctuality: expect.closeTo(2 / 19, 9),
        delay: expect.closeTo(1 - 172 / 16 / 60, 9),
      },
      missing: [],
      sources: ['invoice', 'account_receivable_month', 'credit_limit'],
    });
    // One of the three invoices of March, April and May is open at the end of May.
    expect(receivables.daysSalesOutstanding).toMatchObject({
      asOf: '2025-06-18',
      days: 0,
      aboveLimit: false,
      months: expect.arrayContaining([
        { month: '2024-05-01', days: expect.closeTo(92 / 3, 9), open: { decimal: '100.00' } },
      ]),
    });
  });

  describe('silent complaints', () => {
    const SILENT_COMPLAINT = `silentComplaint { asOf from possible signs inviteBy missing sources
      payments { number daysLate habitualDaysLate z unusual counts } outstanding { aboveLimit } }`;
    interface Silent {
      readonly silentComplaint: {
        readonly signs: readonly string[];
        readonly payments: readonly { readonly number: string; readonly z: number | null; readonly counts: boolean }[];
      };
    }

    it('speak when two of the last payments were late against the own habit', async () => {
      const { silentComplaint } = await account<Silent>('SILENT', SILENT_COMPLAINT);
      expect(silentComplaint).toMatchObject({
        asOf: '2025-06-18',
        from: '2025-04-20',
        possible: true,
        signs: expect.arrayContaining(['LATE_PAYMENT']),
        inviteBy: '2025-06-23',
        missing: ['TONE_NOT_RECORDED', 'REPLY_TIMES_NOT_RECORDED'],
        sources: ['invoice', 'account_receivable_month'],
      });
      expect(silentComplaint.payments).toHaveLength(12);
      expect(silentComplaint.payments.filter(({ counts }) => counts)).toEqual([
        {
          number: 'SILENT-14',
          daysLate: 40,
          habitualDaysLate: 0,
          unusual: true,
          counts: true,
          z: latenessZ(40, [0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 1, 0]),
        },
        expect.objectContaining({ number: 'SILENT-15', daysLate: 33, unusual: true }),
      ]);
    });

    it('are silent about who always pays like this, and about whom nothing is known', async () => {
      expect((await account<Silent>('CALM', SILENT_COMPLAINT)).silentComplaint).toMatchObject({
        possible: false,
        signs: [],
        inviteBy: null,
      });
      expect(await account<Silent>('NONE', SILENT_COMPLAINT)).toEqual({ silentComplaint: null });
      expect((await account<Silent>('OPEN', SILENT_COMPLAINT)).silentComplaint).toMatchObject({
        possible: false,
        missing: expect.arrayContaining(['PAYMENT_HISTORY_TOO_SHORT', 'OUTSTANDING_HISTORY_TOO_SHORT']),
      });
    });

    it('know of a day only what was there by then', async () => {
      const { then } = await account<{ then: { possible: boolean; payments: { number: string }[] } }>(
        'SILENT',
        'then: silentComplaint(asOf: "2025-03-31") { possible payments { number } }',
      );
      expect(then.possible).toBe(false);
      expect(then.payments.at(-1)).toEqual({ number: 'SILENT-13' });
      for (const asOf of ['0900-01-01', '1000-01-01', '9998-06-30', '9999-12-31'])
        expect([
          asOf,
          await client.code(`{ account(externalId: "SILENT") { silentComplaint(asOf: "${asOf}") { possible } } }`),
        ]).toEqual([asOf, 'INPUT_INVALID']);
    });
  });

  describe('rights', () => {
    it('are needed to read and to set limits', async () => {
      const key = async (permissions: string): Promise<GraphqlClient> => {
        const { createApiKey } = await client.data<{ createApiKey: { token: string } }>(
          `mutation { createApiKey(input: { name: "ERP", permissions: [ACCOUNT_READ, ACCOUNT_READ_ALL, ${permissions}] }) { token } }`,
        );
        return test.staff.as(createApiKey.token);
      };
      const [trader, collector] = [await key('TRADE_READ'), await key('RECEIVABLE_READ')];
      for (const fields of [
        'invoices { totalCount }',
        'receivables { openInvoices }',
        'silentComplaint { possible }',
      ]) {
        const query = `{ account(externalId: "OPEN") { ${fields} } }`;
        expect([await trader.code(query), await collector.code(query)]).toEqual(['FORBIDDEN', undefined]);
      }
      expect(await trader.code('{ receivables { totalCount } }')).toBe('FORBIDDEN');
      const set = 'mutation ($id: ID!) { setCreditLimit(input: { accountId: $id, limitMinor: "1" }) { openInvoices } }';
      expect(await collector.code(set, { id: ids['OPEN'] })).toBe('FORBIDDEN');
      const service = (await createStaff(test, tenant, 'SERVICE')).client;
      expect(await service.code('{ receivables { totalCount } }')).toBe('FORBIDDEN');
    });

    it('end at the accounts that one sees, also for imports', async () => {
      const manager = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
      const teamId = await createTeam(test, tenant, [manager.id]);
      await test.admin.query('insert into account_team (tenant_id, account_id, team_id) values ($1, $2, $3)', [
        tenant.id,
        ids['CALM'],
        teamId,
      ]);
      const { receivables } = await manager.client.data<{ receivables: { totalCount: number; nodes: unknown[] } }>(
        '{ receivables { totalCount nodes { account { externalId } } } }',
      );
      expect(receivables).toEqual({ totalCount: 1, nodes: [{ account: { externalId: 'CALM' } }] });
      expect(await manager.client.data('{ account(externalId: "OPEN") { invoices { totalCount } } }')).toEqual({
        account: null,
      });
      const imported = await importFile(
        test,
        manager.token,
        'payments',
        'number,invoice,account,paidOn,amount\nX1,O1,,2025-06-01,1\nX2,,OPEN,2025-06-01,1\n',
      );
      expect(imported).toMatchObject({ rowsAdded: 0, rowsRejected: 2 });
    });

    it('end at the accounts that one sees, whoever asks for the figures', async () => {
      const { id: staffId } = await createStaff(test, tenant, 'SALES');
      const asked = [ids['SILENT'] as string];
      await set('SILENT', '100');
      const [figures, limits] = await asSeller(test, tenant.id, staffId, ['receivable.read'], async (ctx) => [
        await test.app.get(ReceivableFiguresService, { strict: false }).behaviourByAccount(ctx, asked),
        await test.app.get(CreditLimitService, { strict: false }).history(ctx, asked),
      ]);
      await set('SILENT', null);
      expect([[...figures], [...limits]]).toEqual([[], []]);
    });

    it('end at the tenant: its numbers are its own', async () => {
      const other = await createTenant(test);
      const stranger = await createStaff(test, other);
      expect(await stranger.client.data('{ receivables { totalCount } }')).toEqual({ receivables: { totalCount: 0 } });
      const set = 'mutation ($id: ID!) { setCreditLimit(input: { accountId: $id, limitMinor: "1" }) { openInvoices } }';
      expect(await stranger.client.code(set, { id: ids['OPEN'] })).toBe('NOT_FOUND');
      const imported = await importFile(test, stranger.token, 'invoices', HEADER + OPEN, {
        query: { createMissing: 'true' },
      });
      expect(imported).toMatchObject({ rowsAdded: 8, rowsRejected: 0 });
      const { receivables } = await account<{ receivables: unknown }>('OPEN', 'receivables { openInvoices }');
      expect(receivables).toEqual({ openInvoices: 7 });
    });
  });
});
