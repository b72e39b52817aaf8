import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { ApiProcess } from './support/api-process.js';
import { until } from './until.js';

/** `npm run test:large` takes five million. */
const ROWS = Number(process.env['MORTISE_LARGE_IMPORT_ROWS'] ?? 500_000);
/** How much memory an import may take beside what the process has when it is ready. */
const GROWTH_LIMIT = 100 * 1024 * 1024;
// About 2,500 lines per account in three years, whatever the size of the file.
const ACCOUNTS = Math.max(20, Math.round(ROWS / 2_500));
const PRODUCTS = 300;
const LINES_PER_ORDER = 4;
const MAP =
  'orderNumber=InvoiceNo,lineNumber=Line,accountExternalId=Customer,productExternalId=Item,categoryExternalId=Group,orderedOn=Date,quantity=Qty,netAmount=Net';

/** Characters of a column nobody asked for: `npm run test:large` makes a file of two gigabytes with it. */
const NOTE = 'x'.repeat(Number(process.env['MORTISE_LARGE_IMPORT_NOTE'] ?? 0));

/** Order lines by date over three years, made as they are sent; every thousandth is bad, in one of four ways. */
function* orderLines(rows: number): Generator<string> {
  yield '\ufeffInvoiceNo,Line,Customer,Item,Group,Date,Qty,Net,Note\r\n';
  let text = '';
  const start = Date.UTC(2021, 0, 1);
  for (let i = 0; i < rows; i++) {
    const order = Math.floor(i / LINES_PER_ORDER);
    const day = new Date(start + Math.floor((i / rows) * 1_096) * 86_400_000).toISOString().slice(0, 10);
    const account = (Math.imul(order, 2_654_435_761) >>> 0) % ACCOUNTS;
    const product = (Math.imul(i, 40_503) >>> 0) % PRODUCTS;
    const fault = i % 1_000 === 999 ? Math.floor(i / 1_000) % 4 : -1;
    text += `INV-${order},${(i % LINES_PER_ORDER) + 1},${fault === 0 ? '' : `C${account}`},ITEM-${product},`;
    text += `GROUP-${product % 10},${fault === 1 ? '2021-02-30' : day},${fault === 2 ? 'many' : (i % 40) + 1},`;
    text += `${(i % 9_000) + 10}.${10 + (i % 90)},"${NOTE} ""noted"", so"${fault === 3 ? ',one,cell,more' : ''}\r\n`;
    if (text.length > 60_000) {
      yield text;
      text = '';
    }
  }
  yield text;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function post(api: ApiProcess, token: string): ClientRequest {
  const path = `/imports/order-lines?createMissing=true&map=${MAP}`;
  return request(api.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
  });
}

describe('imports in a process of their own', () => {
  let test: TestApp;
  const processes: ApiProcess[] = [];
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(async () => {
    for (const each of processes) await each.kill('SIGKILL');
    await test.stop();
  });

  const start = async (): Promise<ApiProcess> => {
    const { database, secret, home } = test.config;
    const env = { DATABASE_URL: database.adminUrl, MORTISE_SECRET: secret, MORTISE_HOME: home };
    const api = await ApiProcess.start(env, await freePort());
    processes.push(api);
    return api;
  };
  const one = async (sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown> | undefined> =>
    (await test.admin.query(sql, [...values])).rows[0] as Record<string, unknown> | undefined;

  it(`take ${ROWS.toLocaleString('en')} order lines in, account for every row and keep their memory flat`, async () => {
    const tenant = await createTenant(test);
    const { token } = await createStaff(test, tenant);
    const api = await start();
    const idle = api.peakMemory();
    const began = Date.now();
    const sent = post(api, token);
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    await pipeline(Readable.from(orderLines(ROWS)), sent);
    const [response] = await answered;
    const body = (await response.setEncoding('utf8').toArray()).join('');
    const seconds = (Date.now() - began) / 1_000;
    const peak = api.peakMemory();
    process.stdout.write(
      `${ROWS} rows, ${Math.round((sent.socket?.bytesWritten ?? 0) / 1e6)} MB, in ${seconds.toFixed(1)} s: ${Math.round(ROWS / seconds)} rows/s, peak memory ${Math.round(peak / 1_048_576)} MiB, ${Math.round(idle / 1_048_576)} before, ` +
        `${api.cpuSeconds().toFixed(1)} s of processor time beside the database\n`,
    );
    const rowsRejected = Math.floor(ROWS / 1_000);
    const lines = ROWS - rowsRejected;
    expect(JSON.parse(body)).toMatchObject({
      status: 'SUCCEEDED',
      rowsRead: ROWS,
      rowsAdded: lines,
      rowsUnchanged: 0,
      rowsRejected,
    });
    expect(peak - idle).toBeLessThan(GROWTH_LIMIT);
    const stored = await one(
      `select (select count(*) from order_line where tenant_id = $1)::int as lines,
        (select sum(lines) from account_category_month where tenant_id = $1)::int as months,
        (select sum(lines) from account_order_day where tenant_id = $1)::int as days,
        (select sum(lines) from product_sales where tenant_id = $1)::int as products,
        (select sum(lines) from account_sales where tenant_id = $1)::int as accounts,
        (select sum(net_minor) from order_line where tenant_id = $1)
          = (select sum(net_minor) from account_category_month where tenant_id = $1) as same,
        (select count(*) from import_error where tenant_id = $1)::int as errors,
        (select count(*) from pg_tables where schemaname = 'staging')::int as staging`,
      [tenant.id],
    );
    expect(stored).toEqual({
      lines,
      months: lines,
      days: lines,
      products: lines,
      accounts: lines,
      same: true,
      errors: rowsRejected,
      staging: 0,
    });
  }, 600_000);

  it('that is killed leave whole batches, true counters and no staging table behind once another starts', async () => {
    const tenant = await createTenant(test);
    const { token } = await createStaff(test, tenant);
    const find = () =>
      one(
        'select status, error_code, rows_read::int, rows_added::int, rows_rejected::int from import where tenant_id = $1',
        [tenant.id],
      );
    const committed = async (): Promise<boolean> => Number((await find())?.['rows_added'] ?? 0) > 0;
    const victim = await start();
    const sent = post(victim, token).on('error', () => undefined);
    for (const text of orderLines(60_000)) sent.write(text);
    // Never ended: the process dies while it waits for more.
    await until(committed);
    await victim.kill('SIGKILL');
    sent.destroy();
    expect(await find()).toMatchObject({ status: 'RUNNING' });
    // As if it had been silent for a while; another living process might have been running it.
    await test.admin.query(`update import set seen_at = now() - interval '1 minute' where tenant_id = $1`, [tenant.id]);
    await start();
    await until(async () => (await find())?.['status'] === 'FAILED');
    const row = await find();
    expect(row).toMatchObject({
      error_code: 'INTERRUPTED',
      rows_read: Number(row?.['rows_added']) + Number(row?.['rows_rejected']),
    });
    await until(
      async () =>
        (await one(`select count(*)::int as tables from pg_tables where schemaname = 'staging'`))?.['tables'] === 0,
    );
    const stored = await one('select count(*)::int as lines from order_line where tenant_id = $1', [tenant.id]);
    expect(stored).toEqual({ lines: row?.['rows_added'] });
  }, 120_000);
});
