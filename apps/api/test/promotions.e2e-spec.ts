import { promotionSlots, promotionUplift, seededRandom } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createAccount } from './factories/account.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { checksums, importFile, type ImportResult, rejectedRows } from './support/import-client.js';

type Staff = Awaited<ReturnType<typeof createStaff>>;

const NOW = new Date('2026-06-30T09:00:00Z');
/** The first day of the promotion that is measured; weeks are counted from it. */
const START = '2026-03-02';
const dayAfter = (days: number): string => new Date(Date.parse(START) + days * 86_400_000).toISOString().slice(0, 10);

const HEAD = 'code,name,startsOn,endsOn,mechanic,discountPercent,cost,product,category,audience,region\n';
const UPTAKES = 'promotionCode,account,agreedOn,note\n';
const LINES = 'account,product,category,date,order,line,quantity,amount,cost\n';
const UNDO = 'mutation ($id: ID!) { undoImport(id: $id) { status } }';
const CODES = `query ($filter: PromotionFilter, $order: PromotionOrder) { promotions(filter: $filter, order: $order) { totalCount nodes { code state } } }`;
const CARD = `query ($id: ID!, $account: ID, $grain: PromotionGrain, $after: Int) {
  promotionCard(promotionId: $id, accountId: $account, grain: $grain, afterWeeks: $after) {
    grain asOf afterWeeks accounts participants buyers otherPromotions
    uplift { actual { minor } expected { minor } gross { minor } dip { minor } net { minor } low { minor } high { minor } confidence share afterComplete seasonCompared }
    upliftReason cannibalisation { lost { minor } low { minor } high { minor } } cannibalisationReason
    return { reason discount upliftMargin { minor } cannibalisedMargin { minor } cost { minor } profit { minor } profitLow { minor } profitHigh { minor } returnOnInvestment costCoverage estimated policyVersion }
    points { from to phase actual { minor } baseline { minor } } sources } }`;
const CREATE =
  'mutation ($input: CreatePromotionInput!) { createPromotion(input: $input) { id code version audience } }';
const UPDATE =
  'mutation ($id: ID!, $version: Int!, $input: UpdatePromotionInput!) { updatePromotion(id: $id, version: $version, input: $input) { id name endsOn version items { product { externalId } category { externalId } } } }';
const TAKE =
  'mutation ($input: RecordPromotionUptakeInput!) { recordPromotionUptake(input: $input) { id agreedOn note importId promotion { code } account { externalId } } }';

interface Card {
  readonly uplift: Record<string, { minor: string }> | null;
  readonly points: readonly { from: string; to: string; phase: string; actual: { minor: string } }[];
  readonly [field: string]: unknown;
}

describe('promotions', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Staff;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => NOW } });
  });
  afterAll(() => test.stop());

  /** A company with two accounts, two products of one category and one of another. */
  const fresh = async (): Promise<void> => {
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
    for (const [externalId, region] of [
      ['C1', 'North'],
      ['C2', 'South'],
    ] as const) {
      const id = await createAccount(test, tenant, { externalId });
      await test.admin.query('update account set region = $2 where id = $1', [id, region]);
    }
    await send('products', 'externalId,name,category\nP1,Pump,PUMPS\nP2,Small pump,PUMPS\nF1,Filter,FILTERS\n', true);
  };
  const send = (kind: string, csv: string, createMissing = false): Promise<ImportResult> =>
    importFile(test, admin.token, kind, csv, { query: createMissing ? { createMissing: 'true' } : {} });
  const counts = ({ rowsRead, rowsAdded, rowsUnchanged, rowsRejected }: ImportResult): number[] => [
    rowsRead,
    rowsAdded,
    rowsUnchanged,
    rowsRejected,
  ];
  const idOf = async (
    table: 'account' | 'product' | 'promotion' | 'product_category',
    key: string,
  ): Promise<string> => {
    const column = table === 'promotion' ? 'code' : 'external_id';
    const { rows } = await test.admin.query(`select id from ${table} where tenant_id = $1 and ${column} = $2`, [
      tenant.id,
      key,
    ]);
    return rows[0].id as string;
  };
  const card = async (code: string, variables: object = {}, client = admin.client): Promise<Card> =>
    (await client.data<{ promotionCard: Card }>(CARD, { id: await idOf('promotion', code), ...variables }))
      .promotionCard;

  /** A line a week for three years and up to now, of so much money. */
  const weekly = (
    account: string,
    product: string,
    amount: (week: number) => number,
    cost: (week: number) => number | null,
  ): string => {
    const category = product === 'F1' ? 'FILTERS' : 'PUMPS';
    return Array.from({ length: 156 + 17 }, (_, at) => at - 156)
      .map((week) =>
        [
          account,
          product,
          category,
          dayAfter(7 * week + 2),
          `${account}${product}${week}`,
          1,
          1,
          amount(week).toFixed(2),
          cost(week)?.toFixed(2) ?? '',
        ].join(','),
      )
      .join('\n')
      .concat('\n');
  };
  const PROMOTION = `${HEAD}SPRING,Spring pumps,${START},${dayAfter(13)},DISCOUNT,10,50.00,P1,,,\n`;
  /** Two weeks of 1,500 instead of 1,000, then two of 900; the other pump loses 100 a week meanwhile. */
  const during = (week: number): boolean => week === 0 || week === 1;
  const after = (week: number): boolean => week === 2 || week === 3;
  const told = async (costs = true): Promise<void> => {
    await fresh();
    const share = (part: number) =>
      weekly(
        'C1',
        'P1',
        (w) => part * (during(w) ? 1500 : after(w) ? 900 : 1000),
        (w) => (costs ? part * (during(w) ? 900 : 600) : null),
      ) +
      weekly(
        'C1',
        'P2',
        (w) => part * (during(w) ? 400 : 500),
        (w) => (costs ? part * (during(w) ? 200 : 250) : null),
      );
    const lines = share(0.5) + share(0.5).replaceAll('C1', 'C2');
    await send('order-lines', LINES + lines);
    await send('promotions', PROMOTION);
  };

  it('come as files, with what they are on and who takes part, and are found by what they hold for', async () => {
    await fresh();
    const file = `${HEAD}SPRING,Spring pumps,${START},${dayAfter(13)},DISCOUNT,10,50.00,P1,,,
SPRING,Spring pumps,${START},${dayAfter(13)},DISCOUNT,10.0,50,,FILTERS,,
NORTH,Up north,2026-06-01,2026-07-31,SUPPORT,,,,,,North
LIST,For some,2026-08-01,2026-08-31,OTHER,,,P2,,PARTICIPANTS,\n`;
    expect(counts(await send('promotions', file))).toEqual([4, 4, 0, 0]);
    expect(counts(await send('promotion-uptakes', `${UPTAKES}LIST,C2,2026-06-15,40 pieces\nLIST,C1,,\n`))).toEqual([
      2, 2, 0, 0,
    ]);
    expect(await admin.client.data(CODES)).toEqual({
      promotions: {
        totalCount: 3,
        nodes: [
          { code: 'LIST', state: 'UPCOMING' },
          { code: 'NORTH', state: 'RUNNING' },
          { code: 'SPRING', state: 'OVER' },
        ],
      },
    });
    const codes = async (filter: object, order?: string): Promise<string[]> => {
      const { promotions } = await admin.client.data<{ promotions: { nodes: { code: string }[] } }>(CODES, {
        filter,
        order,
      });
      return promotions.nodes.map(({ code }) => code);
    };
    expect(await codes({}, 'CODE')).toEqual(['LIST', 'NORTH', 'SPRING']);
    expect(await codes({ state: 'RUNNING' })).toEqual(['NORTH']);
    expect(await codes({ productId: await idOf('product', 'F1') })).toEqual(['NORTH', 'SPRING']);
    expect(await codes({ categoryId: await idOf('product_category', 'PUMPS') })).toEqual(['LIST', 'NORTH', 'SPRING']);
    expect(await codes({ accountId: await idOf('account', 'C2') })).toEqual(['LIST', 'SPRING']);
    expect(await codes({ accountId: 'C2' })).toEqual([]);
    expect(
      await admin.client
        .data(`{ account(externalId: "C1") { promotions { nodes { code cost { minor currency } discountPercent items { product { externalId } category { externalId } } } }
        promotionUptakes { totalCount nodes { agreedOn note promotion { code } } } }
        products(filter: { search: "Small pump" }) { nodes { promotions { nodes { code } } } } }`),
    ).toEqual({
      account: {
        promotions: {
          nodes: [
            {
              code: 'LIST',
              cost: null,
              discountPercent: null,
              items: [{ product: { externalId: 'P2' }, category: null }],
            },
            { code: 'NORTH', cost: null, discountPercent: null, items: [] },
            {
              code: 'SPRING',
              cost: { minor: '5000', currency: 'EUR' },
              discountPercent: '10',
              items: expect.arrayContaining([{ product: null, category: { externalId: 'FILTERS' } }]),
            },
          ],
        },
        promotionUptakes: {
          totalCount: 1,
          nodes: [{ agreedOn: '2026-08-01', note: null, promotion: { code: 'LIST' } }],
        },
      },
      products: { nodes: [{ promotions: { nodes: [{ code: 'LIST' }, { code: 'NORTH' }] } }] },
    });
  });

  it('are the same again when a file is sent again, and refuse what does not fit', async () => {
    await fresh();
    await send('promotions', PROMOTION);
    await send('promotion-uptakes', `${UPTAKES}SPRING,C1,2026-03-01,\n`);
    const before = await checksums(test, tenant.id);
    expect(counts(await send('promotions', PROMOTION))).toEqual([1, 0, 1, 0]);
    expect(counts(await send('promotion-uptakes', `${UPTAKES}SPRING,C1,2026-03-01,\n`))).toEqual([1, 0, 1, 0]);
    const row = (code: string, rest: string): string => `${code},Name,${START},${dayAfter(1)},${rest}\n`;
    const wrong = await send(
      'promotions',
      `${HEAD}SPRING,Spring pumps,${START},${dayAfter(13)},DISCOUNT,11,50.00,P1,,,
${row('A', 'SUPPORT,5,,,,,')}${row('A', 'DISCOUNT,100,,,,,')}A,Name,${START},${dayAfter(-1)},DISCOUNT,5,,,,,
${row('A', 'DISCOUNT,5,,P9,,,')}${row('A', 'DISCOUNT,5,,,KX,,')}${row('A', 'DISCOUNT,5,,P1,PUMPS,,')}${row('A', 'DISCOUNT,5,-1,,,,')}${row('A', 'DISCOUNT,5,,,,PARTICIPANTS,North')}${row('A', 'GIFT,5,,,,,')}`,
    );
    expect(counts(wrong)).toEqual([10, 0, 0, 10]);
    expect((await rejectedRows(test, wrong.id)).map(([, column, code]) => [column, code])).toEqual([
      ['code', 'ROW_CHANGED'],
      ['discountPercent', 'NOT_ALLOWED'],
      ['discountPercent', 'OUT_OF_RANGE'],
      ['endsOn', 'OUT_OF_RANGE'],
      ['product', 'UNKNOWN_PRODUCT'],
      ['category', 'UNKNOWN_CATEGORY'],
      ['category', 'NOT_ALLOWED'],
      ['cost', 'OUT_OF_RANGE'],
      ['region', 'NOT_ALLOWED'],
      ['mechanic', 'NOT_ALLOWED'],
    ]);
    const refused = await send(
      'promotion-uptakes',
      `${UPTAKES}SPRING,C1,2026-03-02,\nSPRING,C9,,\nAUTUMN,C1,,\nSPRING,C2,2999-07-01,\n`,
    );
    expect((await rejectedRows(test, refused.id)).map(([, column, code]) => [column, code])).toEqual([
      ['promotionCode', 'ROW_CHANGED'],
      ['account', 'UNKNOWN_ACCOUNT'],
      ['promotionCode', 'UNKNOWN_PROMOTION'],
      ['agreedOn', 'DATE_IN_FUTURE'],
    ]);
    expect(await checksums(test, tenant.id)).toEqual(before);
  });

  it('go with the import that brought them, as if they had never been', async () => {
    await fresh();
    const row = fc.record({
      code: fc.constantFrom('A', 'B', 'C'),
      percent: fc.constantFrom(5, 10),
      item: fc.constantFrom('P1,', 'P2,', ',PUMPS', ','),
    });
    const taken = fc.record({ code: fc.constantFrom('A', 'B', 'C'), account: fc.constantFrom('C1', 'C2') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.array(taken, { maxLength: 3 }),
        async (first, second, uptakes) => {
          await test.admin.query('delete from promotion_uptake where tenant_id = $1', [tenant.id]);
          await test.admin.query('delete from promotion_item where tenant_id = $1', [tenant.id]);
          await test.admin.query('delete from promotion where tenant_id = $1', [tenant.id]);
          const csv = (rows: typeof first): string =>
            HEAD +
            rows
              .map(({ code, percent, item }) => `${code},Name,${START},${START},DISCOUNT,${percent},,${item},,\n`)
              .join('');
          const imported = await send('promotions', csv(first));
          expect(imported.rowsAdded + imported.rowsUnchanged + imported.rowsRejected).toBe(first.length);
          const before = await checksums(test, tenant.id);
          const { id } = await send('promotions', csv(second));
          const between = await checksums(test, tenant.id);
          const more = await send(
            'promotion-uptakes',
            UPTAKES + uptakes.map(({ code, account }) => `${code},${account},,\n`).join(''),
          );
          await admin.client.data(UNDO, { id: more.id });
          expect(await checksums(test, tenant.id)).toEqual(between);
          await admin.client.data(UNDO, { id });
          expect(await checksums(test, tenant.id)).toEqual(before);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('stay while somebody takes part, while others put them on more, and once somebody changed them', async () => {
    await fresh();
    const { id } = await send('promotions', PROMOTION);
    const uptakes = await send('promotion-uptakes', `${UPTAKES}SPRING,C1,,\n`);
    const reasons = async (): Promise<string[]> => {
      const { errors } = await admin.client.send(UNDO, { id });
      const { code, reasons: found } = errors?.[0]?.extensions as { code: string; reasons: { code: string }[] };
      expect(code).toBe('IMPORT_IN_USE');
      return found.map((reason) => reason.code);
    };
    expect(await reasons()).toEqual(['PROMOTION_UPTAKE_DEPENDS']);
    await admin.client.data(UNDO, { id: uptakes.id });
    const items = await send('promotions', PROMOTION.replace(',P1,', ',P2,'));
    expect(counts(items)).toEqual([1, 1, 0, 0]);
    expect(await reasons()).toEqual(['PROMOTION_ITEM_DEPENDS']);
    await admin.client.data(UNDO, { id: items.id });
    await admin.client.data(UPDATE, {
      id: await idOf('promotion', 'SPRING'),
      version: 1,
      input: { name: 'Pumps in spring' },
    });
    expect(await reasons()).toEqual(['PROMOTION_CHANGED']);
    expect((await rejectedRows(test, (await send('promotions', PROMOTION)).id)).map(([, , code]) => code)).toEqual([
      'ROW_CHANGED',
    ]);
  });

  it('are entered, changed and taken back by hand, and every step is on record', async () => {
    await fresh();
    const [product, filters] = [await idOf('product', 'P1'), await idOf('product_category', 'FILTERS')];
    const input = {
      code: 'HAND',
      name: 'By hand',
      startsOn: START,
      endsOn: START,
      mechanic: 'FREE_GOODS',
      buyQuantity: '10',
      freeQuantity: '1',
      productIds: [product],
    };
    const { createPromotion: made } = await admin.client.data<{ createPromotion: { id: string } }>(CREATE, { input });
    expect(made).toMatchObject({ code: 'HAND', version: 1, audience: 'EVERYBODY' });
    const code = (document: string, variables: Record<string, unknown>, client = admin.client) =>
      client.code(document, variables);
    expect(await code(CREATE, { input })).toBe('PROMOTION_CODE_TAKEN');
    expect(await code(CREATE, { input: { ...input, code: 'X', endsOn: dayAfter(-1) } })).toBe('INPUT_INVALID');
    expect(await code(CREATE, { input: { ...input, code: 'X', freeQuantity: null } })).toBe('INPUT_INVALID');
    expect(await code(CREATE, { input: { ...input, code: 'X', productIds: [filters] } })).toBe('NOT_FOUND');
    expect(await code(UPDATE, { id: made.id, version: 2, input: {} })).toBe('VERSION_CONFLICT');
    expect(
      await admin.client.data(UPDATE, {
        id: made.id,
        version: 1,
        input: { endsOn: dayAfter(6), categoryIds: [filters], productIds: null },
      }),
    ).toEqual({
      updatePromotion: {
        id: made.id,
        name: 'By hand',
        endsOn: dayAfter(6),
        version: 2,
        items: [{ product: null, category: { externalId: 'FILTERS' } }],
      },
    });
    const accountId = await idOf('account', 'C1');
    const { recordPromotionUptake: uptake } = await admin.client.data<{ recordPromotionUptake: { id: string } }>(TAKE, {
      input: { promotionId: made.id, accountId, note: 'Two pallets' },
    });
    expect(uptake).toMatchObject({
      agreedOn: '2026-06-30',
      note: 'Two pallets',
      importId: null,
      promotion: { code: 'HAND' },
      account: { externalId: 'C1' },
    });
    expect(await code(TAKE, { input: { promotionId: made.id, accountId } })).toBe('UPTAKE_RECORDED');
    expect(await code(TAKE, { input: { promotionId: accountId, accountId } })).toBe('NOT_FOUND');
    const withdraw = 'mutation ($id: ID!) { withdrawPromotion(id: $id) }';
    const leave = 'mutation ($id: ID!) { withdrawPromotionUptake(id: $id) }';
    expect(await code(withdraw, { id: made.id })).toBe('PROMOTION_IN_USE');
    const seller = await createStaff(test, tenant, 'SALES');
    expect(await code(CREATE, { input: { ...input, code: 'X' } }, seller.client)).toBe('FORBIDDEN');
    expect(await code(TAKE, { input: { promotionId: made.id, accountId } }, seller.client)).toBe('NOT_FOUND');
    expect(await code(leave, { id: uptake.id }, seller.client)).toBe('NOT_FOUND');
    expect(await admin.client.data(leave, { id: uptake.id })).toEqual({ withdrawPromotionUptake: uptake.id });
    expect(await admin.client.data(withdraw, { id: made.id })).toEqual({ withdrawPromotion: made.id });
    const { rows } = await test.admin.query(
      `select entity || '.' || action as kind from audit_log where tenant_id = $1 and entity like 'promotion%' order by id`,
      [tenant.id],
    );
    expect(rows.map(({ kind }) => kind as string)).toEqual([
      'promotion.created',
      'promotion.updated',
      'promotion-uptake.recorded',
      'promotion-uptake.withdrawn',
      'promotion.withdrawn',
    ]);
    const told = await test.admin.query('select kind from timeline_entry where account_id = $1 order by id', [
      accountId,
    ]);
    expect(told.rows.map(({ kind }) => kind as string)).toEqual(
      expect.arrayContaining(['promotion-uptake.recorded', 'promotion-uptake.withdrawn']),
    );
    // What a file brought goes with the file.
    await send('promotions', PROMOTION);
    expect(await code(withdraw, { id: await idOf('promotion', 'SPRING') })).toBe('PROMOTION_IMPORTED');
  });

  it('are named by order lines, which then tell how they were taken up', async () => {
    await fresh();
    const campaign = await send('promotions', PROMOTION);
    const head = LINES.replace('cost\n', 'cost,promotion\n');
    const line = (account: string, order: number, day: string, amount: string, code: string) =>
      `${account},P1,PUMPS,${day},${order},1,1,${amount},,${code}\n`;
    const file = [
      line('C1', 1, START, '100.00', 'SPRING'),
      line('C1', 2, dayAfter(1), '50.00', ''),
      line('C2', 3, dayAfter(20), '30.00', 'SPRING'),
      line('C2', 4, START, '70.00', 'AUTUMN'),
    ];
    const sent = await send('order-lines', head + file.join(''));
    expect(counts(sent)).toEqual([4, 3, 0, 1]);
    expect(await rejectedRows(test, sent.id)).toEqual([[5, 'promotion', 'UNKNOWN_PROMOTION', 'AUTUMN']]);
    expect(counts(await send('order-lines', head + file.slice(0, 3).join('')))).toEqual([3, 0, 3, 0]);
    // A file of unknown codes alone adds nothing.
    expect(counts(await send('order-lines', head + (file[3] as string)))).toEqual([1, 0, 0, 1]);
    const lines = async (account: string) =>
      (
        await admin.client.data<{ account: { orderLines: { nodes: object[] } } }>(
          `query ($id: String!) { account(externalId: $id) { orderLines { nodes { orderNumber promotion { code } corrections { promotion { code } } } } } }`,
          { id: account },
        )
      ).account.orderLines.nodes;
    const none = { corrections: [] };
    expect(await lines('C1')).toEqual([
      { orderNumber: '2', promotion: null, ...none },
      { orderNumber: '1', promotion: { code: 'SPRING' }, ...none },
    ]);
    const taken = async (variables: object = {}) => {
      const { buyers, uptake, sources } = (
        await admin.client.data<{ promotionCard: { buyers: number; uptake: object; sources: string[] } }>(
          `query ($id: ID!, $account: ID, $grain: PromotionGrain) { promotionCard(promotionId: $id, accountId: $account, grain: $grain) {
            buyers uptake { measuredBy lines net { minor } source } sources } }`,
          { id: await idOf('promotion', 'SPRING'), ...variables },
        )
      ).promotionCard;
      return { buyers, sources, ...uptake };
    };
    const byCode = { measuredBy: 'CODE', source: 'order_line' };
    // One was sold under it after its end: that counts, and what was sold while it ran without it does not.
    expect(await taken()).toEqual({
      ...{ ...byCode, buyers: 2, lines: 2, net: { minor: '13000' } },
      sources: ['promotion', 'promotion_uptake', 'order_line'],
    });
    expect(await taken({ account: await idOf('account', 'C2'), grain: 'MONTH' })).toEqual({
      ...{ ...byCode, buyers: 1, lines: 1, net: { minor: '3000' } },
      sources: ['promotion', 'promotion_uptake', 'account_product_month', 'order_line'],
    });
    // A correction takes the code away, or gives one; what is sold stays the same.
    const before = await checksums(test, tenant.id);
    const second = await importFile(
      test,
      admin.token,
      'order-lines',
      head + [line('C1', 1, START, '100.00', ''), line('C1', 2, dayAfter(1), '50.00', 'SPRING')].join(''),
      { query: { onChange: 'correct' } },
    );
    expect(counts(second)).toEqual([2, 2, 0, 0]);
    expect(await lines('C1')).toEqual([
      { orderNumber: '2', promotion: { code: 'SPRING' }, corrections: [{ promotion: null }] },
      { orderNumber: '1', promotion: null, corrections: [{ promotion: { code: 'SPRING' } }] },
    ]);
    expect(await taken()).toMatchObject({ lines: 2, net: { minor: '8000' } });
    const corrected = await checksums(test, tenant.id);
    expect(Object.keys(before).filter((table) => before[table] !== corrected[table])).toEqual(['order_line']);
    await admin.client.data(UNDO, { id: second.id });
    expect(await checksums(test, tenant.id)).toEqual(before);
    // A correction to a code that does not exist leaves the line as it is.
    const wrong = await importFile(test, admin.token, 'order-lines', head + line('C1', 1, START, '100.00', 'NONE'), {
      query: { onChange: 'correct' },
    });
    expect(counts(wrong)).toEqual([1, 0, 0, 1]);
    expect(await checksums(test, tenant.id)).toEqual(before);
    // It stays while lines name it.
    const refused = await admin.client.send(UNDO, { id: campaign.id });
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'IMPORT_IN_USE',
      reasons: [{ code: 'ORDER_LINE_DEPENDS', count: 2 }],
    });
    await admin.client.data(UNDO, { id: sent.id });
    expect(await taken()).toMatchObject({ measuredBy: 'GOODS', buyers: 0, lines: 0, source: 'order_line' });
    await admin.client.data(UNDO, { id: campaign.id });
    const { createPromotion: own } = await admin.client.data<{ createPromotion: { id: string } }>(CREATE, {
      input: { code: 'AUTUMN', name: 'Autumn', startsOn: START, endsOn: dayAfter(3), mechanic: 'SUPPORT' },
    });
    await send('order-lines', head + (file[3] as string));
    expect(await admin.client.code('mutation ($id: ID!) { withdrawPromotion(id: $id) }', { id: own.id })).toBe(
      'PROMOTION_IN_USE',
    );
  });

  it('TX-01 TX-03: tell uplift, dip, cannibalisation and return, over all accounts and for one', async () => {
    await told();
    const { points, ...figures } = await card('SPRING');
    // Nothing but the promotion moves sales, so that the bounds close on the figures. Of 3,000 at 10 % off 40 % are margin:
    // (1,000 + 200) × .4 − 200 × .46 = 388 earned, 200 × .5 lost on the other pump, 200 given away and 50 spent.
    expect(figures).toEqual({
      grain: 'WEEK',
      asOf: '2026-06-29',
      afterWeeks: 2,
      accounts: 2,
      participants: 0,
      buyers: 2,
      otherPromotions: 0,
      uplift: {
        actual: { minor: '300000' },
        expected: { minor: '200000' },
        gross: { minor: '100000' },
        dip: { minor: '20000' },
        net: { minor: '80000' },
        low: { minor: '80000' },
        high: { minor: '80000' },
        confidence: 0.9,
        share: 0.4,
        afterComplete: true,
        seasonCompared: true,
      },
      upliftReason: null,
      cannibalisation: { lost: { minor: '20000' }, low: { minor: '20000' }, high: { minor: '20000' } },
      cannibalisationReason: null,
      return: {
        reason: null,
        discount: '0.100000',
        upliftMargin: { minor: '38800' },
        cannibalisedMargin: { minor: '10000' },
        cost: { minor: '25000' },
        profit: { minor: '3800' },
        profitLow: { minor: '3800' },
        profitHigh: { minor: '3800' },
        returnOnInvestment: '0.1520',
        costCoverage: 1,
        estimated: false,
        policyVersion: 0,
      },
      sources: ['promotion', 'promotion_uptake', 'order_line'],
    });
    expect(points).toHaveLength(156 + 17);
    expect(points[156]).toEqual({
      from: START,
      to: dayAfter(6),
      phase: 'PROMOTION',
      actual: { minor: '150000' },
      baseline: { minor: '100000' },
    });
    const one = await card('SPRING', { account: await idOf('account', 'C2') });
    expect(one).toMatchObject({
      accounts: 1,
      uplift: { net: { minor: '40000' } },
      return: { reason: 'COST_OF_MORE_ACCOUNTS', profit: null },
    });
  });

  it('§8.18: show the figures of the formula for any sales', async () => {
    await fresh();
    const random = seededRandom(5);
    const amounts = new Map<number, number>();
    await send(
      'order-lines',
      LINES +
        weekly(
          'C1',
          'P1',
          (week) => {
            const cents = Math.round(
              100_000 * (1 + 0.3 * Math.sin((2 * Math.PI * week) / 52)) +
                20_000 * random() +
                (during(week) ? 60_000 : 0),
            );
            amounts.set(week, cents);
            return cents / 100;
          },
          () => null,
        ),
    );
    await send('promotions', PROMOTION);
    const id = await idOf('promotion', 'SPRING');
    const slots = promotionSlots(
      { startsOn: START, endsOn: dayAfter(13) },
      { grain: 'WEEK', from: dayAfter(-7 * 156), to: '2026-06-29' },
    );
    const expected = promotionUplift(
      slots.map(({ season, phase }, at) => ({ season, phase, sales: amounts.get(at - 156) as number })),
      { random: seededRandom(Number.parseInt(id.slice(-8), 16)), draws: 200 },
    );
    const { uplift } = await card('SPRING');
    const rounded = (value: number | undefined) => ({ minor: String(Math.round(value as number)) });
    expect(uplift).toMatchObject({
      expected: rounded(expected?.expected),
      gross: rounded(expected?.grossUplift),
      dip: rounded(expected?.dip),
      net: rounded(expected?.netUplift),
      low: rounded(expected?.interval.lower),
      high: rounded(expected?.interval.upper),
    });
    expect(Number(uplift?.['low']?.minor)).toBeLessThan(120_000);
    expect(Number(uplift?.['high']?.minor)).toBeGreaterThan(80_000);
    // The same question gets the same answer.
    expect(await card('SPRING')).toEqual(await card('SPRING'));
  });

  it('say why a figure is missing', async () => {
    await told(false);
    expect(await card('SPRING')).toMatchObject({
      return: { reason: 'COST_COVERAGE_LOW', costCoverage: 0, profit: null },
    });
    const row = (code: string, rest: string): string => `${code},Name,${rest}\n`;
    await send(
      'promotions',
      HEAD +
        row('LATER', `2026-08-01,2026-08-02,DISCOUNT,5,0,P1,,,`) +
        row('NOBODY', `${START},${START},DISCOUNT,5,0,P1,,PARTICIPANTS,`) +
        row('FILTERS', `${START},${START},DISCOUNT,5,0,,FILTERS,,`) +
        row('SUPPORT', `${dayAfter(56)},${dayAfter(62)},SUPPORT,,,,PUMPS,,`) +
        row('OTHER', `${dayAfter(56)},${dayAfter(62)},OTHER,,0,,PUMPS,,`),
    );
    const why = async (code: string): Promise<unknown[]> => {
      const { uplift, upliftReason, cannibalisationReason, return: earned } = await card(code);
      return [uplift === null, upliftReason, cannibalisationReason, (earned as { reason: string }).reason];
    };
    expect(await why('LATER')).toEqual([true, 'NOT_STARTED', 'NOT_STARTED', 'UPLIFT_UNKNOWN']);
    expect(await why('NOBODY')).toEqual([true, 'NO_PARTICIPANTS', 'NO_PARTICIPANTS', 'UPLIFT_UNKNOWN']);
    expect(await why('FILTERS')).toEqual([true, 'NO_SALES', 'NO_SALES', 'UPLIFT_UNKNOWN']);
    expect(await why('SUPPORT')).toEqual([false, null, 'NOTHING_ALIKE', 'COST_NOT_TOLD']);
    expect(await why('OTHER')).toEqual([false, null, 'NOTHING_ALIKE', 'DISCOUNT_NOT_TOLD']);
    expect(await admin.client.code(CARD, { id: await idOf('account', 'C1') })).toBe('NOT_FOUND');
    const many = Array.from({ length: 11 }, (_, n) => `c${n}: promotionCard(promotionId: $id) { asOf }`).join(' ');
    expect(await admin.client.code(`query ($id: ID!) { ${many} }`, { id: await idOf('promotion', 'SPRING') })).toBe(
      'TOO_MANY_CARDS',
    );
    expect(await admin.client.code(CARD, { id: await idOf('promotion', 'SPRING'), after: 27 })).toBe('INPUT_INVALID');
  });

  it('need half a year of undisturbed weeks', async () => {
    await fresh();
    const lines = weekly(
      'C1',
      'P1',
      () => 10,
      () => null,
    ).split('\n');
    await send('order-lines', LINES + lines.slice(130 + 10, 150 + 10).join('\n'));
    await send('promotions', PROMOTION);
    expect(await card('SPRING')).toMatchObject({
      uplift: null,
      upliftReason: 'HISTORY_TOO_SHORT',
      cannibalisationReason: 'HISTORY_TOO_SHORT',
    });
    await send('order-lines', LINES + lines.slice(120, 140).join('\n'));
    expect(await card('SPRING')).toMatchObject({
      asOf: dayAfter(23),
      uplift: { seasonCompared: false, afterComplete: false },
    });
  });

  it('leave weeks of other promotions out, and measure months from the monthly roll-up', async () => {
    await told();
    const earlier = (code: string, years: number): string => {
      const [from, to] = [dayAfter(-364 * years), dayAfter(-364 * years + 13)];
      return `${code},Name,${from},${to},DISCOUNT,10,0,,PUMPS,,\n`;
    };
    await send('promotions', HEAD + earlier('LAST', 1) + earlier('BEFORE', 2));
    const { points, ...figures } = await card('SPRING');
    expect(figures).toMatchObject({ otherPromotions: 2, uplift: { net: { minor: '80000' } } });
    expect(points.filter(({ phase }) => phase === 'OTHER')).toHaveLength(8);
    const monthly = await card('SPRING', { grain: 'MONTH', after: 0 });
    // Months have four or five weeks of orders; March has five, two of them promoted.
    expect(monthly).toMatchObject({
      grain: 'MONTH',
      afterWeeks: 0,
      sources: ['promotion', 'promotion_uptake', 'account_product_month'],
    });
    const march = monthly.points.find(({ phase }) => phase === 'PROMOTION');
    expect(march).toMatchObject({ from: '2026-03-01', to: '2026-03-31' });
    expect(march?.actual.minor).toBe(String(2 * 150_000 + 2 * 90_000));
  });

  it('on everything are measured from the daily roll-up, for those who take part', async () => {
    await told();
    await send('promotions', `${HEAD}ALL,All,${START},${dayAfter(13)},SUPPORT,,0,,,PARTICIPANTS,\n`);
    await send('promotion-uptakes', `${UPTAKES}ALL,C1,2026-03-01,\n`);
    await test.admin.query(`delete from promotion_item where tenant_id = $1 and promotion_id = $2`, [
      tenant.id,
      await idOf('promotion', 'SPRING'),
    ]);
    await test.admin.query(`delete from promotion where tenant_id = $1 and code = 'SPRING'`, [tenant.id]);
    expect(await card('ALL')).toMatchObject({
      accounts: 1,
      participants: 1,
      buyers: 1,
      uplift: { actual: { minor: '190000' }, gross: { minor: '40000' }, dip: { minor: '10000' } },
      cannibalisationReason: 'NOTHING_ALIKE',
      return: { reason: null, cannibalisedMargin: { minor: '0' } },
      sources: ['promotion', 'promotion_uptake', 'account_order_day', 'order_line'],
    });
  });

  it('show nobody more than the accounts that he or she sees', async () => {
    await told();
    const seller = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    expect(await card('SPRING', {}, seller.client)).toMatchObject({
      accounts: 0,
      upliftReason: 'NO_PARTICIPANTS',
      points: [],
    });
    await test.admin.query('update account set owner_id = $2 where id = $1', [await idOf('account', 'C1'), seller.id]);
    expect(await card('SPRING', {}, seller.client)).toMatchObject({
      accounts: 1,
      uplift: { net: { minor: '40000' } },
      return: { reason: 'COST_OF_MORE_ACCOUNTS' },
    });
    const account = await idOf('account', 'C2');
    expect(await seller.client.code(CARD, { id: await idOf('promotion', 'SPRING'), account })).toBe('NOT_FOUND');
    const sales = await createStaff(test, tenant, 'SALES');
    expect(await sales.client.code(CARD, { id: await idOf('promotion', 'SPRING') })).toBe('FORBIDDEN');
    const stranger = await createStaff(test, await createTenant(test));
    expect(await stranger.client.code(CARD, { id: await idOf('promotion', 'SPRING') })).toBe('NOT_FOUND');
    expect(await stranger.client.data(CODES)).toEqual({ promotions: { totalCount: 0, nodes: [] } });
  });
});
