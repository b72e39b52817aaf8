import { INSTRUMENT_V1 } from '@mortise/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AssessmentClock } from '../src/features/assessments/assessment-clock.service.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { cookieOf, createCustomer, type Customer, mailsTo, REDEEM, tokenIn } from './factories/buyer.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant, PASSWORD } from './factories/tenant.factory.js';
import { addOrderDays } from './factories/trade.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const ROUND = `id step raterCount answeredCount contested deviation lowest highest level reconciliation publishedAt policyVersion
  instrument { code version } raters { id group ownAccount answeredAt remindedAt staff { id } contact { id } }
  sheets { group score answers { item answer evidence } } events { type actor note }
  result { level uncappedLevel lowest highest score scoreFrom scoreTo supplierScore customerScore oneSided reconciled countedSheets notCounted
    policyVersion instrumentCode onTimeInFull transactionItem groups { group mean raters } gap { score reading items { item gap } }
    agreement { deviation contested items { item raters deviation withinGroup } } probabilities { level probability }
    cap { ceiling causes liftedBecause } }`;
const OPEN = `mutation ($input: OpenAssessmentRoundInput!) { openAssessmentRound(input: $input) { ${ROUND} } }`;
const SUBMIT = `mutation ($id: ID!, $answers: [AssessmentAnswerInput!]!) { submitAssessment(id: $id, answers: $answers) { ${ROUND} } }`;
const ONE = `query ($id: ID!) { assessmentRound(id: $id) { ${ROUND} } }`;
const CLOSE = `mutation ($id: ID!) { closeAssessmentRound(id: $id) { ${ROUND} } }`;
const RECONCILE = `mutation ($id: ID!, $note: String!) { reconcileAssessment(id: $id, note: $note) { ${ROUND} } }`;
const PUBLISH = `mutation ($id: ID!, $why: String) { publishAssessment(id: $id, overrideCap: $why) { ${ROUND} } }`;
const CANCEL = `mutation ($id: ID!) { cancelAssessmentRound(id: $id, note: "Asked too early") { step } }`;
const REMIND = `mutation ($id: ID!) { remindAssessmentRaters(id: $id) { id } }`;
const LEVEL = `query ($id: ID!, $asOf: Date) { account(id: $id) { level(asOf: $asOf) {
  level lowest highest roundId stale dueOn validUntil result { score } } assessmentRounds { nodes { id step } } } }`;
const OUTLOOK = 'query ($id: ID!) { account(id: $id) { stageOutlook { next { criteria { code status } } } } }';
const ASKED = `id state deadline form requiredAnswers items(language: "zh-CN") { code question anchors }`;
const MINE = `{ assessments { nodes { ${ASKED} } } }`;
const ANSWER = `mutation ($id: ID!, $answers: [PortalAssessmentAnswerInput!]!) { answerAssessment(id: $id, answers: $answers) { id state } }`;

type Group = 'MARKETING' | 'SALES_MANAGER' | 'OTHER_MANAGER' | 'CUSTOMER';
const GROUPS: readonly Group[] = ['MARKETING', 'SALES_MANAGER', 'OTHER_MANAGER', 'CUSTOMER'];

/** Twelve sheets of the full form in the order of its questions; 0: cannot say. */
const SHEETS: readonly (readonly [Group, readonly number[]])[] = [
  ['MARKETING', [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4]],
  ['MARKETING', [4, 4, 3, 4, 4, 4, 4, 4, 4, 4, 0, 4]],
  ['MARKETING', [4, 4, 4, 3, 4, 4, 4, 4, 3, 4, 4, 4]],
  ['MARKETING', [4, 4, 4, 4, 3, 4, 0, 4, 4, 4, 4, 4]],
  ['SALES_MANAGER', [3, 4, 4, 4, 3, 4, 3, 4, 3, 4, 3, 4]],
  ['SALES_MANAGER', [3, 3, 4, 3, 4, 3, 4, 3, 3, 4, 4, 3]],
  ['SALES_MANAGER', [4, 4, 3, 4, 4, 3, 3, 3, 4, 3, 3, 4]],
  ['OTHER_MANAGER', [3, 2, 2, 3, 2, 2, 2, 3, 2, 2, 3, 2]],
  ['OTHER_MANAGER', [3, 3, 2, 2, 3, 2, 2, 2, 0, 2, 2, 3]],
  ['OTHER_MANAGER', [3, 2, 3, 2, 2, 4, 3, 2, 3, 2, 2, 2]],
  ['CUSTOMER', [3, 1, 1, 2, 1, 2, 2, 1, 1, 2, 2, 1]],
  ['CUSTOMER', [4, 3, 2, 0, 3, 2, 3, 2, 2, 3, 2, 3]],
];

interface Round {
  readonly id: string;
  readonly step: string;
  readonly sheets: readonly { readonly group: string; readonly score: number | null }[];
  readonly raters: readonly { readonly id: string; readonly group: Group; readonly remindedAt: string | null }[];
  readonly result: Record<string, unknown> & { readonly score: number };
}

const { items: ITEMS } = INSTRUMENT_V1.forms.FULL;
const SHORT = INSTRUMENT_V1.forms.SHORT.items;

/** Answers in the order of the questions, with words for each 4. */
function answersOf(values: readonly number[], items: readonly string[] = ITEMS) {
  return items.map((item, index) => {
    const answer = values[index] || null;
    return { item, answer, ...(answer === 4 ? { evidence: 'The joint line in Suzhou' } : {}) };
  });
}

// The figures as written down in the specification of the score, worked out here by themselves.
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const given = (values: readonly number[]): number[] => values.filter((value) => value > 0);
const scoreOf = (values: readonly number[]): number => 6 * mean(given(values));
const sidesOf = (rows: readonly (readonly [Group, number])[]) => {
  const groups = GROUPS.map((group) => rows.filter(([each]) => each === group).map(([, value]) => value)).map(
    (values) => (values.length === 0 ? null : mean(values)),
  );
  const supplier = mean(groups.slice(0, 3).flatMap((value) => value ?? []));
  return { groups, supplier, customer: groups[3] as number };
};

/** Levels begin half-way between whole points: 6–10, 11–16, 17–22, 23–24. */
const BANDS: Readonly<Record<string, readonly [number, number]>> = {
  BASIC: [6, 10.5],
  COOPERATIVE: [10.5, 16.5],
  INTERDEPENDENT: [16.5, 22.5],
  INTEGRATED: [22.5, 25],
};

interface Uncertainty {
  readonly probabilities: readonly { readonly level: string; readonly probability: number }[];
  readonly scoreFrom: number;
  readonly scoreTo: number;
}

/** Scores of raters drawn anew within their groups, by chance of another kind than the product's. */
function draws(rows: readonly (readonly [Group, number])[]): number[] {
  let state = 20260302n;
  const chance = (below: number): number => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 33n) % BigInt(below));
  };
  return Array.from({ length: 10_000 }, () => {
    const again = GROUPS.flatMap((group) => {
      const values = rows.filter(([each]) => each === group).map(([, value]) => value);
      return values.map(() => [group, values[chance(values.length)] ?? 0] as const);
    });
    const { supplier, customer } = sidesOf(again);
    return (supplier + customer) / 2;
  });
}

describe('rounds of assessment', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let manager: Awaited<ReturnType<typeof createStaff>>;
  let now = new Date('2026-03-02T09:00:00.000Z');

  beforeAll(async () => {
    test = await startTestApp({
      clock: { now: () => now },
      env: { MORTISE_DEMO: '1', MORTISE_PUBLIC_URL: 'https://works.example' },
    });
    tenant = await createTenant(test);
    manager = await createStaff(test, tenant, 'MANAGER');
  }, 60_000);
  afterAll(() => test.stop());

  /** Another moment; the manager signs in anew, sessions being short. */
  async function moveTo(moment: string): Promise<void> {
    now = new Date(moment);
    const { signIn } = await test.staff.data<{ signIn: { accessToken: string } }>(
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
      { input: { tenant: tenant.slug, email: manager.email, password: PASSWORD } },
    );
    manager.client = test.staff.as(signIn.accessToken);
  }
  /** A customer that has ordered. */
  async function customer(options: Parameters<typeof createCustomer>[2] = {}): Promise<Customer> {
    const made = await createCustomer(test, tenant, options);
    await addOrderDays(test, tenant.id, made.accountId, ['2025-05-06', '2026-03-05']);
    return made;
  }
  const open = (input: object, client: GraphqlClient = manager.client): Promise<Round> =>
    client.data<{ openAssessmentRound: Round }>(OPEN, { input }).then(({ openAssessmentRound: round }) => round);
  /** A short round of one manager and, if named, the customer's person. */
  const small = (accountId: string, contacts: readonly string[] = []) => ({
    ...{ accountId, form: 'SHORT', deadline: '2026-03-20', accountContactIds: contacts },
    staff: [{ staffId: manager.id, group: 'OTHER_MANAGER' }],
  });
  /** Ten deliveries, four of them late. */
  const lateDeliveries = (accountId: string) =>
    test.admin.query(
      `insert into delivery_promise (tenant_id, id, account_id, order_number, line_number, promised_on, quantity, first_delivered_on, first_quantity,
         delivered_quantity, content_hash, import_id)
       select $1, gen_random_uuid(), $2, 'O-' || n, '10', '2026-01-10'::date + n, 5, '2026-01-10'::date + n + case when n < 4 then 3 else 0 end, 5, 5,
         gen_random_uuid(), gen_random_uuid() from generate_series(0, 9) n`,
      [tenant.id, accountId],
    );
  /** Opens the link in the newest mail to somebody. */
  async function byLink(email: string, count = 1): Promise<{ client: GraphqlClient; url: string; token: string }> {
    const [mail] = await mailsTo(test, email, count);
    const token = tokenIn(mail);
    const { response } = await test.portal.send(REDEEM, { token });
    return { client: test.portal.with({ cookie: cookieOf(response) }), url: mail?.text ?? '', token };
  }

  it('AS-01 AS-02 LV-03: twelve raters in four groups answer blind, disagree, talk, and their level is published', async () => {
    const mill = await customer({ name: 'Mill', language: 'zh-CN' });
    const second = await createContact(test, tenant, mill.accountId, { name: 'Wang Fang', email: 'wang@mill.example' });
    const staff = [];
    for (let n = 0; n < 10; n++)
      staff.push(await createStaff(test, tenant, n === 0 ? 'KEY_ACCOUNT_MANAGER' : 'ANALYST'));
    await test.admin.query('update account set owner_id = $2 where id = $1', [mill.accountId, staff[0]?.id]);
    await lateDeliveries(mill.accountId);
    const round = await open({
      ...{ accountId: mill.accountId, form: 'FULL', deadline: '2026-03-20' },
      staff: staff.map(({ id }, n) => ({ staffId: id, group: SHEETS[n]?.[0] })),
      accountContactIds: [mill.accountContactId, second.accountContactId],
    });
    expect(round).toMatchObject({ step: 'ANSWERING', raterCount: 12, answeredCount: 0, sheets: [], result: null });
    expect(round).toMatchObject({ instrument: { code: 'MORTISE', version: 1 } });
    // Who owns the account judges his or her own work.
    expect(round.raters.filter((rater) => 'ownAccount' in rater && rater.ownAccount)).toMatchObject([
      { staff: { id: staff[0]?.id } },
    ]);

    const before = await byLink(mill.email);
    // The link lets in until the questions are answered, to one session at a time.
    const li = await byLink(mill.email);
    expect(li.token).toBe(before.token);
    expect(await before.client.code(MINE)).toBe('UNAUTHENTICATED');
    expect(li.url).toContain(`https://works.example/portal/${tenant.slug}/assess/`);
    expect(li.url).toMatch(/请|您好/);
    const wang = await byLink('wang@mill.example');
    const asked = await li.client.data<{
      assessments: { nodes: readonly { id: string; items: { code: string }[] }[] };
    }>(MINE);
    const [mine] = asked.assessments.nodes;
    expect(mine).toMatchObject({ state: 'WAITING', deadline: '2026-03-20', form: 'FULL', requiredAnswers: 9 });
    expect(mine?.items.map(({ code }) => code)).toEqual(ITEMS);
    expect(mine?.items[0]).toEqual({ code: 'ORDER_FULFILMENT', ...INSTRUMENT_V1.wording['zh-CN'].ORDER_FULFILMENT });

    for (const [n, { client }] of staff.entries()) {
      const { submitAssessment: seen } = await client.data<{ submitAssessment: Round }>(SUBMIT, {
        id: round.id,
        answers: answersOf(SHEETS[n]?.[1] ?? []),
      });
      // One's own sheet, nobody else's.
      expect(seen.sheets).toHaveLength(1);
    }
    expect(
      (await manager.client.data<{ assessmentRound: Round }>(ONE, { id: round.id })).assessmentRound.sheets,
    ).toEqual([]);
    expect(await manager.client.code(CLOSE, { id: round.id })).toBe('ANSWERS_OUTSTANDING');
    expect(await manager.client.code(PUBLISH, { id: round.id })).toBe('TRANSITION_NOT_ALLOWED');
    for (const [n, { client, token }] of [li, wang].entries()) {
      const id = (await client.data<typeof asked>(MINE)).assessments.nodes[0]?.id;
      const answers = answersOf(SHEETS[10 + n]?.[1] ?? []);
      const answered = await client.data(ANSWER, { id, answers });
      expect(answered).toMatchObject({ answerAssessment: { state: 'ANSWERED' } });
      expect(await client.code(ANSWER, { id, answers })).toBe('ALREADY_SUBMITTED');
      expect(await test.portal.code(REDEEM, { token })).toBe('LINK_USED');
      expect(await client.code(REDEEM, { token })).toBeUndefined();
    }
    const { closeAssessmentRound: closed } = await manager.client.data<{ closeAssessmentRound: Round }>(CLOSE, {
      id: round.id,
    });
    expect(closed).toMatchObject({ step: 'CONTESTED', contested: true, lowest: 'BASIC', highest: 'INTEGRATED' });
    expect(closed.sheets.map(({ group, score }) => [group, score])).toEqual(
      SHEETS.map(([group, values]) => [group, expect.closeTo(scoreOf(values), 9)]),
    );
    expect(await manager.client.code(PUBLISH, { id: round.id })).toBe('TRANSITION_NOT_ALLOWED');
    const note = 'The customer sees open quality claims that we had thought closed.';
    await manager.client.data(RECONCILE, { id: round.id, note });
    await moveTo('2026-03-05T10:00:00.000Z');
    const { publishAssessment: published } = await manager.client.data<{ publishAssessment: Round }>(PUBLISH, {
      id: round.id,
    });

    const scores = sidesOf(SHEETS.map(([group, values]) => [group, scoreOf(values)] as const));
    const score = (scores.supplier + scores.customer) / 2;
    const byItem = ITEMS.map((item, at) => {
      const said = SHEETS.flatMap(([group, values]) => (values[at] ? [[group, values[at]] as const] : []));
      const values = said.map(([, value]) => value);
      const { supplier, customer: theirs } = sidesOf(said);
      const variance = values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
      const deviation = mean(values.map((value) => Math.abs(value - mean(values))));
      return {
        item,
        raters: values.length,
        gap: supplier - theirs,
        both: (supplier + theirs) / 2,
        deviation,
        variance,
      };
    });
    const deviation = mean(byItem.map((each) => each.deviation));
    // What this data set is for: a contested round just below a level.
    expect([deviation > 0.75, score > 16 && score < 16.5]).toEqual([true, true]);
    expect(published).toMatchObject({ step: 'PUBLISHED', reconciliation: note, level: 'COOPERATIVE' });
    expect(published.result).toMatchObject({
      ...{
        level: 'COOPERATIVE',
        lowest: 'BASIC',
        highest: 'INTEGRATED',
        score: expect.closeTo(score, 9),
        oneSided: false,
      },
      ...{ supplierScore: expect.closeTo(scores.supplier, 9), customerScore: expect.closeTo(scores.customer, 9) },
      groups: GROUPS.map((group, at) => ({ group, mean: expect.closeTo(scores.groups[at] ?? 0, 9) })),
      gap: {
        ...{ score: expect.closeTo(scores.supplier - scores.customer, 9), reading: 'OVERRATED' },
        items: byItem.map(({ item, gap }) => ({ item, gap: expect.closeTo(gap, 9) })),
      },
      agreement: {
        ...{ deviation: expect.closeTo(deviation, 9), contested: true },
        items: byItem.map((each) => ({
          ...{ item: each.item, raters: each.raters, deviation: expect.closeTo(each.deviation, 9) },
          withinGroup: expect.closeTo(Math.max(0, 1 - each.variance / 1.25), 9),
        })),
      },
      ...{ countedSheets: 12, notCounted: [], reconciled: true, policyVersion: 'default-1', onTimeInFull: 0.6 },
      transactionItem: expect.closeTo(byItem[0]?.both ?? 0, 9),
      // Deliveries fail, but the raters say that exceptions are handled together.
      cap: null,
    });

    const { probabilities, scoreFrom, scoreTo } = published.result as unknown as Uncertainty;
    const drawn = draws(SHEETS.map(([group, values]) => [group, scoreOf(values)] as const)).sort((a, b) => a - b);
    // A thousand draws against ten times as many others: within three standard errors of a thousand.
    for (const { level, probability } of probabilities) {
      const [from = 0, to = 0] = BANDS[level] ?? [];
      const expected = drawn.filter((each) => each >= from && each < to).length / drawn.length;
      expect(Math.abs(probability - expected)).toBeLessThan(0.045);
    }
    expect(Math.abs(scoreFrom - Math.floor(drawn[drawn.length / 10] ?? 0))).toBeLessThanOrEqual(1);
    expect(Math.abs(scoreTo - Math.ceil(drawn[(9 * drawn.length) / 10] ?? 0))).toBeLessThanOrEqual(1);

    // The gate measures what could only be vouched for before.
    await manager.client.data('mutation ($id: ID!) { openStage(accountId: $id, stage: INITIAL) { id } }', {
      id: mill.accountId,
    });
    const { account } = await manager.client.data<{ account: { stageOutlook: { next: { criteria: object[] } } } }>(
      OUTLOOK,
      { id: mill.accountId },
    );
    expect(account.stageOutlook.next.criteria).toContainEqual({ code: 'LEVEL_PROBABILITY', status: 'MET' });

    const on = async (asOf: string | null) =>
      (await manager.client.data<{ account: { level: unknown } }>(LEVEL, { id: mill.accountId, asOf })).account.level;
    expect(await on(null)).toMatchObject({
      level: 'COOPERATIVE',
      roundId: round.id,
      stale: false,
      dueOn: '2026-09-05',
    });
    expect(await on('2026-03-04')).toBeNull();
    expect(await on('2025-05-05')).toMatchObject({ level: 'EXPLORATORY', roundId: null, result: null });
    await moveTo('2026-12-06T10:00:00.000Z');
    expect(await on(null)).toMatchObject({ level: 'COOPERATIVE', stale: true, validUntil: '2026-12-05' });
    expect(await on('2026-12-05')).toMatchObject({ stale: false });
    await moveTo('2026-03-05T10:00:00.000Z');
  }, 60_000);

  it('LV-03 AS-02: failing basics hold the level down until somebody lifts the cap; of one side alone it says so', async () => {
    const { accountId } = await customer({ name: 'Late' });
    await lateDeliveries(accountId);
    const { id } = await open(small(accountId));
    expect(await manager.client.code(OPEN, { input: small(accountId) })).toBe('ROUND_UNDER_WAY');
    await manager.client.data(SUBMIT, { id, answers: answersOf([3, 3, 3, 3, 3, 4], SHORT) });
    await manager.client.data(CLOSE, { id });
    const { publishAssessment: held } = await manager.client.data<{ publishAssessment: Round }>(PUBLISH, { id });
    expect(held.result).toMatchObject({
      ...{ level: 'BASIC', uncappedLevel: 'INTERDEPENDENT', score: 19, oneSided: true, customerScore: null, gap: null },
      cap: { ceiling: 'BASIC', causes: ['OTIF_BELOW_FLOOR'], liftedBecause: null },
      probabilities: expect.arrayContaining([{ level: 'BASIC', probability: 1 }]) as unknown,
    });
    const again = await open(small(accountId));
    await manager.client.data(SUBMIT, { id: again.id, answers: answersOf([3, 3, 3, 3, 3, 4], SHORT) });
    await manager.client.data(CLOSE, { id: again.id });
    const lifted = await manager.client.data<{ publishAssessment: Round }>(PUBLISH, {
      id: again.id,
      why: 'A strike, over',
    });
    expect(lifted.publishAssessment.result).toMatchObject({
      ...{ level: 'INTERDEPENDENT', cap: { ceiling: 'BASIC', liftedBecause: 'A strike, over' } },
    });
  });

  it('AS-02: asks for what a sheet needs, takes it once and in time, and reminds whoever has not answered', async () => {
    await moveTo('2026-03-02T09:00:00.000Z');
    const shop = await customer({ name: 'Shop' });
    const fresh = await createCustomer(test, tenant, { name: 'Fresh' });
    const silent = await customer({ name: 'Silent', email: null });
    const outsider = await createStaff(test, tenant, 'SALES');
    const refused = (input: object, client = manager.client) => client.code(OPEN, { input });
    expect(await refused(small(fresh.accountId))).toBe('NO_ORDER_YET');
    expect(await refused(small(silent.accountId, [silent.accountContactId]))).toBe('CONTACT_WITHOUT_EMAIL');
    expect(await refused(small(shop.accountId, [silent.accountContactId]))).toBe('RATER_NOT_FOUND');
    expect(await refused({ ...small(shop.accountId), staff: [{ staffId: outsider.id, group: 'MARKETING' }] })).toBe(
      'RATER_NOT_FOUND',
    );
    expect(await refused({ ...small(shop.accountId), staff: [] })).toBe('NOBODY_INVITED');
    const twice = small(shop.accountId).staff.flatMap((rater) => [rater, { ...rater, group: 'MARKETING' }]);
    expect(await refused({ ...small(shop.accountId), staff: twice })).toBe('ALREADY_INVITED');
    expect(await refused({ ...small(shop.accountId), deadline: '2026-03-01' })).toBe('DEADLINE_INVALID');
    expect(await refused({ ...small(shop.accountId), deadline: '2026-09-01' })).toBe('INPUT_INVALID');
    expect(await refused(small(shop.accountId), outsider.client)).toBe('FORBIDDEN');

    await manager.client.data(
      'mutation { updateMyNotificationPreferences(input: { topics: [ASSESSMENT_ASKED] }) { topics } }',
    );
    const { id } = await open(small(shop.accountId, [shop.accountContactId]));
    expect((await mailsTo(test, manager.email))[0]?.subject).toBe('Works: Shop: due on March 20, 2026');
    const submit = (answers: object, client = manager.client) => client.code(SUBMIT, { id, answers });
    expect(await submit([{ item: 'TRUST', answer: 4, evidence: ' ' }])).toBe('EVIDENCE_REQUIRED');
    expect(await submit([{ item: 'TRUST', answer: 5 }])).toBe('ANSWER_INVALID');
    expect(await submit([{ item: 'PRICING', answer: 2 }])).toBe('UNKNOWN_ITEM');
    const other = await createStaff(test, tenant, 'MANAGER');
    expect(await submit([], other.client)).toBe('NOT_INVITED');

    const clock = () =>
      test.app
        .get(ContextFactory)
        .asSystem(tenant.id, 'test', (ctx) =>
          ctx.transaction(() => test.app.get(AssessmentClock, { strict: false }).run(ctx)),
        );
    await moveTo('2026-03-16T23:00:00.000Z');
    await clock();
    await moveTo('2026-03-17T02:00:00.000Z');
    await clock();
    await clock();
    const mails = await mailsTo(test, shop.email, 2);
    expect(mails.map(({ subject }) => /^Reminder: /.test(subject))).toEqual([true, false]);
    expect(await manager.client.code(REMIND, { id })).toBeUndefined();
    await mailsTo(test, shop.email, 3);

    await manager.client.data(SUBMIT, { id, answers: answersOf([2, 2, 2, 2, 2, 2], SHORT) });
    const { client } = await byLink(shop.email, 3);
    const { assessments } = await client.data<{ assessments: { nodes: readonly { id: string }[] } }>(MINE);
    await moveTo('2026-03-21T00:00:00.000Z');
    expect(await client.data(MINE)).toMatchObject({ assessments: { nodes: [{ state: 'CLOSED' }] } });
    expect(await client.code(ANSWER, { id: assessments.nodes[0]?.id, answers: [] })).toBe('DEADLINE_PASSED');
    await clock();
    const { assessmentRound: closed } = await manager.client.data<{ assessmentRound: Round }>(ONE, { id });
    expect(closed).toMatchObject({ step: 'CLOSED', raterCount: 2, answeredCount: 1, sheets: [{ score: 12 }] });
    await manager.client.data(CANCEL, { id });
    expect(await client.data(MINE)).toEqual({ assessments: { nodes: [] } });
    expect(await manager.client.data(LEVEL, { id: shop.accountId })).toMatchObject({
      account: { level: null, assessmentRounds: { nodes: [{ id, step: 'CANCELLED' }] } },
    });
    const { rows } = await test.admin.query(
      `select kind from timeline_entry where account_id = $1 and entity = 'assessment' order by id`,
      [shop.accountId],
    );
    expect(rows.map(({ kind }: { kind: string }) => kind.split('.')[1])).toEqual([
      'opened',
      'answered',
      'closed',
      'cancelled',
    ]);
  });

  it('AS-01: asks in the supplier’s own words from the next round on; earlier rounds keep theirs', async () => {
    await moveTo('2026-03-02T09:00:00.000Z');
    const admin = await createStaff(test, tenant);
    const before = await open(small((await customer({ name: 'Before' })).accountId));
    const REVISE = `mutation ($input: ReviseAssessmentInstrumentInput!) { reviseAssessmentInstrument(input: $input) { code version } }`;
    const anchors = ['On guard', 'Reserved', 'Open', 'As one'];
    const wording = [{ language: 'en', item: 'TRUST', question: 'How openly do we speak?', anchors }];
    const input = { expectedCode: 'MORTISE', expectedVersion: 1, note: 'Our own words', wording };
    const revise = (change: object) => admin.client.code(REVISE, { input: { ...input, ...change } });
    expect(await revise({ expectedVersion: 2 })).toBe('INSTRUMENT_CHANGED');
    expect(await revise({ wording: [{ ...wording[0], item: 'WEATHER' }] })).toBe('INPUT_INVALID');
    expect(await revise({ wording: [{ ...wording[0], anchors: ['One'] }] })).toBe('INPUT_INVALID');
    expect(await manager.client.code(REVISE, { input })).toBe('FORBIDDEN');
    expect(await admin.client.data(REVISE, { input })).toEqual({
      reviseAssessmentInstrument: { code: 'OWN', version: 1 },
    });
    const after = await open(small((await customer({ name: 'After' })).accountId));
    const WORDS = `query ($id: ID!) { assessmentRound(id: $id) { instrument { code version items(language: "en") { code question } } }
      assessmentInstruments { code version } }`;
    const trust = async (id: string) => {
      const { assessmentRound: round, assessmentInstruments: versions } = await manager.client.data<{
        assessmentRound: { instrument: { code: string; items: readonly { code: string; question: string }[] } };
        assessmentInstruments: readonly { code: string; version: number }[];
      }>(WORDS, { id });
      expect(versions).toEqual([
        { code: 'OWN', version: 1 },
        { code: 'MORTISE', version: 1 },
      ]);
      return [round.instrument.code, round.instrument.items.find(({ code }) => code === 'TRUST')?.question];
    };
    expect(await trust(before.id)).toEqual(['MORTISE', INSTRUMENT_V1.wording.en.TRUST.question]);
    expect(await trust(after.id)).toEqual(['OWN', 'How openly do we speak?']);
  });
});
