import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createBuyerSession, createCustomer, type Customer } from './factories/buyer.factory.js';
import { createContact } from './factories/contact.factory.js';
import { addEntries } from './factories/ledger.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { pdfText } from './support/pdf-text.js';
import { until } from './until.js';

const REVIEW = `year quarter from to asOf language supplier customer message
  deliveries { lines onTimeInFull onTime meanDelayDays overdue onTimeInFullBefore months { from lines onTimeInFull } }
  complaints { received closed open responseHours resolutionDays cases { number subject status receivedOn closedOn } }
  values { confirmedRatio totals { claimed { decimal currency } confirmed { decimal } }
    entries { id on type evidence amount { decimal currency } grade confirmedAt } }
  initiatives { type subject status result } actions { id text dueOn status } advisories { kind title sentOn action } sources`;
const PREVIEW = `query ($input: QuarterlyReviewInput!) { quarterlyReview(input: $input) { ${REVIEW} } }`;
const PACK = `id accountId year quarter language edition reason issuedAt replaces { id } issuedBy { id } plan { id }
  file { name mediaType bytes url } review { ${REVIEW} }`;
const ISSUE = `mutation ($input: IssueQuarterlyReviewInput!) { issueQuarterlyReviewPack(input: $input) { ${PACK} } }`;
const ONE = `query ($id: ID!) { quarterlyReviewPack(id: $id) { ${PACK} } }`;
const LIST = `query ($id: ID!) { account(id: $id) { quarterlyReviewPacks { totalCount nodes { id edition } }
  plans { nodes { id quarterlyReviewPacks { id } } } timeline(first: 50) { nodes { kind } } } }`;
const VALUE = 'id observedOn type evidence amount { decimal currency } grade state judgedAt reason judgedByYou';
const VALUES = `{ deliveredValues { totalCount nodes { ${VALUE} } } }`;
const CONFIRM = `mutation ($id: ID!) { confirmDeliveredValue(id: $id) { ${VALUE} } }`;
const DISPUTE = `mutation ($id: ID!, $reason: String!) { disputeDeliveredValue(id: $id, reason: $reason) { ${VALUE} } }`;

/** What nobody outside may read; each fact that is internal says it. */
const SECRET = '機密';

interface Review {
  readonly language: string;
  readonly values: { readonly entries: readonly { readonly id: string; readonly confirmedAt: string | null }[] };
  readonly [field: string]: unknown;
}
interface Pack {
  readonly id: string;
  readonly edition: number;
  readonly review: Review;
  readonly file: {
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: number;
    readonly url: string;
  } | null;
  readonly [field: string]: unknown;
}
type Person = Awaited<ReturnType<typeof createStaff>>;

describe('quarterly reviews', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let kim: Person;
  let service: Person;
  let stranger: Person;
  let mill: Customer;
  let other: Customer;
  let buyer: GraphqlClient;
  let values: string[];
  let actionId: string;
  let otherActionId: string;
  let planId: string;
  let now = new Date('2026-10-12T09:00:00.000Z');

  beforeAll(async () => {
    test = await startTestApp({ clock: { now: () => now } });
    tenant = await createTenant(test);
    [kim, service, stranger] = await Promise.all([
      createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER'),
      createStaff(test, tenant, 'SERVICE'),
      createStaff(test, tenant, 'SALES'),
    ]);
    mill = await createCustomer(test, tenant, { name: '华东精细化工', language: 'zh-CN' });
    other = await createCustomer(test, tenant, { name: 'Other' });
    await createContact(test, tenant, mill.accountId);
    await test.admin.query('update account set owner_id = $2 where id = any($1)', [
      [mill.accountId, other.accountId],
      kim.id,
    ]);
    await test.admin.query(
      `update contact set language = 'zh-CN' where id in
      (select contact_id from account_contact where account_id = $1)`,
      [mill.accountId],
    );
    buyer = (await createBuyerSession(test, tenant, mill.accountContactId)).client;
    await deliver();
    await complain();
    [actionId, planId] = await plan(mill.accountId);
    [otherActionId] = await plan(other.accountId);
    await advise();
    values = await addEntries(test, tenant.id, mill.accountId, [
      {
        kind: 'VALUE_ENTRY',
        on: '2026-08-31',
        payload: value('PERFORMANCE', '停机减少 96 小时', { amount: eur('9200000') }),
      },
      {
        kind: 'VALUE_ENTRY',
        on: '2026-09-12',
        payload: value('CO_CREATED', '结垢联合研究', { amount: eur('3640000') }),
      },
      { kind: 'VALUE_ENTRY', on: '2026-09-20', payload: value('RELATIONSHIP', '联合培训', { grade: 4 }) },
      { kind: 'VALUE_ENTRY', on: '2026-10-01', payload: value('PERFORMANCE', 'next quarter', { amount: eur('1') }) },
      { kind: 'JOINT_INITIATIVE', on: '2026-05-02', payload: initiative('二号线结垢研究', 'PLANNED') },
      {
        kind: 'JOINT_INITIATIVE',
        on: '2026-07-02',
        payload: initiative('二号线结垢研究', 'ACTIVE', { result: '沉积物减半', downstreamParty: SECRET }),
      },
      { kind: 'JOINT_INITIATIVE', on: '2026-03-01', payload: initiative('已结束的项目', 'DONE') },
      { kind: 'INTELLIGENCE_NOTE', on: '2026-08-01', payload: { subject: SECRET, description: SECRET } },
    ]);
  }, 60_000);
  afterAll(() => test.stop());

  const eur = (amountMinor: string) => ({ amountMinor, currency: 'EUR' });
  const value = (valueType: string, evidence: string, worth: object) => ({
    valueType,
    initiator: 'OURS',
    evidence,
    ...worth,
  });
  const initiative = (subject: string, status: string, rest: object = {}) => ({
    initiativeType: 'RESEARCH',
    subject,
    status,
    ...rest,
  });
  const input = (change: object = {}) => ({ input: { accountId: mill.accountId, year: 2026, quarter: 3, ...change } });
  const preview = async (change: object = {}): Promise<Review> =>
    (await kim.client.data<{ quarterlyReview: Review }>(PREVIEW, input(change))).quarterlyReview;
  const issue = async (change: object = {}): Promise<Pack> =>
    (await kim.client.data<{ issueQuarterlyReviewPack: Pack }>(ISSUE, input(change))).issueQuarterlyReviewPack;
  const drawn = (id: string) =>
    until(async () => (await kim.client.data<{ quarterlyReviewPack: Pack }>(ONE, { id })).quarterlyReviewPack.file);
  const open = async (url: string): Promise<Buffer> =>
    Buffer.from(await (await fetch(`${test.url}${url}`)).arrayBuffer());

  /** Four lines of the quarter: kept, late, partial, not arrived; and one kept of the quarter before. */
  async function deliver(): Promise<void> {
    for (const [line, promised, first, quantity] of [
      ...([
        ['1', '2026-07-10', '2026-07-10', 5],
        ['2', '2026-08-10', '2026-08-14', 5],
      ] as const),
      ...([
        ['3', '2026-08-20', '2026-08-20', 3],
        ['4', '2026-09-20', null, 0],
        ['5', '2026-06-20', '2026-06-19', 5],
      ] as const),
    ]) {
      await test.admin.query(
        `insert into delivery_promise (tenant_id, id, account_id, order_number, line_number, promised_on, quantity, first_delivered_on, first_quantity,
           delivered_quantity, content_hash, import_id) values ($1, $2, $3, 'O1', $4, $5, 5, $6, $7, $7, $2, $2)`,
        [tenant.id, randomUUID(), mill.accountId, line, promised, first, quantity],
      );
    }
  }

  /** Open from the quarter before; closed in this one; received in it and answered after it, with a word for ourselves. */
  async function complain(): Promise<void> {
    for (const [number, subject, at, events, acknowledged] of [
      ...([['C-1', '密封垫渗漏', '2026-06-02', [['ACKNOWLEDGED', '2026-06-03']], null]] as const),
      ...([
        [
          'C-2',
          '交货延迟',
          '2026-08-03',
          [
            ['ACKNOWLEDGED', '2026-08-03'],
            ['CLOSED', '2026-08-20'],
          ],
          7_200_000,
        ],
      ] as const),
      ...([['C-3', '包装破损', '2026-09-29', [['CLOSED', '2026-10-05']], null]] as const),
      ...([['C-4', 'Before', '2026-02-01', [['CLOSED', '2026-02-05']], null]] as const),
    ]) {
      const id = randomUUID();
      await test.admin.query(
        `insert into complaint (tenant_id, id, number, account_id, subject, description, status, channel, filed_by, idempotency_key, request_hash, created_at,
           updated_at, acknowledged_in) values ($1, $2, $3, $4, $5, '', $6, 'STAFF', 'system:test', $3, '', $7, $7, $8)`,
        [tenant.id, id, number, mill.accountId, subject, events.at(-1)?.[0], at, acknowledged],
      );
      for (const [index, [type, when]] of events.entries()) {
        await test.admin.query(
          `insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type, data) values ($1, $2, $3, $4, 'system:test', $5, $6)`,
          [tenant.id, id, index + 1, when, type, JSON.stringify({ note: SECRET })],
        );
      }
    }
  }

  /** A plan with an action to be shown and one that is not; its objective is nobody's business. @returns the first action, and the plan */
  async function plan(accountId: string): Promise<[string, string]> {
    const [id, play, shown, hidden] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await test.admin.query(
      `insert into account_plan (tenant_id, id, account_id, state, starts_on, ends_on, stage, goal, goal_stage, goal_by, objective, cap_minor,
         committed_minor, spent_minor, currency, drafted_at, drafted_by, active_on, version, policy_version)
       values ($1, $2, $3, 'ACTIVE', '2026-01-01', '2026-12-31', 'INITIAL', 'ADVANCE', 'STABLE', '2026-12-31', $4, 0, 0, 0, 'EUR', now(), 'system:test',
         '2026-01-01', 1, 0)`,
      [tenant.id, id, accountId, SECRET],
    );
    await test.admin.query(
      `insert into plan_play (tenant_id, id, plan_id, place, play_code, name, owner_id, due_on, budget_minor, spent_minor, currency, status)
       values ($1, $2, $3, 0, 'OWN', '{}', $4, '2026-12-01', 0, 0, 'EUR', 'OPEN')`,
      [tenant.id, play, id, kim.id],
    );
    for (const [place, action] of [shown, hidden].entries()) {
      const text = {
        en: `Walk through line ${place + 3}`,
        'zh-CN': place === 0 ? '共同巡检三号线' : SECRET,
        'zh-TW': '',
      };
      await test.admin.query(
        `insert into plan_action (tenant_id, id, plan_id, play_id, account_id, place, code, text, owner_id, due_on, status, live)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '2026-11-15', 'OPEN', true)`,
        [tenant.id, action, id, play, accountId, place, `A${place}`, JSON.stringify(text), kim.id],
      );
    }
    return [shown, id];
  }

  /** One that was sent in the quarter, and a draft. */
  async function advise(): Promise<void> {
    for (const [state, sent, texts] of [
      [
        'ACTED',
        '2026-09-08',
        [
          { language: 'en', title: 'Stock', body: '' },
          { language: 'zh-CN', title: '库存偏高', body: '' },
        ],
      ],
      ['DRAFT', null, [{ language: 'zh-CN', title: SECRET, body: SECRET }]],
    ] as const) {
      await test.admin.query(
        `insert into customer_advisory (tenant_id, id, account_id, kind, state, texts, facts, composed_at, sent_at, read_at, acted_at, acted_by,
           action, version, policy_version)
         values ($1, $2, $3, 'STOCK_CEILING', $4, $5, '[]', '2026-09-01', $6, $6, $6, $8, $7, 1, 0)`,
        [
          tenant.id,
          randomUUID(),
          mill.accountId,
          state,
          JSON.stringify(texts),
          sent,
          sent && '订单已延后',
          sent && mill.accountContactId,
        ],
      );
    }
  }

  it('P8: the customer confirms or disputes a value once, and only its own', async () => {
    const [saved = '', study = '', training = ''] = values;
    const { deliveredValues } = await buyer.data<{ deliveredValues: { totalCount: number; nodes: object[] } }>(VALUES);
    expect(deliveredValues.totalCount).toBe(4);
    expect(deliveredValues.nodes.at(-1)).toEqual({
      ...{ id: saved, observedOn: '2026-08-31', type: 'PERFORMANCE', evidence: '停机减少 96 小时', grade: null },
      ...{
        amount: { decimal: '92000.00', currency: 'EUR' },
        state: 'CLAIMED',
        judgedAt: null,
        reason: null,
        judgedByYou: false,
      },
    });
    const stranger = (await createBuyerSession(test, tenant, other.accountContactId)).client;
    expect(await stranger.code(CONFIRM, { id: saved })).toBe('NOT_FOUND');
    const confirmed = { state: 'CUSTOMER_CONFIRMED', judgedAt: now.toISOString(), judgedByYou: true };
    expect(await buyer.data(CONFIRM, { id: saved })).toMatchObject({ confirmDeliveredValue: confirmed });
    expect(await buyer.data(CONFIRM, { id: saved })).toMatchObject({ confirmDeliveredValue: confirmed });
    expect(await buyer.code(DISPUTE, { id: saved, reason: 'No.' })).toBe('TRANSITION_NOT_ALLOWED');
    expect(await buyer.code(DISPUTE, { id: study, reason: ' ' })).toBe('INPUT_INVALID');
    for (const _ of ['once', 'again']) {
      expect(await buyer.data(DISPUTE, { id: study, reason: '估算过高' })).toMatchObject({
        disputeDeliveredValue: { state: 'CUSTOMER_DISPUTED', reason: '估算过高' },
      });
    }
    expect(await buyer.code(CONFIRM, { id: study })).toBe('TRANSITION_NOT_ALLOWED');
    // What is claimed anew is another claim.
    const again = {
      kind: 'VALUE_ENTRY',
      on: '2026-09-12',
      supersedes: study,
      payload: value('CO_CREATED', '结垢联合研究（重估）', { amount: eur('3000000') }),
    };
    const [anew] = await addEntries(test, tenant.id, mill.accountId, [again]);
    expect(await buyer.code(CONFIRM, { id: study })).toBe('NOT_FOUND');
    values = [saved, anew as string, training];
  });

  it('ST-22: a quarter is told from its facts, with what the customer has confirmed, and nothing that is ours alone', async () => {
    const review = await preview({ planActionIds: [actionId, actionId] });
    expect(review).toMatchObject({
      ...{
        year: 2026,
        quarter: 3,
        from: '2026-07-01',
        to: '2026-09-30',
        asOf: '2026-10-12',
        language: 'zh-CN',
        message: null,
      },
      customer: '华东精细化工',
      deliveries: {
        ...{ lines: 4, onTimeInFull: 0.25, onTime: 0.5, overdue: 1, onTimeInFullBefore: 1 },
        months: [
          { from: '2026-07-01', lines: 1, onTimeInFull: 1 },
          { from: '2026-08-01', lines: 2, onTimeInFull: 0 },
          { from: '2026-09-01', lines: 1, onTimeInFull: 0 },
        ],
      },
      complaints: {
        ...{ received: 2, closed: 1, open: 2, responseHours: 2, resolutionDays: null },
        cases: [
          { number: 'C-3', subject: '包装破损', status: 'RECEIVED', receivedOn: '2026-09-29', closedOn: null },
          { number: 'C-2', status: 'CLOSED', closedOn: '2026-08-20' },
          { number: 'C-1', status: 'ACKNOWLEDGED', closedOn: null },
        ],
      },
      values: {
        confirmedRatio: 1 / 3,
        totals: [{ claimed: { decimal: '122000.00', currency: 'EUR' }, confirmed: { decimal: '92000.00' } }],
        entries: [
          { evidence: '停机减少 96 小时', confirmedAt: now.toISOString() },
          { evidence: '结垢联合研究（重估）', amount: { decimal: '30000.00' }, confirmedAt: null },
          { type: 'RELATIONSHIP', amount: null, grade: 4, confirmedAt: null },
        ],
      },
      initiatives: [{ type: 'RESEARCH', subject: '二号线结垢研究', status: 'ACTIVE', result: '沉积物减半' }],
      actions: [{ id: actionId, text: '共同巡检三号线', dueOn: '2026-11-15', status: 'OPEN' }],
      advisories: [{ kind: 'STOCK_CEILING', title: '库存偏高', sentOn: '2026-09-08', action: '订单已延后' }],
    });
    expect(JSON.stringify(review)).not.toContain(SECRET);
    expect(await preview({ language: 'en' })).toMatchObject({ actions: [], advisories: [{ title: 'Stock' }] });
    expect(await preview({ quarter: 1 })).toMatchObject({
      ...{
        deliveries: { lines: 0, onTimeInFull: null, onTimeInFullBefore: null },
        values: { confirmedRatio: null, entries: [] },
      },
      complaints: { received: 1, closed: 1, open: 0 },
    });
  });

  it('whoever may not, or asks for what is not there, is refused', async () => {
    const codes = async (client: GraphqlClient, change: object) => [
      await client.code(PREVIEW, input(change)),
      await client.code(ISSUE, input(change)),
    ];
    expect(await codes(service.client, {})).toEqual(['NOT_FOUND', 'FORBIDDEN']);
    expect(await codes(stranger.client, {})).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    const elsewhere = await createStaff(test, await createTenant(test), 'ADMIN');
    expect(await codes(elsewhere.client, {})).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(await codes(kim.client, { quarter: 4 })).toEqual([undefined, 'QUARTER_NOT_OVER']);
    expect(await codes(kim.client, { year: 2027 })).toEqual(['QUARTER_NOT_BEGUN', 'QUARTER_NOT_BEGUN']);
    expect(await codes(kim.client, { quarter: 5 })).toEqual(['INPUT_INVALID', 'INPUT_INVALID']);
    expect(await codes(kim.client, { language: 'ko' })).toEqual(['INPUT_INVALID', 'INPUT_INVALID']);
    expect(await codes(kim.client, { planActionIds: [otherActionId] })).toEqual(Array(2).fill('PLAN_ACTION_NOT_FOUND'));
    expect(await kim.client.code(ISSUE, input({ replaces: randomUUID() }))).toBe('INPUT_INVALID');
    expect(await kim.client.code(ISSUE, input({ replaces: randomUUID(), reason: 'No.' }))).toBe('PACK_REPLACED');
    expect(await kim.client.code(ONE, { id: randomUUID() })).toBe('NOT_FOUND');
  });

  it('a pack stays what it was; its PDF has the text of it, and the same request gives the same pack', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => issue({ planActionIds: [actionId], message: '感谢贵方的信任。' })),
    );
    expect(second?.id).toBe(first?.id);
    const pack = first as Pack;
    expect(pack).toMatchObject({
      ...{
        accountId: mill.accountId,
        year: 2026,
        quarter: 3,
        language: 'zh-CN',
        edition: 1,
        reason: null,
        replaces: null,
      },
      ...{ issuedBy: { id: kim.id }, plan: { id: planId }, issuedAt: now.toISOString() },
      review: { message: '感谢贵方的信任。', deliveries: { lines: 4 } },
    });
    const file = await drawn(pack.id);
    expect(file).toMatchObject({ name: '季度业务回顾 2026-Q3 华东精细化工.pdf', mediaType: 'application/pdf' });
    const pdf = await open(file.url);
    expect(pdf.length).toBe(file.bytes);
    const text = pdfText(pdf);
    for (const part of [
      ...[
        '2026 年第 3 季度业务回顾',
        '华东精细化工',
        '感谢贵方的信任。',
        '准时足额交付率25%',
        '密封垫渗漏',
        '停机减少 96 小时',
      ],
      ...['€92,000', '尚未确认', '二号线结垢研究', '共同巡检三号线', '库存偏高', '订单已延后', '第 1 页，共'],
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(new RegExp(`${SECRET}|\ufffd|□`));

    now = new Date('2026-10-12T09:05:00.000Z');
    await buyer.data(CONFIRM, { id: values[2] });
    await test.admin.query('update account set name = $2 where id = $1', [mill.accountId, 'Renamed']);
    expect((await issue()).review).toEqual(pack.review);
    expect(await issue({ language: 'en' })).toMatchObject({
      edition: 1,
      language: 'en',
      review: { customer: 'Renamed' },
    });
    const replacing = { replaces: pack.id, reason: SECRET };
    const next = await issue(replacing);
    expect(next).toMatchObject({
      edition: 2,
      replaces: { id: pack.id },
      reason: SECRET,
      review: { customer: 'Renamed' },
    });
    expect(next.review.values).toMatchObject({ confirmedRatio: 2 / 3 });
    expect((await issue(replacing)).id).toBe(next.id);
    expect((await issue()).id).toBe(next.id);
    expect(await kim.client.code(ISSUE, input({ ...replacing, replaces: randomUUID() }))).toBe('PACK_REPLACED');
    expect(pdfText(await open((await drawn(next.id)).url))).not.toContain(SECRET);

    const { account } = await kim.client.data<{
      account: Record<string, { nodes: readonly Record<string, unknown>[] }>;
    }>(LIST, { id: mill.accountId });
    expect(account['quarterlyReviewPacks']).toMatchObject({ totalCount: 3 });
    expect(account['plans']?.nodes[0]?.['quarterlyReviewPacks']).toHaveLength(3);
    expect(account['timeline']?.nodes.filter(({ kind }) => kind === 'quarterly-review.issued')).toHaveLength(3);
    expect(await stranger.client.code(ONE, { id: pack.id })).toBe('NOT_FOUND');
  });
});
