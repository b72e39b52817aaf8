// @ts-check
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { REPOSITORY } from '../lib/launcher.mjs';
import { home, removeData, startProduct, temporaryFolder } from './support/product.mjs';

/** @import { Product } from './support/product.mjs' */

const MAP = [
  '--map',
  'accountExternalId=Customer,productExternalId=Article,orderedOn=Invoice Date,quantity=Qty,netAmount=Net,orderNumber=InvoiceNo,lineNumber=Line',
  '--date-format',
  'DMY',
];
const ROWS = [
  'InvoiceNo;Line;Invoice Date;Customer;Article;Qty;Net',
  '9001;1;02.03.2026;C-77;PX-1;4;1.234,50',
  '9001;2;02.03.2026;C-77;PX-2;1;99,00',
  '9002;1;31.02.2026;C-77;PX-2;1;99,00',
  '9003;1;05.03.2026;C-78;PX-2;-1;-99,00',
];

describe('npx mortise import', () => {
  const folder = home();
  /** @type {Product} */
  let product;
  beforeAll(async () => {
    product = await startProduct(folder);
  });
  afterAll(async () => {
    await product?.stop();
    removeData(folder);
  });

  /**
   * @param {string[]} args
   * @returns {Promise<{ code: number, out: string, error: string }>}
   */
  const mortise = (args) =>
    new Promise((resolve) => {
      const program = join(REPOSITORY, 'tools/bin/mortise.mjs');
      const env = { ...process.env, MORTISE_URL: product.url, MORTISE_PASSWORD: 'mortise and tenon' };
      execFile(process.execPath, [program, ...args], { env }, (problem, out, error) =>
        resolve({ code: Number(problem?.code ?? 0), out, error }),
      );
    });
  const WHO = ['--tenant', 'helix', '--email', 'admin@helix.example'];

  it('brings good rows in once, shows how far it is, and names the bad ones', async () => {
    using place = temporaryFolder();
    const file = join(place.path, 'invoices.csv.gz');
    writeFileSync(file, gzipSync(ROWS.join('\r\n')));
    const args = ['import', 'order-lines', file, ...MAP, '--decimal', ',', '--create-missing', ...WHO];
    const first = await mortise(args);
    expect(first.code).toBe(1);
    expect(first.out).toContain('4 rows: 3 added, 0 unchanged, 1 rejected');
    expect(first.out).toContain('created: 2 accounts, 2 products');
    expect(first.out).toMatch(/31\.02\.2026/);
    expect(first.error).toMatch(/invoices\.csv\.gz █+ .*100 %/);
    expect((await mortise(args)).out).toContain('4 rows: 0 added, 3 unchanged, 1 rejected');
  });

  it('says in one line why nothing could be imported', async () => {
    const { code, error } = await mortise(['import', 'order-lines', '/nowhere.csv', ...WHO]);
    expect({ code, error }).toEqual({ code: 2, error: expect.stringMatching(/^FILE_UNREADABLE: [^\n]+\n$/) });
    using place = temporaryFolder();
    const file = join(place.path, 'a.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    expect((await mortise(['import', 'potatoes', file, ...WHO])).error).toMatch(/^IMPORT_KIND_UNKNOWN: [^\n]+\n$/m);
    expect((await mortise(['import', 'accounts', file, ...WHO, '--password', 'no'])).error).toMatch(/^SIGN_IN_REFUSED/);
    expect((await mortise(['import'])).code).toBe(2);
  });

  it('works out figures again for administrators, and says that none differs', async () => {
    const { code, out, error } = await mortise(['figures', ...WHO]);
    expect([code, error.replace(/.*figures.*\n?/g, '')]).toEqual([0, '']);
    expect(out).toMatch(/account_month +[1-9][\d,]* +0 +0 +0/);
    expect(out).toContain('Nothing differs from the facts.');
    const seller = await mortise(['figures', '--tenant', 'helix', '--email', 'xu@helix.example']);
    expect([seller.code, seller.error]).toEqual([2, expect.stringContaining('FORBIDDEN')]);
  });
});
