import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  cookieOf,
  createBuyerSession,
  createCustomer,
  type Customer,
  mailsTo,
  REDEEM,
  tokenIn,
} from './factories/buyer.factory.js';
import { createContact } from './factories/contact.factory.js';
import { addEntries } from './factories/ledger.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { until } from './until.js';

const SUGGESTED = `query ($id: ID!, $all: Boolean) { account(id: $id) { suggestedAdvisories(all: $all) {
  kind measured limit beyond reason facts { code value days fiscalYear on source sourceId } drafts { language title body } } } }`;
const ADVISORY = `id kind state version measured limitDays texts { language title body } facts { code value fiscalYear source }
  composedBy { id } approvedBy { id } sentBy { id } recipients { readAt contact { id } } readAt actedAt action actedBy { id }
  events { seq type actor reason action }`;
const RECORD = 'mutation ($input: RecordCustomerFinancialsInput!) { recordCustomerFinancials(input: $input) { id } }';
const COMPOSE = `mutation ($input: ComposeAdvisoryInput!) { composeAdvisory(input: $input) { ${ADVISORY} } }`;
const REWRITE = `mutation ($input: RewriteAdvisoryInput!) { rewriteAdvisory(input: $input) { ${ADVISORY} } }`;
const APPROVE = `mutation ($id: ID!, $version: Int!) { approveAdvisory(id: $id, version: $version) { ${ADVISORY} } }`;
const TAKE_BACK = `mutation ($id: ID!, $reason: String!) { takeBackAdvisory(id: $id, reason: $reason) { ${ADVISORY} } }`;
const SEND = `mutation ($input: SendAdvisoryInput!) { sendAdvisory(input: $input) { ${ADVISORY} } }`;
const ONE = `query ($id: ID!) { advisory(id: $id) { ${ADVISORY} } }`;
const LIST = 'query ($filter: AdvisoryFilter) { advisories(filter: $filter) { totalCount nodes { id state } } }';
const RECEIVED = 'id kind state readAt sentBy action actedAt actedByYou text { language title body }';
const MINE = `query ($unread: Boolean) { advisories(filter: { unread: $unread }) { totalCount nodes { ${RECEIVED} } } }`;
const READ = `query ($id: ID!, $language: String) { advisory(id: $id) { text(language: $language) { language title body } state } }`;
const OPEN = `mutation ($id: ID!) { openAdvisory(id: $id) { ${RECEIVED} } }`;
const ACT = `mutation ($id: ID!, $action: String!) { reportAdvisoryAction(id: $id, action: $action) { ${RECEIVED} } }`;

const EN = { language: 'en', title: 'Your stock is high', body: 'It lasts for 146 days.\n\nShall we talk?' };
const CN = { language: 'zh-CN', title: '库存偏高', body: '目前库存约可用 146 天。' };

interface Advisory {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly [field: string]: unknown;
}
interface Suggested {
  readonly kind: string;
  readonly measured: number | null;
  readonly facts: readonly object[];
  readonly drafts: readonly { readonly language: string; readonly title: string; readonly body: string }[];
}
interface Received {
  readonly id: string;
  readonly [field: string]: unknown;
}
type Person = Awaited<ReturnType<typeof createStaff>>;

describe('advisories', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let author: Person;
  let boss: Person;
  let sales: Person;
  let mill: Customer;
  let other: Customer;
  let li: { accountContactId: string; email: string };
  let now = new Date('2026-11-19T09:00:00.000Z');

  beforeAll(async () => {
    test = await startTestApp({
      clock: { now: () => now },
      env: { MORTISE_DEMO: '1', MORTISE_PUBLIC_URL: 'https://works.example' },
    });
    tenant = await createTenant(test);
    [author, boss, sales] = await Promise.all([
      createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER'),
      createStaff(test, tenant, 'MANAGER'),
      createStaff(test, tenant, 'SALES'),
    ]);
    mill = await createCustomer(test, tenant, { name: 'Mill', language: 'zh-TW' });
    other = await createCustomer(test, tenant, { name: 'Other' });
    li = await createContact(test, tenant, mill.accountId);
    for (const [{ accountId }, owner] of [
      [mill, author],
      [other, sales],
    ] as const) {
      await test.admin.query('update account set owner_id = $2 where id = $1', [accountId, owner.id]);
    }
    // The owner of the account wants to hear at once what customers do.
    await author.client.data(
      'mutation { updateMyNotificationPreferences(input: { topics: [ADVISORY_ACTED], digest: NONE }) { topics } }',
    );
  }, 60_000);
  afterAll(() => test.stop());

  const compose = async (client: GraphqlClient, input: object): Promise<Advisory> =>
    (await client.data<{ composeAdvisory: Advisory }>(COMPOSE, { input })).composeAdvisory;
  const approve = async (client: GraphqlClient, { id, version }: Advisory): Promise<Advisory> =>
    (await client.data<{ approveAdvisory: Advisory }>(APPROVE, { id, version })).approveAdvisory;
  const send = async ({ id }: Advisory, ...accountContactIds: string[]): Promise<Advisory> =>
    (await author.client.data<{ sendAdvisory: Advisory }>(SEND, { input: { id, accountContactIds } })).sendAdvisory;
  const read = async (id: string): Promise<Advisory> =>
    (await author.client.data<{ advisory: Advisory }>(ONE, { id })).advisory;
  const note = (change: object = {}) => ({
    ...{ accountId: mill.accountId, kind: 'MACRO_POLICY', texts: [EN], ...change },
  });
  /** An editorial advisory, sent to the people. */
  const sent = async (...accountContactIds: string[]): Promise<Advisory> =>
    send(await approve(boss.client, await compose(author.client, note({ texts: [EN, CN] }))), ...accountContactIds);
  const buyer = async (accountContactId: string): Promise<GraphqlClient> =>
    (await createBuyerSession(test, tenant, accountContactId)).client;
  const mine = async (client: GraphqlClient): Promise<readonly Received[]> =>
    (await client.data<{ advisories: { nodes: Received[] } }>(MINE)).advisories.nodes;
  async function suggested(all?: boolean): Promise<readonly Suggested[]> {
    const answer = await author.client.data<{ account: { suggestedAdvisories: Suggested[] } }>(SUGGESTED, {
      ...{ id: mill.accountId, all },
    });
    return answer.account.suggestedAdvisories;
  }
  async function told(fiscalYear: number, lines: Readonly<Record<string, string>>): Promise<string> {
    const input = { accountId: mill.accountId, fiscalYear, source: 'Annual report', ...lines };
    const answer = await author.client.data<{ recordCustomerFinancials: { id: string } }>(RECORD, { input });
    return answer.recordCustomerFinancials.id;
  }
  const stockNote = () => note({ kind: 'STOCK_CEILING' });

  it('SV-05: given no figures, or figures within their limits, then nothing is suggested, and none can be warned of', async () => {
    expect(await suggested()).toEqual([]);
    expect(await suggested(true)).toMatchObject([
      { kind: 'STOCK_CEILING', measured: null, limit: 90, beyond: false, reason: 'STOCK_NOT_TOLD', facts: [] },
      { kind: 'CASH_COLLECTION_CYCLE', measured: null, limit: 10, beyond: false, reason: 'COLLECTION_NOT_TOLD' },
    ]);
    expect(await author.client.code(COMPOSE, { input: stockNote() })).toBe('FIGURE_REQUIRED');
    await told(2025, {
      inventoryMinor: '900',
      costOfGoodsMinor: '3650',
      receivablesMinor: '600',
      revenueMinor: '3650',
    });
    expect(await suggested()).toEqual([]);
    expect(await suggested(true)).toMatchObject([
      { measured: expect.closeTo(90), beyond: false, reason: null, drafts: [] },
      { measured: null, reason: 'YEAR_BEFORE_NOT_TOLD', facts: [{ code: 'COLLECTION_PERIOD', fiscalYear: 2025 }] },
    ]);
    expect(await author.client.code(COMPOSE, { input: stockNote() })).toBe('FIGURE_WITHIN_LIMIT');
    await told(2024, { receivablesMinor: '500', revenueMinor: '3650' });
    expect((await suggested(true))[1]).toMatchObject({ measured: expect.closeTo(10), beyond: false, reason: null });
  });

  it('SV-05: given figures beyond their limits, then each is suggested with its facts and a text in every language', async () => {
    const id = await told(2025, {
      ...{ inventoryMinor: '1460', costOfGoodsMinor: '3650', receivablesMinor: '720', revenueMinor: '3650' },
    });
    const [stock, cash] = await suggested();
    expect(stock).toMatchObject({
      ...{ kind: 'STOCK_CEILING', measured: expect.closeTo(146), limit: 90, beyond: true },
      facts: [{ code: 'INVENTORY_PERIOD', fiscalYear: 2025, source: 'customer_financials', sourceId: id }],
    });
    expect(stock?.drafts.map(({ language }) => language)).toEqual(['en', 'zh-TW', 'zh-CN']);
    expect(stock?.drafts[0]?.body).toContain('By your figures for 2025, your stock lasts for about 146 days');
    expect(stock?.drafts[2]?.title).toBe('贵公司库存约可用 146 天');
    expect(cash).toMatchObject({
      ...{ kind: 'CASH_COLLECTION_CYCLE', measured: expect.closeTo(22), limit: 10 },
      facts: [
        { value: expect.closeTo(50), fiscalYear: 2024 },
        { value: expect.closeTo(72), fiscalYear: 2025 },
      ],
    });
    expect(cash?.drafts[0]?.body).toContain('about 72 days to pay, after 50 days in the year before');
    expect(await sales.client.code(SUGGESTED, { id: mill.accountId })).toBe('FORBIDDEN');
  });

  it('CF-02 SV-05: what people observed later counts before the statement, until it is withdrawn', async () => {
    const seen = (movement: string, on: string, figure: number) => ({
      ...{ kind: 'DEMAND_MOVEMENT', on, payload: { movement, figure, description: 'Told on the telephone' } },
    });
    const ids = await addEntries(test, tenant.id, mill.accountId, [
      seen('SUB_CUSTOMER_ORDERS', '2026-09-01', 50),
      seen('SUB_CUSTOMER_ORDERS', '2026-10-01', 300),
      seen('INVENTORY', '2026-10-05', 2_000),
    ]);
    const [stock] = await suggested();
    expect(stock).toMatchObject({
      measured: 200,
      facts: [
        { code: 'STOCK', value: 2_000, on: '2026-10-05', source: 'ledger_entry', sourceId: ids[2] },
        { code: 'SUB_CUSTOMER_ORDERS', value: 300, days: 30, on: '2026-10-01', sourceId: ids[1] },
      ],
    });
    expect(stock?.drafts[0]?.body).toContain('By what we know of your stock');
    const withdrawal = { kind: 'DEMAND_MOVEMENT', on: '2026-10-05', payload: {}, withdrawn: true };
    await addEntries(test, tenant.id, mill.accountId, [{ ...withdrawal, supersedes: ids[2] ?? '' }]);
    expect((await suggested())[0]).toMatchObject({ measured: expect.closeTo(146) });
  });

  it('SV-05: the policy says what the limits and the languages are', async () => {
    const admin = await createStaff(test, tenant);
    let expectedVersion = 0;
    const set = async (settings: object[]): Promise<void> => {
      const input = { settings, note: 'as agreed', expectedVersion };
      await admin.client.data('mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version } }', {
        i: input,
      });
      expectedVersion += 1;
    };
    await set([
      { path: 'advisory.stockCoverDays', value: 150 },
      { path: 'advisory.languages', value: ['en', 'zh-CN'] },
    ]);
    expect((await suggested()).map(({ kind }) => kind)).toEqual(['CASH_COLLECTION_CYCLE']);
    const texts = [{ ...EN, language: 'zh-TW' }];
    const refused = await author.client.send(COMPOSE, { input: note({ texts }) });
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'LANGUAGE_NOT_OFFERED', reasons: [{ languages: ['en', 'zh-CN'] }] },
    });
    await set([{ path: 'advisory.stockCoverDays', value: 90 }]);
  });

  it('SV-05: is written by who may, of an account that they see, with a text in each of its languages', async () => {
    const code = (client: GraphqlClient, input: object) => client.code(COMPOSE, { input });
    expect(await code(author.client, note({ texts: [] }))).toBe('TEXT_REQUIRED');
    expect(await code(author.client, note({ texts: [EN, EN] }))).toBe('LANGUAGE_TWICE');
    expect(await code(author.client, note({ texts: [{ ...EN, title: ' ' }] }))).toBe('INPUT_INVALID');
    expect(await code(author.client, note({ accountId: other.accountId }))).toBe('NOT_FOUND');
    expect(await code((await createStaff(test, tenant, 'ANALYST')).client, note())).toBe('FORBIDDEN');
    // Who may not see a customer's finances can still write of the weather.
    const storm = note({ accountId: other.accountId, kind: 'NATURAL_ENVIRONMENT' });
    expect(await code(sales.client, { ...storm, kind: 'STOCK_CEILING' })).toBe('FORBIDDEN');
    const ofSales = await sales.client.data<{ composeAdvisory: { state: string } }>(
      'mutation ($input: ComposeAdvisoryInput!) { composeAdvisory(input: $input) { state measured } }',
      { input: storm },
    );
    expect(ofSales.composeAdvisory).toEqual({ state: 'DRAFT', measured: null });
  });

  it('P7 SV-05: goes its whole course, and the owner hears of what the customer did', async () => {
    const draft = await compose(author.client, stockNote());
    expect(draft).toMatchObject({
      ...{ state: 'DRAFT', version: 1, measured: expect.closeTo(146), limitDays: 90, composedBy: { id: author.id } },
      ...{ facts: [{ code: 'INVENTORY_PERIOD', fiscalYear: 2025 }], texts: [EN], recipients: [] },
    });
    const { id } = draft;

    // Approved by a second person, who has read what is approved.
    expect(await author.client.code(APPROVE, { id, version: 1 })).toBe('AUTHOR_MAY_NOT_APPROVE');
    expect(await sales.client.code(APPROVE, { id, version: 1 })).toBe('FORBIDDEN');
    const { rewriteAdvisory: translated } = await author.client.data<{ rewriteAdvisory: Advisory }>(REWRITE, {
      input: { id, version: 1, texts: [EN, CN] },
    });
    expect(translated).toMatchObject({ state: 'DRAFT', version: 2, texts: [EN, CN] });
    expect(await boss.client.code(APPROVE, { id, version: 1 })).toBe('VERSION_CONFLICT');
    expect(await author.client.code(SEND, { input: { id, accountContactIds: [mill.accountContactId] } })).toBe(
      'TRANSITION_NOT_ALLOWED',
    );
    expect(await approve(boss.client, translated)).toMatchObject({ state: 'APPROVED', approvedBy: { id: boss.id } });
    expect(await author.client.code(REWRITE, { input: { id, version: 3, texts: [EN] } })).toBe(
      'TRANSITION_NOT_ALLOWED',
    );

    // Taken back, and approved anew.
    expect(await author.client.code(TAKE_BACK, { id, reason: ' ' })).toBe('INPUT_INVALID');
    const back = await author.client.data<{ takeBackAdvisory: Advisory }>(TAKE_BACK, {
      id,
      reason: 'A number was wrong',
    });
    expect(back.takeBackAdvisory).toMatchObject({ state: 'DRAFT', approvedBy: null });
    await approve(boss.client, back.takeBackAdvisory);

    // Sent to people who can read it.
    const refused = (...accountContactIds: string[]) => author.client.code(SEND, { input: { id, accountContactIds } });
    expect(await refused()).toBe('RECIPIENT_REQUIRED');
    expect(await refused(other.accountContactId)).toBe('CONTACT_NOT_FOUND');
    expect(await refused(li.accountContactId)).toBe('CONTACT_NOT_INVITED');
    await author.client.data('mutation ($i: InviteContactInput!) { inviteContact(input: $i) { email } }', {
      i: { accountContactId: li.accountContactId },
    });
    await mailsTo(test, li.email);
    const delivered = await send({ ...draft }, mill.accountContactId, li.accountContactId, li.accountContactId);
    expect(delivered).toMatchObject({ state: 'SENT', readAt: null, recipients: [{ readAt: null }, { readAt: null }] });
    expect(await refused(mill.accountContactId)).toBe('TRANSITION_NOT_ALLOWED');

    // Each has a mail in the own language, with the own way to it.
    const [wangsMail] = await mailsTo(test, mill.email);
    expect(wangsMail?.subject).toContain(`Works風險提示：${CN.title}`);
    expect(wangsMail?.text).not.toContain(CN.body);
    const wangsId = /advisories\/([0-9a-f-]+)#token=/.exec(wangsMail?.text ?? '')?.[1] ?? '';
    expect(wangsMail?.text).toContain(`https://works.example/portal/${tenant.slug}/advisories/${wangsId}#token=`);
    const [lisMail] = await mailsTo(test, li.email, 2);
    expect(lisMail?.subject).toBe(`Works would like to point something out: ${EN.title}`);
    const { response } = await test.portal.send(REDEEM, { token: tokenIn(wangsMail) });
    const wang = test.portal.with({ cookie: cookieOf(response) });

    // The reader's language, or the one he asks for, or the next one there is.
    expect(await mine(wang)).toMatchObject([{ id: wangsId, state: 'UNREAD', readAt: null, text: CN, action: null }]);
    const inLanguage = async (language: string) =>
      (await wang.data<{ advisory: { text: object } }>(READ, { id: wangsId, language })).advisory.text;
    expect([await inLanguage('en'), await inLanguage('zh-TW'), await inLanguage('de')]).toEqual([EN, CN, EN]);

    // Nobody has read it by listing it; who opens it has, once.
    expect(await wang.code(ACT, { id: wangsId, action: 'Held two orders' })).toBe('TRANSITION_NOT_ALLOWED');
    now = new Date('2026-11-19T09:01:00.000Z');
    const opened = await wang.data<{ openAdvisory: Received }>(OPEN, { id: wangsId });
    expect(opened.openAdvisory).toMatchObject({ state: 'READ', readAt: now.toISOString() });
    const [at, later] = [now.toISOString(), new Date('2026-11-19T09:02:00.000Z')];
    now = later;
    expect((await wang.data<{ openAdvisory: Received }>(OPEN, { id: wangsId })).openAdvisory['readAt']).toBe(at);
    expect(
      (await wang.data<{ advisories: { totalCount: number } }>(MINE, { unread: true })).advisories.totalCount,
    ).toBe(0);

    // A colleague can act only on what she has read; the same words again change nothing, others come too late.
    const lis = await buyer(li.accountContactId);
    const [hers] = await mine(lis);
    expect(hers).toMatchObject({ state: 'UNREAD', text: EN });
    expect(hers?.id).not.toBe(wangsId);
    expect(await lis.code(ACT, { id: hers?.id, action: 'Sold some' })).toBe('NOT_READ_BY_ACTOR');
    expect(await wang.code(ACT, { id: wangsId, action: '  ' })).toBe('INPUT_INVALID');
    for (const _twice of [1, 2]) {
      const acted = await wang.data<{ reportAdvisoryAction: Received }>(ACT, {
        id: wangsId,
        action: 'Held two orders',
      });
      expect(acted.reportAdvisoryAction).toMatchObject({ state: 'ACTED', action: 'Held two orders', actedByYou: true });
    }
    expect(await wang.code(ACT, { id: wangsId, action: 'Something else' })).toBe('TRANSITION_NOT_ALLOWED');
    expect(await test.portal.code(REDEEM, { token: tokenIn(wangsMail) })).toBe('LINK_USED');
    await lis.data(OPEN, { id: hers?.id });
    expect(await mine(lis)).toMatchObject([{ state: 'ACTED', action: 'Held two orders', actedByYou: false }]);

    // Staff see who read it when, who acted and what, and how it came about.
    const contact = (accountContactId: string) => `buyer:${accountContactId}`;
    const whole = await read(id);
    expect(whole).toMatchObject({
      ...{ state: 'ACTED', action: 'Held two orders', readAt: at, actedAt: later.toISOString() },
      ...{ actedBy: { id: mill.accountContactId }, sentBy: { id: author.id } },
    });
    expect(whole['recipients']).toEqual([
      { readAt: at, contact: { id: mill.accountContactId } },
      { readAt: later.toISOString(), contact: { id: li.accountContactId } },
    ]);
    expect(whole['events']).toMatchObject([
      { seq: 1, type: 'ADVISORY_COMPOSED', actor: `staff:${author.id}` },
      { type: 'ADVISORY_REWRITTEN' },
      { type: 'ADVISORY_APPROVED', actor: `staff:${boss.id}` },
      { type: 'ADVISORY_TAKEN_BACK', reason: 'A number was wrong' },
      { type: 'ADVISORY_APPROVED' },
      { type: 'ADVISORY_SENT' },
      { type: 'ADVISORY_READ', actor: contact(mill.accountContactId) },
      { type: 'ADVISORY_ACTED_ON', action: 'Held two orders' },
      { seq: 9, type: 'ADVISORY_READ', actor: contact(li.accountContactId) },
    ]);
    const { account } = await sales.client
      .data<{ account: null }>('query ($id: ID!) { account(id: $id) { id } }', { id: mill.accountId })
      .catch(() => ({ account: null }));
    expect(account).toBeNull();
    const story = await author.client.data<{ account: { timeline: { nodes: { kind: string }[] } } }>(
      'query ($id: ID!) { account(id: $id) { timeline(first: 20) { nodes { kind } } } }',
      { id: mill.accountId },
    );
    expect(story.account.timeline.nodes.slice(0, 4).map(({ kind }) => kind)).toEqual([
      ...['advisory.read', 'advisory.acted-on', 'advisory.read', 'advisory.sent'],
    ]);
    const { rows } = await test.admin.query(
      `select payload from outbox where account_id = $1 and topic = 'advisory.changed' and payload ->> 'advisoryId' = $2 order by id`,
      [mill.accountId, id],
    );
    expect(rows.slice(-3).map(({ payload }) => payload)).toEqual([
      { advisoryId: id, kind: 'STOCK_CEILING', from: 'SENT', state: 'READ', event: 'ADVISORY_READ', notify: ['OWNER'] },
      {
        advisoryId: id,
        kind: 'STOCK_CEILING',
        from: 'READ',
        state: 'ACTED',
        event: 'ADVISORY_ACTED_ON',
        notify: ['OWNER'],
      },
      {
        advisoryId: id,
        kind: 'STOCK_CEILING',
        from: 'ACTED',
        state: 'ACTED',
        event: 'ADVISORY_READ',
        notify: ['OWNER'],
      },
    ]);
    const [notice] = await mailsTo(test, author.email);
    expect(notice?.subject).toBe('Works: Mill: its stock; Held two orders');
    const audited = await test.admin.query(
      `select action from audit_log where entity = 'advisory' and entity_id = $1`,
      [id],
    );
    expect(audited.rows).toHaveLength(9);
  });

  it('SV-05: a buyer sees what was sent to that very person, staff what is of their accounts, a tenant its own', async () => {
    const { id } = await sent(li.accountContactId);
    const [wang, lis, stranger] = await Promise.all(
      [mill, li, other].map(({ accountContactId }) => buyer(accountContactId)),
    );
    const [hers] = await mine(lis as GraphqlClient);
    expect(hers).toMatchObject({ state: 'UNREAD', kind: 'MACRO_POLICY' });
    expect(await mine(wang as GraphqlClient)).toHaveLength(1);
    const elsewhere = await createTenant(test);
    const theirs = await createCustomer(test, elsewhere);
    const foreign = (await createBuyerSession(test, elsewhere, theirs.accountContactId)).client;
    for (const client of [wang, stranger, foreign] as GraphqlClient[]) {
      for (const one of [hers?.id, id]) {
        expect((await client.data<{ advisory: null }>(READ, { id: one })).advisory).toBeNull();
        expect(await client.code(OPEN, { id: one })).toBe('NOT_FOUND');
        expect(await client.code(ACT, { id: one, action: 'Nothing' })).toBe('NOT_FOUND');
      }
    }
    for (const { client } of [sales, await createStaff(test, elsewhere)]) {
      expect(await client.code('query ($id: ID!) { advisory(id: $id) { state } }', { id })).toBe('NOT_FOUND');
      const takeBack = 'mutation ($id: ID!) { takeBackAdvisory(id: $id, reason: "Mine") { id } }';
      expect(await client.code(takeBack, { id })).toBe('NOT_FOUND');
    }
    const listed = async (client: GraphqlClient, filter: object) =>
      (await client.data<{ advisories: { totalCount: number; nodes: { id: string }[] } }>(LIST, { filter })).advisories;
    expect(await listed(author.client, { state: 'SENT' })).toEqual({ totalCount: 1, nodes: [{ id, state: 'SENT' }] });
    expect((await listed(author.client, { accountId: mill.accountId, kind: 'STOCK_CEILING' })).totalCount).toBe(1);
    expect((await listed(sales.client, {})).totalCount).toBe(1);
    expect(await author.client.code(LIST, { filter: { accountId: 'nobody' } })).toBe('INPUT_INVALID');
    // Whoever may see the account may see what it was warned of, whatever else they may not.
    const analyst = await createStaff(test, tenant, 'ANALYST');
    const ofAccount = await analyst.client.data<{ account: { advisories: { nodes: object[] } } }>(
      'query ($id: ID!) { account(id: $id) { advisories { nodes { state texts { title } facts { value } recipients { readAt } } } } }',
      { id: mill.accountId },
    );
    expect(ofAccount.account.advisories.nodes).toHaveLength(2);
  });

  it('SV-05: two people who approve and take back at once come one after the other', async () => {
    const draft = await compose(author.client, note());
    const codes = await Promise.all(
      [boss, await createStaff(test, tenant, 'MANAGER')].map(({ client }) =>
        client.code(APPROVE, { id: draft.id, version: draft.version }),
      ),
    );
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes).toContain('VERSION_CONFLICT');
    await until(async () => (await read(draft.id)).state === 'APPROVED');
  });
});
