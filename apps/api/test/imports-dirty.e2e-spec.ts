import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile, type ImportResult, rejectedRows } from './support/import-client.js';

/** A file as it comes out of real systems: every line says what is wrong with it. */
const DIRTY: readonly (string | Buffer)[] = [
  '\ufeffsep=;\r\n',
  'Customer;Item;Date;Qty;Net;Remark\r\n',
  'C1;I1;2024-01-15;1;10,00;good\r\n',
  '="00123";I1;2024-01-15;1;10,00;"Excel keeps zeros"\r\n',
  '"=""00123""";I1;2024-01-16;1;10,00;"Excel, saved once more"\r\n',
  '\r\n',
  ';;;;;\r\n',
  'C1;I1;15.01.2024;1;10,00;German date in an ISO file\r\n',
  'C1;I1;2024-02-30;1;10,00;no such day\r\n',
  ';I1;2024-01-15;1;10,00;no customer\r\n',
  'C1;;;;;nothing but a customer\r\n',
  'C1;I1;2024-01-17;-2;-20,00;a return\r\n',
  'C1;I1;2024-01-18;1;1.234,50;grouped\r\n',
  'C1;I1;2024-01-18;1;12.50;decimal point in a comma file\r\n',
  'C1;I1;2024-01-18;1;70085,4700000001;computed\r\n',
  'C1;I1;2024-01-18;1;70085,470000;only zeros too many\r\n',
  'C1;I1;2024-01-18;one;10,00;a word\r\n',
  'C1;I1;2999-01-01;1;10,00;from the future\r\n',
  'C1;"two\r\nlines ""and"" quotes; semicolon";2024-01-19;1;10,00;quoted line end\r\n',
  'C1;5" pipe;2024-01-20;1;10,00;inch\r\n',
  'C1;"never closed;2024-01-20;1;10,00;broken quote\r\n',
  'C1;"closed" early;2024-01-20;1;10,00;broken quote\r\n',
  'C1;I1;2024-01-20;1;10,00\r\n',
  'C1;I1;2024-01-20;1;10,00;one;too many\r\n',
  Buffer.concat([
    Buffer.from('Caf'),
    Buffer.from([0xe9]),
    Buffer.from(';M'),
    Buffer.from([0xfc]),
    Buffer.from('ller;2024-01-21;1;10,00;Latin-1 '),
    Buffer.from([0x80]),
    Buffer.from('\r\n'),
  ]),
  'Café;Müller;2024-01-22;1;10,00;UTF-8 again\r\n',
  `C1;${'x'.repeat(150)};2024-01-22;1;10,00;long number\r\n`,
  `C1;I1;2024-01-22;1;10,00;${'y'.repeat(1_100_000)}\r\n`,
  'C1;I1;2024-01-23;1;10-;minus behind, no line end',
];

describe('dirty files', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let token: string;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    tenant = await createTenant(test);
    ({ token } = await createStaff(test, tenant));
  });

  const send = (body: string | Buffer, query: Record<string, string> = {}): Promise<ImportResult> =>
    importFile(test, token, 'order-lines', body, { query: { createMissing: 'true', ...query } });
  const lines = async (): Promise<unknown[]> =>
    (
      await test.admin.query(
        `select a.external_id as account, p.external_id as product, l.ordered_on::text as day, l.quantity, l.net_minor as cents from order_line l
       join account a on a.id = l.account_id join product p on p.id = l.product_id where l.tenant_id = $1 order by ordered_on, net_minor, 1 desc`,
        [tenant.id],
      )
    ).rows;

  it('end in a report that accounts for every row', async () => {
    const result = await send(
      Buffer.concat(DIRTY.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))),
      { decimal: ',' },
    );
    expect(result).toMatchObject({
      httpStatus: 201,
      status: 'SUCCEEDED',
      rowsRead: 25,
      rowsAdded: 11,
      rowsUnchanged: 0,
      rowsRejected: 14,
    });
    expect(await rejectedRows(test, result.id)).toEqual([
      [7, 'Date', 'NOT_A_DATE', '15.01.2024'],
      [8, 'Date', 'NOT_A_DATE', '2024-02-30'],
      [9, 'Customer', 'REQUIRED', null],
      [10, 'Item', 'REQUIRED', null],
      [10, 'Date', 'REQUIRED', null],
      [10, 'Qty', 'REQUIRED', null],
      [10, 'Net', 'REQUIRED', null],
      [13, 'Net', 'NOT_A_NUMBER', '12.50'],
      [14, 'Net', 'TOO_MANY_DECIMALS', '70085,4700000001'],
      [16, 'Qty', 'NOT_A_NUMBER', 'one'],
      [17, 'Date', 'DATE_IN_FUTURE', '2999-01-01'],
      [20, null, 'QUOTE_BROKEN', 'C1;"never closed;2024-01-20;1;10,00;broken quote'],
      [21, null, 'QUOTE_BROKEN', 'C1;"closed" early;2024-01-20;1;10,00;broken quote'],
      [22, null, 'COLUMN_COUNT', 'C1 | I1 | 2024-01-20 | 1 | 10,00'],
      [23, null, 'COLUMN_COUNT', 'C1 | I1 | 2024-01-20 | 1 | 10,00 | one | too many'],
      [26, 'Item', 'TOO_LONG', 'x'.repeat(150)],
      [27, null, 'ROW_TOO_LONG', `C1;I1;2024-01-22;1;10,00;${'y'.repeat(175)}`],
    ]);
    expect(await lines()).toEqual([
      { account: 'C1', product: 'I1', day: '2024-01-15', quantity: '1', cents: '1000' },
      { account: '00123', product: 'I1', day: '2024-01-15', quantity: '1', cents: '1000' },
      { account: '00123', product: 'I1', day: '2024-01-16', quantity: '1', cents: '1000' },
      { account: 'C1', product: 'I1', day: '2024-01-17', quantity: '-2', cents: '-2000' },
      { account: 'C1', product: 'I1', day: '2024-01-18', quantity: '1', cents: '123450' },
      { account: 'C1', product: 'I1', day: '2024-01-18', quantity: '1', cents: '7008547' },
      { account: 'C1', product: 'two lines "and" quotes; semicolon', day: '2024-01-19', quantity: '1', cents: '1000' },
      { account: 'C1', product: '5" pipe', day: '2024-01-20', quantity: '1', cents: '1000' },
      { account: 'Café', product: 'Müller', day: '2024-01-21', quantity: '1', cents: '1000' },
      { account: 'Café', product: 'Müller', day: '2024-01-22', quantity: '1', cents: '1000' },
      { account: 'C1', product: 'I1', day: '2024-01-23', quantity: '1', cents: '-1000' },
    ]);
  });

  it('come in the same whatever the pieces they are cut into', async () => {
    const whole = Buffer.concat(DIRTY.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < 3_000; at += 7) yield whole.subarray(at, Math.min(3_000, at + 7));
      yield whole.subarray(3_000);
    }
    const response = await fetch(`${test.url}/imports/order-lines?createMissing=true&decimal=,`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: ReadableStream.from(pieces()),
      duplex: 'half',
    } as RequestInit);
    expect(await response.json()).toMatchObject({ rowsRead: 25, rowsAdded: 11, rowsRejected: 14 });
  });

  it.each([
    ['UTF-16 LE', (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['UTF-16 BE', (text: string) => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])],
    ['Windows-1252', (text: string) => Buffer.from(text, 'latin1')],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  ])('are read in %s', async (_name, encode) => {
    const text = 'Customer\tItem\tDate\tQty\tNet\nCafé\tMüller\t21.01.2024\t1\t0.5\n';
    expect(await send(encode(text), { dateFormat: 'DMY' })).toMatchObject({ rowsRead: 1, rowsAdded: 1 });
    expect(await lines()).toEqual([
      { account: 'Café', product: 'Müller', day: '2024-01-21', quantity: '1', cents: '50' },
    ]);
  });

  it('may hold amounts as large as they like', async () => {
    const csv =
      'Customer,Item,Date,Qty,Net\n' + 'C1,I1,2024-01-31,1,90000000000000000\n'.repeat(3) + 'C1,I1,2024-01-31,1,1\n';
    expect(await send(csv)).toMatchObject({ httpStatus: 201, rowsAdded: 1, rowsRejected: 3 });
    const wallets =
      'account,category,month,amount,method,confidence,source\nC1,G1,2024-01,90000000000000000,DECLARED,D,Buyer\n';
    const result = await importFile(test, token, 'wallets', wallets, { query: { createMissing: 'true' } });
    expect(await rejectedRows(test, result.id)).toEqual([[2, 'amount', 'OUT_OF_RANGE', '90000000000000000']]);
  });

  it('are read as NDJSON when one member holds two fields', async () => {
    const line = '{"customer":"C1","item":"I1","day":"2024-01-31","qty":1,"net":2}\n';
    const query = {
      createMissing: 'true',
      map: 'accountExternalId=customer,accountName=customer,productExternalId=item,orderedOn=day,quantity=qty,netAmount=net',
    };
    const result = await importFile(test, token, 'order-lines', line, { query, type: 'application/x-ndjson' });
    expect(result).toMatchObject({ httpStatus: 201, rowsAdded: 1 });
  });

  it('are rounded half away from zero when that is asked for', async () => {
    const csv = 'Customer,Item,Date,Qty,Net\nC1,I1,01/31/2024,1,70085.4700000001\nC1,I1,01/31/2024,1,-0.005\n';
    expect(await send(csv, { dateFormat: 'MDY', round: 'true' })).toMatchObject({ rowsAdded: 2 });
    expect((await lines()).map((line) => (line as { cents: string }).cents)).toEqual(['-1', '7008547']);
  });
});
