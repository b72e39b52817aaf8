import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { checksums, importFile, type ImportResult, rejectedRows } from './support/import-client.js';

const NOW = new Date('2025-06-18T10:00:00Z');

const INVOICES = `account,number,issuedOn,dueOn,amount,disputed,disputedOn
A1,R1,2025-02-01,2025-03-03,100.00,no,
A1,R2,2025-03-10,2025-04-09,200.00,yes,2025-04-01
A1,R3,2025-05-20,2025-06-19,300.00,,
A2,R4,2025-05-25,2025-06-10,50.50,no,
`;
const PAYMENTS = `number,invoice,account,paidOn,amount
P1,R1,,2025-03-20,60.00
P2,R1,A1,2025-03-25,40.00
P3,R2,,2025-04-30,150.00
P4,,A2,2025-06-01,20.00
`;
const CREDIT_NOTES = `number,invoice,issuedOn,amount,reason
G1,R2,2025-05-02,50.00,Two plates bent
`;

interface Money {
  readonly decimal: string;
}
interface Receivables {
  readonly open: Money;
  readonly openInvoices: number;
  readonly credit: Money;
  readonly overdue: Money;
  readonly oldestDueOn: string | null;
  readonly creditLimit: Money | null;
  readonly creditStatus: { readonly status: string; readonly exposure: Money; readonly headroom: Money | null };
}
const RECEIVABLES = `open { decimal } openInvoices credit { decimal } overdue { decimal } oldestDueOn creditLimit { decimal }
  creditStatus { status exposure { decimal } headroom { decimal } }`;

describe('receivables', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let client: GraphqlClient;
  let token: string;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => NOW } });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    tenant = await createTenant(test);
    ({ client, token } = await createStaff(test, tenant));
  });

  const send = (kind: string, body: string, query: Record<string, string> = {}): Promise<ImportResult> =>
    importFile(test, token, kind, body, { query });
  const sendAll = async (): Promise<ImportResult[]> => [
    await send('invoices', INVOICES, { createMissing: 'true' }),
    await send('payments', PAYMENTS),
    await send('credit-notes', CREDIT_NOTES),
  ];
  const counts = ({ httpStatus, rowsRead, rowsAdded, rowsUnchanged, rowsRejected }: ImportResult): number[] => [
    httpStatus,
    rowsRead,
    rowsAdded,
    rowsUnchanged,
    rowsRejected,
  ];
  const receivables = async (externalId: string): Promise<Receivables | null> => {
    const { account } = await client.data<{ account: { receivables: Receivables | null } }>(
      `query ($externalId: String) { account(externalId: $externalId) { receivables { ${RECEIVABLES} } } }`,
      { externalId },
    );
    return account.receivables;
  };
  const undo = (id: string): Promise<unknown> =>
    client.data('mutation ($id: ID!) { undoImport(id: $id) { status } }', { id });

  describe('imported', () => {
    it('settle invoices on the day from which payments and credit notes reach their amount', async () => {
      expect((await sendAll()).map(counts)).toEqual([
        [201, 4, 4, 0, 0],
        [201, 4, 4, 0, 0],
        [201, 1, 1, 0, 0],
      ]);
      const { account } = await client.data<{
        account: { invoices: { nodes: unknown[] } };
      }>(`{ account(externalId: "A1") { invoices {
        nodes { number amount { decimal } open { decimal } settledOn daysLate daysOverdue disputed disputedOn
          payments { number paidOn amount { decimal } } creditNotes { number reason amount { decimal currency } } } } } }`);
      expect(account.invoices.nodes).toEqual([
        expect.objectContaining({
          number: 'R3',
          open: { decimal: '300.00' },
          settledOn: null,
          daysLate: null,
          daysOverdue: null,
        }),
        {
          number: 'R2',
          amount: { decimal: '200.00' },
          open: { decimal: '0.00' },
          settledOn: '2025-05-02',
          daysLate: 23,
          daysOverdue: null,
          disputed: true,
          disputedOn: '2025-04-01',
          payments: [{ number: 'P3', paidOn: '2025-04-30', amount: { decimal: '150.00' } }],
          creditNotes: [{ number: 'G1', reason: 'Two plates bent', amount: { decimal: '50.00', currency: 'EUR' } }],
        },
        expect.objectContaining({ number: 'R1', settledOn: '2025-03-25', daysLate: 22 }),
      ]);
    });

    it('tell what is open, overdue and to the credit of an account', async () => {
      await sendAll();
      expect(await receivables('A1')).toEqual({
        open: { decimal: '300.00' },
        openInvoices: 1,
        credit: { decimal: '0.00' },
        overdue: { decimal: '0.00' },
        oldestDueOn: '2025-06-19',
        creditLimit: null,
        creditStatus: { status: 'NO_LIMIT', exposure: { decimal: '300.00' }, headroom: null },
      });
      expect(await receivables('A2')).toMatchObject({
        open: { decimal: '50.50' },
        credit: { decimal: '20.00' },
        overdue: { decimal: '50.50' },
        creditStatus: { exposure: { decimal: '30.50' } },
      });
      await createAccount(test, tenant, { externalId: 'A3' });
      expect(await receivables('A3')).toBeNull();
    });

    it('are listed with what they were for, also without an invoice', async () => {
      await sendAll();
      const listed = (account: string, field: string, page: string): Promise<unknown> =>
        client
          .data<{ account: { listed: { nodes: unknown[] } } }>(
            `{ account(externalId: "${account}") { listed: ${field}${page} { nodes { number amount { decimal } invoice { number } } totalCount } } }`,
          )
          .then((data) => data.account.listed);
      const [p1, p2, p3, p4] = [
        { number: 'P1', amount: { decimal: '60.00' }, invoice: { number: 'R1' } },
        { number: 'P2', amount: { decimal: '40.00' }, invoice: { number: 'R1' } },
        { number: 'P3', amount: { decimal: '150.00' }, invoice: { number: 'R2' } },
        { number: 'P4', amount: { decimal: '20.00' }, invoice: null },
      ];
      expect(await listed('A1', 'payments', '')).toEqual({ nodes: [p3, p2, p1], totalCount: 3 });
      expect(await listed('A1', 'payments', '(onAccount: true)')).toEqual({ nodes: [], totalCount: 0 });
      expect(await listed('A2', 'payments', '(onAccount: true, first: 1)')).toEqual({ nodes: [p4], totalCount: 1 });
      expect(await listed('A2', 'payments', '(onAccount: false)')).toEqual({ nodes: [], totalCount: 0 });
      const g1 = { number: 'G1', amount: { decimal: '50.00' }, invoice: { number: 'R2' } };
      expect(await listed('A1', 'creditNotes', '(onAccount: false)')).toEqual({ nodes: [g1], totalCount: 1 });
    });

    it('change nothing when they come again', async () => {
      await sendAll();
      const before = await checksums(test, tenant.id);
      expect((await sendAll()).map(counts)).toEqual([
        [201, 4, 0, 4, 0],
        [201, 4, 0, 4, 0],
        [201, 1, 0, 1, 0],
      ]);
      expect(await checksums(test, tenant.id)).toEqual(before);
    });

    it('are rejected with other content, of unknown accounts and for unknown invoices', async () => {
      await sendAll();
      const invoices = await send(
        'invoices',
        `account,number,issuedOn,dueOn,amount,disputedOn
A1,R1,2025-02-01,2025-03-03,100.01,
A2,R2,2025-03-10,2025-04-09,200.00,
A1,R2,2025-03-10,2025-04-09,200.00,2025-04-02
A9,R9,2025-03-10,2025-04-09,200.00,
A1,R8,2025-03-10,2025-04-09,-1,
A1,R7,2099-03-10,2099-04-09,1,
`,
      );
      expect(await rejectedRows(test, invoices.id)).toEqual([
        [2, 'number', 'ROW_CHANGED', 'R1'],
        [3, 'number', 'ROW_CHANGED', 'R2'],
        [4, 'number', 'ROW_CHANGED', 'R2'],
        [5, 'account', 'UNKNOWN_ACCOUNT', 'A9'],
        [6, 'amount', 'OUT_OF_RANGE', '-100'],
        [7, 'issuedOn', 'DATE_IN_FUTURE', '2099-03-10'],
      ]);
      const payments = await send(
        'payments',
        `number,invoice,account,paidOn,amount
P1,R1,,2025-03-20,61.00
P5,R9,,2025-03-20,60.00
P6,R1,A2,2025-03-20,60.00
P7,,,2025-03-20,60.00
P8,,A9,2025-03-20,60.00
P1,R2,,2025-03-20,5.00
`,
      );
      expect(counts(payments)).toEqual([201, 6, 1, 0, 5]);
      expect(await rejectedRows(test, payments.id)).toEqual([
        [2, 'number', 'ROW_CHANGED', 'P1'],
        [3, 'invoice', 'UNKNOWN_INVOICE', 'R9'],
        [4, 'invoice', 'UNKNOWN_INVOICE', 'R1'],
        [5, 'account', 'REQUIRED', null],
        [6, 'account', 'UNKNOWN_ACCOUNT', 'A9'],
      ]);
    });

    it('learn later that they are disputed and when they were settled, once', async () => {
      const header = 'account,number,issuedOn,dueOn,amount,disputed,settledOn\n';
      const send1 = (rows: string): Promise<ImportResult> => send('invoices', header + rows, { createMissing: 'true' });
      await send1('A1,R1,2025-02-01,2025-03-03,100.00,,\nA1,R2,2025-02-01,2025-03-03,70.00,,2025-03-01\n');
      const later =
        'A1,R1,2025-02-01,2025-03-03,100.00,yes,2025-04-02\nA1,R2,2025-02-01,2025-03-03,70.00,,2025-03-01\n';
      expect(counts(await send1(later))).toEqual([201, 2, 1, 1, 0]);
      expect(counts(await send1(later))).toEqual([201, 2, 0, 2, 0]);
      // What a file does not tell any more stays as it was told.
      expect(counts(await send1('A1,R1,2025-02-01,2025-03-03,100.00,no,\n'))).toEqual([201, 1, 0, 1, 0]);
      expect(counts(await send1('A1,R1,2025-02-01,2025-03-03,100.00,,2025-04-03\n'))).toEqual([201, 1, 0, 0, 1]);
      const { account } = await client.data<{ account: { invoices: { nodes: unknown[] } } }>(
        `{ account(externalId: "A1") { invoices(disputed: true) { nodes { number settledOn open { minor } payments { number } } } } }`,
      );
      expect(account.invoices.nodes).toEqual([
        { number: 'R1', settledOn: '2025-04-02', open: { minor: '0' }, payments: [{ number: 'R1' }] },
      ]);
    });

    it('learn from a good row behind a bad one that they are disputed and settled', async () => {
      const header = 'account,number,issuedOn,dueOn,amount,disputed,settledOn\n';
      await send('invoices', `${header}A1,R1,2025-02-01,2025-03-03,100.00,,\n`, { createMissing: 'true' });
      const rows =
        'A1,R1,2025-02-01,2025-03-03,999.00,yes,2025-04-09\nA1,R1,2025-02-01,2025-03-03,100.00,yes,2025-04-02\n';
      expect(counts(await send('invoices', header + rows))).toEqual([201, 2, 1, 0, 1]);
      const { account } = await client.data<{ account: { invoices: { nodes: unknown[] } } }>(
        `{ account(externalId: "A1") { invoices { nodes { disputed settledOn } } } }`,
      );
      expect(account.invoices.nodes).toEqual([{ disputed: true, settledOn: '2025-04-02' }]);
    });

    it('pay with a day of settlement only what is still open', async () => {
      await send('invoices', 'account,number,issuedOn,dueOn,amount\nA1,R1,2025-02-01,2025-03-03,100.00\n', {
        createMissing: 'true',
      });
      await send('payments', 'number,invoice,paidOn,amount\nP1,R1,2025-03-01,30.00\n');
      await send(
        'invoices',
        'account,number,issuedOn,dueOn,amount,settledOn\nA1,R1,2025-02-01,2025-03-03,100.00,2025-03-05\n',
      );
      const { account } = await client.data<{ account: { invoices: { nodes: unknown[] } } }>(
        `{ account(externalId: "A1") { invoices { nodes { settledOn daysLate payments { amount { decimal } } } } } }`,
      );
      expect(account.invoices.nodes).toEqual([
        {
          settledOn: '2025-03-05',
          daysLate: 2,
          payments: [{ amount: { decimal: '30.00' } }, { amount: { decimal: '70.00' } }],
        },
      ]);
    });

    it('open again when a payment is taken back', async () => {
      await sendAll();
      await send('payments', 'number,invoice,paidOn,amount\nP2-R,R1,2025-04-02,-40.00\n');
      expect(await receivables('A1')).toMatchObject({
        open: { decimal: '340.00' },
        openInvoices: 2,
        oldestDueOn: '2025-03-03',
      });
      await send('payments', 'number,invoice,paidOn,amount\nP9,R1,2025-05-02,45.00\n');
      expect(await receivables('A1')).toMatchObject({ open: { decimal: '300.00' }, credit: { decimal: '5.00' } });
      const { account } = await client.data<{ account: { invoices: { nodes: unknown[] } } }>(
        `{ account(externalId: "A1") { invoices(last: 1) { nodes { number settledOn } } } }`,
      );
      expect(account.invoices.nodes).toEqual([{ number: 'R1', settledOn: '2025-05-02' }]);
    });

    it('tell of the accounts that they touched, so that these are evaluated', async () => {
      const [, payments] = await sendAll();
      const { rows } = await test.admin.query(
        `select a.external_id, t.rows::int from import_account t join account a on a.id = t.account_id where t.import_id = $1 order by 1`,
        [payments?.id],
      );
      expect(rows).toEqual([
        { external_id: 'A1', rows: 3 },
        { external_id: 'A2', rows: 1 },
      ]);
    });
  });

  describe('taken back', () => {
    it('leave everything as it was before', async () => {
      await send('accounts', 'externalId,name\nA1,One\nA2,Two\n');
      const states = [await checksums(test, tenant.id)];
      const imports: ImportResult[] = [];
      for (const [kind, body] of [
        ['invoices', INVOICES],
        ['payments', PAYMENTS],
        ['credit-notes', CREDIT_NOTES],
        ['invoices', INVOICES.replace('R3,2025-05-20,2025-06-19,300.00,,', 'R3,2025-05-20,2025-06-19,300.00,yes,')],
      ] as const) {
        imports.push(await send(kind, body));
        states.push(await checksums(test, tenant.id));
      }
      expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(states.length);
      for (const { id } of imports.reverse()) {
        states.pop();
        await undo(id);
        expect(await checksums(test, tenant.id)).toEqual(states.at(-1));
      }
    });

    it('are kept while payments of others depend on them', async () => {
      const [invoices] = await sendAll();
      const { errors } = await client.send('mutation ($id: ID!) { undoImport(id: $id) { id } }', { id: invoices?.id });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'IMPORT_IN_USE',
        reasons: expect.arrayContaining([
          expect.objectContaining({ code: 'PAYMENT_DEPENDS', count: 4 }),
          expect.objectContaining({ code: 'CREDIT_NOTE_DEPENDS', count: 1 }),
        ]),
      });
    });
  });

  describe('credit limits of accounts', () => {
    const ACCOUNTS = 'externalId,name,creditLimit\nA1,One,1000.00\nA2,Two,\nA1,One,1000.00\n';

    it('come with the accounts, once, and go with them', async () => {
      await send('accounts', 'externalId,name\nA2,Two\n');
      const before = await checksums(test, tenant.id);
      const imported = await send('accounts', ACCOUNTS);
      expect(counts(imported)).toEqual([201, 3, 1, 2, 0]);
      expect(await receivables('A1')).toMatchObject({ openInvoices: 0, creditLimit: { decimal: '1000.00' } });
      const later = await send('accounts', 'externalId,name,creditLimit\nA1,One,1.00\nA2,Two,5.00\n');
      expect(counts(later)).toEqual([201, 2, 0, 2, 0]);
      expect(await receivables('A1')).toMatchObject({ creditLimit: { decimal: '1000.00' } });
      expect(await receivables('A2')).toMatchObject({ creditLimit: { decimal: '5.00' } });
      for (const { id } of [later, imported]) await undo(id);
      expect(await checksums(test, tenant.id)).toEqual(before);
    });

    it('stay when somebody has set another one since', async () => {
      await send('accounts', 'externalId,name\nA1,One\n');
      const imported = await send('accounts', ACCOUNTS);
      const { account } = await client.data<{ account: { id: string } }>('{ account(externalId: "A1") { id } }');
      const set =
        'mutation ($id: ID!) { setCreditLimit(input: { accountId: $id, limitMinor: "7" }) { creditLimit { minor } } }';
      await client.data(set, { id: account.id });
      const { errors } = await client.send('mutation ($id: ID!) { undoImport(id: $id) { id } }', { id: imported.id });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'IMPORT_IN_USE',
        reasons: [{ code: 'CREDIT_LIMIT_DEPENDS', count: 1 }],
      });
      expect(await receivables('A1')).toMatchObject({ creditLimit: { decimal: '0.07' } });
    });

    it('are refused from those who may not set any', async () => {
      const manager = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
      const imported = await importFile(test, manager.token, 'accounts', ACCOUNTS);
      expect(await rejectedRows(test, imported.id)).toEqual([
        [2, 'creditLimit', 'LIMIT_NOT_ALLOWED', '100000'],
        [4, 'creditLimit', 'LIMIT_NOT_ALLOWED', '100000'],
      ]);
    });
  });

  it('of two imports at once add up', async () => {
    await send('accounts', 'externalId,name\nA1,One\n');
    const file = (from: number): string =>
      'account,number,issuedOn,dueOn,amount,settledOn\n' +
      Array.from(
        { length: 3_000 },
        (_, i) => `A1,R${from + i},2025-01-15,2025-02-14,1.00,${i % 2 ? '2025-02-20' : ''}\n`,
      ).join('');
    const [a, b] = await Promise.all([send('invoices', file(0)), send('invoices', file(2_000))]);
    expect([a.rowsAdded + b.rowsAdded, a.rowsUnchanged + b.rowsUnchanged]).toEqual([5_000, 1_000]);
    expect(await receivables('A1')).toMatchObject({ open: { decimal: '2500.00' }, openInvoices: 2_500 });
  });
});
