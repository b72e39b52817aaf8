import { type CaseEvent, nextCaseDue, replayCase } from '@mortise/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CaseClient, type CaseView } from './case-client.js';
import { createAccount, createTeam } from './factories/account.factory.js';
import { createAlert } from './factories/alert.factory.js';
import { createContact } from './factories/contact.factory.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { StageClient } from './stage-client.js';
import { startTestApp, type TestApp } from './start-test-app.js';

// A Monday.
let now = '2026-11-23';

describe('cases', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let account: string;
  let contact: string;
  let alert: string;
  const people = {} as Record<'admin' | 'boss' | 'chief' | 'kam' | 'sales', CaseClient>;

  beforeAll(async () => {
    test = await startTestApp({
      clock: { now: () => new Date(`${now}T09:00:00.000Z`) },
      parts: { requests: true, jobs: false },
    });
  });
  afterAll(() => test.stop());

  beforeEach(async () => {
    now = '2026-11-23';
    tenant = await createTenant(test);
    await signInAll();
    account = await createAccount(test, tenant, { ownerId: people.kam.id, stage: 'INITIAL' });
    contact = (await createContact(test, tenant, account)).accountContactId;
    alert = await createAlert(test, tenant, account);
  });

  async function signInAll(): Promise<void> {
    const roles = {
      admin: 'ADMIN',
      boss: 'MANAGER',
      chief: 'MANAGER',
      kam: 'KEY_ACCOUNT_MANAGER',
      sales: 'SALES',
    } as const;
    for (const [name, role] of Object.entries(roles)) {
      const { client, id } = await createStaff(test, tenant, role);
      people[name as keyof typeof people] = new CaseClient(client, id);
    }
  }

  /** The case of the alert, confirmed by its owner. */
  async function confirmed(): Promise<CaseView> {
    expect(await people.kam.triage(alert, 'CONFIRMED')).toBeUndefined();
    return (await people.kam.ofAlert(alert)) as CaseView;
  }

  /** The same with causes, a talk and something done. */
  async function worked(): Promise<CaseView> {
    const { id } = await confirmed();
    await people.kam.causes(id, ['UNMET_NEED'], ['SCOPE_SHRINK']);
    await people.kam.talk(id, contact);
    const [action] = (await people.kam.plan(id, '2026-12-01')).actions;
    return people.kam.complete(id, action?.id as string);
  }

  async function story(): Promise<string[]> {
    const { rows } = await test.admin.query('select kind from timeline_entry where account_id = $1 order by id', [
      account,
    ]);
    return rows.map(({ kind }) => kind as string);
  }

  const setAlert = (state: string) => test.admin.query('update alert set state = $1 where id = $2', [state, alert]);
  const codes = (answers: readonly { extensions?: { code: string } }[]) => answers.map((each) => each.extensions?.code);

  describe('opening', () => {
    it('RG-08: a confirmed alert has its case in the same breath, led by the owner of the account', async () => {
      expect(await people.kam.ofAlert(alert)).toBeNull();
      const opened = await confirmed();
      expect(opened).toMatchObject({
        ...{ state: 'TRIAGE', version: 1, automatic: false, openDue: '2026-11-24', openedLate: false, outcome: null },
        ...{ stepDue: '2026-11-24', nextDue: '2026-11-24', overdue: false, owner: { id: people.kam.id } },
        ...{ subjectiveCauses: [], objectiveCauses: [], actions: [], winBack: null },
        alert: { id: alert, state: 'CONFIRMED' },
      });
      expect(await story()).toEqual(['alert.triaged', 'case.opened']);
      const { rows } = await test.admin.query(
        `select topic, payload from outbox where account_id = $1 and topic like 'case.%'`,
        [account],
      );
      expect(rows).toEqual([{ topic: 'case.opened', payload: { caseId: opened.id, alertId: alert } }]);
    });

    it('belongs to whoever confirms it where the account has no owner', async () => {
      await test.admin.query('update account set owner_id = null where id = $1', [account]);
      expect(await people.boss.triage(alert, 'CONFIRMED')).toBeUndefined();
      expect((await people.boss.ofAlert(alert))?.owner.id).toBe(people.boss.id);
    });

    it('RG-08: a false alarm has none', async () => {
      expect(await people.kam.triage(alert, 'FALSE_ALARM')).toBeUndefined();
      expect(await people.kam.ofAlert(alert)).toBeNull();
      expect(await story()).toEqual(['alert.triaged']);
    });

    it('two people triage at once: one case or none, and the other is told', async () => {
      const answers = await Promise.all([
        people.kam.triage(alert, 'CONFIRMED'),
        people.boss.triage(alert, 'CONFIRMED'),
        people.admin.triage(alert, 'FALSE_ALARM'),
      ]);
      expect(answers.filter((code) => code === 'TRANSITION_NOT_ALLOWED')).toHaveLength(2);
      const { rows } = await test.admin.query(
        'select count(*)::int as cases from relationship_case where alert_id = $1',
        [alert],
      );
      expect(rows[0].cases).toBe(answers[2] === undefined ? 0 : 1);
    });
  });

  describe('work', () => {
    it('RG-08: causes, talks and actions, each with who and when', async () => {
      const { id } = await confirmed();
      expect(await people.kam.assign(id, people.boss.id)).toMatchObject({ owner: { id: people.boss.id } });
      expect(await people.kam.analyse(id)).toMatchObject({ state: 'ANALYSE', stepDue: '2026-11-30' });
      expect(await people.kam.causes(id, ['COMMUNICATION_GAP'], ['SCOPE_SHRINK'])).toMatchObject({
        ...{ state: 'ENGAGE', subjectiveCauses: ['COMMUNICATION_GAP'], objectiveCauses: ['SCOPE_SHRINK'] },
        stepDue: '2026-12-21',
      });
      expect(await people.kam.talk(id, contact)).toMatchObject({
        communications: [{ note: 'visited the plant', by: { id: people.kam.id }, with: { id: contact } }],
      });
      const planned = await people.kam.plan(id, '2026-11-27', people.boss.id);
      expect(planned).toMatchObject({
        nextDue: '2026-11-27',
        actions: [{ owner: { id: people.boss.id }, doneAt: null }],
      });
      expect(await people.kam.complete(id, planned.actions[0]?.id as string)).toMatchObject({
        nextDue: '2026-12-21',
        actions: [{ result: 'runs again', doneAt: '2026-11-23T09:00:00.000Z' }],
      });
      expect(await story()).toEqual([
        ...['alert.triaged', 'case.opened', 'case.assigned', 'case.analysis-started', 'case.causes-recorded'],
        ...['case.contact-recorded', 'case.action-planned', 'case.action-completed'],
      ]);
    });

    it('RG-08: causes are added to those found before, and those that turned out wrong are taken out', async () => {
      const { id } = await confirmed();
      await people.kam.causes(id, ['UNMET_NEED'], [], { note: 'nothing outside' });
      const more = await people.kam.causes(id, [], ['COMPETITOR_PRICE'], { withdrawn: ['UNMET_NEED'] });
      expect(more).toMatchObject({ state: 'ENGAGE', subjectiveCauses: [], objectiveCauses: ['COMPETITOR_PRICE'] });
    });

    it('RG-08: is led by somebody who sees the account', async () => {
      const { id } = await confirmed();
      expect((await people.kam.assign(id, people.sales.id)).extensions).toMatchObject({
        ...{ code: 'OWNER_NOT_FOUND', reasons: [{ path: ['ownerId'] }] },
      });
      expect((await people.kam.get(id)).owner.id).toBe(people.kam.id);
      const team = await createTeam(test, tenant, [people.sales.id]);
      await test.admin.query('insert into account_team (tenant_id, account_id, team_id) values ($1, $2, $3)', [
        ...[tenant.id, account, team],
      ]);
      expect(await people.kam.assign(id, people.sales.id)).toMatchObject({ owner: { id: people.sales.id } });
      expect(await people.sales.analyse(id)).toMatchObject({ state: 'ANALYSE' });
    });

    it('RG-08: is overdue when a step or an action is, and lists find it', async () => {
      const { id } = await confirmed();
      await people.kam.plan(id, '2026-11-23');
      expect(await people.kam.cases({ overdue: true })).toEqual([]);
      now = '2026-11-24';
      await signInAll();
      expect(await people.boss.cases({ overdue: true, accountId: account })).toMatchObject([
        { id, nextDue: '2026-11-23', overdue: true, actions: [{ overdue: true }] },
      ]);
      expect(await people.boss.cases({ overdue: false })).toEqual([]);
      expect(await people.boss.cases({ state: 'TRIAGE', open: true })).toHaveLength(1);
      expect(await people.boss.cases({ ownerId: people.boss.id })).toEqual([]);
    });

    it('RG-08: more causes push no deadline; an executive who hands the case back gives it new days', async () => {
      const { id } = await confirmed();
      await people.kam.causes(id, ['UNMET_NEED'], ['SCOPE_SHRINK']);
      now = '2026-12-18';
      await signInAll();
      await test.admin.query('update account set owner_id = $1 where id = $2', [people.kam.id, account]);
      expect(await people.kam.causes(id, ['COMMUNICATION_GAP'], [])).toMatchObject({
        ...{ state: 'ENGAGE', stepDue: '2026-12-21', nextDue: '2026-12-21' },
      });
      expect(await people.kam.analyse(id)).toMatchObject({ state: 'ANALYSE', stepDue: '2026-12-21' });
      await people.kam.escalate(id, people.boss.id);
      expect((await people.kam.handBack(id)).extensions.code).toBe('FORBIDDEN');
      expect(await people.boss.handBack(id)).toMatchObject({ state: 'ENGAGE', stepDue: '2027-01-15' });
    });

    it('RG-08: deadlines are the policy’s, in working days without its holidays', async () => {
      await people.admin.graphql.data('mutation ($i: UpdatePolicyInput!) { updatePolicy(input: $i) { version } }', {
        i: { expectedVersion: 0, caseWorkingDays: { open: 2, triage: 3 }, holidays: ['2026-11-24'] },
      });
      expect(await confirmed()).toMatchObject({ openDue: '2026-11-26', stepDue: '2026-11-27' });
    });

    it('refuses what is not at its step, not theirs or not there', async () => {
      const { id } = await confirmed();
      const elsewhere = (await createContact(test, tenant, await createAccount(test, tenant))).accountContactId;
      const refused = [
        await people.kam.causes(id, [], []),
        await people.kam.causes(id, ['UNMET_NEED'], []),
        await people.kam.causes(id, ['UNMET_NEED'], [], { complianceNote: 'a rumour', note: 'none' }),
        await people.kam.talk(id, elsewhere),
        await people.kam.plan(id, '2026-12-01', alert),
        await people.kam.complete(id, alert),
        await people.kam.escalate(id, people.boss.id),
        await people.kam.handBack(id),
        await people.kam.assign(id, people.kam.id),
        await people.kam.assign(id, alert),
        await people.kam.assign(id, people.boss.id, 7),
        await people.kam.resolve(id, 'RECOVERED'),
        await people.kam.resolve(id, 'LOST'),
      ];
      expect(codes(refused)).toEqual([
        ...['CAUSE_REQUIRED', 'NOTE_REQUIRED', 'COMPLIANCE_NOTE_REQUIRED', 'CONTACT_NOT_FOUND', 'OWNER_NOT_FOUND'],
        ...['UNKNOWN_ACTION', 'TRANSITION_NOT_ALLOWED', 'TRANSITION_NOT_ALLOWED', 'SAME_OWNER', 'OWNER_NOT_FOUND'],
        ...['CASE_CHANGED', 'CAUSE_REQUIRED', 'CAUSE_REQUIRED'],
      ]);
      expect(await people.kam.get(id)).toMatchObject({ version: 1, state: 'TRIAGE' });
    });

    it('shows and takes nothing of an account that is not the caller’s', async () => {
      const { id } = await confirmed();
      const stranger = new CaseClient((await createStaff(test, await createTenant(test))).client, people.kam.id);
      for (const other of [stranger, people.sales]) {
        const answers = [
          await other.get(id),
          await other.analyse(id),
          await other.causes(id, ['UNMET_NEED'], ['SCOPE_SHRINK']),
          await other.resolve(id, 'LOST'),
          await other.assess(id),
        ];
        expect(codes(answers)).toEqual(Array(5).fill('NOT_FOUND'));
        expect(await other.cases()).toEqual([]);
      }
      const service = await createStaff(test, tenant, 'SERVICE');
      expect((await new CaseClient(service.client, service.id).analyse(id)).extensions.code).toBe('FORBIDDEN');
    });

    it('two people decide at once: the second decides on what the first has made of it', async () => {
      const { id } = await worked();
      await setAlert('RECOVERING');
      const answers = await Promise.all([
        people.kam.resolve(id, 'RECOVERED'),
        people.boss.resolve(id, 'LOST', { proposeEnd: false }),
        people.boss.escalate(id, people.chief.id),
      ]);
      const { state, version, events } = await people.kam.get(id);
      const done = answers.filter((each) => !each.extensions);
      expect(['RESOLVED', 'ESCALATED']).toContain(state);
      expect(done.length).toBeGreaterThan(0);
      expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: version }, (_, index) => index + 1));
      expect(events.filter(({ type }) => type === 'CASE_RESOLVED').length).toBeLessThanOrEqual(1);
      expect(new Set(codes(answers).filter((code) => code !== undefined))).toEqual(new Set(['TRANSITION_NOT_ALLOWED']));
    });

    it('one of two who have seen the same version comes too late', async () => {
      const { id, version } = await worked();
      const answers = await Promise.all([
        people.kam.escalate(id, people.boss.id, { expectedVersion: version }),
        people.boss.assign(id, people.boss.id, version),
      ]);
      expect(codes(answers).filter((code) => code === 'CASE_CHANGED')).toHaveLength(1);
    });
  });

  describe('a suspicion of bribery', () => {
    it('ET-02: goes to compliance and is shown to nobody else, nowhere', async () => {
      const { id } = await confirmed();
      const refused = await people.kam.causes(id, [], ['COMPETITOR_BRIBERY', 'COMPETITOR_PRICE'], {
        note: 'all outside',
      });
      expect(refused.extensions.code).toBe('COMPLIANCE_NOTE_REQUIRED');
      const recorded = await people.kam.causes(id, [], ['COMPETITOR_BRIBERY', 'COMPETITOR_PRICE'], {
        ...{ note: 'all outside', complianceNote: 'envelopes at the fair' },
      });
      expect(recorded).toMatchObject({
        state: 'ENGAGE',
        objectiveCauses: ['COMPETITOR_PRICE'],
        causeNote: 'all outside',
      });
      const everything = `query ($id: ID!) { account(id: $id) { timeline { nodes { kind detail } }
        cases { nodes { subjectiveCauses objectiveCauses causeNote events { type } } } } causePareto(from: "2026-11-01", to: "2026-11-30") {
        causes { cause count } total owners { total accountable } } }`;
      for (const reader of [people.kam, people.boss]) {
        const shown = JSON.stringify(await reader.graphql.data(everything, { id: account }));
        expect(shown).not.toMatch(/brib|envelope|compliance/i);
        expect(shown).toContain('COMPETITOR_PRICE');
        expect(await reader.graphql.code('{ complianceReferrals { totalCount } }')).toBe('FORBIDDEN');
        expect(
          await reader.graphql.code('query ($id: ID!) { case(id: $id) { complianceReferrals { id } } }', { id }),
        ).toBe('FORBIDDEN');
      }
      const { rows } = await test.admin.query(`select payload::text from outbox where account_id = $1`, [account]);
      expect(rows.map(({ payload }) => payload as string).join()).not.toMatch(/brib|envelope/i);

      const compliance = await people.admin.graphql.data(
        `query ($id: ID!) { complianceReferrals(filter: { open: true }) { nodes { id note case { id } openedBy { id } } } case(id: $id) { objectiveCauses }
          causePareto(from: "2026-11-01", to: "2026-11-30") { causes { cause controllable count cumulative } total accountable } }`,
        { id },
      );
      expect(compliance).toMatchObject({
        complianceReferrals: {
          nodes: [{ note: 'envelopes at the fair', case: { id }, openedBy: { id: people.kam.id } }],
        },
        case: { objectiveCauses: ['COMPETITOR_BRIBERY', 'COMPETITOR_PRICE'] },
        causePareto: { total: 2, accountable: 2 },
      });
    });

    it('ET-02: stays whatever those say who cannot see it, and is closed by compliance once', async () => {
      const { id } = await confirmed();
      await people.kam.causes(id, ['UNMET_NEED'], ['COMPETITOR_BRIBERY'], {
        note: 'mostly us',
        complianceNote: 'a hint',
      });
      await people.boss.causes(id, [], ['SCOPE_SHRINK'], { withdrawn: ['COMPETITOR_BRIBERY', 'UNMET_NEED'] });
      expect(await people.admin.get(id)).toMatchObject({
        subjectiveCauses: [],
        objectiveCauses: ['COMPETITOR_BRIBERY', 'SCOPE_SHRINK'],
      });
      const query = '{ complianceReferrals { nodes { id closedAt closingNote } } }';
      const list = await people.admin.graphql.data<{ complianceReferrals: { nodes: { id: string }[] } }>(query);
      const [referral] = list.complianceReferrals.nodes;
      const close =
        'mutation ($id: ID!) { closeComplianceReferral(id: $id, note: "unfounded") { closingNote closedBy { id } } }';
      expect(await people.boss.graphql.code(close, { id: referral?.id })).toBe('FORBIDDEN');
      expect(await people.admin.graphql.data(close, { id: referral?.id })).toEqual({
        closeComplianceReferral: { closingNote: 'unfounded', closedBy: { id: people.admin.id } },
      });
      expect(await people.admin.graphql.code(close, { id: referral?.id })).toBe('REFERRAL_CLOSED');
    });

    it('ET-02: is told of without a case, too, and nobody but compliance sees that it was', async () => {
      const refer = 'mutation ($a: ID!, $n: String!) { referToCompliance(accountId: $a, note: $n) }';
      expect(await people.kam.graphql.data(refer, { a: account, n: 'gifts at the fair' })).toEqual({
        referToCompliance: true,
      });
      expect(
        await people.admin.graphql.data(
          '{ complianceReferrals { nodes { note account { id } case { id } openedBy { id } } } }',
        ),
      ).toEqual({
        complianceReferrals: {
          nodes: [{ note: 'gifts at the fair', account: { id: account }, case: null, openedBy: { id: people.kam.id } }],
        },
      });
      const timeline = 'query ($id: ID!) { account(id: $id) { timeline { nodes { kind } } } }';
      for (const reader of [people.kam, people.boss]) {
        expect(JSON.stringify(await reader.graphql.data(timeline, { id: account }))).not.toContain('compliance');
      }
      expect(JSON.stringify(await people.admin.graphql.data(timeline, { id: account }))).toContain('compliance');
      expect(await people.kam.graphql.code(refer, { a: account, n: ' ' })).toBe('INPUT_INVALID');
      expect(await people.sales.graphql.code(refer, { a: account, n: 'a hint' })).toBe('NOT_FOUND');
      const service = await createStaff(test, tenant, 'SERVICE');
      expect(await service.client.code(refer, { a: account, n: 'a hint' })).toBe('FORBIDDEN');
    });

    it('RG-02: never becomes part of a plan', async () => {
      const { id } = await confirmed();
      await people.kam.causes(id, [], ['COMPETITOR_BRIBERY', 'COMPETITOR_PRICE'], {
        ...{ note: 'only these', complianceNote: 'a hint' },
      });
      expect((await people.kam.assess(id, { rootCause: 'COMPETITOR_BRIBERY' })).extensions.code).toBe(
        'CAUSE_FOR_COMPLIANCE',
      );
      await people.kam.talk(id, contact);
      const [action] = (await people.kam.plan(id, '2026-12-01')).actions;
      await people.kam.complete(id, action?.id as string);
      const end = await people.kam.resolve(id, 'LOST', { endCause: 'COMPETITOR_BRIBERY' });
      expect(end.extensions.code).toBe('CAUSE_FOR_COMPLIANCE');
    });

    it('ET-02: leaves no gap that would tell of it: what everybody sees names a cause by itself', async () => {
      const { id } = await confirmed();
      const alone = { note: 'only this', complianceNote: 'a hint' };
      expect((await people.kam.causes(id, [], ['COMPETITOR_BRIBERY'], alone)).extensions.code).toBe('CAUSE_REQUIRED');
      await people.kam.causes(id, ['UNMET_NEED'], ['COMPETITOR_BRIBERY'], alone);
      const emptied = await people.kam.causes(id, [], [], { withdrawn: ['UNMET_NEED'], note: 'not us' });
      expect(emptied.extensions.code).toBe('CAUSE_REQUIRED');
      expect(await people.kam.get(id)).toMatchObject({ subjectiveCauses: ['UNMET_NEED'], objectiveCauses: [] });
    });
  });

  describe('escalation and win-back', () => {
    it('RG-08: goes to an executive, and the alert becomes a crisis', async () => {
      const { id } = await worked();
      const unfit = [await people.kam.escalate(id, people.sales.id), await people.kam.escalate(id, alert)];
      expect(codes(unfit)).toEqual(['EXECUTIVE_NOT_FOUND', 'EXECUTIVE_NOT_FOUND']);
      expect(await people.kam.escalate(id, people.boss.id)).toMatchObject({
        ...{ state: 'ESCALATED', executive: { id: people.boss.id }, stepDue: '2026-11-25', alert: { state: 'CRISIS' } },
      });
      expect(await people.boss.handBack(id)).toMatchObject({ state: 'ENGAGE', alert: { state: 'CRISIS' } });
      expect(await people.kam.escalate(id, people.chief.id)).toMatchObject({
        state: 'ESCALATED',
        alert: { state: 'CRISIS' },
      });
      expect((await story()).slice(-4)).toEqual([
        'case.escalated',
        'alert.escalated',
        'case.handed-back',
        'case.escalated',
      ]);
    });

    it('RG-09: a win-back that is not worth it is refused, with why', async () => {
      const { id } = await worked();
      await people.kam.escalate(id, people.boss.id);
      const hopeless = await people.kam.assess(id, { probability: 0.01 });
      expect(hopeless).toMatchObject({
        ...{ decision: 'NO_GO', reasons: ['EXPECTED_VALUE_NOT_POSITIVE', 'COST_ABOVE_BUDGET_CAP'], state: 'ASSESSED' },
        ...{
          cost: { minor: '1500000', decimal: '15000.00' },
          expectedValue: { minor: '-1400000' },
          budgetCap: { minor: '300000' },
        },
      });
      expect((await people.kam.startWinBack(hopeless.id)).extensions).toEqual({
        code: 'WIN_BACK_NOT_WORTHWHILE',
        reasons: [
          { code: 'WIN_BACK_NOT_WORTHWHILE', because: ['EXPECTED_VALUE_NOT_POSITIVE', 'COST_ABOVE_BUDGET_CAP'] },
        ],
      });
      expect(await people.kam.get(id)).toMatchObject({ alert: { state: 'CRISIS' }, winBack: { state: 'ASSESSED' } });
      // Weighed anew, it goes.
      expect(await people.kam.assess(id)).toMatchObject({
        id: hopeless.id,
        decision: 'GO',
        budgetCap: { minor: '15000000' },
      });
      expect(await people.kam.startWinBack(hopeless.id)).toMatchObject({ state: 'UNDER_WAY' });
    });

    it('RG-09: keeps what is done and what it costs; above the cap it says so', async () => {
      const { id } = await worked();
      const winBack = await people.kam.assess(id, {
        thirdParties: [{ kind: 'MEDIATOR', costMinor: '1' }],
        marginMinor: '40000000',
      });
      expect((await people.kam.startWinBack(winBack.id)).extensions.code).toBe('TRANSITION_NOT_ALLOWED');
      expect((await people.kam.step(winBack.id)).extensions.code).toBe('TRANSITION_NOT_ALLOWED');
      await people.kam.escalate(id, people.boss.id);
      await people.kam.startWinBack(winBack.id);
      expect((await people.kam.step(winBack.id, { kind: 'THIRD_PARTY' })).extensions.code).toBe('THIRD_PARTY_REQUIRED');
      await people.kam.step(winBack.id, { kind: 'THIRD_PARTY', thirdParty: 'MEDIATOR', what: 'the chamber talks' });
      expect(await people.kam.step(winBack.id, { costMinor: '15000000' })).toMatchObject({
        ...{
          spent: { minor: '15400000' },
          overBudget: true,
          thirdParties: [{ kind: 'MEDIATOR', cost: { minor: '1' } }],
        },
        steps: [
          { kind: 'THIRD_PARTY', thirdParty: 'MEDIATOR', what: 'the chamber talks', cost: { minor: '400000' } },
          { kind: 'OFFER', thirdParty: null, cost: { minor: '15000000' } },
        ],
      });
      expect((await people.kam.assess(id)).extensions.code).toBe('TRANSITION_NOT_ALLOWED');
      expect((await people.kam.resolve(id, 'FALSE_ALARM')).extensions.code).toBe('WIN_BACK_UNDER_WAY');
    });

    it('RG-09: does not start, nor end the relationship, for a cause that turned out to be none', async () => {
      const { id } = await worked();
      await people.kam.escalate(id, people.boss.id);
      await people.boss.handBack(id);
      const { id: winBackId } = await people.kam.assess(id);
      await people.kam.causes(id, ['COMMUNICATION_GAP'], [], { withdrawn: ['UNMET_NEED'] });
      expect((await people.kam.startWinBack(winBackId)).extensions.code).toBe('CAUSE_NOT_RECORDED');
      await people.kam.graphql.data('mutation ($a: ID!) { openStage(accountId: $a, stage: INITIAL) { id } }', {
        a: account,
      });
      expect(await people.kam.resolve(id, 'LOST')).toMatchObject({
        ...{ endProposal: { cause: 'COMMUNICATION_GAP' }, winBack: { state: 'DROPPED' } },
      });
    });

    it('RG-09: takes the probability from the own record where nobody states one', async () => {
      const { id } = await worked();
      expect(await people.kam.assess(id, { probability: null })).toMatchObject({
        ...{ probability: 0.25, probabilitySource: 'OWN_RECORD', sameCause: { tried: 0, won: 0 } },
      });
      const bad = await people.kam.assess(id, { rootCause: 'COMPETITOR_PRICE' });
      expect(bad.extensions.code).toBe('CAUSE_NOT_RECORDED');
      expect((await people.kam.assess(id, { ownCostMinor: '-1' })).extensions.code).toBe('INPUT_INVALID');
      expect((await people.kam.assess(id, { marginMinor: '9'.repeat(30) })).extensions.code).toBe('INPUT_INVALID');
    });
  });

  describe('the end', () => {
    it('RG-08: recovered only once orders or contacts are back', async () => {
      const { id } = await worked();
      expect((await people.kam.resolve(id, 'RECOVERED')).extensions.code).toBe('ALERT_NOT_RECOVERED');
      await setAlert('RECOVERING');
      expect(await people.kam.resolve(id, 'RECOVERED')).toMatchObject({
        ...{
          state: 'RESOLVED',
          outcome: 'RECOVERED',
          nextDue: null,
          resolvedBy: { id: people.kam.id },
          endProposal: null,
        },
      });
      expect((await people.kam.talk(id, contact)).extensions.code).toBe('CASE_CLOSED');
    });

    it('P3: a lost relationship is ended by the stage workflow alone, by two other people', async () => {
      const { id } = await worked();
      await people.kam.graphql.data('mutation ($a: ID!) { openStage(accountId: $a, stage: INITIAL) { id } }', {
        a: account,
      });
      const lost = await people.kam.resolve(id, 'LOST');
      expect(lost).toMatchObject({
        ...{ state: 'RESOLVED', outcome: 'LOST' },
        endProposal: { kind: 'TERMINATE', to: 'ENDED', cause: 'UNMET_NEED', status: 'EVIDENCE_CHECKED' },
      });
      const stage = async (): Promise<string> =>
        (await test.admin.query('select stage from account where id = $1', [account])).rows[0].stage as string;
      expect(await stage()).toBe('INITIAL');
      const proposalId = lost.endProposal?.id as string;
      const kam = new StageClient(people.kam.graphql);
      for (const criterion of ['RECOVERABILITY_ASSESSMENT', 'WRITTEN_TERMINATION'])
        await kam.attest(proposalId, criterion);
      const approvers = [new StageClient(people.boss.graphql), new StageClient(people.chief.graphql)];
      expect(await approvers[0]?.approve(proposalId)).toMatchObject({ status: 'EVIDENCE_CHECKED' });
      expect(await stage()).toBe('INITIAL');
      expect(await approvers[1]?.approve(proposalId)).toMatchObject({ status: 'EFFECTIVE' });
      expect(await stage()).toBe('ENDED');
    });

    it('P3: a proposal that is open already is used or stands in the way', async () => {
      const { id } = await worked();
      await people.kam.graphql.data('mutation ($a: ID!) { openStage(accountId: $a, stage: INITIAL) { id } }', {
        a: account,
      });
      const stages = new StageClient(people.boss.graphql);
      const regress = await stages.propose(account, 'DEVELOPMENT', { cause: 'SCOPE_SHRINK' });
      expect((await people.kam.resolve(id, 'LOST')).extensions.code).toBe('PROPOSAL_OPEN');
      await stages.withdraw(regress.id);
      const end = await stages.propose(account, 'ENDED', { cause: 'SCOPE_SHRINK' });
      expect(await people.kam.resolve(id, 'LOST')).toMatchObject({ endProposal: { id: end.id } });
    });

    describe('closes the alert with it, so that the account is watched again', () => {
      const alertRow = async (): Promise<unknown> =>
        (
          await test.admin.query(
            'select state, label, close_reason, closed_at is not null as closed, triage_note from alert where id = $1',
            [alert],
          )
        ).rows[0];
      const signals = async (): Promise<number> =>
        (
          await test.admin.query('select count(*)::int as open from signal where alert_id = $1 and closed_on is null', [
            alert,
          ])
        ).rows[0].open as number;
      /** A signal that goes on speaking. */
      const speak = () =>
        test.admin.query(
          `insert into signal (tenant_id, id, account_id, kind, grade, opened_on, last_seen_on, score, threshold, ratio, basis, explanation, sources,
             policy_version, alert_id)
           values ($1, gen_random_uuid(), $2, 'ORDER_GAP', 'ALERT', '2026-11-20', '2026-11-20', 3, 2, 1.5, 'last-order:2026-10-01', '{}', '{}', 0, $3)`,
          [tenant.id, account, alert],
        );
      const quality = `{ alertQuality(from: "2026-11-01", to: "2026-11-30") { alerts confirmed falseAlarms } }`;

      it('P3: as a false alarm, which counts as one', async () => {
        await test.admin.query(`update alert set alerted_on = '2026-11-20' where id = $1`, [alert]);
        await speak();
        const { id } = await confirmed();
        expect(await people.boss.graphql.data(quality)).toEqual({
          alertQuality: { alerts: 1, confirmed: 1, falseAlarms: 0 },
        });
        expect(await people.kam.resolve(id, 'FALSE_ALARM')).toMatchObject({ alert: { state: 'FALSE_ALARM' } });
        expect(await alertRow()).toEqual({
          ...{ state: 'FALSE_ALARM', label: 'FALSE_ALARM', close_reason: 'FALSE_ALARM', closed: true },
          triage_note: 'what we learnt',
        });
        expect(await people.boss.graphql.data(quality)).toEqual({
          alertQuality: { alerts: 1, confirmed: 0, falseAlarms: 1 },
        });
        // The same facts do not raise it again.
        expect(await signals()).toBe(1);
        expect((await story()).slice(-2)).toEqual(['case.resolved', 'alert.relabelled']);
        await createAlert(test, tenant, account);
      });

      it('P3: a crisis, too, may have been none', async () => {
        const { id } = await worked();
        await people.kam.escalate(id, people.boss.id);
        expect(await people.boss.resolve(id, 'FALSE_ALARM')).toMatchObject({ alert: { state: 'FALSE_ALARM' } });
      });

      it('P3: the label of an alert that had closed by itself is corrected', async () => {
        const { id } = await worked();
        await test.admin.query(
          `update alert set state = 'NORMAL', closed_at = now(), close_reason = 'RECOVERED' where id = $1`,
          [alert],
        );
        await people.kam.resolve(id, 'FALSE_ALARM');
        expect(await alertRow()).toMatchObject({ state: 'NORMAL', label: 'FALSE_ALARM', close_reason: 'RECOVERED' });
      });

      it('P3: recovered', async () => {
        const { id } = await worked();
        await setAlert('RECOVERING');
        expect(await people.kam.resolve(id, 'RECOVERED')).toMatchObject({ alert: { state: 'NORMAL' } });
        expect(await alertRow()).toMatchObject({ label: 'CONFIRMED', close_reason: 'RECOVERED', closed: true });
      });

      it('P3: lost without an end: what still speaks is another alert', async () => {
        await speak();
        const { id } = await worked();
        expect(await people.kam.resolve(id, 'LOST', { proposeEnd: false })).toMatchObject({
          alert: { state: 'ENDED' },
        });
        expect(await alertRow()).toMatchObject({ label: 'CONFIRMED', close_reason: 'GIVEN_UP', closed: true });
        expect(await signals()).toBe(0);
        await createAlert(test, tenant, account);
      });

      it.each(['rejected', 'withdrawn'] as const)('P3: lost, and the end is %s', async (decision) => {
        await speak();
        const { id } = await worked();
        await people.kam.graphql.data('mutation ($a: ID!) { openStage(accountId: $a, stage: INITIAL) { id } }', {
          a: account,
        });
        const lost = await people.kam.resolve(id, 'LOST');
        expect(lost).toMatchObject({ alert: { state: 'CONFIRMED' } });
        const proposalId = lost.endProposal?.id as string;
        if (decision === 'rejected')
          await new StageClient(people.boss.graphql).reject(proposalId, 'they may come back');
        else await new StageClient(people.kam.graphql).withdraw(proposalId);
        expect(await alertRow()).toMatchObject({ state: 'ENDED', close_reason: 'GIVEN_UP', closed: true });
        expect(await signals()).toBe(0);
        await createAlert(test, tenant, account);
      });

      it('P3: lost, and the end is approved: it ends with the relationship', async () => {
        const { id } = await worked();
        await people.kam.graphql.data('mutation ($a: ID!) { openStage(accountId: $a, stage: INITIAL) { id } }', {
          a: account,
        });
        const proposalId = (await people.kam.resolve(id, 'LOST')).endProposal?.id as string;
        const kam = new StageClient(people.kam.graphql);
        for (const criterion of ['RECOVERABILITY_ASSESSMENT', 'WRITTEN_TERMINATION'])
          await kam.attest(proposalId, criterion);
        for (const approver of [people.boss, people.chief]) await new StageClient(approver.graphql).approve(proposalId);
        expect(await alertRow()).toMatchObject({ state: 'ENDED', close_reason: 'RELATIONSHIP_ENDED', closed: true });
      });
    });

    describe('of a case that was opened before anybody had confirmed the alert', () => {
      const unconfirm = () =>
        test.admin.query(`update alert set state = 'ALERT', label = null, triaged_at = null where id = $1`, [alert]);

      it('RG-08: goes on when the alert was a false alarm while somebody has worked on it', async () => {
        const { id } = await worked();
        await people.kam.assess(id);
        expect(await people.kam.analyse(id)).toMatchObject({ state: 'ANALYSE' });
        await unconfirm();
        expect(await people.kam.triage(alert, 'FALSE_ALARM')).toBeUndefined();
        expect(await people.kam.get(id)).toMatchObject({ state: 'ANALYSE', winBack: { state: 'ASSESSED' } });
        expect(await people.kam.resolve(id, 'FALSE_ALARM')).toMatchObject({ winBack: { state: 'DROPPED' } });
      });

      it('RG-08: ends with the alert while nobody has', async () => {
        const { id } = await confirmed();
        await people.kam.analyse(id);
        await unconfirm();
        await people.kam.triage(alert, 'FALSE_ALARM');
        expect(await people.kam.get(id)).toMatchObject({ state: 'RESOLVED', outcome: 'FALSE_ALARM' });
      });

      it.each([
        ['FALSE_ALARM', 'FALSE_ALARM', 'FALSE_ALARM'],
        ['LOST', 'CONFIRMED', 'ENDED'],
      ])('RG-08: %s also says what the alert was: %s', async (outcome, label, state) => {
        const { id } = await worked();
        await unconfirm();
        expect(await people.kam.resolve(id, outcome, { proposeEnd: false })).toMatchObject({
          ...{ state: 'RESOLVED', outcome, alert: { state } },
        });
        const { rows } = await test.admin.query('select label, triaged_by from alert where id = $1', [alert]);
        expect(rows).toEqual([{ label, triaged_by: `staff:${people.kam.id}` }]);
      });
    });

    it('RG-08: nothing was wrong after all', async () => {
      const { id } = await confirmed();
      const [action] = (await people.kam.plan(id, '2026-12-01')).actions;
      expect((await people.kam.resolve(id, 'FALSE_ALARM')).extensions).toMatchObject({
        code: 'OPEN_ACTIONS',
        reasons: [{ actions: [action?.id] }],
      });
      await people.kam.complete(id, action?.id as string);
      expect(await people.kam.resolve(id, 'FALSE_ALARM')).toMatchObject({ state: 'RESOLVED', outcome: 'FALSE_ALARM' });
    });

    it('RG-09: reports tell what came back and at what cost, without what was nothing', async () => {
      const { id } = await worked();
      await people.kam.escalate(id, people.boss.id);
      const { id: winBackId } = await people.kam.assess(id);
      await people.kam.startWinBack(winBackId);
      await people.kam.step(winBackId);
      const report = async (): Promise<unknown> =>
        (
          await people.boss.graphql.data<{
            recoveryReport: unknown;
          }>(`{ recoveryReport(from: "2026-11-23", to: "2026-11-23") {
          confirmedAlerts { recovered lost open share reason } winBacks { recovered lost open share reason }
          spent { decimal currency } budgetCap { decimal } overBudget repairPlans { recovered lost open share } } }`)
        ).recoveryReport;
      expect(await report()).toEqual({
        confirmedAlerts: { recovered: 0, lost: 0, open: 1, share: null, reason: 'NONE_ENDED' },
        winBacks: { recovered: 0, lost: 0, open: 1, share: null, reason: 'NONE_ENDED' },
        ...{ spent: { decimal: '4000.00', currency: 'EUR' }, budgetCap: { decimal: '150000.00' }, overBudget: 0 },
        repairPlans: { recovered: 0, lost: 0, open: 0, share: null },
      });
      const other = await createAlert(test, tenant, await createAccount(test, tenant));
      await people.boss.triage(other, 'CONFIRMED');
      await people.boss.resolve((await people.boss.ofAlert(other))?.id as string, 'FALSE_ALARM');
      await people.boss.resolve(id, 'LOST', { proposeEnd: false });
      expect(await report()).toMatchObject({
        confirmedAlerts: { recovered: 0, lost: 1, open: 0, share: 0, reason: null },
        winBacks: { lost: 1, share: 0 },
      });
      const reversed = '{ recoveryReport(from: "2026-11-23", to: "2026-11-22") { overBudget } }';
      expect(await people.boss.graphql.code(reversed)).toBe('INPUT_INVALID');
    });

    it('RG-01: what nobody could have helped does not count against the owner', async () => {
      await worked();
      const report = await people.boss.graphql.data(`{ causePareto(from: "2026-11-23", to: "2026-11-23") {
        causes { cause controllable count cumulative } total accountable owners { ownerId total accountable } } }`);
      expect(report).toEqual({
        causePareto: {
          causes: [
            { cause: 'SCOPE_SHRINK', controllable: false, count: 1, cumulative: 0.5 },
            { cause: 'UNMET_NEED', controllable: true, count: 1, cumulative: 1 },
          ],
          ...{ total: 2, accountable: 1, owners: [{ ownerId: people.kam.id, total: 2, accountable: 1 }] },
        },
      });
    });

    it('ST-11: a regression opens a repair plan, which is restored or missed', async () => {
      await people.kam.graphql.data('mutation ($a: ID!) { openStage(accountId: $a, stage: INITIAL) { id } }', {
        a: account,
      });
      const stages = new StageClient(people.kam.graphql);
      const proposal = await stages.propose(account, 'DEVELOPMENT', { cause: 'SCOPE_SHRINK' });
      await stages.attestMissing(proposal);
      expect(await new StageClient(people.boss.graphql).approve(proposal.id)).toMatchObject({ status: 'EFFECTIVE' });
      const query = `query ($id: ID!) { account(id: $id) { name repairPlans { restore deadline outcome restoredAt } }
        recoveryReport(from: "2026-11-23", to: "2026-11-23") { repairPlans { open lost } } }`;
      expect(await people.kam.graphql.data(query, { id: account })).toMatchObject({
        account: {
          repairPlans: [{ restore: 'INITIAL', deadline: '2027-11-23', outcome: 'UNDER_WAY', restoredAt: null }],
        },
        recoveryReport: { repairPlans: { open: 1, lost: 0 } },
      });
      now = '2027-11-24';
      await signInAll();
      expect(await people.boss.graphql.data(query, { id: account })).toMatchObject({
        account: { repairPlans: [{ outcome: 'MISSED' }] },
        recoveryReport: { repairPlans: { open: 0, lost: 1 } },
      });
    });
  });

  it('RG-08: the board has three lanes: before, during and after', async () => {
    const board = async (): Promise<Record<string, { total: number; entries: object[] }>> =>
      (
        await people.boss.graphql.data<{
          healthBoard: Record<string, { total: number; entries: object[] }>;
        }>(`{ healthBoard {
        before { ...lane } during { ...lane } after { ...lane } } } fragment lane on HealthLane { total entries {
        accountId accountName stage alertState caseState ownerId ownerName nextDue overdue winBackState } }`)
      ).healthBoard;
    expect(await board()).toMatchObject({
      before: {
        total: 1,
        entries: [{ accountId: account, stage: 'INITIAL', alertState: 'ALERT', caseState: null, overdue: false }],
      },
      during: { total: 0, entries: [] },
    });
    const { id } = await worked();
    expect(await board()).toMatchObject({
      before: { total: 0 },
      during: {
        entries: [{ alertState: 'CONFIRMED', caseState: 'ENGAGE', ownerId: people.kam.id, nextDue: '2026-12-21' }],
      },
    });
    await people.kam.escalate(id, people.boss.id);
    await people.kam.startWinBack((await people.kam.assess(id)).id);
    expect(await board()).toMatchObject({
      during: { total: 0 },
      after: { entries: [{ alertState: 'WIN_BACK', winBackState: 'UNDER_WAY' }] },
    });
    // Opened before anybody had confirmed the alert: the alert is to be triaged before the first step of its case is due.
    const sudden = await createAlert(test, tenant, await createAccount(test, tenant));
    await people.boss.triage(sudden, 'CONFIRMED');
    await test.admin.query(
      `update alert set state = 'ALERT', label = null, triage_due_on = '2026-11-20' where id = $1`,
      [sudden],
    );
    expect(await board()).toMatchObject({
      during: { entries: [{ alertState: 'ALERT', caseState: 'TRIAGE', nextDue: '2026-11-20', overdue: true }] },
    });
    const stranger = (await createStaff(test, tenant, 'SALES')).client;
    const lanes = '{ healthBoard(first: 5) { before { total } during { total } after { total } } }';
    expect(await stranger.data(lanes)).toEqual({
      healthBoard: { before: { total: 0 }, during: { total: 0 }, after: { total: 0 } },
    });
    expect(await stranger.code('{ healthBoard(first: 101) { asOf } }')).toBe('INPUT_INVALID');
  });

  it('whatever people do, the row is what the events tell', async () => {
    const steps: readonly ((id: string, view: CaseView) => Promise<unknown>)[] = [
      (id) => people.kam.analyse(id),
      (id) => people.kam.causes(id, ['UNMET_NEED'], ['SCOPE_SHRINK']),
      (id) => people.kam.causes(id, [], ['COMPETITOR_BRIBERY'], { note: 'outside', complianceNote: 'a hint' }),
      (id) => people.kam.causes(id, ['COMMUNICATION_GAP'], [], { withdrawn: ['UNMET_NEED'], note: 'us' }),
      (id) => people.kam.talk(id, contact),
      (id) => people.kam.plan(id, '2026-11-30'),
      (id, { actions }) => people.kam.complete(id, actions.at(-1)?.id ?? alert),
      (id) => people.kam.escalate(id, people.boss.id),
      (id) => people.boss.handBack(id),
      (id, { owner }) => people.kam.assign(id, owner.id === people.kam.id ? people.boss.id : people.kam.id),
      (id) => people.kam.resolve(id, 'LOST', { proposeEnd: false }),
      (id) => people.kam.resolve(id, 'FALSE_ALARM'),
    ];
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(steps.length - 1), { minLength: 4, maxLength: 10 }), async (indexes) => {
        const other = await createAlert(test, tenant, account, { state: 'ALERT' }).catch(() => null);
        if (other === null)
          await test.admin.query(
            `update alert set closed_at = now(), state = 'NORMAL' where account_id = $1 and closed_at is null`,
            [account],
          );
        const about = other ?? (await createAlert(test, tenant, account));
        await people.kam.triage(about, 'CONFIRMED');
        let view = (await people.kam.ofAlert(about)) as CaseView;
        for (const index of indexes) {
          await steps[index]?.(view.id, view);
          view = await people.kam.get(view.id);
        }
        reached.add(view.state);
        expect(await stored(view.id)).toEqual(await told(view.id));
      }),
      { numRuns: 15 },
    );
    expect(reached.size).toBeGreaterThan(1);
  });

  /** The current row and its actions. */
  async function stored(id: string): Promise<unknown> {
    const { rows } = await test.admin.query(
      `select version, state, since, open_due::text as "openDue", opened_late as "openedLate", step_due::text as "stepDue",
         next_due::text as "nextDue", owner_id as owner, subjective, objective, cause_note as note, contacts, executive_id as executive,
         outcome, outcome_note as "outcomeNote" from relationship_case where id = $1`,
      [id],
    );
    const actions = await test.admin.query(
      `select id, what, owner_id as owner, due::text as due, done_at is not null as done, result from case_action where case_id = $1 order by id`,
      [id],
    );
    return { ...rows[0], actions: actions.rows };
  }

  /** The same as the events tell it. */
  async function told(id: string): Promise<unknown> {
    const { rows } = await test.admin.query('select data from case_event where case_id = $1 order by seq', [id]);
    const record = replayCase(rows.map(({ data }) => data as CaseEvent));
    // What only later events look at is no column.
    const { causes, openActions, completedActions, since, engageDue: _engageDue, ...rest } = record;
    const actions = [
      ...openActions.map((action) => ({ ...action, done: false, result: null })),
      ...completedActions.map((action) => ({ ...action, done: true, result: action.result ?? null })),
    ];
    return {
      ...rest,
      ...{ since: since && new Date(since), nextDue: nextCaseDue(record) },
      ...{ subjective: causes?.subjective ?? null, objective: causes?.objective ?? null, note: causes?.note ?? null },
      actions: actions.sort((a, b) => (a.id < b.id ? -1 : 1)),
    };
  }
});
