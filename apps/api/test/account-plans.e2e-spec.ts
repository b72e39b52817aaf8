import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAccount, createTeam } from './factories/account.factory.js';
import { createAlert } from './factories/alert.factory.js';
import { createContact } from './factories/contact.factory.js';
import { addEntries } from './factories/ledger.factory.js';
import { createStaff, createTenant, PASSWORD } from './factories/tenant.factory.js';
import type { GraphqlClient } from './graphql-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const PLAN = `id state stage goal goalStage goalBy reviewDue reviewOverdue activeOn outcome version cap { decimal } committed { decimal }
  spent { decimal currency } approvedBy { id } plays { id playCode name status dueOn owner { id } budget { decimal } spent { decimal }
    actions { id code text dueOn status live owner { id } result endedBy { id } } }
  reviews { quarter stage goal goalStage note late by { id } } quarters { quarter dueOn status } events { type note by { id } }`;
const CREATE = `mutation ($input: CreateAccountPlanInput!) { createAccountPlan(input: $input) { ${PLAN} } }`;
const REVISE = `mutation ($input: ReviseAccountPlanInput!) { reviseAccountPlan(input: $input) { ${PLAN} } }`;
const ADD = `mutation ($input: AddPlanPlayInput!) { addPlanPlay(input: $input) { ${PLAN} } }`;
const STEP = (name: string) => `mutation ($id: ID!) { ${name}(id: $id) { ${PLAN} } }`;
const APPROVE = `mutation ($id: ID!, $version: Int) { approveAccountPlan(id: $id, expectedVersion: $version) { ${PLAN} } }`;
const SAY = (name: string, fields = PLAN) =>
  `mutation ($id: ID!, $note: String!) { ${name}(id: $id, note: $note) { ${fields} } }`;
const INVEST = `mutation ($input: InvestInPlanPlayInput!) { investInPlanPlay(input: $input) { ${PLAN} } }`;
const REVIEW = `mutation ($input: ReviewPlanQuarterInput!) { reviewAccountPlan(input: $input) { ${PLAN} } }`;
const CAP = `mutation ($id: ID!, $cap: BigInt!) { changeAccountPlanCap(id: $id, capMinor: $cap, note: "more") { ${PLAN} } }`;
const ACTION = 'id dueOn status live overdue result owner { id } plan { id } play { playCode } account { id }';
const COMPLETE = SAY('completePlanAction', ACTION);
const POSTPONE = `mutation ($id: ID!, $dueOn: Date!) { postponePlanAction(id: $id, dueOn: $dueOn, note: "The plant is shut.") { ${ACTION} } }`;
const ASSIGN = `mutation ($id: ID!, $owner: ID!) { assignPlanAction(id: $id, ownerId: $owner) { ${ACTION} } }`;
const MINE = `{ myActions { totalCount nodes { id kind text dueOn overdue account { id } planAction { ${ACTION} } followUp { id } } } }`;
const ACTIONS = `query ($f: PlanActionFilter, $after: String) { planActions(filter: $f, first: 1, after: $after) { totalCount nodes { ${ACTION} }
  pageInfo { endCursor hasNextPage } } }`;
const FITTING = `query ($id: ID!) { account(id: $id) { targetStage plays { goal urgency unmetGuards play { code name own actions { code role } }
  reasons { code stage trigger signal figure limit entryId signalId } } } }`;
const SAVE = 'mutation ($input: SavePlayInput!) { savePlay(input: $input) { code name own switchedOff levels } }';
const SWITCH = 'mutation ($code: ID!, $off: Boolean!) { switchPlay(code: $code, off: $off) { code switchedOff } }';

interface Plan {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly plays: readonly {
    readonly id: string;
    readonly playCode: string;
    readonly name: string;
    readonly actions: readonly { readonly id: string; readonly code: string; readonly dueOn: string }[];
  }[];
}
interface Proposal {
  readonly goal: string;
  readonly urgency: number;
  readonly unmetGuards: readonly string[];
  readonly play: { readonly code: string; readonly name: string };
  readonly reasons: readonly Readonly<Record<string, unknown>>[];
}

const OWN_PLAY = {
  code: 'PLANT_TOUR',
  name: { en: 'Plant tour' },
  objective: { en: 'Show how we build' },
  driver: { en: 'Seeing is believing', zhCN: '眼见为实' },
  stages: ['INITIAL'],
  purpose: 'BOTH',
  actions: [
    { code: 'INVITE', text: { en: 'Invite them' }, role: 'ACCOUNT_MANAGER', dueDays: 14, means: 'DEMONSTRATION' },
  ],
  evidence: ['TOUR_HELD'],
};

/** A year with a customer: planned, laid before somebody else, worked by, reviewed and closed. */
describe('account plans', () => {
  let test: TestApp;
  let now = new Date('2026-01-05T09:00:00.000Z');
  let tenant: { id: string; slug: string };
  let kim: Awaited<ReturnType<typeof createStaff>>;
  let max: Awaited<ReturnType<typeof createStaff>>;
  let service: Awaited<ReturnType<typeof createStaff>>;
  let stranger: Awaited<ReturnType<typeof createStaff>>;
  let account: string;
  let planId: string;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false }, clock: { now: () => now } });
    tenant = await createTenant(test);
    kim = await createStaff(test, tenant, 'KEY_ACCOUNT_MANAGER');
    max = await createStaff(test, tenant, 'MANAGER');
    service = await createStaff(test, tenant, 'SERVICE');
    stranger = await createStaff(test, tenant, 'SALES');
    const team = await createTeam(test, tenant, [kim.id, service.id]);
    account = await createAccount(test, tenant, { stage: 'INITIAL', ownerId: kim.id, teamIds: [team] });
  }, 60_000);
  afterAll(() => test.stop());

  /** Everybody signs in anew on a later day. */
  async function goTo(day: string): Promise<void> {
    now = new Date(`${day}T09:00:00.000Z`);
    const again = async (person: typeof kim): Promise<typeof kim> => {
      const { signIn } = await test.staff.data<{ signIn: { accessToken: string } }>(
        'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
        { input: { tenant: tenant.slug, email: person.email, password: PASSWORD } },
      );
      return { ...person, client: test.staff.as(signIn.accessToken), token: signIn.accessToken };
    };
    [kim, max, service, stranger] = await Promise.all([again(kim), again(max), again(service), again(stranger)]);
  }
  const draft = (change: object = {}) => ({
    input: {
      ...{ accountId: account, startsOn: '2026-01-01', goal: 'ADVANCE', goalStage: 'STABLE', goalBy: '2026-09-30' },
      ...{ objective: 'Become the main supplier of valves', capMinor: '1000000', ...change },
    },
  });
  const play = (change: object = {}) => ({
    input: { planId, playCode: 'WEAVE_CONTACTS', ownerId: kim.id, budgetMinor: '600000', ...change },
  });
  const planOf = async (client: GraphqlClient, id = planId): Promise<Plan> =>
    (await client.data<{ accountPlan: Plan }>(`query ($id: ID!) { accountPlan(id: $id) { ${PLAN} } }`, { id }))
      .accountPlan;
  const fitting = async (client = kim.client, id = account): Promise<readonly Proposal[]> =>
    (await client.data<{ account: { plays: Proposal[] } }>(FITTING, { id })).account.plays;
  const codes = async (client = kim.client) => (await fitting(client)).map(({ play: { code } }) => code);

  it('SG-12, SG-20, RM-28: the plays of the stage are proposed with what speaks for them, in the language of the reader', async () => {
    expect((await fitting())[0]).toMatchObject({ goal: 'ADVANCE', urgency: 1, play: { code: 'WEAVE_CONTACTS' } });
    const [entryId] = await addEntries(test, tenant.id, account, [
      {
        kind: 'TRIGGER',
        on: '2025-12-20',
        payload: {
          ...{ trigger: 'RIVAL_QUALITY_PROBLEM', about: 'INCUMBENT', severity: 0.8, certainty: 1 },
          ...{ origin: 'USER_DEPARTMENT', evidence: 'Three recalled lots, their report 12.' },
        },
      },
    ]);
    const proposed = await fitting();
    const raise = proposed.find(({ play: { code } }) => code === 'RAISE_EXPECTATIONS');
    expect(raise?.reasons).toMatchObject([
      { code: 'STAGE', stage: 'INITIAL', figure: null },
      { code: 'TRIGGER', trigger: 'RIVAL_QUALITY_PROBLEM', entryId },
    ]);
    const strength = raise?.reasons[1]?.['figure'] as number;
    expect(strength).toBeCloseTo(0.8 * 2 ** (-16 / 45), 10);
    expect(raise?.urgency).toBe(strength);
    expect(raise?.unmetGuards).toContain('EXPECTATION_WITHIN_OUR_PERFORMANCE');
    const weave = proposed.find(({ play: { code } }) => code === 'WEAVE_CONTACTS');
    expect(weave?.reasons).toContainEqual(expect.objectContaining({ code: 'SIGNAL', signal: 'DMU_GAP', limit: null }));
    const chinese = await fitting(kim.client.with({ 'accept-language': 'zh-TW' }));
    expect(chinese.map(({ play: { name } }) => name)).toContain('提升客戶期望值');
    expect(await stranger.client.data(FITTING, { id: account }).catch(() => null)).toMatchObject({ account: null });
  });

  it('RM-03: an account in trouble is held before it is taken forward', async () => {
    const id = await createAccount(test, tenant, { stage: 'STABLE', ownerId: kim.id });
    const goals = async () => new Set((await fitting(max.client, id)).map(({ goal }) => goal));
    expect(await goals()).toEqual(new Set(['ADVANCE']));
    await createAlert(test, tenant, id, { at: '2026-01-05T08:00:00.000Z' });
    expect(await goals()).toEqual(new Set(['HOLD']));
    expect(await fitting(max.client, await createAccount(test, tenant))).toEqual([]);
  });

  it('ET-01, ET-03: a tenant switches plays off and adds its own, unless they deceive or pay somebody', async () => {
    const { client } = max;
    expect(await kim.client.code(SAVE, { input: OWN_PLAY })).toBe('FORBIDDEN');
    for (const [driver, code] of [
      [{ en: 'A small KICKBACK helps' }, 'PRACTICE_PROHIBITED'],
      [{ zhCN: '给回扣' }, 'PRACTICE_PROHIBITED'],
      [{}, 'TEXT_REQUIRED'],
    ] as const) {
      expect(await client.code(SAVE, { input: { ...OWN_PLAY, driver } })).toBe(code);
    }
    const mapping = [{ ...OWN_PLAY.actions[0], means: 'STANCE_MAPPING' }];
    expect(await client.code(SAVE, { input: { ...OWN_PLAY, actions: mapping } })).toBe('GUARD_REQUIRED');
    expect(await client.code(SAVE, { input: { ...OWN_PLAY, stages: [] } })).toBe('NO_PLACE');
    expect(await client.code(SAVE, { input: { ...OWN_PLAY, code: 'WEAVE_CONTACTS' } })).toBe('PLAY_CODE_TAKEN');
    expect(await codes()).not.toContain('PLANT_TOUR');
    expect(await client.data(SAVE, { input: OWN_PLAY })).toMatchObject({ savePlay: { own: true, switchedOff: false } });
    expect(await codes()).toContain('PLANT_TOUR');
    await client.data(SWITCH, { code: 'RAISE_EXPECTATIONS', off: true });
    expect(await codes()).not.toContain('RAISE_EXPECTATIONS');
    expect(await client.code(SWITCH, { code: 'NO_SUCH_PLAY', off: true })).toBe('PLAY_UNKNOWN');
  });

  it('ST-16, PF-01: a plan advances by one stage or holds, within a year and under what the value speaks for', async () => {
    const { client } = kim;
    expect(await client.code(CREATE, draft({ goalStage: 'STRATEGIC' }))).toBe('GOAL_DOES_NOT_FIT');
    expect(await client.code(CREATE, draft({ goal: 'HOLD' }))).toBe('GOAL_DOES_NOT_FIT');
    expect(await client.code(CREATE, draft({ goalBy: '2027-01-01' }))).toBe('GOAL_DATE_OUTSIDE_YEAR');
    expect(await client.code(CREATE, draft({ startsOn: '2026-01-02' }))).toBe('START_REQUIRED');
    expect(await client.code(CREATE, draft({ capMinor: '-1' }))).toBe('CAP_NEGATIVE');
    expect(await service.client.code(CREATE, draft())).toBe('FORBIDDEN');
    expect(await stranger.client.code(CREATE, draft())).toBe('NOT_FOUND');
    const unopened = await createAccount(test, tenant, { ownerId: kim.id });
    expect(await client.code(CREATE, draft({ accountId: unopened }))).toBe('NOT_OPENED');
    const ended = await createAccount(test, tenant, { ownerId: kim.id, stage: 'ENDED' });
    expect(await client.code(CREATE, draft({ accountId: ended }))).toBe('RELATIONSHIP_ENDED');
    await test.admin.query(
      `insert into value_move (tenant_id, id, account_id, currency, basis, state, move, target_stage, goal, investment_ceiling_minor, low_periods,
         proposed_at, proposed_by, in_force)
       values ($1, gen_random_uuid(), $2, 'EUR', 'b', 'APPROVED', 'CULTIVATE', 'STABLE', 'ADVANCE', 999999, 0, now(), 'system:value',
         '{"move":"CULTIVATE","targetStage":"STABLE","goal":"ADVANCE","investmentCeilingMinor":"999999","lowPeriods":0}')`,
      [tenant.id, account],
    );
    const above = await client.send(CREATE, draft());
    expect(above.errors?.[0]?.extensions).toMatchObject({
      code: 'CAP_ABOVE_CEILING',
      reasons: [{ capMinor: '1000000', ceilingMinor: '999999' }],
    });
    const { createAccountPlan: plan } = await client.data<{ createAccountPlan: Plan }>(
      CREATE,
      draft({ capMinor: '900000' }),
    );
    planId = plan.id;
    expect(plan).toMatchObject({
      ...{ state: 'DRAFT', stage: 'INITIAL', goal: 'ADVANCE', goalStage: 'STABLE', goalBy: '2026-09-30', version: 1 },
      ...{ reviewDue: null, cap: { decimal: '9000.00' }, spent: { decimal: '0.00', currency: 'EUR' } },
    });
    expect(await client.code(CREATE, draft({ startsOn: '2026-12-01', capMinor: '0' }))).toBe('PLAN_OVERLAPS');
    expect(await client.code(REVISE, { input: { id: planId, goal: 'HOLD', goalStage: 'STABLE' } })).toBe(
      'GOAL_DOES_NOT_FIT',
    );
    const revised = await client.data(REVISE, {
      input: { id: planId, objective: 'Main supplier of valves and seals' },
    });
    expect(revised).toMatchObject({ reviseAccountPlan: { goalBy: '2026-09-30', version: 2 } });
  });

  it('P6: a play becomes actions with owners and days; without an owner, a guard or the money there is none', async () => {
    const { client } = kim;
    expect(await client.code(ADD, play({ ownerId: null }))).toBe('OWNER_REQUIRED');
    expect(await client.code(ADD, play({ ownerId: stranger.id }))).toBe('OWNER_NOT_FOUND');
    expect(await client.code(ADD, play({ playCode: 'RAISE_EXPECTATIONS' }))).toBe('PLAY_UNKNOWN');
    await max.client.data(SWITCH, { code: 'RAISE_EXPECTATIONS', off: false });
    const promise = { playCode: 'RAISE_EXPECTATIONS', ourPerceived: 6, newExpectation: 7 };
    expect(await client.code(ADD, play(promise))).toBe('GUARD_UNMET');
    expect(await client.code(ADD, play({ budgetMinor: '900001' }))).toBe('CAP_EXCEEDED');
    expect(await client.code(ADD, play({ actions: [{ code: 'NO_SUCH' }] }))).toBe('INPUT_INVALID');
    const others = [{ code: 'MEET_MIDDLE_TIER', ownerId: service.id, dueOn: '2026-02-28' }];
    expect(await client.code(ADD, play({ actions: [{ ...others[0], dueOn: '2027-01-01' }] }))).toBe('DUE_OUTSIDE_YEAR');
    const { addPlanPlay } = await client.data<{ addPlanPlay: Plan }>(ADD, play({ actions: others }));
    expect(addPlanPlay.plays).toMatchObject([
      {
        ...{ playCode: 'WEAVE_CONTACTS', name: 'Weave a net of contacts', status: 'OPEN', dueOn: '2026-03-06' },
        actions: [
          { code: 'PAIR_FUNCTIONS', dueOn: '2026-02-19', status: 'OPEN', live: false, owner: { id: kim.id } },
          { code: 'MEET_MIDDLE_TIER', dueOn: '2026-02-28', owner: { id: service.id } },
          { code: 'FOUR_FIELDS', dueOn: '2026-03-06' },
        ],
      },
    ]);
    const met = { playCode: 'RAISE_EXPECTATIONS', ourPerceived: 8, newExpectation: 7, budgetMinor: null };
    await client.data(ADD, play(met));
    expect(await codes()).not.toContain('WEAVE_CONTACTS');
    expect(await client.data(MINE)).toMatchObject({ myActions: { totalCount: 0 } });
  });

  it('P6: is approved by somebody who had no hand in it', async () => {
    const { submitAccountPlan } = await kim.client.data<{ submitAccountPlan: Plan }>(STEP('submitAccountPlan'), {
      id: planId,
    });
    const { version } = submitAccountPlan;
    expect(await kim.client.code(ADD, play())).toBe('COMMAND_NOT_ALLOWED_NOW');
    expect(await kim.client.code(APPROVE, { id: planId, version })).toBe('AUTHOR_MAY_NOT_APPROVE');
    expect(await stranger.client.code(APPROVE, { id: planId, version })).toBe('FORBIDDEN');
    expect(await max.client.code(APPROVE, { id: planId, version: version - 1 })).toBe('PLAN_CHANGED');
    await max.client.data(SAY('returnAccountPlan'), { id: planId, note: 'Say who meets their quality people.' });
    await kim.client.data(STEP('submitAccountPlan'), { id: planId });
    const { approveAccountPlan } = await max.client.data<{ approveAccountPlan: Plan }>(APPROVE, { id: planId });
    expect(approveAccountPlan).toMatchObject({
      ...{ state: 'ACTIVE', activeOn: '2026-01-05', reviewDue: '2026-04-30', approvedBy: { id: max.id } },
      ...{ committed: { decimal: '6000.00' }, quarters: [{ quarter: 1, status: 'OPEN' }, { status: 'AHEAD' }, {}, {}] },
    });
    expect(await kim.client.data(FITTING, { id: account })).toMatchObject({ account: { targetStage: 'STABLE' } });
    expect(await kim.client.code(SAY('withdrawAccountPlan'), { id: planId, note: 'No.' })).toBe(
      'TRANSITION_NOT_ALLOWED',
    );
  });

  it('P6: everybody finds what is theirs to do, and does it, hands it on or puts it off', async () => {
    await goTo('2026-03-01');
    const mine = await service.client.data<{ myActions: { nodes: { id: string }[] } }>(MINE);
    expect(mine.myActions.nodes).toMatchObject([
      {
        ...{ kind: 'PLAN_ACTION', dueOn: '2026-02-28', overdue: true, account: { id: account }, followUp: null },
        planAction: { overdue: true, plan: { id: planId }, play: { playCode: 'WEAVE_CONTACTS' } },
      },
    ]);
    const [{ id: meet }] = mine.myActions.nodes as [{ id: string }];
    const plan = await planOf(kim.client);
    const [pair, , fields] = plan.plays[0]?.actions ?? [];
    expect(await service.client.code(COMPLETE, { id: pair?.id, note: 'Done.' })).toBe('FORBIDDEN');
    expect(await stranger.client.code(COMPLETE, { id: pair?.id, note: 'Done.' })).toBe('NOT_FOUND');
    expect(await service.client.code(POSTPONE, { id: meet, dueOn: '2026-02-28' })).toBe('NOT_LATER');
    expect(await service.client.code(POSTPONE, { id: meet, dueOn: '2027-01-01' })).toBe('DUE_OUTSIDE_YEAR');
    const later = await service.client.data(POSTPONE, { id: meet, dueOn: '2026-03-31' });
    expect(later).toMatchObject({ postponePlanAction: { dueOn: '2026-03-31', overdue: false } });
    const overdue = await kim.client.data<{
      planActions: { totalCount: number; nodes: { id: string }[]; pageInfo: { endCursor: string } };
    }>(ACTIONS, { f: { accountId: account, overdue: true } });
    expect(overdue.planActions).toMatchObject({ totalCount: 2, nodes: [{}], pageInfo: { hasNextPage: true } });
    const next = { f: { accountId: account, overdue: true }, after: overdue.planActions.pageInfo.endCursor };
    const second = await kim.client.data<{ planActions: { nodes: { id: string }[] } }>(ACTIONS, next);
    expect(second.planActions.nodes).not.toEqual(overdue.planActions.nodes);
    expect(await kim.client.code(ASSIGN, { id: meet, owner: stranger.id })).toBe('OWNER_NOT_FOUND');
    await kim.client.data(ASSIGN, { id: meet, owner: kim.id });
    expect(await service.client.data(MINE)).toMatchObject({ myActions: { totalCount: 0 } });
    for (const id of [pair?.id, meet]) {
      const done = await kim.client.data(COMPLETE, { id, note: 'Three pairs meet monthly.' });
      expect(done).toMatchObject({
        completePlanAction: { status: 'DONE', live: false, result: 'Three pairs meet monthly.' },
      });
    }
    const weave = { id: plan.plays[0]?.id, note: 'Their quality people call ours.' };
    expect(await kim.client.code(SAY('completePlanPlay'), weave)).toBe('OPEN_ACTIONS');
    await kim.client.data(SAY('dropPlanAction', ACTION), {
      id: fields?.id,
      note: 'The survey of March asks the same.',
    });
    expect(await kim.client.code(COMPLETE, { id: fields?.id, note: 'Done.' })).toBe('ACTION_ENDED');
    const invest = (amountMinor: string) => ({ input: { playId: plan.plays[0]?.id, amountMinor, note: 'Travel' } });
    expect(await kim.client.code(INVEST, invest('900001'))).toBe('CAP_EXCEEDED');
    expect(await kim.client.code(INVEST, invest('0'))).toBe('AMOUNT_NOT_POSITIVE');
    await kim.client.data(INVEST, invest('250000'));
    const { completePlanPlay } = await kim.client.data<{ completePlanPlay: Plan }>(SAY('completePlanPlay'), weave);
    expect(completePlanPlay).toMatchObject({ spent: { decimal: '2500.00' }, committed: { decimal: '2500.00' } });
    expect(completePlanPlay.plays[0]).toMatchObject({
      status: 'DONE',
      actions: [
        { status: 'DONE', result: 'Three pairs meet monthly.', endedBy: { id: kim.id } },
        { status: 'DONE' },
        { status: 'DROPPED', result: 'The survey of March asks the same.' },
      ],
    });
    expect(await kim.client.code(CAP, { id: planId, cap: '950000' })).toBe('AUTHOR_MAY_NOT_APPROVE');
    expect(await max.client.code(CAP, { id: planId, cap: '1000000' })).toBe('CAP_ABOVE_CEILING');
    await max.client.data(CAP, { id: planId, cap: '950000' });
  });

  it('P6: is reviewed every quarter, closed when nothing is open, and replaced', async () => {
    await goTo('2026-07-31');
    const review = (quarter: number, change: object = {}) => ({
      input: { planId, quarter, goal: 'ADVANCE', goalStage: 'STABLE', note: 'Share grows.', ...change },
    });
    const late = `query { accountPlans(filter: { reviewOverdue: true }) { nodes { id reviewDue } } }`;
    expect(await kim.client.data(late)).toEqual({ accountPlans: { nodes: [{ id: planId, reviewDue: '2026-04-30' }] } });
    expect(await kim.client.code(REVIEW, review(2))).toBe('REVIEWS_MISSING');
    expect(await kim.client.code(REVIEW, review(4))).toBe('QUARTER_NOT_BEGUN');
    expect(await kim.client.code(REVIEW, review(5))).toBe('INPUT_INVALID');
    await kim.client.data(REVIEW, review(1));
    expect(await kim.client.code(REVIEW, review(1))).toBe('QUARTER_ALREADY_REVIEWED');
    await kim.client.data(REVIEW, review(2, { goal: 'HOLD', goalStage: 'INITIAL', note: 'Mend deliveries first.' }));
    const reviewed = await planOf(kim.client);
    expect(reviewed).toMatchObject({
      ...{ goal: 'HOLD', goalStage: 'INITIAL', reviewDue: '2026-10-30', reviewOverdue: false },
      reviews: [
        { quarter: 1, goal: 'ADVANCE', late: true, by: { id: kim.id } },
        { quarter: 2, goal: 'HOLD', goalStage: 'INITIAL', note: 'Mend deliveries first.', late: true },
      ],
    });
    expect(await kim.client.data(FITTING, { id: account })).toMatchObject({ account: { targetStage: 'INITIAL' } });
    const close = SAY('closeAccountPlan');
    const outcome = { id: planId, note: 'The plant of Suzhou is sold.' };
    const refused = await kim.client.send(close, outcome);
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'OPEN_PLAYS',
      reasons: [{ plays: [reviewed.plays[1]?.id] }, { code: 'REVIEWS_MISSING', quarters: [3] }],
    });
    await kim.client.data(SAY('dropPlanPlay'), {
      id: reviewed.plays[1]?.id,
      note: 'Not before deliveries are mended.',
    });
    await kim.client.data(REVIEW, review(3, { goal: 'HOLD', goalStage: 'INITIAL' }));
    expect(await kim.client.data(close, outcome)).toMatchObject({
      closeAccountPlan: { state: 'CLOSED', outcome: outcome.note, reviewDue: null },
    });
    expect(await kim.client.code(ADD, play())).toBe('COMMAND_NOT_ALLOWED_NOW');
    const { createAccountPlan: next } = await kim.client.data<{ createAccountPlan: Plan }>(
      CREATE,
      draft({ startsOn: '2026-08-01', goal: 'HOLD', goalStage: 'INITIAL', goalBy: null, capMinor: '0' }),
    );
    await kim.client.data(SAY('withdrawAccountPlan'), { id: next.id, note: 'Wait for the new owner.' });
    const plans = `query ($id: ID!) { account(id: $id) { plans { nodes { id state } } planActions { totalCount } } }`;
    expect(await kim.client.data(plans, { id: account })).toMatchObject({
      account: {
        plans: {
          nodes: [
            { id: next.id, state: 'WITHDRAWN' },
            { id: planId, state: 'CLOSED' },
          ],
        },
      },
    });
  });

  it('SV-04: communication is planned, held against what was done, and its hospitality is in the register', async () => {
    const fields = `lines { kind everyMonths planned done kept attendees cost { decimal } nextDueOn overdue }
      activities { id kind on registerEntryId hospitality { decimal } } unregistered`;
    const plan = `mutation ($id: ID!, $lines: [CommunicationLineInput!]!) { planCommunication(accountId: $id, lines: $lines) { ${fields} } }`;
    const record = `mutation ($input: RecordCommunicationInput!) { recordCommunication(input: $input) { ${fields} } }`;
    const read = `query ($id: ID!) { account(id: $id) { communicationPlan { ${fields} } } }`;
    const line = (kind: string, everyMonths: number) => ({ kind, from: '2026-01-01', everyMonths });
    const [visit, tour] = [line('EXECUTIVE_VISIT', 3), line('STUDY_TOUR', 6)];
    expect(await kim.client.code(plan, { id: account, lines: [visit, visit] })).toBe('INPUT_INVALID');
    expect(await stranger.client.code(plan, { id: account, lines: [] })).toBe('NOT_FOUND');
    await kim.client.data(plan, { id: account, lines: [line('CUSTOMER_FORUM', 1)] });
    await kim.client.data(plan, { id: account, lines: [visit, tour] });
    const people = { ourPerson: kim.id, contact: (await createContact(test, tenant, account)).contactId };
    const visited = { kind: 'EXECUTIVE_VISIT', payload: { ...people, direction: 'WE_VISITED' } };
    const given = {
      ...{ ...people, direction: 'GIVEN', courtesy: 'TRAVEL', amount: { minor: '30000', currency: 'EUR' } },
      ...{ occasion: 'Tour of the test bench', publicOfficial: false, employerPolicy: 'ALLOWED' },
    };
    const [gift] = await addEntries(test, tenant.id, account, [
      { kind: 'GIFT', on: '2026-05-20', payload: given },
      { ...visited, on: '2025-12-31' },
      { ...visited, on: '2026-04-10' },
    ]);
    const done = (change: object = {}) => ({
      input: {
        ...{ accountId: account, kind: 'STUDY_TOUR', on: '2026-05-20', attendees: 4, costMinor: '120000' },
        ...{ hospitalityMinor: '30000', ...change },
      },
    });
    expect(await kim.client.code(record, done({ hospitalityMinor: '120001' }))).toBe('INPUT_INVALID');
    expect(await kim.client.code(record, done({ on: '2026-08-01' }))).toBe('INPUT_INVALID');
    expect(await kim.client.code(record, done({ registerEntryId: planId }))).toBe('REGISTER_ENTRY_NOT_FOUND');
    expect(await service.client.code(record, done())).toBe('FORBIDDEN');
    await kim.client.data(record, done({ registerEntryId: gift }));
    const { recordCommunication } = await kim.client.data<{
      recordCommunication: { activities: { id: string }[]; unregistered: string[] };
    }>(record, done({ on: '2026-06-30', attendees: 2 }));
    const [mistake] = recordCommunication.activities;
    expect(recordCommunication.unregistered).toEqual([mistake?.id]);
    await kim.client.data(`mutation ($id: ID!) { withdrawCommunication(id: $id) { unregistered } }`, {
      id: mistake?.id,
    });
    expect(await service.client.data(read, { id: account })).toEqual({
      account: {
        communicationPlan: {
          lines: [
            {
              ...{ kind: 'EXECUTIVE_VISIT', everyMonths: 3, planned: 2, done: 1, kept: 0.5, attendees: 1 },
              ...{ cost: { decimal: '0.00' }, nextDueOn: '2026-07-01', overdue: true },
            },
            {
              ...{ kind: 'STUDY_TOUR', everyMonths: 6, planned: 1, done: 1, kept: 1, attendees: 4 },
              ...{ cost: { decimal: '1200.00' }, nextDueOn: '2027-01-01', overdue: false },
            },
          ],
          activities: [
            expect.objectContaining({ kind: 'STUDY_TOUR', registerEntryId: gift, hospitality: { decimal: '300.00' } }),
            expect.objectContaining({ kind: 'EXECUTIVE_VISIT', on: '2026-04-10' }),
            expect.objectContaining({ kind: 'EXECUTIVE_VISIT', on: '2025-12-31' }),
          ],
          unregistered: [],
        },
      },
    });
  });

  it('tells its story in events, timeline, audit log and messages', async () => {
    const { events } = (await planOf(kim.client)) as Plan & {
      readonly events: readonly { type: string; note: string }[];
    };
    const types = events.map(({ type }) => type);
    expect(types.slice(0, 5)).toEqual(['PLAN_DRAFTED', 'PLAN_REVISED', 'PLAY_ADDED', 'PLAY_ADDED', 'PLAN_SUBMITTED']);
    expect(events.at(-1)).toMatchObject({ type: 'PLAN_CLOSED', note: 'The plant of Suzhou is sold.' });
    const story = await kim.client.data<{ account: { timeline: { nodes: { kind: string }[] } } }>(
      'query ($id: ID!) { account(id: $id) { timeline(first: 100) { nodes { kind entityId } } } }',
      { id: account },
    );
    const told = story.account.timeline.nodes.filter(({ kind }) => kind.startsWith('account-plan.'));
    expect(told).toHaveLength(types.length + 2);
    expect(told.map(({ kind }) => kind)).toContain('account-plan.action-postponed');
    const { rows } = await test.admin.query<{ payload: object }>(
      `select payload from outbox where tenant_id = $1 and topic = 'account-plan.changed' and account_id = $2 order by id`,
      [tenant.id, account],
    );
    expect(rows).toHaveLength(types.length + 2);
    expect(rows[0]?.payload).toEqual({ planId, from: null, state: 'DRAFT', event: 'PLAN_DRAFTED' });
  });
});
