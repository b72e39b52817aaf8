import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccount } from './factories/account.factory.js';
import { createContact } from './factories/contact.factory.js';
import { addEntries, type StoredEntry, touchOf } from './factories/ledger.factory.js';
import { createCategory, createProduct } from './factories/product.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { addOrderDays, addShares, daysApart } from './factories/trade.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { countStatements } from './support/statement-count.js';

const TODAY = '2026-11-22';
const SATISFACTION = `satisfaction(asOf: $asOf) { asOf reason index happiness answers evidence
  ours { supplier class gap { mean standardError low } performance { mean } attributes { attribute responses expected weight class gap { mean } } }
  rivals { supplier attributes { attribute perceived { mean } } } vacancies { attribute expected bestPerceived bestSupplier vacancy }
  expectationSources { source count share } drift { attribute rounds perRound } }`;
const LOYALTY = `loyalty(asOf: $asOf) { behavioural intentional emotional code pattern quadrant happyShare warning
  components { component kind figure { value reason sources evidence } } happiness { value reason } purchasingRisk { value } switchingCost { value reason } }`;
const QUALITY = `relationshipQuality(asOf: $asOf) { trustGap respondents evidence personalTrustWeight { value sources }
  people { trust { mean respondents } commitment { mean } serviceQuality { mean } overall { mean } reason } company { trust { mean standardError } reason } }`;
const DIFFERENCES = `relationshipDifferences(asOf: $asOf) { distance known differences { dimension ours theirs difference reason evidence }
  closeness { value reason } conflictRate { value reason sources } adaptation { value reason }
  ourInvestments { cumulative { minor } perYear { year amount { minor } } longTermShare { value reason } } theirInvestments { cumulative { minor } } }`;
const DEPENDENCE = `dependence(asOf: $asOf) { ours theirs power interdependence reason basis coercionFlagged coerced contradicted
  revenueShare { value reason } customerReplacement { value evidence } purchaseShare { value reason } supplierReplacement { value reason }
  lockIn { mutual balance answer sharedCapital ours { total { minor } index reason missing }
    theirs { requalification { minor } tooling { minor } downtime { minor } forfeitedRebate { minor } total { minor } inYearsOfPurchases index missing evidence } } }`;
const PURCHASING = `purchasing(asOf: $asOf) { reason targetStage realisticTarget capped
  categories { categoryId position reason profitImpact supplyRisk costShare { value sources } qualifiedSuppliers { value evidence } substitutes } }`;
const SWOT = `swot(asOf: $asOf, rival: $rival) { rival reason entries { kind subject weight from evidence } pairs { strategy inner { subject } outer { subject } } }`;
const ARCHETYPE = `archetype(asOf: $asOf) { complexOffering expectedFirstLevel level belowExpected exploratoryUntil exploratoryTooLong }`;
const CULTURE = `culture { home country distance reason abroad missing completeness sources notes { factor note }
  differences { dimension ours theirs difference advice } }`;
const ALL = [SATISFACTION, LOYALTY, QUALITY, DIFFERENCES, DEPENDENCE, PURCHASING, ARCHETYPE, CULTURE].join(' ');
const PROFILES =
  'mutation ($profiles: [CountryProfileInput!]!) { setCountryProfiles(profiles: $profiles) { home countries { country scores { dimension score } } } }';

type Answer = Readonly<Record<string, unknown>>;

describe('measures of the relationship with an account', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let admin: Awaited<ReturnType<typeof createStaff>>;

  beforeAll(async () => {
    const clock = { now: () => new Date(`${TODAY}T09:00:00.000Z`) };
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock });
    tenant = await createTenant(test);
    admin = await createStaff(test, tenant);
  });
  afterAll(() => test.stop());

  const read = async (id: string, fields: string, more: Readonly<Record<string, unknown>> = {}): Promise<Answer> => {
    const rival = fields.includes('$rival') ? ', $rival: String' : '';
    const asOf = fields.includes('$asOf') ? ', $asOf: Date' : '';
    const { account } = await admin.client.data<{ account: Answer }>(
      `query ($id: ID!${asOf}${rival}) { account(id: $id) { ${fields} } }`,
      { id, ...more },
    );
    return account;
  };
  const someone = async (account: string): Promise<string> => (await createContact(test, tenant, account)).contactId;
  const add = (account: string, entries: readonly StoredEntry[]) => addEntries(test, tenant.id, account, entries);
  const rated = (
    attribute: string,
    [expected, perceived]: readonly [number, number],
    more: Readonly<Record<string, unknown>> = {},
    on = '2026-11-01',
  ): StoredEntry => ({ kind: 'SATISFACTION_RATING', on, payload: { attribute, expected, perceived, ...more } });
  const eur = (amountMinor: number) => ({ amountMinor: String(amountMinor), currency: 'EUR' });
  /** Net sales of the last month that is over. */
  const sold = async (account: string, minor: number, categoryId?: string): Promise<void> => {
    const product = await createProduct(test, tenant, categoryId === undefined ? {} : { categoryId });
    await test.admin.query(
      `with m as (insert into account_month (tenant_id, account_id, month, net_minor, lines, list_minor, listed_minor, cost_minor, costed_minor)
         values ($1, $2, '2026-10-01', $4, 1, 0, 0, 0, 0)),
       c as (insert into account_category_month (tenant_id, account_id, category_id, month, net_minor, quantity, lines)
         values ($1, $2, $5, '2026-10-01', $4, 1, 1))
       insert into product_month (tenant_id, product_id, category_id, month, net_minor, quantity, lines, list_minor, listed_minor, cost_minor, costed_minor)
       values ($1, $3, $5, '2026-10-01', $4, 1, 1, 0, 0, 0, 0)`,
      [tenant.id, account, product.productId, minor, product.categoryId],
    );
  };
  const needs = (account: string, categoryId: string) =>
    test.admin.query(
      `insert into wallet (tenant_id, id, account_id, category_id, month, months, amount_minor, currency, method, confidence, source, observed_on, recorded_by)
       values ($1, gen_random_uuid(), $2, $3, '2026-01-01', 12, 100000, 'EUR', 'DECLARED', 'A', 'visit', '2026-01-01', 'system:test')`,
      [tenant.id, account, categoryId],
    );

  it('VA-01, VA-02, VA-05, VA-10, RM-20: satisfaction is what was found less what was expected, of each person the newest', async () => {
    const account = await createAccount(test, tenant);
    const [one, other, former] = [await someone(account), await someone(account), await someone(account)];
    const [quality, price, second] = await add(account, [
      rated('QUALITY', [6, 7], { contact: one, importance: 8, expectationFrom: 'PAST_EXPERIENCE' }),
      rated('PRICE', [6, 4], { contact: one, importance: 4, expectationFrom: 'WORD_OF_MOUTH' }),
      rated('QUALITY', [6, 6], { contact: other, expectationFrom: 'PAST_EXPERIENCE' }),
      rated('QUALITY', [5, 1], { contact: one }, '2026-09-01'),
      rated('QUALITY', [2, 1], { contact: former }, '2025-10-01'),
      rated('QUALITY', [6, 5], { contact: one, supplier: 'Rival GmbH' }),
      rated('PRICE', [6, 5], { contact: one, supplier: 'Rival GmbH' }),
    ]);
    const { satisfaction } = await read(account, SATISFACTION);
    // (8 · 0.5 + 4 · −2) ÷ 12 = −1/3; the index is 50 + 50 · gap ÷ 6.
    expect(satisfaction).toMatchObject({
      ...{
        reason: null,
        answers: 5,
        index: expect.closeTo(50 - 50 / 18, 9),
        happiness: expect.closeTo(50 + 25 / 6, 9),
      },
      ours: {
        ...{ supplier: null, gap: { mean: expect.closeTo(-1 / 3, 9), standardError: null, low: null } },
        ...{ class: 'DISSATISFIED', performance: { mean: expect.closeTo((8 * 6.5 + 4 * 4) / 12, 9) } },
        attributes: [
          { attribute: 'PRICE', responses: 1, gap: { mean: -2 }, class: 'DISSATISFIED' },
          { attribute: 'QUALITY', responses: 2, expected: 6, gap: { mean: 0.5 }, weight: expect.closeTo(2 / 3, 9) },
        ],
      },
      rivals: [{ supplier: 'Rival GmbH' }],
      vacancies: [{ attribute: 'PRICE', expected: 6, bestPerceived: 5, bestSupplier: 'Rival GmbH', vacancy: 1 }],
      expectationSources: [{ source: 'PAST_EXPERIENCE', count: 2 }, { count: 1 }, { count: 0 }],
      // Expected of quality: 2, then 5, then 6 a round; the median of the slopes 3, 1 and 2.
      drift: [{ attribute: 'QUALITY', rounds: 3, perRound: 2 }],
    });
    expect(satisfaction).toMatchObject({ evidence: expect.arrayContaining([quality, price, second]) });
    // A past day reads what was known then, and an answer counts for twelve months.
    expect((await read(account, SATISFACTION, { asOf: '2026-09-30' }))['satisfaction']).toMatchObject({
      answers: 2,
      ours: { gap: { mean: -2.5 } },
    });
    expect((await read(account, SATISFACTION, { asOf: '2026-05-01' }))['satisfaction']).toMatchObject({ answers: 1 });
  });

  it('counts today what was recorded just now, where the tenant’s day is over before that of UTC', async () => {
    const account = await createAccount(test, tenant);
    await test.admin.query(`update tenant set time_zone = 'Pacific/Kiritimati' where id = $1`, [tenant.id]);
    await add(account, [{ ...rated('PRICE', [5, 6], {}, TODAY), recordedAt: `${TODAY}T12:00:00Z` }]);
    const now = await read(account, SATISFACTION);
    await test.admin.query(`update tenant set time_zone = 'UTC' where id = $1`, [tenant.id]);
    expect(now['satisfaction']).toMatchObject({ asOf: TODAY, answers: 1, ours: { class: 'SATISFIED' } });
  });

  it('says of every measure why it has no value, and never a number instead', async () => {
    const account = await createAccount(test, tenant);
    await add(account, [rated('PRICE', [5, 5], {}, '2025-01-01')]);
    const nothing = await read(account, `${ALL} ${SWOT}`);
    expect(nothing).toMatchObject({
      satisfaction: { ours: null, reason: 'ANSWERS_TOO_OLD', index: null, answers: 0, drift: [] },
      loyalty: { behavioural: null, intentional: null, emotional: null, pattern: null, quadrant: null, warning: null },
      relationshipQuality: { people: { trust: null, reason: 'NOT_ASKED' }, trustGap: null, respondents: 0 },
      relationshipDifferences: { distance: null, known: 0, closeness: { value: null, reason: 'NO_CONTACTS' } },
      dependence: {
        power: null,
        reason: 'PART_UNKNOWN',
        basis: null,
        coercionFlagged: false,
        lockIn: { answer: null },
      },
      purchasing: { categories: [], reason: 'NOT_RECORDED', capped: false },
      swot: { rival: null, reason: 'ANSWERS_TOO_OLD', entries: [], pairs: [] },
      archetype: { level: 'EXPLORATORY', belowExpected: null },
      culture: { distance: null, reason: 'NO_HOME_COUNTRY', differences: [], abroad: false },
    });
    const { components } = nothing['loyalty'] as { components: { component: string; figure: { reason: string } }[] };
    expect(components.map(({ component, figure }) => [component, figure.reason])).toEqual([
      ['repeatOrders', 'NO_ORDERS_BEFORE'],
      ['shareOfWallet', 'NO_WALLET'],
      ['breadth', 'NO_WALLET'],
      ['purchaseIntention', 'NOT_ASKED'],
      ['forwardCoverage', 'NOT_RECORDED'],
      ['attitude', 'NOT_ASKED'],
      ['recommendation', 'NOT_ASKED'],
      ['referrals', 'NOT_RECORDED'],
    ]);
    expect((await read(account, SATISFACTION, { asOf: '2024-01-01' }))['satisfaction']).toMatchObject({
      reason: 'NOT_ASKED',
    });
    expect(
      await admin.client.code(`query { account(id: "${account}") { loyalty(asOf: "2026-11-23") { code } } }`),
    ).toBe('INPUT_INVALID');
  });

  it('VA-03, VA-04, VA-07, VA-08, RM-08, SG-19: loyalty is three indices side by side, and what holds the customer', async () => {
    const account = await createAccount(test, tenant);
    const contact = await someone(account);
    const [bought, needed] = [await createCategory(test, tenant), await createCategory(test, tenant)];
    await sold(account, 100_000_00, bought);
    await needs(account, needed);
    await addOrderDays(test, tenant.id, account, daysApart('2024-11-23', '2025-11-21', 30).slice(0, 12));
    await addOrderDays(test, tenant.id, account, daysApart('2025-11-23', '2026-11-20', 40).slice(0, 9));
    await addShares(test, tenant.id, account, { '2026-10': 0.6 });
    await add(account, [
      {
        kind: 'LOYALTY_STATEMENT',
        on: '2026-10-01',
        payload: { contact, purchaseIntention: 2, attitude: 1, recommendation: 1 },
      },
      { kind: 'LOYALTY_STATEMENT', on: '2026-06-01', payload: { contact, purchaseIntention: 7, attitude: 7 } },
      {
        kind: 'FORWARD_COMMITMENT',
        on: '2026-11-22',
        payload: { commitment: 'CONTRACT', amount: eur(10_000_00), horizon: 12 },
      },
      {
        kind: 'FORWARD_COMMITMENT',
        on: '2026-11-22',
        payload: { commitment: 'FORECAST', amount: { amountMinor: '1', currency: 'USD' }, horizon: 12 },
      },
      {
        kind: 'EXIT_BARRIER',
        on: '2026-05-01',
        payload: {
          side: 'THEIRS',
          requalification: eur(30_000_00),
          downtimeDays: 2.5,
          downtimeCostPerDay: eur(4_000_00),
        },
      },
      { kind: 'EXIT_BARRIER', on: '2026-05-02', payload: { side: 'THEIRS', brand: 4, cooperation: 3, topChannel: 2 } },
      {
        kind: 'INVESTMENT',
        on: '2026-04-01',
        payload: { side: 'THEIRS', investmentType: 'TOOLING', amount: eur(10_000_00), horizon: 36 },
      },
      rated('QUALITY', [6, 5], { contact }),
    ]);
    const { loyalty, dependence } = await read(account, `${LOYALTY} ${DEPENDENCE}`);
    // Behaviour: 9 of 12 order days, 60 % of the wallet, one of two categories. Intention: 1 of 6 and a tenth. Feeling: 0 of 6 and 1 of 10.
    expect(loyalty).toMatchObject({
      behavioural: expect.closeTo((75 + 60 + 50) / 3, 9),
      intentional: expect.closeTo((100 / 6 + 10) / 2, 6),
      ...{ emotional: expect.closeTo(5, 9), code: 'B+I−E−', pattern: 'TRAPPED' },
      // 30 000 + 10 000 + 2.5 · 4 000 of sales of 100 000: half a year, which is a full barrier.
      switchingCost: { value: 100, reason: null },
      ...{ quadrant: 'HOSTAGE', purchasingRisk: { value: 50 }, warning: 'COSTLY_TO_LEAVE_ONLY' },
      happiness: { value: expect.closeTo(50 - 50 / 6, 9) },
    });
    expect(dependence).toMatchObject({
      lockIn: {
        ...{ mutual: null, answer: null, sharedCapital: false, ours: { index: null, reason: 'NOT_RECORDED' } },
        theirs: {
          ...{ requalification: { minor: '3000000' }, tooling: { minor: '1000000' }, downtime: { minor: '1000000' } },
          ...{
            forfeitedRebate: null,
            total: { minor: '5000000' },
            inYearsOfPurchases: 0.5,
            missing: ['FORFEITED_REBATE'],
          },
        },
      },
    });
    // Who may not see trade sees what was said, and what is missing for that.
    const { createApiKey: key } = await admin.client.data<{ createApiKey: { token: string } }>(
      'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { token } }',
      { input: { name: 'reader', permissions: ['ACCOUNT_READ', 'ACCOUNT_READ_ALL', 'LEDGER_READ'] } },
    );
    const { account: seen } = await test.staff
      .as(key.token)
      .data<{ account: { loyalty: Answer } }>(`query ($id: ID!, $asOf: Date) { account(id: $id) { ${LOYALTY} } }`, {
        id: account,
      });
    expect(seen.loyalty).toMatchObject({
      ...{ behavioural: null, intentional: expect.closeTo(100 / 6, 9), code: null, quadrant: null },
      switchingCost: { value: null, reason: 'NEEDS_TRADE_READ' },
    });
  });

  it('ST-24, SG-06, RM-07: trust in people and in the company stand side by side', async () => {
    const account = await createAccount(test, tenant);
    const [one, other] = [await someone(account), await someone(account)];
    const about = (contact: string, focus: string, answers: object): StoredEntry => ({
      ...{ kind: 'RELATIONSHIP_RATING', on: '2026-10-01', payload: { contact, focus, ...answers } },
    });
    const ids = await add(account, [
      about(one, 'PEOPLE', { keepsWord: 7, speaksPlainly: 6, mindsOurInterest: 5, wantsToStay: 4, worthEffort: 6 }),
      about(other, 'PEOPLE', { keepsWord: 7, speaksPlainly: 7, mindsOurInterest: 7, reliable: 1 }),
      about(one, 'COMPANY', { keepsWord: 2, speaksPlainly: 4 }),
    ]);
    expect((await read(account, QUALITY))['relationshipQuality']).toMatchObject({
      people: {
        trust: { mean: 6.5, respondents: 2 },
        commitment: { mean: 5 },
        serviceQuality: null,
        overall: null,
        reason: null,
      },
      ...{ company: { trust: { mean: 3, standardError: null }, reason: null }, trustGap: 3.5, respondents: 2 },
      ...{ evidence: expect.arrayContaining(ids), personalTrustWeight: { value: 0.5, sources: ['policy'] } },
    });
  });

  it('CU-01…CU-07, LV-17, RM-12: the six differences, and who needs whom', async () => {
    const account = await createAccount(test, tenant);
    const contact = await someone(account);
    const others = await createAccount(test, tenant);
    await sold(account, 30_000_00);
    await sold(others, 70_000_00);
    const { rows } = await test.admin.query<{ net: string }>(
      `select sum(net_minor) as net from product_month where tenant_id = $1`,
      [tenant.id],
    );
    await addShares(test, tenant.id, account, { '2026-10': 0.8 });
    const style = (payload: Readonly<Record<string, unknown>>): StoredEntry => ({
      kind: 'RELATIONSHIP_STYLE',
      on: '2026-10-01',
      payload,
    });
    await add(account, [
      style({ side: 'OURS', agreementForm: 'CONTRACT', closeness: 4, longTermInvestment: 5 }),
      style({ side: 'THEIRS', formality: 2, longTermInvestment: 2 }),
      {
        kind: 'EXIT_BARRIER',
        on: '2026-10-01',
        payload: { side: 'OURS', replacementDifficulty: 0.5, tooling: eur(3_000_00) },
      },
      {
        kind: 'EXIT_BARRIER',
        on: '2026-10-01',
        payload: { side: 'THEIRS', replacementDifficulty: 0.9, requalification: eur(6_000_00), basis: 'WILL' },
      },
      {
        kind: 'INVESTMENT',
        on: '2025-02-01',
        payload: { side: 'OURS', investmentType: 'TIME', amount: eur(100_00), horizon: 6 },
      },
      {
        kind: 'INVESTMENT',
        on: '2026-02-01',
        payload: { side: 'OURS', investmentType: 'SOCIAL', amount: eur(300_00), horizon: 24 },
      },
      ...daysApart('2026-01-05', '2026-10-30', 30).map((on): StoredEntry => ({
        kind: 'TOUCH',
        on,
        payload: touchOf(admin.id, contact, ['SALES', 'PURCHASING']),
      })),
      { kind: 'DISPUTE', on: '2026-08-01', payload: { subject: 'Who pays the freight' } },
      rated('PRICE', [6, 4], { contact }),
    ]);
    const { relationshipDifferences: differences, dependence } = await read(account, `${DIFFERENCES} ${DEPENDENCE}`);
    // Formality 5 − 2, long-term investment 5 − 2, which counts twice: 3 ÷ 4 of all. Ten contacts, of one function and tier.
    expect(differences).toMatchObject({
      ...{ distance: expect.closeTo(0.75, 9), known: 2 },
      closeness: { value: expect.closeTo((10 / 12 / 8 + 1 / 6 + 1 / 3) / 3, 9) },
      conflictRate: { value: 10, sources: ['ledger_entry', 'complaint'] },
      adaptation: { value: null, reason: 'NOT_RECORDED' },
      ourInvestments: {
        ...{ cumulative: { minor: '40000' }, longTermShare: { value: 0.75 } },
        perYear: [{ year: 2025, amount: { minor: '10000' } }, { year: 2026 }],
      },
      theirInvestments: { cumulative: null },
    });
    expect((differences as unknown as { differences: unknown[] }).differences).toMatchObject([
      { dimension: 'FORMALITY', ours: 5, theirs: 2, difference: 3, reason: null },
      { dimension: 'DEPENDENCE', difference: null, reason: 'NOT_RECORDED' },
      { dimension: 'CLOSENESS', ours: 4, theirs: null, reason: 'PART_UNKNOWN' },
      { dimension: 'CONFLICT' },
      { dimension: 'ADAPTATION' },
      { dimension: 'LONG_TERM_INVESTMENT', difference: 3 },
    ]);
    const ours = (0.5 * 30_000_00) / Number(rows[0]?.net);
    expect(dependence).toMatchObject({
      ...{ ours: expect.closeTo(ours, 9), theirs: expect.closeTo(0.72, 9), power: expect.closeTo(0.72 - ours, 9) },
      ...{ interdependence: expect.closeTo(0.72 + ours, 9), reason: null },
      // We have the stronger hand, they are dissatisfied, and people say it is by will: somebody should ask again.
      ...{ coercionFlagged: true, coerced: 'THEM', basis: 'WILL', contradicted: true },
      // 6 000 and 3 000 of a full barrier of 15 000.
      lockIn: { mutual: expect.closeTo(20, 9), balance: expect.closeTo(20, 9), answer: 2 },
    });
  });

  it('SW-03: a category stands where the customer’s purchasing sees it, and caps what is realistic', async () => {
    const account = await createAccount(test, tenant);
    await test.admin.query(`update account set target_stage = 'STRATEGIC' where tenant_id = $1 and id = $2`, [
      tenant.id,
      account,
    ]);
    const [seals, gears] = [await createCategory(test, tenant), await createCategory(test, tenant)];
    await sold(account, 20_000_00, seals);
    const view = (category: string, payload: object, on = '2026-10-01'): StoredEntry => ({
      ...{ kind: 'PURCHASING_VIEW', on, payload: { category, ...payload } },
    });
    const [, newer] = await add(account, [
      view(seals, { costShare: 0.9, qualityEffect: 10, qualifiedSuppliers: 1, substitutes: 'FULL' }, '2026-01-01'),
      view(seals, { qualifiedSuppliers: 5, switchingMonths: 3 }),
      view(gears, { qualityEffect: 80 }),
    ]);
    // As judged: nine tenths of its purchases. As measured: 20 000 of 1 000 000.
    expect((await read(account, PURCHASING))['purchasing']).toMatchObject({
      ...{ targetStage: 'STRATEGIC', realisticTarget: 'STRATEGIC', capped: false },
      categories: [
        {
          categoryId: seals,
          position: 'LEVERAGE',
          profitImpact: 55,
          costShare: { value: 0.9, sources: ['ledger_entry'] },
        },
        { categoryId: gears, position: null, reason: 'PART_UNKNOWN', profitImpact: 80, supplyRisk: null },
      ],
    });
    await admin.client.data(
      'mutation ($input: RecordCustomerFinancialsInput!) { recordCustomerFinancials(input: $input) { id } }',
      {
        input: { accountId: account, fiscalYear: 2025, purchasesMinor: '100000000', source: 'Annual report' },
      },
    );
    expect((await read(account, PURCHASING))['purchasing']).toMatchObject({
      ...{ realisticTarget: 'STABLE', capped: true },
      categories: [
        {
          ...{ position: 'NON_CRITICAL', profitImpact: expect.closeTo(15, 9), supplyRisk: expect.closeTo(25 / 3, 9) },
          costShare: { value: expect.closeTo(0.02, 12), sources: ['account_category_month', 'customer_financials'] },
          ...{ qualifiedSuppliers: { value: 5, evidence: [newer] }, substitutes: 'FULL' },
        },
        { position: null },
      ],
    });
  });

  it('SW-01: strengths, weaknesses, windows and threats follow from the facts, with what to do', async () => {
    const account = await createAccount(test, tenant);
    const contact = await someone(account);
    await admin.client.data('mutation ($a: ID!) { openStage(accountId: $a, stage: STABLE) { id } }', { a: account });
    const trigger = (about: string, code: string, severity: number): StoredEntry => ({
      kind: 'TRIGGER',
      on: TODAY,
      recordedAt: `${TODAY}T08:00:00Z`,
      payload: { trigger: code, about, severity, certainty: 0.5, origin: 'WAITED', evidence: 'heard' },
    });
    const [quality, rival, , window, threat] = await add(account, [
      rated('QUALITY', [6, 6], { contact }),
      rated('QUALITY', [6, 4], { contact, supplier: 'Rival GmbH' }),
      rated('PRICE', [6, 3], { contact }),
      trigger('INCUMBENT', 'RIVAL_QUALITY_PROBLEM', 0.8),
      trigger('US', 'COST_DOWN_NEED', 0.6),
      rated('PRICE', [6, 5], { contact, supplier: 'Rival GmbH' }),
      rated('PRICE', [6, 6], { contact, supplier: 'Zweite AG' }),
    ]);
    const { swot } = await read(account, SWOT);
    expect(swot).toMatchObject({
      ...{ rival: 'Rival GmbH', reason: null },
      entries: [
        {
          kind: 'STRENGTH',
          subject: 'QUALITY',
          weight: 2,
          from: 'ATTRIBUTE_GAP',
          evidence: expect.arrayContaining([quality, rival]),
        },
        { kind: 'WEAKNESS', subject: 'PRICE', weight: 2, from: 'ATTRIBUTE_GAP' },
        {
          kind: 'OPPORTUNITY',
          subject: 'RIVAL_QUALITY_PROBLEM',
          weight: expect.closeTo(0.4, 9),
          from: 'TRIGGER',
          evidence: [window],
        },
        { kind: 'THREAT', subject: 'COST_DOWN_EXPECTED_OF_US', weight: expect.closeTo(0.15, 9), evidence: [threat] },
      ],
      pairs: [
        {
          strategy: 'USE_STRENGTH_FOR_OPPORTUNITY',
          inner: { subject: 'QUALITY' },
          outer: { subject: 'RIVAL_QUALITY_PROBLEM' },
        },
        { strategy: 'USE_STRENGTH_AGAINST_THREAT' },
        { strategy: 'MEND_WEAKNESS_FOR_OPPORTUNITY', inner: { subject: 'PRICE' } },
        { strategy: 'MEND_WEAKNESS_AGAINST_THREAT' },
      ],
    });
    expect((await read(account, SWOT, { rival: 'Zweite AG' }))['swot']).toMatchObject({
      rival: 'Zweite AG',
      entries: [{ kind: 'WEAKNESS', subject: 'PRICE', weight: 3 }, {}, {}],
    });
    expect((await read(account, SWOT, { rival: 'nobody' }))['swot']).toMatchObject({
      ...{ rival: null, reason: 'NOT_ASKED_ABOUT_A_RIVAL' },
    });
  });

  it('LV-04: complex business is expected to begin in cooperation, and may take longer to', async () => {
    const account = await createAccount(test, tenant);
    await test.admin.query(`update account set created_at = '2025-06-01T12:00:00Z' where tenant_id = $1 and id = $2`, [
      tenant.id,
      account,
    ]);
    const first = { level: 'EXPLORATORY', belowExpected: null };
    expect((await read(account, ARCHETYPE))['archetype']).toEqual({
      ...{ ...first, complexOffering: false, expectedFirstLevel: 'BASIC' },
      ...{ exploratoryUntil: '2026-06-01', exploratoryTooLong: true },
    });
    await test.admin.query(`update account set complex_offering = true where tenant_id = $1 and id = $2`, [
      tenant.id,
      account,
    ]);
    expect((await read(account, ARCHETYPE))['archetype']).toEqual({
      ...{ ...first, complexOffering: true, expectedFirstLevel: 'COOPERATIVE' },
      ...{ exploratoryUntil: '2027-06-01', exploratoryTooLong: false },
    });
    await addOrderDays(test, tenant.id, account, ['2026-11-01']);
    expect((await read(account, ARCHETYPE))['archetype']).toMatchObject({ level: null, exploratoryUntil: null });
  });

  it('CU-08, CU-09, RM-07: culture is told out of the supplier’s own table, which its administrators keep', async () => {
    const account = await createAccount(test, tenant);
    await test.admin.query(`update account set country = 'XB' where tenant_id = $1 and id = $2`, [tenant.id, account]);
    const six = (pdi: number, idv: number, lto: number) => ({
      pdi,
      uai: pdi - 10,
      idv,
      mas: pdi / 2,
      lto,
      ivr: 100 - pdi,
    });
    const profile = (country: string, scores: object, more: object = {}) => ({
      country,
      source: 'our reading',
      ...scores,
      ...more,
    });
    const culture = async () => (await read(account, CULTURE))['culture'];
    await admin.client.data('mutation { setHomeCountry(country: "XA") { home } }', {});
    expect(await culture()).toMatchObject({
      home: 'XA',
      country: 'XB',
      reason: 'COUNTRY_NOT_IN_TABLE',
      abroad: true,
      completeness: 0,
    });
    await admin.client.data(PROFILES, { profiles: [profile('XA', six(20, 80, 30)), profile('XB', { idv: 10 })] });
    expect(await culture()).toMatchObject({
      distance: null,
      reason: 'COUNTRY_NOT_IN_TABLE',
      differences: [{ dimension: 'IDV', difference: -70 }],
    });
    const notes = [{ factor: 'LAW', note: 'Contracts under the law of XB.' }];
    const { setCountryProfiles: table } = await admin.client.data<Record<string, unknown>>(PROFILES, {
      profiles: [profile('XB', six(60, 10, 90), { notes }), profile('XC', six(40, 40, 50))],
    });
    expect(table).toMatchObject({ home: 'XA', countries: [{ country: 'XA' }, { country: 'XB' }, { country: 'XC' }] });
    // Of 20, 60 and 40 the variance is 400, of 80, 10 and 40 it is 3 700/3, of 30, 90 and 50 it is 2 800/3; of halves a quarter.
    const distance = (1600 / 400 + 1600 / 400 + 4900 / (3700 / 3) + 400 / 100 + 3600 / (2800 / 3) + 1600 / 400) / 6;
    expect(await culture()).toMatchObject({
      ...{ distance: expect.closeTo(distance, 9), reason: null, sources: ['our reading'], notes, completeness: 1 / 8 },
      missing: ['GEOGRAPHY', 'TECHNOLOGY', 'ECONOMY', 'POLITICS', 'ETHICS', 'CULTURE', 'SOCIETY'],
    });
    const { differences } = (await culture()) as unknown as {
      differences: { dimension: string; advice: string | null }[];
    };
    expect(differences.map(({ dimension, advice }) => [dimension, advice === null])).toEqual([
      ...[
        ['PDI', false],
        ['UAI', false],
        ['IDV', false],
        ['MAS', true],
        ['LTO', false],
        ['IVR', false],
      ],
    ]);
    // Low individualism and a long view: 0.5 + 0.25 · (0.8 + 0.8) ÷ 2.
    expect((await read(account, QUALITY))['relationshipQuality']).toMatchObject({
      personalTrustWeight: { value: expect.closeTo(0.7, 9), sources: ['policy', 'country_profile'] },
    });
    for (const wrong of [
      [],
      [profile('xa', {})],
      [profile('XA', { pdi: 151 })],
      [profile('XA', {}), profile('XA', {})],
    ])
      expect(await admin.client.code(PROFILES, { profiles: wrong })).toBe('INPUT_INVALID');
    const remove = 'mutation { removeCountryProfile(country: "XC") { countries { country } } }';
    expect(await admin.client.data(remove, {})).toMatchObject({ removeCountryProfile: { countries: [{}, {}] } });
    expect(await admin.client.code(remove, {})).toBe('NOT_FOUND');
    const seller = await createStaff(test, tenant, 'SALES');
    expect(await seller.client.code(PROFILES, { profiles: [profile('XA', {})] })).toBe('FORBIDDEN');
    const { rows } = await test.admin.query(
      `select action, entity_id from audit_log where tenant_id = $1 and entity = 'country_profile' order by at, entity_id, action`,
      [tenant.id],
    );
    expect(rows.map(({ action, entity_id: id }) => `${action as string} ${id as string}`).sort()).toEqual([
      ...['removed XC', 'set XA', 'set XB', 'set XB', 'set XC'],
    ]);
  });

  it('reads the measures of many accounts in as many statements as those of one', async () => {
    const [account = ''] = await Promise.all(Array.from({ length: 4 }, () => createAccount(test, tenant)));
    const contact = await someone(account);
    // Of an account without contacts nothing is looked up.
    await add(account, [
      { kind: 'TOUCH', on: '2026-10-01', payload: touchOf(admin.id, contact, ['SALES', 'PURCHASING']) },
    ]);
    const fields = ALL.replaceAll('(asOf: $asOf)', '');
    const one = await countStatements(() => admin.client.data(`{ account(id: "${account}") { ${fields} } }`, {}));
    const many = await countStatements(() => admin.client.data(`{ accounts(first: 50) { nodes { ${fields} } } }`, {}));
    expect(many.sent).toBeLessThanOrEqual(one.sent);
  });

  it('shows them to those alone who see the account and may read the ledger', async () => {
    const account = await createAccount(test, tenant);
    const stranger = await createStaff(test, tenant, 'SALES');
    expect(await stranger.client.data(`{ account(id: "${account}") { satisfaction { answers } } }`, {})).toEqual({
      account: null,
    });
  });
});
