import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { checksums, importFile } from './support/import-client.js';
import { strayFigures } from './support/rebuilt-figures.js';

const PROPOSE = `query ($account: ID!, $category: ID!, $share: Decimal!, $year: Int, $first: Int) {
  proposedWallet(accountId: $account, categoryId: $category, categoryShare: $share, fiscalYear: $year, firstMonth: $first) {
    fiscalYear month method purchases { minor } categoryShare amount { minor currency } reason statementVersion source } }`;
const ACCEPT = `mutation ($input: AcceptProposedWalletInput!) { acceptProposedWallet(input: $input) {
  id month months amount { minor } method confidence source importId recordedBy } }`;
const WITHDRAW = 'mutation ($id: ID!) { withdrawWallet(id: $id) }';
const SHARE = `query ($id: ID!) { account(id: $id) { wallets { nodes { method } } share { ours { minor } wallet { minor } share method source } timeline(first: 20) { nodes { kind } } } }`;

describe('wallets proposed from statements', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Awaited<ReturnType<typeof createStaff>>;
  let ids: Record<'account' | 'category', string>;
  beforeAll(async () => {
    test = await startTestApp({
      parts: { requests: true, jobs: false },
      clock: { now: () => new Date('2026-02-10T09:00:00Z') },
    });
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
    const send = (kind: string, csv: string) =>
      importFile(test, admin.token, kind, csv, { query: { createMissing: 'true' } });
    await send(
      'order-lines',
      'account,product,category,date,order,line,quantity,amount\nA,P,C,2025-12-03,1,1,1,500.00\n',
    );
    const { currency } = (await test.admin.query('select currency from tenant where id = $1', [tenant.id])).rows[0] as {
      currency: string;
    };
    await send(
      'customer-financials',
      `account,fiscalYear,currency,revenue,purchases,source\nA,2023,${currency},9000.00,,Report\nA,2024,XXX,9000.00,8000.00,Report\nA,2025,${currency},9000.00,8000.00,Report\n`.replace(
        'XXX',
        currency === 'EUR' ? 'USD' : 'EUR',
      ),
    );
    const idOf = async (table: string, key: string) =>
      (await test.admin.query(`select id from ${table} where tenant_id = $1 and external_id = $2`, [tenant.id, key]))
        .rows[0].id as string;
    ids = { account: await idOf('account', 'A'), category: await idOf('product_category', 'C') };
  });
  afterAll(() => test.stop());

  const propose = async (more: object = {}) =>
    (await admin.client.data<{ proposedWallet: object }>(PROPOSE, { ...ids, share: '0.25', ...more })).proposedWallet;
  const input = (more: object = {}) => ({
    accountId: ids.account,
    categoryId: ids.category,
    categoryShare: '0.25',
    shareSource: 'bill of materials of its main product',
    fiscalYear: 2025,
    statementVersion: 1,
    confidence: 'C',
    ...more,
  });

  it('are purchases × the share of the category, or say why not (§8.2)', async () => {
    expect(await propose()).toMatchObject({
      ...{ fiscalYear: 2025, month: '2025-01-01', method: 'STATEMENT', purchases: { minor: '800000' } },
      ...{ categoryShare: '0.25', amount: { minor: '200000' }, reason: null, statementVersion: 1, source: 'Report' },
    });
    expect(await propose({ first: 4 })).toMatchObject({ month: '2024-04-01' });
    expect(await propose({ year: 2024 })).toMatchObject({ amount: null, reason: 'OTHER_CURRENCY' });
    expect(await propose({ year: 2023 })).toMatchObject({ amount: null, reason: 'PURCHASES_NOT_TOLD' });
    expect(await propose({ year: 2022 })).toMatchObject({ fiscalYear: null, amount: null, reason: 'NO_STATEMENT' });
    for (const wrong of [{ share: '0' }, { share: '1.1' }, { first: 13 }])
      expect(await admin.client.code(PROPOSE, { ...ids, share: '0.5', ...wrong })).toBe('INPUT_INVALID');
    expect(await admin.client.code(PROPOSE, { ...ids, category: ids.account, share: '0.5' })).toBe('NOT_FOUND');
  });

  it('become facts when somebody accepts them, with shares and on record, and leave no trace when taken back', async () => {
    const before = await checksums(test, tenant.id);
    expect(await admin.client.code(ACCEPT, { input: input({ statementVersion: 2 }) })).toBe('PROPOSED_WALLET_CHANGED');
    expect(await admin.client.code(ACCEPT, { input: input({ fiscalYear: 2024 }) })).toBe('PROPOSED_WALLET_CHANGED');
    const { acceptProposedWallet: wallet } = await admin.client.data<{ acceptProposedWallet: { id: string } }>(ACCEPT, {
      input: input(),
    });
    expect(wallet).toMatchObject({
      ...{ month: '2025-01-01', months: 12, amount: { minor: '200000' }, method: 'STATEMENT', confidence: 'C' },
      source: 'Report 2025, × 0.25: bill of materials of its main product',
      ...{ importId: null, recordedBy: `staff:${admin.id}` },
    });
    const shown = async () =>
      (await admin.client.data<{ account: Record<string, unknown> }>(SHARE, { id: ids.account })).account;
    expect(await shown()).toMatchObject({
      wallets: { nodes: [{ method: 'STATEMENT' }] },
      share: { ours: { minor: '50000' }, wallet: { minor: '200000' }, share: 0.25, method: 'STATEMENT' },
      timeline: { nodes: expect.arrayContaining([{ kind: 'wallet.accepted' }]) },
    });
    expect(await strayFigures(test, tenant.id)).toEqual({});
    const { rows } = await test.admin.query(
      `select detail from audit_log where tenant_id = $1 and entity = 'wallet' and entity_id = $2`,
      [tenant.id, wallet.id],
    );
    expect(rows).toMatchObject([{ detail: { amountMinor: '200000', categoryShare: '0.25' } }]);
    await admin.client.data(WITHDRAW, { id: wallet.id });
    expect(await checksums(test, tenant.id)).toEqual(before);
    expect(await shown()).toMatchObject({
      share: null,
      timeline: { nodes: expect.arrayContaining([{ kind: 'wallet.withdrawn' }]) },
    });
    expect(await admin.client.code(WITHDRAW, { id: wallet.id })).toBe('NOT_FOUND');
  });

  it('go with their import where one brought them, and are nobody else’s', async () => {
    await importFile(
      test,
      admin.token,
      'wallets',
      'account,category,month,months,amount,method,confidence,source\nA,C,2024-01,12,900.00,DECLARED,A,told\n',
    );
    const { id } = (await test.admin.query('select id from wallet where tenant_id = $1', [tenant.id])).rows[0] as {
      id: string;
    };
    expect(await admin.client.code(WITHDRAW, { id })).toBe('WALLET_IMPORTED');
    const manager = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    expect(await manager.client.code(PROPOSE, { ...ids, share: '0.5' })).toBe('NOT_FOUND');
    expect(await manager.client.code(ACCEPT, { input: input() })).toBe('NOT_FOUND');
    expect(await manager.client.code(WITHDRAW, { id })).toBe('NOT_FOUND');
    const seller = await createStaff(test, tenant, 'SALES');
    expect(await seller.client.code(PROPOSE, { ...ids, share: '0.5' })).toBe('FORBIDDEN');
  });
});
