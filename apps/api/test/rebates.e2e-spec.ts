import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { createAccount } from './factories/account.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile, rejectedRows } from './support/import-client.js';
import { until } from './until.js';

interface Money {
  readonly minor: string;
}
interface Standing {
  readonly asOf: string;
  readonly volume: string;
  readonly currentRate: string | null;
  readonly dueByNow: Money;
  readonly accrued: Money;
  readonly expectedRate: string;
  readonly assumption: string;
  readonly scenarios: number;
  readonly finalVolume: { low: string; expected: string; high: string };
  readonly nextTier: Record<'from' | 'rate' | 'distance' | 'shadowPrice', string> & {
    gain: Money;
    probability: number;
  };
  readonly accruals: readonly { month: string; volume: string; accrued: Money; change: Money }[];
  readonly sources: readonly string[];
}
interface Agreement {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly standing: Standing;
}

const LINES = 'account,product,category,date,order,line,quantity,amount,cost\n';
const STANDING = `standing { asOf volume currentRate dueByNow { minor } accrued { minor } expectedRate assumption scenarios
  finalVolume { low expected high } nextTier { from rate distance gain { minor } shadowPrice probability }
  accruals { month volume accrued { minor } change { minor } } sources }`;
const RECORD = `mutation ($account: ID!, $input: RebateTermsInput!) { recordRebateAgreement(accountId: $account, input: $input) { id state version } }`;
const READ = `query ($id: ID!) { rebateAgreement(id: $id) { id state version fromMonth toMonth scope tiers { from rate } settled { minor } creditNote { number }
  categories { externalId } products { externalId } account { externalId } ${STANDING} } }`;
const ACTIVATE = 'mutation ($id: ID!) { activateRebateAgreement(id: $id) { id state version } }';
const SETTLE =
  'mutation ($id: ID!, $input: SettleRebateAgreementInput!) { settleRebateAgreement(id: $id, input: $input) { state settled { minor } settledBy creditNote { number } } }';
const WATERFALL = `query ($id: ID!, $from: Date, $to: Date) { account(id: $id) { profitWaterfall(from: $from, to: $to) {
  steps { code amount { minor } reason } netSales { minor } contribution { minor } missing sources } } }`;
const TERMS = {
  number: 'R-1',
  from: '2024-01-01',
  to: '2024-12-31',
  basis: 'NET_SALES',
  kind: 'RETROACTIVE',
  tiers: [
    { from: '1000.00', rate: '0.01' },
    { from: '1200', rate: '0.03' },
  ],
};

/** 100.00 a month, one line each. */
function monthly(account: string, months: readonly string[], product = 'P', amount = '100.00', quantity = '5'): string {
  return months
    .map(
      (month) =>
        `${account},${product},C-${product},${month}-10,${account}-${month},${product},${quantity},${amount},60.00\n`,
    )
    .join('');
}
const months = (year: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);

describe('rebates', () => {
  let test: TestApp;
  let now = new Date('2024-06-30T12:00:00Z');
  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => now } });
  });
  afterAll(() => test.stop());

  async function company() {
    const tenant = await createTenant(test);
    return { tenant, ...(await createStaff(test, tenant)) };
  }
  const send = (token: string, kind: string, csv: string) =>
    importFile(test, token, kind, csv, { query: { createMissing: 'true' } });
  const idOf = async (tenantId: string, externalId: string): Promise<string> => {
    const { rows } = await test.admin.query('select id from account where tenant_id = $1 and external_id = $2', [
      tenantId,
      externalId,
    ]);
    return rows[0].id as string;
  };
  const recorded = async (client: GraphqlClient, account: string, input: object = TERMS): Promise<string> =>
    (await client.data<{ recordRebateAgreement: Agreement }>(RECORD, { account, input })).recordRebateAgreement.id;
  const agreed = async (client: GraphqlClient, account: string, input: object = TERMS): Promise<string> => {
    const id = await recorded(client, account, input);
    await client.data(ACTIVATE, { id });
    return id;
  };
  const read = async (client: GraphqlClient, id: string) =>
    (await client.data<{ rebateAgreement: Agreement & Record<string, unknown> }>(READ, { id })).rebateAgreement;
  const waterfall = async (client: GraphqlClient, id: string, from: string, to: string) => {
    const { account } = await client.data<{
      account: {
        profitWaterfall: {
          steps: { code: string; amount: Money | null; reason: string | null }[];
          netSales: Money;
          contribution: Money | null;
          missing: string[];
          sources: string[];
        };
      };
    }>(WATERFALL, { id, from, to });
    return account.profitWaterfall;
  };
  const rebateOf = (of: { steps: { code: string; amount: Money | null; reason: string | null }[] }) => {
    const step = of.steps.find(({ code }) => code === 'REBATES');
    return step?.amount?.minor ?? step?.reason;
  };

  it('TX-04: tells progress, the value of the next tier, what is accrued and why', async () => {
    const { tenant, client, token } = await company();
    await send(token, 'order-lines', LINES + monthly('A', [...months(2023, 12), ...months(2024, 6)]));
    const account = await idOf(tenant.id, 'A');
    const id = await agreed(client, account);
    const { standing, ...agreement } = await read(client, id);
    expect(agreement).toMatchObject({
      state: 'ACTIVE',
      version: 2,
      fromMonth: '2024-01-01',
      toMonth: '2024-12-01',
      scope: 'ALL',
      tiers: [
        { from: '1000', rate: '0.01' },
        { from: '1200', rate: '0.03' },
      ],
      account: { externalId: 'A' },
    });
    expect(standing).toMatchObject({
      asOf: '2024-06-30',
      volume: '600.00',
      currentRate: null,
      dueByNow: { minor: '0' },
      // Every course that the past knows ends at 1,200.00.
      accrued: { minor: '1800' },
      expectedRate: '0.030000',
      assumption: 'LIKE_THE_PAST',
      scenarios: 17,
      finalVolume: { low: '1200.00', expected: '1200.00', high: '1200.00' },
      nextTier: {
        from: '1000.00',
        rate: '0.01',
        distance: '400.00',
        gain: { minor: '1000' },
        shadowPrice: '0.025000',
        probability: 1,
      },
      sources: ['rebate_agreement', 'account_month'],
    });
    expect(standing.accruals.map(({ month, accrued }) => [month, accrued.minor])).toEqual(
      months(2024, 6).map((month, at) => [`${month}-01`, String(300 * (at + 1))]),
    );
    const liability = `{ rebateLiability { asOf agreements accrued { minor } awaitingSettlement toSettle { minor } reason } }`;
    const owed = {
      asOf: '2024-06-30',
      agreements: 1,
      accrued: { minor: '1800' },
      awaitingSettlement: 0,
      toSettle: { minor: '0' },
      reason: null,
    };
    expect(await client.data(liability)).toEqual({ rebateLiability: owed });
    expect(
      await client.data(
        `query ($id: ID!) { account(id: $id) ${liability.replace('{ rebateLiability', '{ rebateAgreements { id } rebateLiability')} }`,
        { id: account },
      ),
    ).toEqual({ account: { rebateAgreements: [{ id }], rebateLiability: owed } });
    const { account: story } = await client.data<{ account: { timeline: { nodes: { kind: string }[] } } }>(
      'query ($id: ID!) { account(id: $id) { timeline(first: 10) { nodes { kind } } } }',
      { id: account },
    );
    expect(story.timeline.nodes.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['rebate-agreement.recorded', 'rebate-agreement.activated']),
    );
  });

  it('TX-04: an order line that comes or goes changes the accrual at once', async () => {
    const { tenant, client, token } = await company();
    await send(token, 'order-lines', LINES + monthly('A', [...months(2023, 12), ...months(2024, 6)]));
    const id = await agreed(client, await idOf(tenant.id, 'A'));
    const before = await read(client, id);
    const more = await send(token, 'order-lines', `${LINES}A,P,C-P,2024-06-20,X,1,1,500.00,10.00\n`);
    const after = await read(client, id);
    expect(after.standing).toMatchObject({
      volume: '1100.00',
      currentRate: '0.01',
      dueByNow: { minor: '1100' },
      accrued: { minor: '3300' },
    });
    await client.data('mutation ($id: ID!) { undoImport(id: $id) { status } }', { id: more.id });
    expect(await read(client, id)).toEqual(before);
  });

  it('PF-01: the waterfall takes what falls on the period, and only knows that there is none where rebates are recorded', async () => {
    const { tenant, client, token } = await company();
    await send(
      token,
      'order-lines',
      LINES + monthly('A', [...months(2023, 12), ...months(2024, 6)]) + monthly('B', ['2024-02']),
    );
    const [a, b] = [await idOf(tenant.id, 'A'), await idOf(tenant.id, 'B')];
    const half = ['2024-01-01', '2024-06-30'] as const;
    const draft = await recorded(client, a);
    for (const account of [a, b]) expect(rebateOf(await waterfall(client, account, ...half))).toBe('NOT_RECORDED');
    expect(await client.data('{ rebateLiability { accrued { minor } toSettle { minor } reason } }')).toEqual({
      rebateLiability: { accrued: null, toSettle: null, reason: 'NOT_RECORDED' },
    });
    await client.data(ACTIVATE, { id: draft });
    const whole = await waterfall(client, a, ...half);
    expect(whole).toMatchObject({ netSales: { minor: '58200' }, contribution: { minor: '22200' } });
    expect(whole.sources).toContain('rebate_agreement');
    expect(whole.missing).not.toContain('REBATES');
    expect(rebateOf(whole)).toBe('-1800');
    expect(rebateOf(await waterfall(client, b, ...half))).toBe('0');
    const parts = await Promise.all(months(2024, 6).map((month) => waterfall(client, a, `${month}-01`, `${month}-01`)));
    expect(parts.reduce((sum, part) => sum + Number(rebateOf(part)), 0)).toBe(-1800);
    expect(rebateOf(await waterfall(client, a, '2023-01-01', '2023-12-31'))).toBe('0');
    const { whaleCurve } = await client.data<{ whaleCurve: { total: Money } }>(
      '{ whaleCurve(from: "2024-01-01", to: "2024-06-30") { total { minor } } }',
    );
    expect(whaleCurve.total.minor).toBe(String(22_200 + 4_000));
    await until(async () => {
      const { rows } = await test.admin.query(
        'select rebates_minor from account_value where tenant_id = $1 and account_id = $2',
        [tenant.id, a],
      );
      return rows[0]?.rebates_minor === '1800';
    }, 30_000);
    const { account } = await client.data<{ account: { value: { rebates: Money } } }>(
      'query ($id: ID!) { account(id: $id) { value { rebates { minor } } } }',
      { id: b },
    );
    expect(account.value.rebates).toEqual({ minor: '0' });
  });

  it('TX-04: goes by quantity of named products, and by net sales of a group in named categories', async () => {
    const { tenant, client, token } = await company();
    await send(token, 'accounts', 'externalId,name,parent\nG,Group,\nG1,One,G\nG2,Two,G\n');
    await send(
      token,
      'order-lines',
      LINES +
        monthly('G1', months(2024, 3), 'P', '100.00', '2.5') +
        monthly('G2', months(2024, 3), 'Q', '50.00', '1') +
        monthly('G', ['2024-01'], 'R', '999.00'),
    );
    const [group, one, two] = [await idOf(tenant.id, 'G'), await idOf(tenant.id, 'G1'), await idOf(tenant.id, 'G2')];
    const named = async (table: string, externalId: string) =>
      (
        await test.admin.query(`select id from ${table} where tenant_id = $1 and external_id = $2`, [
          tenant.id,
          externalId,
        ])
      ).rows[0].id as string;
    const units = await agreed(client, one, {
      ...TERMS,
      number: 'Q-1',
      basis: 'QUANTITY',
      kind: 'INCREMENTAL',
      productIds: [await named('product', 'P')],
      tiers: [
        { from: '5', rate: '0.40' },
        { from: '7.25', rate: '1.255' },
      ],
    });
    // 7.5 units: 2.25 of them at 0.40, 0.25 at 1.255.
    expect((await read(client, units)).standing).toMatchObject({
      volume: '7.5',
      currentRate: '1.255000',
      dueByNow: { minor: '121' },
      nextTier: null,
      sources: ['rebate_agreement', 'account_product_month'],
    });
    const of = await agreed(client, group, {
      ...TERMS,
      number: 'G-1',
      includesGroup: true,
      categoryIds: [await named('product_category', 'C-P'), await named('product_category', 'C-Q')],
      tiers: [{ from: '0', rate: '0.1' }],
    });
    const { standing, ...agreement } = await read(client, of);
    expect(agreement).toMatchObject({
      scope: 'CATEGORIES',
      products: [],
      categories: [{ externalId: 'C-P' }, { externalId: 'C-Q' }],
    });
    expect(standing).toMatchObject({ volume: '450.00', accrued: { minor: '4500' } });
    const whole = ['2024-01-01', '2024-06-30'] as const;
    expect(rebateOf(await waterfall(client, two, ...whole))).toBe('-1500');
    expect(rebateOf(await waterfall(client, group, ...whole))).toBe('0');
    const { account } = await client.data<{
      account: { rebateAgreements: { number: string }[]; rebateLiability: { accrued: Money } };
    }>('query ($id: ID!) { account(id: $id) { rebateAgreements { number } rebateLiability { accrued { minor } } } }', {
      id: two,
    });
    expect(account).toEqual({ rebateAgreements: [{ number: 'G-1' }], rebateLiability: { accrued: { minor: '1500' } } });
  });

  it('drafts are revised, agreements ended or settled with the credit note that paid them', async () => {
    const { tenant, client, token } = await company();
    await send(token, 'order-lines', LINES + monthly('A', months(2024, 6)) + monthly('B', ['2024-06']));
    const [a, b] = [await idOf(tenant.id, 'A'), await idOf(tenant.id, 'B')];
    const id = await recorded(client, a);
    const revise =
      'mutation ($id: ID!, $version: Int!, $input: RebateTermsInput!) { reviseRebateAgreement(id: $id, version: $version, input: $input) { version toMonth tiers { rate } } }';
    const input = { ...TERMS, to: '2024-06-01', tiers: [{ from: '0', rate: '0.02' }] };
    expect(await client.code(revise, { id, version: 7, input })).toBe('VERSION_CONFLICT');
    expect(await client.data(revise, { id, version: 1, input })).toEqual({
      reviseRebateAgreement: { version: 2, toMonth: '2024-06-01', tiers: [{ rate: '0.02' }] },
    });
    await client.data(ACTIVATE, { id });
    expect(await client.code(revise, { id, version: 3, input })).toBe('REBATE_NOT_DRAFT');
    expect(await client.code(ACTIVATE, { id })).toBe('TRANSITION_NOT_ALLOWED');
    expect(await client.code(SETTLE, { id, input: { amountMinor: '1' } })).toBe('PERIOD_NOT_OVER');
    expect(await client.code(SETTLE, { id, input: {} })).toBe('REBATE_AMOUNT_REQUIRED');
    const ended = await agreed(client, a, { ...TERMS, number: 'R-2' });
    const end =
      'mutation ($id: ID!, $last: Date!, $note: String!) { endRebateAgreement(id: $id, last: $last, note: $note) { state toMonth } }';
    expect(await client.code(end, { id: ended, last: '2024-12-31', note: 'x' })).toBe('END_OUTSIDE_PERIOD');
    expect(await client.data(end, { id: ended, last: '2024-03-15', note: 'Fixed prices since.' })).toEqual({
      endRebateAgreement: { state: 'ENDED', toMonth: '2024-03-01' },
    });
    const notes = await send(
      token,
      'credit-notes',
      'number,account,issuedOn,amount\nC-A,A,2024-06-29,11.00\nC-B,B,2024-06-29,5.00\n',
    );
    const noteId = async (number: string) =>
      (await test.admin.query('select id from credit_note where tenant_id = $1 and number = $2', [tenant.id, number]))
        .rows[0].id as string;
    now = new Date('2024-07-05T12:00:00Z');
    // Nobody stays signed in for so long.
    const { client: later } = await createStaff(test, tenant);
    try {
      expect(await later.data('{ rebateLiability { awaitingSettlement toSettle { minor } } }')).toEqual({
        rebateLiability: { awaitingSettlement: 2, toSettle: { minor: '1200' } },
      });
      expect(await later.code(SETTLE, { id, input: { creditNoteId: await noteId('C-B') } })).toBe(
        'CREDIT_NOTE_NOT_FOUND',
      );
      expect(await later.data(SETTLE, { id, input: { creditNoteId: await noteId('C-A') } })).toMatchObject({
        settleRebateAgreement: { state: 'SETTLED', settled: { minor: '1100' }, creditNote: { number: 'C-A' } },
      });
      expect((await read(later, id)).standing.accrued.minor).toBe('1100');
      // What was paid out spreads over what was bought.
      const parts = await Promise.all(
        months(2024, 6).map((month) => waterfall(later, a, `${month}-01`, `${month}-01`)),
      );
      expect(parts.reduce((sum, part) => sum + Number(rebateOf(part)), 0)).toBe(-1100);
      const undo = await later.send('mutation ($id: ID!) { undoImport(id: $id) { status } }', { id: notes.id });
      expect(undo.errors?.[0]).toMatchObject({
        extensions: { code: 'IMPORT_IN_USE', reasons: [{ code: 'REFERENCED' }] },
      });
      // Nothing was bought by B under it: all that was paid falls on the end.
      const poor = await agreed(later, b, { ...TERMS, number: 'R-3', to: '2024-05-01' });
      await later.data(SETTLE, { id: poor, input: { amountMinor: '700' } });
      expect(rebateOf(await waterfall(later, b, '2024-05-01', '2024-05-31'))).toBe('-700');
      expect(rebateOf(await waterfall(later, b, '2024-04-01', '2024-04-30'))).toBe('0');
    } finally {
      now = new Date('2024-06-30T12:00:00Z');
    }
  });

  it('refuses terms that cannot be meant', async () => {
    const { tenant, client } = await company();
    const account = await createAccount(test, tenant);
    const code = async (change: object) => {
      const { errors } = await client.send(RECORD, { account, input: { ...TERMS, ...change } });
      const { code: outer, reasons } = errors?.[0]?.extensions as { code: string; reasons: { code: string }[] };
      return outer === 'INPUT_INVALID' ? reasons.map((reason) => reason.code) : outer;
    };
    expect(await code({ to: '2023-12-31' })).toEqual(['PERIOD_INVALID']);
    expect(await code({ to: '2027-01-01' })).toEqual(['PERIOD_INVALID']);
    expect(await code({ tiers: [] })).toEqual(['TIERS_REQUIRED']);
    expect(await code({ tiers: [{ from: '0', rate: '1.5' }] })).toEqual(['TIERS_INVALID']);
    expect(await code({ tiers: [{ from: '0.001', rate: '0.5' }] })).toEqual(['TIERS_INVALID']);
    expect(await code({ basis: 'QUANTITY' })).toEqual(['SCOPE_REQUIRED']);
    const nobody = '00000000-0000-4000-8000-00000000dead';
    expect(await code({ productIds: [nobody], categoryIds: [nobody] })).toEqual(['SCOPE_MIXED']);
    expect(await code({ productIds: [nobody] })).toBe('NOT_FOUND');
    await recorded(client, account);
    expect(await code({})).toBe('REBATE_NUMBER_TAKEN');
  });

  it('lets those read who sell, those write who answer for it, and nobody else', async () => {
    const { tenant, client } = await company();
    const account = await createAccount(test, tenant);
    const id = await recorded(client, account);
    const sales = await createStaff(test, tenant, 'SALES');
    const service = await createStaff(test, tenant, 'SERVICE');
    expect(await sales.client.code(ACTIVATE, { id })).toBe('FORBIDDEN');
    expect(await service.client.code('{ rebateLiability { agreements } }')).toBe('FORBIDDEN');
    // Sales sees agreements of accounts of its own only.
    expect(
      await sales.client.data(
        `query ($id: ID!) { rebateAgreement(id: $id) { id } rebateAgreements { totalCount } rebateLiability { agreements } }`,
        { id },
      ),
    ).toEqual({
      rebateAgreement: null,
      rebateAgreements: { totalCount: 0 },
      rebateLiability: { agreements: 0 },
    });
    const manager = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    expect(await manager.client.code(ACTIVATE, { id })).toBe('NOT_FOUND');
  });

  it('takes agreements in from a file, once, and out again', async () => {
    const { tenant, client, token } = await company();
    await send(token, 'order-lines', LINES + monthly('A', months(2024, 2)));
    const file =
      'number,account,from,to,basis,tiers,products,status\n' +
      'R-1,A,2024-01,2024-12,,"1000=1%; 1200=2.5%",,\n' +
      'R-2,B,2024-01,2024-12,QUANTITY,5=0.4,P,DRAFT\n' +
      'R-3,A,2024-01,2024-12,QUANTITY,5=0.4,,\n' +
      'R-4,A,2024-01,2024-12,,10=5;5=6,,\n' +
      'R-5,A,2024-01,2024-12,,ten=5%,,\n' +
      'R-6,A,2024-01,2024-12,,0=5%,NOSUCH,\n';
    const first = await send(token, 'rebate-agreements', file);
    expect(first).toMatchObject({ rowsAdded: 2, rowsRejected: 4, created: { accounts: 1 } });
    expect((await rejectedRows(test, first.id)).map(([, , code]) => code)).toEqual([
      'TERMS_INVALID',
      'TERMS_INVALID',
      'NOT_A_NUMBER',
      'UNKNOWN_PRODUCT',
    ]);
    const { rebateAgreements } = await client.data<{ rebateAgreements: { nodes: (Agreement & { number: string })[] } }>(
      '{ rebateAgreements { nodes { id number state tiers { from rate } } } }',
    );
    expect(rebateAgreements.nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          number: 'R-1',
          state: 'ACTIVE',
          tiers: [
            { from: '1000', rate: '0.01' },
            { from: '1200', rate: '0.025' },
          ],
        }),
        expect.objectContaining({ number: 'R-2', state: 'DRAFT', tiers: [{ from: '5', rate: '0.4' }] }),
      ]),
    );
    const again = await send(token, 'rebate-agreements', file.split('\n').slice(0, 3).join('\n'));
    expect(again).toMatchObject({ rowsAdded: 0, rowsUnchanged: 2, rowsRejected: 0 });
    const changed = await send(
      token,
      'rebate-agreements',
      'number,account,from,to,tiers\nR-1,A,2024-01,2024-12,1000=9%\n',
    );
    expect((await rejectedRows(test, changed.id)).map(([, , code]) => code)).toEqual(['ROW_CHANGED']);
    const r2 = rebateAgreements.nodes.find(({ number }) => number === 'R-2')?.id;
    await client.data(ACTIVATE, { id: r2 });
    const undo = 'mutation ($id: ID!) { undoImport(id: $id) { status } }';
    const refused = await client.send(undo, { id: first.id });
    expect(refused.errors?.[0]).toMatchObject({
      extensions: { code: 'IMPORT_IN_USE', reasons: [{ code: 'REBATE_AGREEMENT_CHANGED', count: 1 }] },
    });
    const second = await send(
      token,
      'rebate-agreements',
      'number,account,from,to,tiers\nR-7,C,2024-01,2024-12,1000=9%\n',
    );
    await client.data(undo, { id: second.id });
    const { rows } = await test.admin.query(
      `select (select count(*) from rebate_agreement where tenant_id = $1)::int as agreements, (select count(*) from rebate_tier where tenant_id = $1)::int as tiers,
        (select count(*) from account where tenant_id = $1 and external_id = 'C')::int as accounts`,
      [tenant.id],
    );
    expect(rows).toEqual([{ agreements: 2, tiers: 3, accounts: 0 }]);
  });

  it('adds up: what falls on accounts and months is what agreements have accrued, whatever was bought', async () => {
    const { tenant, client, token } = await company();
    // Orders still arrive, so that figures are as of today.
    await send(token, 'order-lines', `${LINES}NOW,P,C,2024-06-29,NOW,1,1,1.00,0.00\n`);
    const line = fc.record({ at: fc.nat(17), net: fc.integer({ min: -30_000, max: 90_000 }) });
    const world = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 25 }),
      rates: fc.tuple(fc.nat(50), fc.nat(50)),
      kind: fc.constantFrom('RETROACTIVE', 'INCREMENTAL'),
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(world, async ({ lines, rates, kind }) => {
        const name = `P${++round}`;
        const rows = lines.map(({ at, net }, index) => {
          const day = new Date(Date.UTC(2023, at, 10)).toISOString().slice(0, 10);
          return `${name},P,C,${day},${name}-${index},1,1,${(net / 100).toFixed(2)},0.00\n`;
        });
        await send(token, 'order-lines', LINES + rows.join(''));
        const account = await idOf(tenant.id, name);
        const [low, high] = [Math.min(...rates), Math.max(...rates)];
        const id = await agreed(client, account, {
          ...TERMS,
          number: name,
          kind,
          tiers: [
            { from: '100.00', rate: `0.${String(low).padStart(3, '0')}` },
            { from: '900.00', rate: `0.${String(high).padStart(3, '0')}` },
          ],
        });
        const { standing } = await read(client, id);
        const parts = await Promise.all(
          months(2024, 6).map((month) => waterfall(client, account, `${month}-01`, `${month}-01`)),
        );
        const falling = parts.reduce((sum, part) => sum - Number(rebateOf(part)), 0);
        expect(String(falling)).toBe(standing.accrued.minor);
        expect(standing.accruals.at(-1)?.accrued.minor).toBe(standing.accrued.minor);
      }),
      { numRuns: 8 },
    );
    const { rebateAgreements, rebateLiability } = await client.data<{
      rebateAgreements: { nodes: { standing: { accrued: Money } }[] };
      rebateLiability: { accrued: Money };
    }>(
      '{ rebateAgreements(first: 100) { nodes { standing { accrued { minor } } } } rebateLiability { accrued { minor } } }',
    );
    const total = rebateAgreements.nodes.reduce((sum, { standing }) => sum + Number(standing.accrued.minor), 0);
    expect(rebateLiability.accrued.minor).toBe(String(total));
  });
});
