import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCustomer, type Customer, mailsTo } from './factories/buyer.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createProduct } from './factories/product.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const RECORD = 'mutation ($input: RecordProductFeedbackInput!) { recordProductFeedback(input: $input) { id } }';
const WITHDRAW = 'mutation ($id: ID!) { withdrawLedgerEntry(id: $id, reason: "Misheard") { id } }';
const SUMMARY = `query ($productId: ID) { productFeedbackSummary(from: "2026-01-01", to: "2026-12-31", productId: $productId) {
  words accounts totalGroups sources groups { productName feedbackType words accounts share weight weightReason withoutValue { accountId reason }
    meanSeverity gravest states { state words } quotations { verbatim severity } toCluster } } }`;
const CLUSTER = `id state version verdict explanation dueOn accountsToAnswer reported { words accounts valuedAccounts weight }
  report { title reportedBy { id } } words { totalCount nodes { id state verbatim } } answers { accountId text }`;
const MAKE = `mutation ($input: ClusterFeedbackInput!) { clusterFeedback(input: $input) { ${CLUSTER} } }`;
const EXTEND = `mutation ($input: ExtendFeedbackClusterInput!) { extendFeedbackCluster(input: $input) { ${CLUSTER} } }`;
const REPORT = `mutation ($input: ReportFeedbackInput!) { reportFeedback(input: $input) { title reportedAt reportedBy { id } clusters { ${CLUSTER} } } }`;
const DECIDE = `mutation ($input: DecideFeedbackInput!) { decideFeedback(input: $input) { ${CLUSTER} } }`;
const ANSWER = `mutation ($input: AnswerFeedbackInput!) { answerFeedback(input: $input) { language text answeredBy { id } recipients { id } } }`;
const ONE = `query ($id: ID!) { feedbackCluster(id: $id) { ${CLUSTER} } }`;
const LOOP = `query ($id: ID!, $state: ProductFeedbackState) { account(id: $id) { productFeedback(state: $state) { totalCount nodes {
  id state severity verbatim contact { id } product { name } cluster { verdict } answer { text } events { seq type actor } } } } }`;
const LIST =
  'query ($filter: ProductFeedbackFilter) { productFeedback(filter: $filter) { totalCount nodes { id state } } }';
const CLUSTERS = 'query ($filter: FeedbackClusterFilter) { feedbackClusters(filter: $filter) { nodes { id state } } }';

interface Cluster {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}
interface Word {
  readonly id: string;
  readonly [field: string]: unknown;
}
type Person = Awaited<ReturnType<typeof createStaff>>;

describe('product feedback', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let keyAccounts: Person;
  let quality: Person;
  let boss: Person;
  let outsider: Person;
  let mill: Customer;
  let plant: Customer;
  let pump: string;
  let valve: string;
  const now = new Date('2026-06-05T09:00:00.000Z');

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => now }, env: { MORTISE_DEMO: '1' } });
    tenant = await createTenant(test);
    [keyAccounts, quality, boss, outsider] = await Promise.all([
      createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER'),
      createStaff(test, tenant, 'QUALITY'),
      createStaff(test, tenant, 'MANAGER'),
      createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER'),
    ]);
    mill = await createCustomer(test, tenant, { name: 'Mill', language: 'zh-TW', invited: false });
    plant = await createCustomer(test, tenant, { name: 'Plant' });
    await test.admin.query('update account set owner_id = $2 where tenant_id = $1', [tenant.id, keyAccounts.id]);
    pump = (await createProduct(test, tenant, { name: 'Pump' })).productId;
    valve = (await createProduct(test, tenant, { name: 'Valve' })).productId;
    await test.admin.query(
      `insert into account_value (tenant_id, account_id, as_of, from_month, to_month, policy_version, currency, months, net_minor, cost_coverage,
         cost_to_serve_minor, acquisition_minor, contribution_minor, estimated, order_days, target_share, clv_key)
       values ($1, $2, '2026-06-01', '2025-06-01', '2026-05-01', 0, 'EUR', 12, 100, 1, 0, 0, 900, false, 1, 0, '')`,
      [tenant.id, mill.accountId],
    );
  }, 60_000);
  afterAll(() => test.stop());

  async function noted(change: object = {}, client: GraphqlClient = keyAccounts.client): Promise<string> {
    const input = {
      ...{ accountId: mill.accountId, productId: pump, feedbackType: 'FUNCTION', severityPoints: 3 },
      ...{ verbatim: 'The drain is hard to reach', ...change },
    };
    return (await client.data<{ recordProductFeedback: { id: string } }>(RECORD, { input })).recordProductFeedback.id;
  }
  const made = async (...entryIds: string[]): Promise<Cluster> =>
    (await keyAccounts.client.data<{ clusterFeedback: Cluster }>(MAKE, { input: { entryIds } })).clusterFeedback;
  const read = async (id: string, client = keyAccounts.client): Promise<Cluster> =>
    (await client.data<{ feedbackCluster: Cluster }>(ONE, { id })).feedbackCluster;
  async function reported(...clusters: Cluster[]): Promise<readonly Cluster[]> {
    const versions = clusters.map(({ id, version }) => ({ id, version }));
    const input = { title: 'June', clusters: versions };
    const answer = await keyAccounts.client.data<{ reportFeedback: { clusters: Cluster[] } }>(REPORT, { input });
    return answer.reportFeedback.clusters;
  }
  const decision = ({ id, version }: Cluster, change: object = {}) => ({
    input: { clusterId: id, version, verdict: 'IMPROVED', explanation: 'It was moved.', ...change },
  });
  const answerOf = ({ id }: Cluster, customer: Customer, ...accountContactIds: string[]) => ({
    input: {
      ...{ clusterId: id, accountId: customer.accountId, accountContactIds, language: 'en' },
      text: 'The drain moves to the front.\n\nThank you.',
    },
  });
  async function words(account: Customer, state?: string): Promise<readonly Word[]> {
    const answer = await keyAccounts.client.data<{ account: { productFeedback: { nodes: Word[] } } }>(LOOP, {
      ...{ id: account.accountId, state },
    });
    return answer.account.productFeedback.nodes;
  }
  async function listed(filter: object): Promise<readonly string[]> {
    const answer = await keyAccounts.client.data<{ productFeedback: { nodes: Word[] } }>(LIST, { filter });
    return answer.productFeedback.nodes.map(({ id }) => id);
  }
  async function decidedOn(day: string): Promise<void> {
    await test.admin.query(
      'update product_feedback set decided_at = $2 where tenant_id = $1 and decided_at is not null',
      [tenant.id, `${day}T09:00:00Z`],
    );
  }
  async function summary(client: GraphqlClient, productId: string) {
    const answer = await client.data<{ productFeedbackSummary: { groups: Record<string, unknown>[] } }>(SUMMARY, {
      productId,
    });
    return answer.productFeedbackSummary;
  }

  it('PD-01, SG-40: a word goes from the ledger to product development and back to whoever said it', async () => {
    const wangs = await noted({ contactId: mill.contactId, severityPoints: 5 });
    const again = await noted({ verbatim: 'Still hard to reach' });
    const theirs = await noted({ accountId: plant.accountId, severityPoints: 2 });
    const wish = await noted({ feedbackType: 'PREFERENCE', severityPoints: 1, verbatim: 'Rather in grey' });
    expect((await words(mill)).map(({ state }) => state)).toEqual(['NOTED', 'NOTED', 'NOTED']);

    // By product and kind: an account counts once, by its gravest word; who may not know values sees no weight.
    const all = await summary(keyAccounts.client, pump);
    expect(all).toMatchObject({ words: 4, accounts: 2, totalGroups: 2, sources: ['ledger_entry', 'account_value'] });
    expect(all.groups).toMatchObject([
      {
        ...{ productName: 'Pump', feedbackType: 'FUNCTION', words: 3, accounts: 2, share: 0.75, weight: 1 },
        ...{ withoutValue: [{ accountId: plant.accountId, reason: 'NOT_WORKED_OUT' }], gravest: 5 },
        quotations: [{ severity: 5 }, { verbatim: 'Still hard to reach' }, { severity: 2 }],
      },
      { feedbackType: 'PREFERENCE', weight: 0.2, toCluster: [wish] },
    ]);
    const [function_] = all.groups;
    expect(function_?.['meanSeverity']).toBeCloseTo(10 / 3);
    expect(new Set(function_?.['toCluster'] as string[])).toEqual(new Set([wangs, again, theirs]));
    await test.admin.query('update account set owner_id = $2 where id = $1', [plant.accountId, quality.id]);
    expect(await summary(quality.client, pump)).toMatchObject({
      ...{ words: 1, sources: ['ledger_entry'] },
      groups: [{ weight: null, weightReason: 'NOT_PERMITTED', withoutValue: [] }],
    });
    await test.admin.query('update account set owner_id = $2 where id = $1', [plant.accountId, keyAccounts.id]);

    // Of one kind about one product, of accounts that one sees, once.
    const refused = (client: GraphqlClient, ...entryIds: string[]) => client.code(MAKE, { input: { entryIds } });
    expect(await refused(keyAccounts.client, wangs, wish)).toBe('FEEDBACK_MIXED');
    expect(await refused(outsider.client, wangs)).toBe('NOT_FOUND');
    expect(await refused((await createStaff(test, tenant, 'ANALYST')).client, wangs)).toBe('FORBIDDEN');
    expect(await refused(keyAccounts.client)).toBe('INPUT_INVALID');
    const begun = await made(wangs, again);
    expect(begun).toMatchObject({ state: 'CLUSTERED', version: 1, reported: null, words: { totalCount: 2 } });
    expect(await refused(keyAccounts.client, theirs, again)).toBe('TRANSITION_NOT_ALLOWED');
    expect((await words(plant))[0]).toMatchObject({ state: 'NOTED', events: [] });
    const extension = { clusterId: begun.id, version: 1, entryIds: [theirs] };
    const { extendFeedbackCluster: whole } = await keyAccounts.client.data<{ extendFeedbackCluster: Cluster }>(EXTEND, {
      input: extension,
    });
    expect(whole).toMatchObject({ version: 2, words: { totalCount: 3 } });
    expect(await keyAccounts.client.code(EXTEND, { input: extension })).toBe('VERSION_CONFLICT');
    expect(await outsider.client.code(ONE, { id: whole.id })).toBe('NOT_FOUND');

    // Reported with what it amounts to, all clusters of a report or none.
    const other = await made(wish);
    const stale = {
      title: 'June',
      clusters: [
        { id: other.id, version: 1 },
        { id: whole.id, version: 1 },
      ],
    };
    expect(await keyAccounts.client.code(REPORT, { input: stale })).toBe('VERSION_CONFLICT');
    expect(await read(other.id)).toMatchObject({ state: 'CLUSTERED' });
    expect(await boss.client.code(DECIDE, decision(whole))).toBe('TRANSITION_NOT_ALLOWED');
    const [laid] = await reported(whole);
    expect(laid).toMatchObject({
      ...{ state: 'REPORTED', report: { title: 'June', reportedBy: { id: keyAccounts.id } } },
      reported: { words: 3, accounts: 2, valuedAccounts: 1, weight: 1 },
    });
    if (laid === undefined) throw new Error('It was reported.');
    const late = { clusterId: laid.id, version: laid.version, entryIds: [await noted({ verbatim: 'Me too' })] };
    expect(await keyAccounts.client.code(EXTEND, { input: late })).toBe('CLUSTER_REPORTED');

    // Decided as a whole, by who may; a plan has its day.
    expect(await keyAccounts.client.code(DECIDE, decision(laid))).toBe('FORBIDDEN');
    expect(await boss.client.code(DECIDE, decision(laid, { verdict: 'PLANNED' }))).toBe('DATE_REQUIRED');
    expect(await boss.client.code(DECIDE, decision({ ...laid, version: 2 }))).toBe('VERSION_CONFLICT');
    expect(await keyAccounts.client.code(ANSWER, answerOf(laid, mill, mill.accountContactId))).toBe(
      'TRANSITION_NOT_ALLOWED',
    );
    const plan = { verdict: 'PLANNED', explanation: 'With the next casting.', dueOn: '2026-07-01' };
    const decided = (await boss.client.data<{ decideFeedback: Cluster }>(DECIDE, decision(laid, plan))).decideFeedback;
    expect(decided).toMatchObject({ state: 'DECIDED', ...plan, accountsToAnswer: 2 });

    // The customer waits: for longer than some days, or beyond the day of the plan.
    expect(await listed({ overdueAfterDays: 14 })).toEqual([]);
    await decidedOn('2026-05-21');
    expect(await listed({ overdueAfterDays: 14 })).toHaveLength(3);
    expect(await listed({ overdueAfterDays: 15 })).toEqual([]);
    await test.admin.query(`update feedback_cluster set due_on = '2026-06-04' where id = $1`, [decided.id]);
    expect(await listed({ overdueAfterDays: 365, accountId: plant.accountId })).toEqual([theirs]);
    const planned = async (plannedBefore: string) =>
      (await keyAccounts.client.data<{ feedbackClusters: object }>(CLUSTERS, { filter: { plannedBefore } }))
        .feedbackClusters;
    expect(await planned('2026-06-04')).toEqual({ nodes: [] });
    expect(await planned('2026-06-05')).toEqual({ nodes: [{ id: decided.id, state: 'DECIDED' }] });

    // Answered by mail: to whoever said it, too.
    const li = await createContact(test, tenant, mill.accountId);
    const answered = (...to: string[]) => keyAccounts.client.code(ANSWER, answerOf(decided, mill, ...to));
    expect(await answered()).toBe('RECIPIENT_REQUIRED');
    expect(await answered(plant.accountContactId)).toBe('CONTACT_NOT_FOUND');
    expect(await answered(li.accountContactId)).toBe('SPEAKER_NOT_ANSWERED');
    const told = answerOf(decided, mill, mill.accountContactId, li.accountContactId);
    const { answerFeedback } = await keyAccounts.client.data<{ answerFeedback: Word }>(ANSWER, told);
    expect(answerFeedback).toMatchObject({ language: 'en', answeredBy: { id: keyAccounts.id } });
    expect(answerFeedback['recipients']).toHaveLength(2);
    const [mail] = await mailsTo(test, mill.email);
    expect(mail?.subject).toBe('Works：您對 Pump 的意見，處理結果');
    expect(mail?.text).toContain('The drain moves to the front.\n\nThank you.');
    expect((await mailsTo(test, li.email))[0]?.subject).toBe('Works: what has become of your feedback on Pump');
    expect(await answered(mill.accountContactId)).toBe('TRANSITION_NOT_ALLOWED');

    // The loop is closed for this account, and open for the other.
    expect(await read(decided.id)).toMatchObject({
      ...{ accountsToAnswer: 1, answers: [{ accountId: mill.accountId }], version: decided.version },
    });
    const closed = (await words(mill, 'ANSWERED_TO_CUSTOMER')).find(({ id }) => id === wangs);
    expect(closed).toMatchObject({
      ...{ contact: { id: mill.contactId }, product: { name: 'Pump' }, cluster: { verdict: 'PLANNED' } },
      answer: { text: told.input.text },
      events: [
        { seq: 1, type: 'FEEDBACK_NOTED', actor: `staff:${keyAccounts.id}` },
        { type: 'FEEDBACK_CLUSTERED' },
        { type: 'FEEDBACK_REPORTED' },
        { type: 'FEEDBACK_DECIDED', actor: `staff:${boss.id}` },
        { seq: 5, type: 'CUSTOMER_ANSWERED' },
      ],
    });
    expect(await listed({ state: 'DECIDED' })).toEqual([theirs]);
    const story = await keyAccounts.client.data<{ account: { timeline: { nodes: { kind: string }[] } } }>(
      'query ($id: ID!) { account(id: $id) { timeline(first: 2) { nodes { kind } } } }',
      { id: mill.accountId },
    );
    expect(story.account.timeline.nodes.map(({ kind }) => kind)).toEqual([
      ...['product-feedback.answered', 'product-feedback.answered'],
    ]);
    const { rows } = await test.admin.query<{ payload: object }>(
      `select payload from outbox where topic = 'product-feedback.changed' and account_id = $1 and payload ->> 'entryId' = $2 order by id`,
      [mill.accountId, wangs],
    );
    expect(rows.at(-1)?.payload).toMatchObject({
      ...{ entryId: wangs, clusterId: decided.id, verdict: 'PLANNED', event: 'CUSTOMER_ANSWERED' },
      ...{ from: 'DECIDED', state: 'ANSWERED_TO_CUSTOMER' },
    });
  });

  it('PD-01: what the ledger corrects or takes back is corrected and taken back under way', async () => {
    const [first, second, third] = [
      await noted({ productId: valve }),
      await noted({ productId: valve }),
      await noted({ productId: valve }),
    ];
    const cluster = await made(first, second, third);
    const said = { productId: valve, verbatim: 'It leaks' };
    const corrected = await noted({ ...said, corrects: first });
    expect(await read(cluster.id)).toMatchObject({ version: 2, words: { totalCount: 3 } });
    expect((await words(mill)).find(({ id }) => id === corrected)).toMatchObject({
      ...{ state: 'CLUSTERED', verbatim: 'It leaks', events: [{}, {}, { type: 'NOTE_CORRECTED' }] },
    });
    expect(await keyAccounts.client.code(MAKE, { input: { entryIds: [first] } })).toBe('NOT_FOUND');
    // Of another kind it begins anew; taken back it is gone.
    const anew = await noted({ ...said, feedbackType: 'QUALITY', corrects: second });
    await keyAccounts.client.data(WITHDRAW, { id: third });
    const left = await read(cluster.id);
    expect(left).toMatchObject({ version: 4, words: { nodes: [{ id: corrected }] } });
    expect(await listed({ productId: valve, state: 'NOTED' })).toEqual([anew]);
    expect(
      await keyAccounts.client.code(REPORT, { input: { title: 'Old', clusters: [{ id: left.id, version: 1 }] } }),
    ).toBe('VERSION_CONFLICT');
    expect((await reported(left))[0]).toMatchObject({ reported: { words: 1 } });
    await keyAccounts.client.data(WITHDRAW, { id: corrected });
    const empty = await read(cluster.id);
    expect(await boss.client.code(DECIDE, decision(empty))).toBe('NO_FEEDBACK');
    expect(await made(anew)).toMatchObject({ words: { totalCount: 1 } });
  });

  it('PD-01: whoever said it and has left need not be told; another supplier sees nothing of it', async () => {
    const gone = await createContact(test, tenant, plant.accountId);
    const word = await noted({ accountId: plant.accountId, contactId: gone.contactId, feedbackType: 'PROCESS' });
    const [laid] = await reported(await made(word));
    if (laid === undefined) throw new Error('It was reported.');
    expect(await quality.client.code(DECIDE, decision(laid))).toBe('NOT_FOUND');
    const { decideFeedback: done } = await boss.client.data<{ decideFeedback: Cluster }>(DECIDE, decision(laid));
    await test.admin.query(`update account_contact set valid_to = '2026-06-01' where id = $1`, [gone.accountContactId]);
    const there = answerOf(done, plant, plant.accountContactId);
    expect(await keyAccounts.client.code(ANSWER, answerOf(done, plant, gone.accountContactId))).toBe(
      'CONTACT_NOT_ACTIVE',
    );
    expect(await outsider.client.code(ANSWER, there)).toBe('NOT_FOUND');
    const elsewhere = await createStaff(test, await createTenant(test));
    expect(await elsewhere.client.code(ANSWER, there)).toBe('NOT_FOUND');
    expect(await elsewhere.client.code(DECIDE, decision(laid))).toBe('NOT_FOUND');
    await keyAccounts.client.data(ANSWER, there);
    expect((await words(plant, 'ANSWERED_TO_CUSTOMER')).map(({ id }) => id)).toEqual([word]);
  });
});
