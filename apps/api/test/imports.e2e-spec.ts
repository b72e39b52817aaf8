import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { HeldTable } from './support/held-table.js';
import { checksums, importFile, type ImportResult, rejectedRows } from './support/import-client.js';
import { until } from './until.js';

const UNDO = 'mutation ($id: ID!) { undoImport(id: $id) { status undoneAt undoneBy } }';
const LINES = `Customer,Name,Item,Group,Date,Invoice,Pos,Qty,Net
C1,Acme,I1,G1,2024-01-15,R1,1,2,100.00
C1,Acme,I2,G2,2024-01-15,R1,2,1,50.50
C2,Bolt,I1,G1,2024-02-03,R2,1,4,200.00
C2,Bolt,I1,G1,2024-02-20,R3,1,-1,-50.00
`;
const SAME = 'C1,I1,2024-01-15,1,10\n';
const MAP =
  'accountExternalId=Customer,accountName=Name,productExternalId=Item,categoryExternalId=Group,orderedOn=Date,orderNumber=Invoice,lineNumber=Pos,quantity=Qty,netAmount=Net';

describe('imports', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let token: string;
  let client: GraphqlClient;
  let admin: { token: string; client: GraphqlClient };
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    tenant = await createTenant(test);
    ({ token, client } = await createStaff(test, tenant, 'FINANCE'));
    admin = await createStaff(test, tenant, 'ADMIN');
  });

  const send = (
    kind: string,
    body: string | Buffer,
    query: Record<string, string> = {},
    as = token,
  ): Promise<ImportResult> => importFile(test, as, kind, body, { query });
  const sendLines = (csv = LINES, query: Record<string, string> = {}, as = token): Promise<ImportResult> =>
    send('order-lines', csv, { map: MAP, createMissing: 'true', ...query }, as);
  const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await test.admin.query(sql, [tenant.id])).rows as Record<string, unknown>[];
  const counts = ({ rowsRead, rowsAdded, rowsUnchanged, rowsRejected }: ImportResult): number[] => [
    rowsRead,
    rowsAdded,
    rowsUnchanged,
    rowsRejected,
  ];

  describe('of order lines', () => {
    it('adds lines, creates what is missing and keeps every roll-up', async () => {
      const result = await sendLines();
      expect(result).toMatchObject({
        httpStatus: 201,
        status: 'SUCCEEDED',
        rowsRead: 4,
        rowsAdded: 4,
        rowsUnchanged: 0,
        rowsRejected: 0,
        created: { accounts: 2, products: 2, categories: 2 },
      });
      expect(
        await rows(`select a.external_id, c.external_id as category, to_char(month, 'YYYY-MM') as month, net_minor, quantity, lines from account_category_month m
        join account a on a.id = m.account_id join product_category c on c.id = m.category_id where m.tenant_id = $1 order by 1, 2, 3`),
      ).toEqual([
        { external_id: 'C1', category: 'G1', month: '2024-01', net_minor: '10000', quantity: '2', lines: 1 },
        { external_id: 'C1', category: 'G2', month: '2024-01', net_minor: '5050', quantity: '1', lines: 1 },
        { external_id: 'C2', category: 'G1', month: '2024-02', net_minor: '15000', quantity: '3', lines: 2 },
      ]);
      expect(
        await rows(`select day::text, net_minor, lines from account_order_day where tenant_id = $1 order by 1`),
      ).toEqual([
        { day: '2024-01-15', net_minor: '15050', lines: 2 },
        { day: '2024-02-03', net_minor: '20000', lines: 1 },
        { day: '2024-02-20', net_minor: '-5000', lines: 1 },
      ]);
      const { account } = await client.data(`{ account(externalId: "C2") { name
        orderLines(first: 1) { totalCount pageInfo { hasNextPage } nodes { orderedOn quantity net { decimal currency minor } product { name } category { externalId } } }
        monthlySales(months: 2) { month lines quantity net { decimal } } } }`);
      expect(account).toEqual({
        name: 'Bolt',
        orderLines: {
          totalCount: 2,
          pageInfo: { hasNextPage: true },
          nodes: [
            {
              orderedOn: '2024-02-20',
              quantity: '-1',
              net: { decimal: '-50.00', currency: 'EUR', minor: '-5000' },
              product: { name: 'I1' },
              category: { externalId: 'G1' },
            },
          ],
        },
        monthlySales: [
          { month: '2024-01-01', lines: 0, quantity: null, net: { decimal: '0.00' } },
          { month: '2024-02-01', lines: 2, quantity: null, net: { decimal: '150.00' } },
        ],
      });
    });

    it('keeps list prices and costs of the lines that tell them, and takes back exactly these', async () => {
      const csv = `account,product,category,date,orderNumber,lineNumber,quantity,amount,listAmount,costAmount
C1,I1,G1,2024-01-15,1,1,2,100,120,60
C1,I1,G1,2024-01-20,2,1,1,50,,
C1,I1,G1,2024-01-21,3,1,-1,-50,-60,
C1,I2,G1,2024-01-22,4,1,1,30,,40
`;
      const values = (table: string): Promise<Record<string, unknown>[]> =>
        rows(
          `select net_minor, quantity, lines, list_minor, listed_minor, cost_minor, costed_minor from ${table} where tenant_id = $1 order by net_minor desc`,
        );
      const first = await send('order-lines', csv, { createMissing: 'true' });
      expect(counts(first)).toEqual([4, 4, 0, 0]);
      const tube = {
        net_minor: '10000',
        quantity: '2',
        lines: 3,
        list_minor: '6000',
        listed_minor: '5000',
        cost_minor: '6000',
        costed_minor: '10000',
      };
      expect(await values('account_product_month')).toEqual([
        tube,
        {
          net_minor: '3000',
          quantity: '1',
          lines: 1,
          list_minor: '0',
          listed_minor: '0',
          cost_minor: '4000',
          costed_minor: '3000',
        },
      ]);
      expect(await values('account_category_month')).toEqual([
        { ...tube, net_minor: '13000', quantity: '3', lines: 4, cost_minor: '10000', costed_minor: '13000' },
      ]);

      // The same file is there already; another cost makes it another line.
      expect(counts(await send('order-lines', csv))).toEqual([4, 0, 4, 0]);
      expect(counts(await send('order-lines', csv.replace(',40\n', ',41\n')))).toEqual([4, 0, 3, 1]);

      const more = await send('order-lines', csv.replaceAll('2024-01', '2024-02').replaceAll(/,(\d),1,/g, ',2$1,1,'));
      expect(counts(more)).toEqual([4, 4, 0, 0]);
      await client.data(`mutation { undoImport(id: "${more.id}") { status } }`);
      expect(
        await rows(
          `select to_char(month, 'MM') as month, net_minor, list_minor, cost_minor from account_product_month where tenant_id = $1 order by net_minor desc`,
        ),
      ).toEqual([
        { month: '01', net_minor: '10000', list_minor: '6000', cost_minor: '6000' },
        { month: '01', net_minor: '3000', list_minor: '0', cost_minor: '4000' },
      ]);
    });

    it('names what it creates after the first row that tells a name', async () => {
      const csv = `account,accountName,product,productName,category,categoryName,date,quantity,amount
C1,,I1,,G1,Tubes,2024-01-15,1,10
C1,Acme,I1,Tube,G1,Pipes,2024-01-16,1,10
C1,Bolt,I2,Bar,G1,,2024-01-17,1,10
`;
      await send('order-lines', csv, { createMissing: 'true' });
      expect(
        await rows(`select a.name as account, p.name as product, c.name as category from order_line l join account a on a.id = l.account_id
          join product p on p.id = l.product_id join product_category c on c.id = l.category_id where l.tenant_id = $1 order by ordered_on`),
      ).toEqual([
        { account: 'Acme', product: 'Tube', category: 'Tubes' },
        { account: 'Acme', product: 'Tube', category: 'Tubes' },
        { account: 'Acme', product: 'Bar', category: 'Tubes' },
      ]);
    });

    it('changes nothing when the same file is sent again', async () => {
      await sendLines();
      const before = await checksums(test, tenant.id);
      expect(counts(await sendLines())).toEqual([4, 0, 4, 0]);
      expect(await checksums(test, tenant.id)).toEqual(before);
    });

    it('tells the n-th line without numbers from the ones before it, also across files', async () => {
      const csv = 'account,product,date,quantity,amount\n' + 'C1,I1,2024-01-15,1,10\n'.repeat(3);
      expect(counts(await send('order-lines', csv, { createMissing: 'true' }))).toEqual([3, 3, 0, 0]);
      expect(
        counts(await send('order-lines', csv + 'C1,I1,2024-01-15,1.0,10.00\n', { createMissing: 'true' })),
      ).toEqual([4, 1, 3, 0]);
    });

    it('counts equal lines across the batches of a long file', async () => {
      const filler = Array.from({ length: 70_000 }, (_, i) => `C1,I1,2024-01-16,${i},10\n`).join('');
      const csv = `account,product,date,quantity,amount\n${SAME}${filler}${SAME}${SAME}`;
      expect(counts(await send('order-lines', csv, { createMissing: 'true' }))).toEqual([70_003, 70_003, 0, 0]);
      expect(counts(await send('order-lines', csv + SAME))).toEqual([70_004, 1, 70_003, 0]);
    });

    it('rejects a known line with other content, in the same file and in a later one', async () => {
      const changed = LINES.replace('R1,1,2,100.00', 'R1,1,2,111.00');
      expect(counts(await sendLines(LINES + changed.split('\n')[1] + '\n'))).toEqual([5, 4, 0, 1]);
      const result = await sendLines(changed);
      expect(counts(result)).toEqual([4, 0, 3, 1]);
      expect(await rejectedRows(test, result.id)).toEqual([[2, 'Invoice / Pos', 'ROW_CHANGED', 'R1 / 1']]);
    });

    it('rejects lines of accounts and products that nobody has, with all reasons', async () => {
      const result = await sendLines(LINES, { createMissing: 'false' });
      expect(counts(result)).toEqual([4, 0, 0, 4]);
      expect((await rejectedRows(test, result.id)).slice(0, 2)).toEqual([
        [2, 'Customer', 'UNKNOWN_ACCOUNT', 'C1'],
        [2, 'Item', 'UNKNOWN_PRODUCT', 'I1'],
      ]);
    });

    it('reads NDJSON with numbers as they are written, and gzip', async () => {
      const line =
        '{"accountExternalId":"C1","productExternalId":"I1","orderedOn":"2024-01-15","quantity":1.10,"netAmount":90071992547409.93}\n';
      const result = await importFile(test, token, 'order-lines', gzipSync(line + '[1]\n{"broken\n'), {
        query: { createMissing: 'true' },
        type: 'application/x-ndjson',
        encoding: 'gzip',
      });
      expect(counts(result)).toEqual([3, 1, 0, 2]);
      expect(await rows('select net_minor, quantity from order_line where tenant_id = $1')).toEqual([
        { net_minor: '9007199254740993', quantity: '1.1' },
      ]);
      expect(await rejectedRows(test, result.id)).toEqual([
        [2, null, 'NOT_AN_OBJECT', '[1]'],
        [3, null, 'NOT_AN_OBJECT', '{"broken'],
      ]);
    });
  });

  describe('of accounts', () => {
    const ACCOUNTS = `externalId,name,parentExternalId,country,city,team,stage
P3,Plant 3,P2,de,Essen,,STABLE
P2,Division 2,P1,DE,,South,
P1,Group 1,,CH,Zug,,Strategic
X1,Loop 1,X2,,,,
X2,Loop 2,X1,,,,
X3,Below loop,X1,,,,
Q1,Orphan,NOBODY,,,,
Q2,Of no team,,,,Nowhere,
Q3,Below orphan,Q1,,,,
Q4,Further below,Q3,,,,
Q1,Orphan,NOBODY,,,,
`;
    it('finds parents anywhere in the file, builds the closure and opens stages', async () => {
      await test.admin.query('insert into team (tenant_id, id, name) values ($1, gen_random_uuid(), $2)', [
        tenant.id,
        'South',
      ]);
      const result = await send('accounts', ACCOUNTS, {}, admin.token);
      expect(counts(result)).toEqual([11, 3, 0, 8]);
      expect(await rejectedRows(test, result.id)).toEqual([
        [5, 'parentExternalId', 'PARENT_CYCLE', 'X2'],
        [6, 'parentExternalId', 'PARENT_CYCLE', 'X1'],
        [7, 'parentExternalId', 'PARENT_CYCLE', 'X1'],
        [8, 'parentExternalId', 'UNKNOWN_PARENT', 'NOBODY'],
        [9, 'team', 'UNKNOWN_TEAM', 'Nowhere'],
        [10, 'parentExternalId', 'UNKNOWN_PARENT', 'Q1'],
        [11, 'parentExternalId', 'UNKNOWN_PARENT', 'Q3'],
        [12, 'parentExternalId', 'UNKNOWN_PARENT', 'NOBODY'],
      ]);
      expect(
        await rows(`select d.external_id as below, a.external_id as above, depth from account_closure c join account a on a.id = ancestor_id
        join account d on d.id = descendant_id where c.tenant_id = $1 and depth > 0 order by 1, 3`),
      ).toEqual([
        { below: 'P2', above: 'P1', depth: 1 },
        { below: 'P3', above: 'P2', depth: 1 },
        { below: 'P3', above: 'P1', depth: 2 },
      ]);
      const { account } = await client.data(
        '{ account(externalId: "P3") { stage country stageHistory { to movement origin } parent { externalId } } }',
      );
      expect(account).toEqual({
        stage: 'STABLE',
        country: 'DE',
        parent: { externalId: 'P2' },
        stageHistory: [{ to: 'STABLE', movement: 'OPEN', origin: 'OPENING' }],
      });
    });

    it('adds to a group that is there, leaves the same account alone and rejects another one', async () => {
      await send('accounts', 'externalId,name\nP1,Group 1\n');
      const result = await send(
        'accounts',
        'externalId,name,parentExternalId\nP1,Group 1,\nP2,Part,P1\nP2,Part,P1\nP1,Other,\n',
      );
      expect(counts(result)).toEqual([4, 1, 2, 1]);
      expect(await rows(`select count(*)::int from account_closure where tenant_id = $1`)).toEqual([{ count: 3 }]);
    });

    it('opens a stage once and never again', async () => {
      await send('accounts', 'externalId,name,stage\nP1,Group 1,INITIAL\n', {}, admin.token);
      const again = await send('accounts', 'externalId,name,stage\nP1,Group 1,STRATEGIC\n', {}, admin.token);
      expect(counts(again)).toEqual([1, 0, 1, 0]);
      expect(await rows('select stage from account where tenant_id = $1')).toEqual([{ stage: 'INITIAL' }]);
    });
  });

  describe('of opening stages', () => {
    const FILE = 'externalId,name,stage\nD1,D,DEVELOPMENT\nI1,I,INITIAL\nB1,B,STABLE\nS1,S,STRATEGIC\n';
    const refused = (row: number, stage: string): unknown[] => [row, 'stage', 'STAGE_NOT_ALLOWED', stage];

    it.each([
      ['FINANCE', [refused(3, 'INITIAL'), refused(4, 'STABLE'), refused(5, 'STRATEGIC')]],
      ['KEY_ACCOUNT_MANAGER', [refused(5, 'STRATEGIC')]],
      ['ADMIN', []],
    ] as const)('are taken from %s as far as its rights to approve go', async (role, expected) => {
      const { token: as } = await createStaff(test, tenant, role);
      const result = await send('accounts', FILE, {}, as);
      expect(await rejectedRows(test, result.id)).toEqual(expected);
      expect(counts(result)).toEqual([4, 4 - expected.length, 0, expected.length]);
      expect(await rows('select count(*)::int from stage_event where tenant_id = $1')).toEqual([
        { count: 4 - expected.length },
      ]);
    });
  });

  describe('of contacts, products and wallets', () => {
    it('adds people with their places at several accounts', async () => {
      const csv = `externalId,name,account,email,roles,tier,influenceWeight,validFrom
K1,Ann Lee,C1,Ann@Example.com,BUYER;DECIDER,middle,0.5,2020-01-01
K1,Ann Lee,C2,Ann@Example.com,,top,,2021-01-01
K2,Bo,C1,not an address,COOK,,7,
K1,Ann Li,C2,Ann@Example.com,,top,,2021-01-01
`;
      const result = await send('contacts', csv, { createMissing: 'true' });
      expect(counts(result)).toEqual([4, 2, 0, 2]);
      expect(await rejectedRows(test, result.id)).toEqual([
        [4, 'email', 'NOT_ALLOWED', 'not an address'],
        [4, 'roles', 'NOT_ALLOWED', 'COOK'],
        [4, 'influenceWeight', 'OUT_OF_RANGE', '7'],
        [5, 'externalId', 'ROW_CHANGED', 'K1'],
      ]);
      expect(
        await rows(`select c.email_lower, m.roles, m.tier, m.influence_weight, m.valid_from::text from contact c join account_contact m on m.contact_id = c.id
        where c.tenant_id = $1 order by valid_from`),
      ).toEqual([
        {
          email_lower: 'ann@example.com',
          roles: ['DECIDER', 'BUYER'],
          tier: 'MIDDLE',
          influence_weight: 0.5,
          valid_from: '2020-01-01',
        },
        { email_lower: 'ann@example.com', roles: [], tier: 'TOP', influence_weight: null, valid_from: '2021-01-01' },
      ]);
      expect(counts(await send('contacts', csv, { createMissing: 'true' }))).toEqual([4, 0, 2, 2]);
    });

    it('adds products with their categories', async () => {
      const csv =
        'externalId,name,category,categoryName,offerForm\nI1,Tube,G1,Tubes,featured\nI2,"Tube ""XL"", long",G1,Tubes,\nI2,Other,G1,Tubes,\n';
      const result = await send('products', csv);
      expect(counts(result)).toEqual([3, 2, 0, 1]);
      expect(result.created).toEqual({ accounts: 0, products: 2, categories: 1 });
      expect(
        await rows(
          `select p.name, offer_form, c.name as category from product p join product_category c on c.id = category_id where p.tenant_id = $1 order by 1`,
        ),
      ).toEqual([
        { name: 'Tube', offer_form: 'FEATURED', category: 'Tubes' },
        { name: 'Tube "XL", long', offer_form: 'STANDARD', category: 'Tubes' },
      ]);
      expect(counts(await send('products', csv))).toEqual([3, 0, 2, 1]);
    });

    it('adds wallets, and says what is wrong with others', async () => {
      const csv = `account,category,month,months,amount,method,confidence,source
C1,G1,2024-01,12,1200.00,declared,a,Buyer
C1,G1,2024-01,12,1300.00,declared,a,Buyer
C1,G1,2024-01,5,-1,GUESS,,
C1,G1,2024-01,12,10,WAR_RANK,B,Rank
`;
      const result = await send('wallets', csv, { createMissing: 'true' });
      expect(counts(result)).toEqual([4, 1, 0, 3]);
      expect(await rejectedRows(test, result.id)).toEqual([
        [3, 'amount', 'ROW_CHANGED', 'C1 / G1'],
        [4, 'months', 'NOT_ALLOWED', '5'],
        [4, 'amount', 'OUT_OF_RANGE', '-100'],
        [4, 'method', 'NOT_ALLOWED', 'GUESS'],
        [4, 'confidence', 'REQUIRED', null],
        [4, 'source', 'REQUIRED', null],
        [5, 'confidence', 'NOT_ALLOWED', 'B'],
      ]);
      expect((await send('wallets', csv, { createMissing: 'true' })).rowsUnchanged).toBe(1);
    });
  });

  describe('undone', () => {
    it('leave the database as it was, roll-ups and shares included', async () => {
      await sendLines();
      await send(
        'wallets',
        'account,category,month,amount,method,confidence,source\nC1,G1,2023-03,1200,DECLARED,A,Buyer\n',
      );
      const before = await checksums(test, tenant.id);
      const second = await sendLines(
        LINES.replaceAll(',R', ',S')
          .replaceAll('C2,Bolt', 'C3,New')
          .replaceAll('I2,G2', 'I9,G9')
          .replace('2024-02-20', '2024-04-20'),
      );
      const third = await send(
        'wallets',
        'account,category,month,months,amount,method,confidence,source\nC1,G1,2024-03,6,99,BOM,B,Bill\n',
      );
      const fourth = await send(
        'accounts',
        'externalId,name,parentExternalId,stage\nN1,New,C1,INITIAL\nC2,Bolt,,STABLE\n',
        {},
        admin.token,
      );
      const fifth = await send('contacts', 'externalId,name,account\nK1,Ann,C1\n');
      expect([second, third, fourth, fifth].map(({ rowsAdded }) => rowsAdded)).toEqual([4, 1, 1, 1]);
      for (const { id } of [fifth, fourth, third, second]) {
        expect(await admin.client.data(UNDO, { id })).toEqual({
          undoImport: { status: 'UNDONE', undoneAt: expect.any(String), undoneBy: expect.stringMatching(/^staff:/) },
        });
      }
      expect(await checksums(test, tenant.id)).toEqual(before);
      expect(await client.code(UNDO, { id: second.id })).toBe('ALREADY_UNDONE');
      expect(counts(await sendLines(LINES.replaceAll(',R', ',S')))).toEqual([4, 4, 0, 0]);
    });

    it('are seen while they are under way, and nothing is left of them when they fail', async () => {
      const { id } = await sendLines();
      const status = async (): Promise<unknown> => {
        const { import: one, imports } = await client.data<
          Record<'import' | 'imports', { status: string; nodes: unknown }>
        >('query ($id: ID!) { import(id: $id) { status percent } imports { nodes { id status } } }', { id });
        expect(imports.nodes).toEqual([{ id, status: one.status }]);
        return one.status;
      };
      const signs = () => rows('select seen_at from import_undo where tenant_id = $1');
      // Held up where it writes down that it was done, and broken off there.
      await HeldTable.during(
        test,
        'audit_log',
        async (held) => {
          const undone = client.send(UNDO, { id });
          await until(async () => (await status()) === 'UNDOING');
          await until(async () => (await held.waiting()).length > 0);
          expect(await status()).toBe('UNDOING');
          await test.admin.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mortise_import' and datname = current_database()`,
          );
          expect((await undone).errors).toHaveLength(1);
        },
        'share',
      );
      expect([await status(), await signs()]).toEqual(['SUCCEEDED', []]);
      // Whoever was killed in the middle of it gives no sign any more.
      const sign = (age: string) =>
        test.admin.query(
          `insert into import_undo (tenant_id, import_id, seen_at) values ($1, $2, now() - $3::interval)
           on conflict (tenant_id, import_id) do update set seen_at = excluded.seen_at`,
          [tenant.id, id, age],
        );
      await sign('10 s');
      expect(await status()).toBe('UNDOING');
      await sign('16 s');
      expect(await status()).toBe('SUCCEEDED');
      expect(await client.data(UNDO, { id })).toMatchObject({ undoImport: { status: 'UNDONE' } });
      expect([await status(), await signs()]).toEqual(['UNDONE', []]);
    });

    it('are refused while later facts depend on what they created, naming them', async () => {
      const first = await sendLines();
      const wallets = await send(
        'wallets',
        'account,category,month,amount,method,confidence,source\nC1,G1,2024-01,1200,DECLARED,A,Buyer\n',
      );
      await sendLines(LINES.replaceAll(',R', ',S'));
      const before = await checksums(test, tenant.id);
      const { errors } = await client.send(UNDO, { id: first.id });
      expect(errors?.[0]?.extensions).toEqual({
        code: 'IMPORT_IN_USE',
        reasons: [
          { code: 'WALLET_DEPENDS', count: 1, message: '1 of wallet refer to its account.' },
          { code: 'WALLET_DEPENDS', count: 1, message: '1 of wallet refer to its product_category.' },
          { code: 'ORDER_LINE_DEPENDS', count: 8 },
        ],
      });
      expect(await checksums(test, tenant.id)).toEqual(before);
      expect(await client.code(UNDO, { id: wallets.id })).toBeUndefined();
    });
  });

  describe('undone while somebody moves the stage', () => {
    const PROPOSE = 'mutation ($i: ProposeStageInput!) { proposeStage(input: $i) { id } }';

    async function opened(): Promise<{ account: string; id: string }> {
      await send('accounts', 'externalId,name\nP1,Group 1\n');
      const { id } = await send('accounts', 'externalId,name,stage\nP1,Group 1,INITIAL\n', {}, admin.token);
      const [account] = await rows('select id from account where tenant_id = $1');
      return { account: account?.['id'] as string, id };
    }
    const events = (): Promise<Record<string, unknown>[]> =>
      rows('select seq::int, type from stage_event where tenant_id = $1 order by seq');
    const propose = (accountId: string): Promise<string | undefined> =>
      admin.client.code(PROPOSE, { i: { accountId, to: 'STABLE' } });

    it('finds the proposal that was entered just before', async () => {
      const { account, id } = await opened();
      const waiting = async (count: number): Promise<unknown> =>
        until(async () => {
          const found = await test.admin.query(
            `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          );
          return found.rows[0].count === count;
        });
      const holder = await test.admin.connect();
      await holder.query('begin');
      await holder.query('select 1 from account where id = $1 for update', [account]);
      const proposing = propose(account);
      await waiting(1);
      const undoing = admin.client.code(UNDO, { id });
      await waiting(2);
      await holder.query('commit');
      holder.release();
      expect([await proposing, await undoing]).toEqual([undefined, 'IMPORT_IN_USE']);
      expect((await events()).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    });

    it('either takes the stage back or leaves a whole history, whoever is first', async () => {
      const { account } = await opened();
      for (let round = 0; round < 6; round++) {
        const { id } = await send('accounts', 'externalId,name,stage\nP1,Group 1,INITIAL\n', {}, admin.token);
        const [proposed, undone] = await Promise.all([propose(account), admin.client.code(UNDO, { id })]);
        const history = await events();
        expect({ proposed, undone, types: history.map(({ type }) => type) }).toEqual(
          proposed === undefined
            ? { proposed, undone, types: expect.arrayContaining(['STAGE_OPENED', 'TRANSITION_PROPOSED']) }
            : { proposed: expect.stringMatching(/NOT_OPENED|PROPOSAL_OPEN/), undone, types: expect.anything() },
        );
        expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1));
      }
    });
  });

  describe('as they are looked at', () => {
    it.each([
      ['RUNNING', '1', '3', 33],
      ['RUNNING', '9000000000', '9000000001', 99],
      ['FAILED', '7', '5', 100],
      ['FAILED', '7', '0', null],
      ['RUNNING', '7', null, null],
      ['UNDONE', '7', null, 100],
    ])('%s after %s of %s bytes is read to %s percent', async (status, bytes, totalBytes, percent) => {
      const { id } = await sendLines();
      await test.admin.query('update import set status = $2, bytes = $3, total_bytes = $4 where id = $1', [
        ...[id, status, bytes, totalBytes],
      ]);
      expect(
        await client.data('query ($id: ID!) { import(id: $id) { status bytes totalBytes percent } }', { id }),
      ).toEqual({ import: { status, bytes, totalBytes, percent } });
    });

    it('show counters, progress and errors, also as a file', async () => {
      const { id, errorsUrl } = await sendLines(LINES + 'C1,Acme,=cmd(),G1,tomorrow,R9,1,2,3\n', {
        fileName: 'march.csv',
      });
      const { import: found } = await client.data(
        `query ($id: ID!) { import(id: $id) { kind fileName status rowsRead rowsAdded rowsUnchanged rowsRejected percent bytes totalBytes
        createdMissing { accounts } errors(first: 5) { totalCount nodes { rowNumber ordinal column code value message } } } }`,
        { id },
      );
      const bytes = String(Buffer.byteLength(LINES) + 36);
      expect(found).toEqual({
        kind: 'ORDER_LINES',
        fileName: 'march.csv',
        status: 'SUCCEEDED',
        rowsRead: '5',
        rowsAdded: '4',
        rowsUnchanged: '0',
        rowsRejected: '1',
        percent: 100,
        bytes,
        totalBytes: bytes,
        createdMissing: { accounts: 2 },
        errors: {
          totalCount: 1,
          nodes: [
            {
              rowNumber: '6',
              ordinal: 0,
              column: 'Date',
              code: 'NOT_A_DATE',
              value: 'tomorrow',
              message: 'Not a date in the format ISO.',
            },
          ],
        },
      });
      const file = await fetch(test.url + errorsUrl, { headers: { authorization: `Bearer ${token}` } });
      expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(await file.text()).toBe(
        'row,column,code,value,message\r\n6,Date,NOT_A_DATE,tomorrow,Not a date in the format ISO.\r\n',
      );
      const { imports } = await client.data('{ imports(first: 1) { totalCount nodes { id } } }');
      expect(imports).toEqual({ totalCount: 1, nodes: [{ id }] });
      expect(await rows(`select kind from timeline_entry where tenant_id = $1 and kind like 'import%'`)).toEqual([
        { kind: 'import.finished' },
        { kind: 'import.finished' },
      ]);
      expect(await rows(`select action from audit_log where tenant_id = $1 and entity = 'import' order by at`)).toEqual(
        [{ action: 'started' }, { action: 'finished' }],
      );
      expect(
        await rows(
          `select topic, payload->>'importId' = '${id}' as mine from outbox where tenant_id = $1 order by topic`,
        ),
      ).toEqual([
        { topic: 'import.finished', mine: true },
        { topic: 'import.progress', mine: true },
        { topic: 'sales-years.compute', mine: null },
        { topic: 'value.compute', mine: null },
      ]);
    });

    it('give out every rejected row, however many', async () => {
      const { errorsUrl, rowsRejected } = await send(
        'order-lines',
        'account,product,date,quantity,amount\n' + ',,,,1\n'.repeat(3_000),
      );
      expect(rowsRejected).toBe(3_000);
      const file = await fetch(test.url + errorsUrl, { headers: { authorization: `Bearer ${token}` } });
      const lines = (await file.text()).split('\r\n');
      expect([lines.length, lines.at(-2)]).toEqual([12_002, '3001,quantity,REQUIRED,,Must not be empty.']);
    });

    it('say at once what does not fit, before anything is stored', async () => {
      const refusals: [string, string, Record<string, string>, string][] = [
        ['order-lines', '', {}, 'FILE_EMPTY'],
        ['order-lines', 'a,b\n1,2\n', {}, 'COLUMN_MISSING'],
        ['accounts', 'externalId,name,Name\n1,2,3\n', {}, 'COLUMN_AMBIGUOUS'],
        ['accounts', 'externalId,name\n1,2\n', { map: 'colour=name' }, 'IMPORT_OPTION_INVALID'],
        ['accounts', 'externalId,name\n1,2\n', { dateFormat: 'BC' }, 'IMPORT_OPTION_INVALID'],
        ['accounts', '"externalId,name\n1,2\n', {}, 'HEADER_BROKEN'],
        ['accounts', 'external\u0000Id,name\n1,2\n', {}, 'HEADER_BROKEN'],
        ['accounts', 'externalId,name\n1,2\n', { set: 'city=\u0000' }, 'IMPORT_OPTION_INVALID'],
        ['accounts', 'externalId,name\n1,2\n', { fileName: '\u0000' }, 'IMPORT_OPTION_INVALID'],
        ['accounts', 'externalId,name\n1,2\n', { createmissing: 'true' }, 'IMPORT_OPTION_INVALID'],
        ['order-lines', LINES, { map: MAP, currency: 'USD' }, 'CURRENCY_NOT_SUPPORTED'],
        ['weather', 'a\n', {}, 'IMPORT_KIND_UNKNOWN'],
      ];
      for (const [kind, body, query, code] of refusals) {
        expect({ kind, body, ...(await send(kind, body, query)) }).toMatchObject({ kind, httpStatus: 400, code });
      }
      const packed = await importFile(test, token, 'accounts', 'not gzip', { encoding: 'gzip' });
      expect(packed).toMatchObject({ httpStatus: 400, code: 'FILE_BROKEN' });
      expect((await importFile(test, token, 'accounts', '{}', { type: 'application/pdf' })).httpStatus).toBe(415);
      expect(await rows('select id from import where tenant_id = $1')).toEqual([]);
    });
  });

  describe('and rights', () => {
    it('need import.run, and bodies of files go nowhere else', async () => {
      const { token: sales, client: asSales } = await createStaff(test, tenant, 'SALES');
      expect((await sendLines(LINES, {}, sales)).httpStatus).toBe(403);
      expect(
        (
          await fetch(`${test.url}/imports/accounts`, {
            method: 'POST',
            headers: { 'content-type': 'text/csv' },
            body: 'a',
          })
        ).status,
      ).toBe(401);
      expect(await asSales.code('{ imports { totalCount } }')).toBe('FORBIDDEN');
      const elsewhere = await fetch(`${test.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv', 'x-apollo-operation-name': 'x' },
        body: 'a',
      });
      expect(elsewhere.status).toBe(415);
    });

    it('let nobody touch accounts he does not see, nor learn of them', async () => {
      await send('accounts', 'externalId,name\nC1,Hidden\n');
      const { token: kam, client: asKam, id } = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
      const result = await sendLines(LINES, {}, kam);
      expect(counts(result)).toEqual([4, 2, 0, 2]);
      expect(await rejectedRows(test, result.id)).toEqual([
        [2, 'Customer', 'UNKNOWN_ACCOUNT', 'C1'],
        [3, 'Customer', 'UNKNOWN_ACCOUNT', 'C1'],
      ]);
      expect(
        (await asKam.data<{ accounts: unknown }>('{ accounts { nodes { externalId owner { id } } } }')).accounts,
      ).toEqual({ nodes: [{ externalId: 'C2', owner: { id } }] });
      const { token: other, client: asOther } = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
      expect(
        await asOther.data('query ($id: ID!) { import(id: $id) { id } imports { totalCount } }', { id: result.id }),
      ).toEqual({ import: null, imports: { totalCount: 0 } });
      expect(await asOther.code(UNDO, { id: result.id })).toBe('NOT_FOUND');
      expect(
        (await fetch(`${test.url}${result.errorsUrl}`, { headers: { authorization: `Bearer ${other}` } })).status,
      ).toBe(404);
    });

    it('keep tenants apart, also when both send the same file', async () => {
      const mine = await sendLines();
      const before = await checksums(test, tenant.id);
      const theirTenant = await createTenant(test);
      const theirs = await createStaff(test, theirTenant);
      expect(counts(await sendLines(LINES, {}, theirs.token))).toEqual([4, 4, 0, 0]);
      expect(await theirs.client.code(UNDO, { id: mine.id })).toBe('NOT_FOUND');
      expect(await theirs.client.data('query ($id: ID!) { import(id: $id) { id } }', { id: mine.id })).toEqual({
        import: null,
      });
      expect(await checksums(test, tenant.id)).toEqual(before);
    });
  });

  it('whose sender goes away end as interrupted, with true counters, and go on when sent again', async () => {
    const head = 'account,product,date,quantity,amount\n';
    const line = (i: number): string => `C1,I1,2024-01-15,${i},10\n`;
    const some = Array.from({ length: 60_000 }, (_, i) => line(i)).join('');
    const sent = request(`${test.url}/imports/order-lines?createMissing=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv', 'content-length': 50_000_000 },
    });
    sent.on('error', () => undefined);
    sent.write(head + some);
    await until(
      async () =>
        Number((await rows('select rows_added from import where tenant_id = $1'))[0]?.['rows_added'] ?? 0) > 0,
    );
    sent.destroy();
    await until(async () => (await rows('select status from import where tenant_id = $1'))[0]?.['status'] === 'FAILED');
    const [row] = await rows(
      `select error_code, rows_read::int, rows_added::int, (select count(*) from order_line where tenant_id = $1)::int as lines from import where tenant_id = $1`,
    );
    expect(row).toEqual({
      error_code: 'INTERRUPTED',
      rows_read: row?.['lines'],
      rows_added: row?.['lines'],
      lines: row?.['lines'],
    });
    expect((await test.admin.query(`select 1 from pg_tables where schemaname = 'staging'`)).rowCount).toBe(0);
    const again = await send('order-lines', head + some, { createMissing: 'true' });
    expect(counts(again)).toEqual([60_000, 60_000 - Number(row?.['lines']), Number(row?.['lines']), 0]);
  });
});
