import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { checksums, importFile, type ImportResult, rejectedRows } from './support/import-client.js';

const LINES = 'account,product,category,date,order,line,quantity,amount,list,cost,lot\n';
const UNDO = 'mutation ($id: ID!) { undoImport(id: $id) { status } }';
const HISTORY = `query ($id: ID!) { account(id: $id) { orderLines { nodes { orderNumber lineNumber orderedOn quantity net { minor } importId product { externalId }
  corrections { orderedOn quantity net { minor } cost { minor } lot importId replacedAt replacedBy replacedByImport account { externalId } product { externalId } } } } } }`;
const HISTORY_WITHOUT_COST =
  'query ($id: ID!) { account(id: $id) { orderLines { nodes { orderNumber corrections { importId } } } } }';

describe('corrections of imported facts', () => {
  const NOW = new Date('2024-07-10T09:00:00Z');
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => NOW } });
  });
  afterAll(() => test.stop());

  async function company() {
    const tenant = await createTenant(test);
    return { tenant, ...(await createStaff(test, tenant)) };
  }
  const send = (token: string, kind: string, csv: string, query: Record<string, string> = {}): Promise<ImportResult> =>
    importFile(test, token, kind, csv, { query: { createMissing: 'true', ...query } });
  const correct = (token: string, csv: string) => send(token, 'order-lines', csv, { onChange: 'correct' });
  const undo = (client: GraphqlClient, id: string) => client.data(UNDO, { id });
  const idOf = async (tenantId: string, externalId: string): Promise<string> =>
    (await test.admin.query('select id from account where tenant_id = $1 and external_id = $2', [tenantId, externalId]))
      .rows[0].id as string;

  /** Every roll-up of order lines, as it is and as it would be from scratch. */
  const ROLLUPS = {
    account_product_month: ['account_id, product_id, category_id, month', true, true],
    account_category_month: ['account_id, category_id, month', true, true],
    account_month: ['account_id, month', false, true],
    product_month: ['product_id, category_id, month', true, true],
    account_sales: ['account_id', false, false],
    product_sales: ['product_id', true, false],
    account_order_day: ['account_id, day', false, false],
  } as const;
  async function expectRollUpsFromScratch(tenantId: string): Promise<void> {
    for (const [table, [keys, quantity, values]] of Object.entries(ROLLUPS)) {
      const listed = values ? ', list_minor::text, listed_minor::text, cost_minor::text, costed_minor::text' : '';
      const kept = await test.admin.query(
        `select ${keys}, net_minor::text, lines::text ${quantity ? ', quantity::text' : ''} ${listed} from ${table} where tenant_id = $1 order by ${keys}`,
        [tenantId],
      );
      const sums = values
        ? `, coalesce(sum(list_minor), 0)::text as list_minor, coalesce(sum(net_minor) filter (where list_minor is not null), 0)::text as listed_minor,
            coalesce(sum(cost_minor), 0)::text as cost_minor, coalesce(sum(net_minor) filter (where cost_minor is not null), 0)::text as costed_minor`
        : '';
      const built = await test.admin.query(
        `select ${keys}, sum(net_minor)::text as net_minor, count(*)::text as lines ${quantity ? ', trim_scale(sum(quantity))::text as quantity' : ''} ${sums}
         from (select *, date_trunc('month', ordered_on::timestamp)::date as month, ordered_on as day from order_line where tenant_id = $1) o
         group by ${keys} order by ${keys}`,
        [tenantId],
      );
      expect({ table, rows: kept.rows }).toEqual({ table, rows: built.rows });
    }
    // Years that count as added up are those of the months.
    const sum = Array.from({ length: 12 }, (_, at) => `n${String(at + 1).padStart(2, '0')}`).join(' + ');
    const wrong = await test.admin.query(
      `select account_id from (select account_id, product_id, category_id, sum(net_minor) as net from account_product_month where tenant_id = $1 group by 1, 2, 3) m
       full join (select account_id, product_id, category_id, sum(${sum}) as net from account_product_year where tenant_id = $1 group by 1, 2, 3) y
         using (account_id, product_id, category_id)
       where m.net is distinct from y.net and account_id not in (select account_id from account_year_due where tenant_id = $1)`,
      [tenantId],
    );
    expect(wrong.rows).toEqual([]);
  }

  it('gives a line its new content, changes every roll-up by the difference, and keeps what it said', async () => {
    const { tenant, client, token, id: staffId } = await company();
    const first = await send(
      token,
      'order-lines',
      `${LINES}A,P,C,2024-05-03,1,1,2.5,100.00,120.00,60.00,L1\nA,P,C,2024-06-03,2,1,1,10.00,,,\n`,
    );
    const file = `${LINES}A,Q,D,2024-06-04,1,1,3,130.00,,70.00,L2\nA,P,C,2024-06-03,2,1,1,10.00,,,\nA,P,C,2024-06-05,3,1,1,5.00,,,\n`;
    const refused = await send(token, 'order-lines', file);
    expect((await rejectedRows(test, refused.id)).map(([, , code]) => code)).toEqual(['ROW_CHANGED']);
    await undo(client, refused.id);
    const second = await correct(token, file);
    expect(second).toMatchObject({ rowsAdded: 2, rowsUnchanged: 1, rowsRejected: 0 });
    expect(
      await client.data('query ($id: ID!) { import(id: $id) { rowsCorrected rowsAdded } }', { id: second.id }),
    ).toEqual({
      import: { rowsCorrected: '1', rowsAdded: '2' },
    });
    await expectRollUpsFromScratch(tenant.id);
    const account = await idOf(tenant.id, 'A');
    const { account: shown } = await client.data<{ account: { orderLines: { nodes: Record<string, unknown>[] } } }>(
      HISTORY,
      {
        id: account,
      },
    );
    const line = shown.orderLines.nodes.find(({ orderNumber }) => orderNumber === '1');
    expect(line).toEqual({
      orderNumber: '1',
      lineNumber: '1',
      orderedOn: '2024-06-04',
      quantity: '3',
      net: { minor: '13000' },
      importId: second.id,
      product: { externalId: 'Q' },
      corrections: [
        {
          orderedOn: '2024-05-03',
          quantity: '2.5',
          net: { minor: '10000' },
          cost: { minor: '6000' },
          lot: 'L1',
          importId: first.id,
          replacedAt: NOW.toISOString(),
          replacedBy: `staff:${staffId}`,
          replacedByImport: second.id,
          account: { externalId: 'A' },
          product: { externalId: 'P' },
        },
      ],
    });
    expect(shown.orderLines.nodes.filter(({ corrections }) => (corrections as unknown[]).length > 0)).toHaveLength(1);
    expect(await correct(token, file)).toMatchObject({ rowsAdded: 0, rowsUnchanged: 3 });
  });

  it('undoing the correcting import restores everything exactly; undoing an older one leaves what corrected it', async () => {
    const { tenant, client, token } = await company();
    await send(token, 'products', 'externalId,name,category\nP,Product,C\n');
    await send(
      token,
      'wallets',
      'account,category,month,months,amount,method,confidence,source\nA,C,2023-07,12,5000.00,DECLARED,A,told\nB,C,2023-07,12,5000.00,DECLARED,A,told\n',
    );
    const line = (account: string, amount: string, date = '2024-05-03') =>
      `${LINES}${account},P,C,${date},1,1,1,${amount},,,\n${account === 'A' ? '' : 'B,P,C,2024-01-01,9,1,1,1.00,,,\n'}`;
    const first = await send(token, 'order-lines', line('A', '100.00'));
    const alone = await checksums(test, tenant.id);
    const second = await correct(token, line('B', '200.00', '2024-07-01'));
    const corrected = await checksums(test, tenant.id);
    const third = await correct(token, line('A', '300.00'));
    await undo(client, third.id);
    expect(await checksums(test, tenant.id)).toEqual(corrected);
    await undo(client, second.id);
    expect(await checksums(test, tenant.id)).toEqual(alone);
    // Now the oldest goes while others have corrected it since.
    const again = await correct(token, line('B', '200.00', '2024-07-01'));
    const last = await correct(token, line('A', '300.00'));
    await undo(client, again.id);
    const shown = async () =>
      (
        await client.data<{
          account: {
            orderLines: {
              nodes: { net: { minor: string }; corrections: { importId: string; replacedByImport: string }[] }[];
            };
          };
        }>(HISTORY, { id: await idOf(tenant.id, 'A') })
      ).account.orderLines.nodes;
    expect(await shown()).toMatchObject([
      { net: { minor: '30000' }, corrections: [{ importId: first.id, replacedByImport: last.id }] },
    ]);
    await undo(client, first.id);
    expect(await shown()).toMatchObject([{ net: { minor: '30000' }, corrections: [] }]);
    await undo(client, last.id);
    const { rows } = await test.admin.query(
      'select (select count(*) from order_line where tenant_id = $1)::int as lines, (select count(*) from order_line_correction where tenant_id = $1)::int as old',
      [tenant.id],
    );
    expect(rows).toEqual([{ lines: 0, old: 0 }]);
    await expectRollUpsFromScratch(tenant.id);
  });

  it('keeps accounts and products that a line may come back to', async () => {
    const { tenant, client, token } = await company();
    const accounts = await send(token, 'accounts', 'externalId,name\nOLD,Old\nNEW,New\n');
    await send(token, 'order-lines', `${LINES}OLD,P,C,2024-05-03,1,1,1,100.00,,,\n`);
    const second = await correct(token, `${LINES}NEW,P,C,2024-05-03,1,1,1,100.00,,,\n`);
    const refused = await client.send(UNDO, { id: accounts.id });
    const { code, reasons } = refused.errors?.[0]?.extensions as { code: string; reasons: { code: string }[] };
    expect(code).toBe('IMPORT_IN_USE');
    expect(reasons.map((reason) => reason.code)).toContain('ORDER_LINE_CORRECTION_DEPENDS');
    await undo(client, second.id);
    await expectRollUpsFromScratch(tenant.id);
    expect(await idOf(tenant.id, 'OLD')).toBeDefined();
  });

  it('corrects only what its sender sees, once per file, and only where lines have numbers', async () => {
    const { tenant, client, token } = await company();
    await send(
      token,
      'order-lines',
      `${LINES}A,P,C,2024-05-03,1,1,1,100.00,,,\nB,P,C,2024-05-03,2,1,1,100.00,,,\nA,P,C,2024-05-04,,,1,7.00,,,\n`,
    );
    const manager = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    await test.admin.query('update account set owner_id = $2 where tenant_id = $1 and external_id = $3', [
      tenant.id,
      manager.id,
      'A',
    ]);
    const taking = await correct(manager.token, `${LINES}A,P,C,2024-05-03,2,1,1,1.00,,,\n`);
    expect((await rejectedRows(test, taking.id)).map(([, , code]) => code)).toEqual(['ROW_CHANGED']);
    const twice = await correct(
      token,
      `${LINES}NOBODY,P,C,2024-05-03,1,1,1,1.00,,,\nA,P,C,2024-05-03,1,1,1,2.00,,,\nA,P,C,2024-05-03,1,1,1,3.00,,,\nA,P,C,2024-05-04,,,1,8.00,,,\n`.replace(
        'NOBODY',
        ' ',
      ),
    );
    expect(twice).toMatchObject({ rowsAdded: 2, rowsRejected: 2 });
    expect((await rejectedRows(test, twice.id)).map(([row, , code]) => [row, code])).toEqual([
      [2, 'REQUIRED'],
      [4, 'ROW_CHANGED'],
    ]);
    const { rows } = await test.admin.query(
      'select net_minor::int as net from order_line where tenant_id = $1 order by net_minor',
      [tenant.id],
    );
    expect(rows.map(({ net }) => net)).toEqual([200, 700, 800, 10_000]);
    await expectRollUpsFromScratch(tenant.id);
    expect(await send(token, 'products', 'externalId,name,category\nP,x,C\n', { onChange: 'correct' })).toMatchObject({
      code: 'IMPORT_OPTION_INVALID',
      reasons: [{ code: 'NOT_CORRECTABLE' }],
    });
    expect(await send(token, 'order-lines', LINES, { onChange: 'overwrite' })).toMatchObject({
      code: 'IMPORT_OPTION_INVALID',
    });
    // What a line had said of an account that one does not see stays hidden.
    await correct(token, `${LINES}A,P,C,2024-05-03,2,1,1,1.00,,,\n`);
    const seen = async (of: GraphqlClient) =>
      (
        await of.data<{ account: { orderLines: { nodes: { orderNumber: string; corrections: unknown[] }[] } } }>(
          HISTORY_WITHOUT_COST,
          {
            id: await idOf(tenant.id, 'A'),
          },
        )
      ).account.orderLines.nodes.find(({ orderNumber }) => orderNumber === '2')?.corrections;
    expect(await seen(client)).toHaveLength(1);
    expect(await seen(manager.client)).toHaveLength(0);
  });

  describe('of invoices', () => {
    const HEAD = 'account,number,issuedOn,dueOn,amount,settledOn\n';
    const INVOICE = `query ($id: ID!) { account(id: $id) { receivables { open { minor } } invoices { nodes { number issuedOn amount { minor } open { minor } settledOn
      payments { amount { minor } } corrections { issuedOn dueOn amount { minor } importId replacedBy replacedByImport } } } } }`;

    it('takes the new content, what was paid follows the amount, and undo restores all of it', async () => {
      const { tenant, client, token, id: staffId } = await company();
      const first = await send(
        token,
        'invoices',
        `${HEAD}A,I1,2024-03-01,2024-04-01,100.00,2024-04-03\nA,I2,2024-03-01,2024-04-01,50.00,\n`,
      );
      await send(token, 'payments', 'number,invoice,paidOn,amount\nZ,I2,2024-03-20,20.00\n');
      const before = await checksums(test, tenant.id);
      const file = `${HEAD}A,I1,2024-02-01,2024-03-01,120.00,2024-04-03\nA,I2,2024-03-01,2024-05-01,15.00,\nA,I3,2024-03-01,2024-05-01,15.00,\n`;
      expect(await send(token, 'invoices', file)).toMatchObject({ rowsAdded: 1, rowsRejected: 2 });
      await undo(client, (await lastImport(tenant.id)).id);
      const second = await send(token, 'invoices', file, { onChange: 'correct' });
      expect(second).toMatchObject({ rowsAdded: 3, rowsUnchanged: 0, rowsRejected: 0 });
      expect(await send(token, 'invoices', file, { onChange: 'correct' })).toMatchObject({
        rowsAdded: 0,
        rowsUnchanged: 3,
      });
      const { account } = await client.data<{
        account: { receivables: unknown; invoices: { nodes: { number: string }[] } };
      }>(INVOICE, {
        id: await idOf(tenant.id, 'A'),
      });
      expect(account.receivables).toEqual({ open: { minor: '1500' } });
      const shown = new Map(account.invoices.nodes.map((node) => [node.number, node]));
      expect(shown.get('I1')).toMatchObject({
        issuedOn: '2024-02-01',
        amount: { minor: '12000' },
        open: { minor: '0' },
        settledOn: '2024-04-03',
        payments: [{ amount: { minor: '12000' } }],
        corrections: [
          {
            issuedOn: '2024-03-01',
            dueOn: '2024-04-01',
            amount: { minor: '10000' },
            importId: first.id,
            replacedBy: `staff:${staffId}`,
            replacedByImport: second.id,
          },
        ],
      });
      // Less than was paid already: settled on the day of the payment.
      expect(shown.get('I2')).toMatchObject({
        open: { minor: '0' },
        settledOn: '2024-03-20',
        payments: [{ amount: { minor: '2000' } }],
      });
      await undo(client, second.id);
      expect(await checksums(test, tenant.id)).toEqual(before);
    });

    it('an import whose invoices were corrected since waits for these corrections to go', async () => {
      const { tenant, client, token } = await company();
      await send(token, 'accounts', 'externalId,name\nA,One\nB,Two\n');
      const first = await send(token, 'invoices', `${HEAD}A,I1,2024-03-01,2024-04-01,100.00,\n`);
      const second = await send(token, 'invoices', `${HEAD}A,I1,2024-03-01,2024-04-01,200.00,\n`, {
        onChange: 'correct',
      });
      const refused = await client.send(UNDO, { id: first.id });
      const { code, reasons } = refused.errors?.[0]?.extensions as { code: string; reasons: { code: string }[] };
      expect([code, ...reasons.map((reason) => reason.code)]).toEqual(['IMPORT_IN_USE', 'INVOICE_CORRECTION_DEPENDS']);
      const corrected = await checksums(test, tenant.id);
      const third = await send(token, 'invoices', `${HEAD}A,I1,2024-03-01,2024-04-01,300.00,\n`, {
        onChange: 'correct',
      });
      // The one in the middle goes: what came after it stays, and follows the first.
      const moved = await send(token, 'invoices', `${HEAD}B,I1,2024-03-01,2024-04-01,300.00,\n`, {
        onChange: 'correct',
      });
      expect((await rejectedRows(test, moved.id)).map(([, , reason]) => reason)).toEqual(['ROW_CHANGED']);
      expect(await checksums(test, tenant.id)).not.toEqual(corrected);
      await undo(client, second.id);
      const { account } = await client.data<{ account: { invoices: { nodes: unknown[] } } }>(INVOICE, {
        id: await idOf(tenant.id, 'A'),
      });
      expect(account.invoices.nodes).toMatchObject([
        {
          amount: { minor: '30000' },
          corrections: [{ amount: { minor: '10000' }, importId: first.id, replacedByImport: third.id }],
        },
      ]);
      await undo(client, third.id);
      await undo(client, first.id);
      const { rows } = await test.admin.query(
        'select (select count(*) from invoice where tenant_id = $1)::int as invoices, (select count(*) from account_receivable_month where tenant_id = $1)::int as months',
        [tenant.id],
      );
      expect(rows).toEqual([{ invoices: 0, months: 0 }]);
    });

    const lastImport = async (tenantId: string): Promise<{ id: string }> =>
      (await test.admin.query('select id from import where tenant_id = $1 order by id desc limit 1', [tenantId]))
        .rows[0] as { id: string };
  });

  it('costs to serve take the new content and come back; what people recorded by hand stays', async () => {
    const { tenant, client, token } = await company();
    await send(token, 'accounts', 'externalId,name\nA,One\n');
    const HEAD = 'account,month,driver,quantity,rate\n';
    const account = await idOf(tenant.id, 'A');
    await client.data('mutation ($input: RecordCostToServeInput!) { recordCostToServe(input: $input) { id } }', {
      input: { accountId: account, month: '2024-05-01', driver: 'DROPS', quantity: '1', rateMinor: '100' },
    });
    const first = await send(token, 'costs-to-serve', `${HEAD}A,2024-05,ORDERS,2,3.00\nA,2024-05,FREIGHT,1,9.00\n`);
    const before = await checksums(test, tenant.id);
    const file = (orders: number) =>
      `${HEAD}A,2024-05,ORDERS,${orders},3.00\nA,2024-05,DROPS,7,1.00\nA,2024-05,FREIGHT,1,9.00\nA,2024-05,ORDERS,9,3.00\n`;
    const second = await send(token, 'costs-to-serve', file(4), { onChange: 'correct' });
    expect(second).toMatchObject({ rowsAdded: 1, rowsUnchanged: 1, rowsRejected: 2 });
    expect((await rejectedRows(test, second.id)).map(([row, , code]) => [row, code])).toEqual([
      [3, 'ROW_CHANGED'],
      [5, 'ROW_CHANGED'],
    ]);
    const corrected = await checksums(test, tenant.id);
    const shown = async () =>
      (
        await client.data<{ account: { costsToServe: { nodes: { driver: string }[] } } }>(
          `query ($id: ID!) { account(id: $id) { costsToServe { nodes { driver quantity cost { minor } importId
            corrections { quantity rate { minor } cost { minor } importId replacedByImport } } } } }`,
          { id: account },
        )
      ).account.costsToServe.nodes.find(({ driver }) => driver === 'ORDERS');
    const then = { quantity: '2', rate: { minor: '300' }, cost: { minor: '600' }, importId: first.id };
    expect(await shown()).toEqual({
      driver: 'ORDERS',
      quantity: '4',
      cost: { minor: '1200' },
      importId: second.id,
      corrections: [{ ...then, replacedByImport: second.id }],
    });
    const third = await send(token, 'costs-to-serve', file(5), { onChange: 'correct' });
    await undo(client, second.id);
    expect(await shown()).toMatchObject({ quantity: '5', corrections: [{ ...then, replacedByImport: third.id }] });
    expect(await checksums(test, tenant.id)).not.toEqual(corrected);
    await undo(client, third.id);
    expect(await checksums(test, tenant.id)).toEqual(before);
  });

  it('random imports, corrections and undos equal a rebuild from what is left of them', async () => {
    const row = fc.record({
      key: fc.nat(4),
      account: fc.nat(1),
      product: fc.nat(1),
      day: fc.nat(2),
      amount: fc.nat(3),
      cost: fc.boolean(),
    });
    const step = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ rows: fc.array(row, { minLength: 1, maxLength: 5 }), correct: fc.boolean() }),
      },
      { weight: 2, arbitrary: fc.record({ undo: fc.nat(20) }) },
    );
    const WORLD: readonly (readonly [string, string])[] = [
      ['accounts', 'externalId,name\nA0,Zero\nA1,One\n'],
      ['products', 'externalId,name,category\nP0,Zero,C0\nP1,One,C1\n'],
      [
        'wallets',
        'account,category,month,months,amount,method,confidence,source\nA0,C0,2023-07,12,90.00,DECLARED,A,told\nA1,C1,2023-07,12,90.00,DECLARED,A,told\n',
      ],
    ];
    const SHARES = `select a.external_id as account, c.external_id as category, s.month::text, s.ours_minor::text, s.wallet_minor::text, s.share
      from share_of_wallet s join account a on a.tenant_id = s.tenant_id and a.id = s.account_id
      join product_category c on c.tenant_id = s.tenant_id and c.id = s.category_id where s.tenant_id = $1 order by 1, 2, 3`;
    const text = ({
      key,
      account,
      product,
      day,
      amount,
      cost,
    }: {
      key: number;
      account: number;
      product: number;
      day: number;
      amount: number;
      cost: boolean;
    }) =>
      `A${account},P${product},C,2024-0${4 + day}-05,${key},1,1.${amount + 1},${amount + 1}.00,,${cost ? '1.00' : ''},\n`;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        const { tenant, client, token } = await company();
        for (const [kind, csv] of WORLD) await send(token, kind, csv);
        const chains = new Map<number, { import: string; line: string }[]>();
        const imports: string[] = [];
        for (const each of steps) {
          if ('undo' in each) {
            const id = imports.splice(each.undo % (imports.length || 1), 1)[0];
            if (id === undefined) continue;
            await undo(client, id);
            for (const [key, chain] of chains)
              chains.set(
                key,
                chain.filter((of) => of.import !== id),
              );
          } else {
            const sent = await send(
              token,
              'order-lines',
              LINES + each.rows.map(text).join(''),
              each.correct ? { onChange: 'correct' } : {},
            );
            const seen = new Set<number>();
            let rejected = 0;
            for (const given of each.rows) {
              const chain = chains.get(given.key) ?? [];
              chains.set(given.key, chain);
              const top = chain.at(-1);
              if (top?.line === text(given)) seen.add(given.key);
              else if (top === undefined || (each.correct && !seen.has(given.key))) {
                chain.push({ import: sent.id, line: text(given) });
                seen.add(given.key);
              } else {
                rejected++;
                seen.add(given.key);
              }
            }
            expect(sent.rowsRejected).toBe(rejected);
            imports.push(sent.id);
          }
          await expectRollUpsFromScratch(tenant.id);
        }
        const held = [...chains.values()].flatMap((chain) => chain.at(-1)?.line ?? []);
        const { rows } = await test.admin.query(
          `select a.external_id || ',' || p.external_id || ',C,' || o.ordered_on || ',' || o.order_number || ',' || o.line_number || ',' || o.quantity || ','
             || (o.net_minor / 100) || '.00,,' || coalesce((o.cost_minor / 100) || '.00', '') || ',' || chr(10) as line, o.import_id
           from order_line o join account a on a.tenant_id = o.tenant_id and a.id = o.account_id join product p on p.tenant_id = o.tenant_id and p.id = o.product_id
           where o.tenant_id = $1`,
          [tenant.id],
        );
        expect(rows.map(({ line, import_id: id }) => `${id} ${line}`).sort()).toEqual(
          [...chains.values()]
            .flatMap((chain) => (chain.length > 0 ? [`${chain.at(-1)?.import} ${chain.at(-1)?.line}`] : []))
            .sort(),
        );
        const kept = await test.admin.query(
          'select count(*)::int as old from order_line_correction where tenant_id = $1',
          [tenant.id],
        );
        expect(kept.rows[0].old).toBe(
          [...chains.values()].reduce((sum, { length }) => sum + Math.max(0, length - 1), 0),
        );
        const fresh = await company();
        for (const [kind, csv] of WORLD) await send(fresh.token, kind, csv);
        if (held.length > 0) await send(fresh.token, 'order-lines', LINES + held.join(''));
        const shares = async (tenantId: string) => (await test.admin.query(SHARES, [tenantId])).rows;
        expect(await shares(tenant.id)).toEqual(await shares(fresh.tenant.id));
      }),
      { numRuns: 12 },
    );
  }, 240_000);
});
