import { describe, expect, it } from '@jest/globals';
import { AT, fullEvidence, gateInto, opened, Scenario } from '../../test/stage-scenario.js';
import { DEFAULT_STAGE_POLICY } from './stage-policy.js';
import { STAGES, type StagePosition } from './stages.js';
import { decideStage } from './transition.decide.js';
import { evolveStage, INITIAL_STAGE_STATE, replayStage } from './transition.evolve.js';
import type { StageCommand, StageEvent } from './transition.model.js';

const on = { proposalId: 'p1', at: AT } as const;
const propose = (to: StagePosition, rest: object = {}): StageCommand => ({
  ...on,
  type: 'PROPOSE',
  to,
  by: 'kim',
  ...rest,
});
const check = (
  from: StagePosition,
  to: StagePosition,
  except: Parameters<typeof fullEvidence>[1] = [],
): StageCommand => {
  return { ...on, type: 'CHECK_EVIDENCE', by: 'kim', evidence: fullEvidence(gateInto(from, to), except) };
};
const approve = (by: string, rest: object = {}): StageCommand => ({ ...on, type: 'APPROVE', by, ...rest });
const takeEffect: StageCommand = { ...on, type: 'MAKE_EFFECTIVE', by: 'lee' };
const codes = (reasons: readonly { readonly code: string }[]): readonly string[] => reasons.map(({ code }) => code);

describe('opening stage', () => {
  it('ST-07: is set once, marked as opening', () => {
    const account = opened('STABLE');
    expect(account.state).toMatchObject({ position: 'STABLE', since: '2026-01-01T00:00:00.000Z', version: 1 });
    expect(account.state.history).toEqual([
      expect.objectContaining({
        ...{ from: null, to: 'STABLE', movement: 'OPEN', origin: 'OPENING' },
        ...{ approvers: [], evidence: [], policyVersion: null },
      }),
    ]);
    expect(account.refuses({ type: 'OPEN', stage: 'STRATEGIC', by: 'kim', at: AT })).toEqual([
      { code: 'ALREADY_OPENED' },
    ]);
  });

  it('keeps the note of the one who set it, and comes before any proposal', () => {
    const account = new Scenario().then({
      type: 'OPEN',
      stage: 'INITIAL',
      by: 'kim',
      at: AT,
      note: 'from the old list',
    });
    expect(account.state.history[0]?.note).toBe('from the old list');
    expect(new Scenario().refuses(propose('INITIAL'))).toEqual([{ code: 'NOT_OPENED' }]);
    expect(new Scenario().refuses(approve('lee'))).toEqual([{ code: 'NO_OPEN_PROPOSAL' }]);
  });
});

describe('proposing', () => {
  it.each([
    ['DEVELOPMENT', 'STABLE'],
    ['DEVELOPMENT', 'STRATEGIC'],
    ['INITIAL', 'STRATEGIC'],
    ['STABLE', 'DEVELOPMENT'],
    ['STRATEGIC', 'INITIAL'],
    ['STRATEGIC', 'DEVELOPMENT'],
  ] as const)('ST-07, ST-09, §10.14: %s → %s is a leap', (from, to) => {
    expect(opened(from).refuses(propose(to, { cause: 'UNMET_NEED' }))).toEqual([
      { code: 'STAGE_LEAP', from, to, allowed: expect.not.arrayContaining([to]) },
    ]);
  });

  it.each([
    ['STRATEGIC', 'STABLE'],
    ['STABLE', 'INITIAL'],
    ['INITIAL', 'DEVELOPMENT'],
    ['STABLE', 'ENDED'],
  ] as const)('§10.14: %s → %s needs a cause of the code list', (from, to) => {
    expect(codes(opened(from).refuses(propose(to)))).toEqual(['CAUSE_REQUIRED']);
    expect(codes(opened(from).refuses(propose(to, { cause: 'BAD_LUCK' })))).toEqual(['CAUSE_REQUIRED']);
    const { state } = opened(from).then(
      propose(to, { cause: 'COMPETITOR_PRICE', regressionKind: 'NEGLECT', note: 'tender' }),
    );
    expect(state.proposal).toMatchObject({ cause: 'COMPETITOR_PRICE', regressionKind: 'NEGLECT', note: 'tender' });
  });

  it('keeps no cause for a way up', () => {
    const { state } = opened('INITIAL').then(propose('STABLE', { cause: 'UNMET_NEED', regressionKind: 'NEGLECT' }));
    expect(state.proposal).not.toHaveProperty('cause');
    expect(state.proposal).not.toHaveProperty('regressionKind');
  });

  it('is one at a time, to another stage', () => {
    const account = opened('INITIAL').then(propose('STABLE'));
    expect(account.refuses(propose('STABLE', { proposalId: 'p2' }))).toEqual([{ code: 'PROPOSAL_OPEN' }]);
    expect(opened('INITIAL').refuses(propose('INITIAL'))).toEqual([{ code: 'SAME_STAGE' }]);
  });
});

describe('gate', () => {
  it('P1: lists the criteria that hold it shut, unknown ones included', () => {
    const account = opened('INITIAL')
      .then(propose('STABLE'))
      .then(check('INITIAL', 'STABLE', ['OTIF_FLOOR', 'MIDDLE_TIER_MET']));
    expect(account.events.at(-1)).toMatchObject({
      type: 'EVIDENCE_CHECKED',
      gateMet: false,
      policyVersion: 'default-1',
    });
    const [reason] = account.refuses(approve('lee'));
    expect(reason).toMatchObject({
      code: 'GATE_NOT_MET',
      criteria: [{ criterion: 'MIDDLE_TIER_MET' }, { criterion: 'OTIF_FLOOR' }],
    });
  });

  it('opens with new evidence, which voids an approval given to the old', () => {
    const account = opened('INITIAL')
      .then(propose('ENDED', { cause: 'DIRECTION_CHANGE' }))
      .then(check('INITIAL', 'ENDED'))
      .then(approve('lee'));
    expect(account.state.proposal?.approvals).toHaveLength(1);
    const again = account.then(check('INITIAL', 'ENDED', ['WRITTEN_TERMINATION']));
    expect(again.state.proposal).toMatchObject({ state: 'EVIDENCE_CHECKED', approvals: [] });
  });

  it('refuses attestations without ground or of facts', () => {
    const account = opened('INITIAL').then(propose('STABLE'));
    const attested = { source: 'ATTESTED', met: true, by: 'kim', at: AT } as const;
    const evidence = [
      { ...attested, criterion: 'OTIF_FLOOR', note: ' ' },
      { ...attested, criterion: 'SHARE_LOWER_BOUND', note: 'I know it' },
    ] as const;
    expect(account.refuses({ ...on, type: 'CHECK_EVIDENCE', by: 'kim', evidence })).toEqual([
      { code: 'ATTESTATION_INCOMPLETE', criterion: 'OTIF_FLOOR' },
      { code: 'ATTESTATION_NOT_ALLOWED', criterion: 'SHARE_LOWER_BOUND' },
    ]);
  });

  it('takes cause and repair plan from the proposal, whatever the evidence claims', () => {
    const account = opened('STABLE').then(propose('INITIAL', { cause: 'UNMET_NEED' }));
    const forged = { criterion: 'CAUSE_CODE', source: 'MEASURED', met: false } as const;
    const { state } = account.then({ ...on, type: 'CHECK_EVIDENCE', by: 'kim', evidence: [forged] });
    expect(state.proposal?.evidence).toEqual([
      { criterion: 'CAUSE_CODE', source: 'MEASURED', met: true, value: 'UNMET_NEED', at: AT },
      { criterion: 'REPAIR_PLAN', source: 'MEASURED', met: true, at: AT },
    ]);
  });

  it('takes nothing from the proposal on the way up, and no repair plan for an end', () => {
    const rising = opened('INITIAL').then(propose('STABLE')).then(check('INITIAL', 'STABLE'));
    expect(rising.state.proposal?.evidence).toEqual(fullEvidence(gateInto('INITIAL', 'STABLE')));
    const ending = opened('INITIAL').then(propose('ENDED', { cause: 'UNMET_NEED' }));
    const { state } = ending.then({ ...on, type: 'CHECK_EVIDENCE', by: 'kim', evidence: [] });
    expect(state.proposal?.evidence.map(({ criterion }) => criterion)).toEqual(['CAUSE_CODE']);
  });

  it('ST-13: is read anew under the policy of the day of approval', () => {
    const checked = opened('INITIAL')
      .then(propose('STABLE'))
      .then(check('INITIAL', 'STABLE', ['OTIF_FLOOR']));
    const { gates } = DEFAULT_STAGE_POLICY;
    const STABLE = gates.advance.STABLE.map((line) =>
      line.code === 'OTIF_FLOOR' ? { ...line, required: false } : line,
    );
    const policy = {
      ...DEFAULT_STAGE_POLICY,
      version: '2',
      gates: { ...gates, advance: { ...gates.advance, STABLE } },
    };
    const again = checked.under(policy).then(check('INITIAL', 'STABLE', ['OTIF_FLOOR']));
    expect(again.then(approve('lee')).state.proposal).toMatchObject({
      state: 'APPROVED',
      policyVersion: '2',
    });
  });
});

describe('approval', () => {
  it('P1: comes after the evidence, and the move after the approval', () => {
    const proposed = opened('INITIAL').then(propose('STABLE'));
    const [reason] = proposed.refuses(approve('lee'));
    expect(reason).toMatchObject({ code: 'TRANSITION_NOT_ALLOWED', from: 'PROPOSED', to: 'APPROVED' });
    const checked = proposed.then(check('INITIAL', 'STABLE'));
    expect(codes(checked.refuses(takeEffect))).toEqual(['TRANSITION_NOT_ALLOWED']);
    const { state } = checked.then(approve('lee')).then(takeEffect);
    expect(state).toMatchObject({ position: 'STABLE', since: AT, proposal: null });
  });

  it('ST-06 P1: of a way into STRATEGIC is not for the proposer', () => {
    const checked = opened('STABLE').then(propose('STRATEGIC')).then(check('STABLE', 'STRATEGIC'));
    expect(checked.refuses(approve('kim'))).toEqual([{ code: 'PROPOSER_MAY_NOT_APPROVE' }]);
    expect(checked.then(approve('lee')).state.proposal?.state).toBe('APPROVED');
  });

  it('of another step may be the proposer’s own', () => {
    const checked = opened('DEVELOPMENT').then(propose('INITIAL')).then(check('DEVELOPMENT', 'INITIAL'));
    expect(checked.then(approve('kim')).then(takeEffect).state.position).toBe('INITIAL');
  });

  it.each(STAGES)('§10.14: %s → ENDED needs two other people', (from) => {
    const checked = opened(from)
      .then(propose('ENDED', { cause: 'SCOPE_SHRINK' }))
      .then(check(from, 'ENDED'));
    expect(codes(checked.refuses(approve('kim')))).toEqual(['PROPOSER_MAY_NOT_APPROVE']);
    const once = checked.then(approve('lee'));
    expect(once.state.proposal?.state).toBe('EVIDENCE_CHECKED');
    expect(once.refuses(takeEffect)).toEqual([{ code: 'SECOND_APPROVER_REQUIRED', required: 2, given: ['lee'] }]);
    expect(once.refuses(approve('lee'))).toEqual([{ code: 'SECOND_APPROVER_REQUIRED', required: 2, given: ['lee'] }]);
    const ended = once.then(approve('max')).then(takeEffect);
    expect(ended.state.history.at(-1)).toMatchObject({
      movement: 'TERMINATE',
      cause: 'SCOPE_SHRINK',
      approvers: ['lee', 'max'],
    });
  });

  it('P1 §10.14: of an end takes two people even if a policy asks for one', () => {
    const approvals = { ...DEFAULT_STAGE_POLICY.approvals, ENDED: { approvers: 1, proposerMayApprove: true } };
    const account = opened('INITIAL').under({ ...DEFAULT_STAGE_POLICY, approvals });
    const once = account
      .then(propose('ENDED', { cause: 'UNMET_NEED' }))
      .then(check('INITIAL', 'ENDED'))
      .then(approve('kim'));
    expect(codes(once.refuses(takeEffect))).toEqual(['SECOND_APPROVER_REQUIRED']);
  });

  it('can be refused with a note, which leaves the account where it is', () => {
    const checked = opened('INITIAL').then(propose('STABLE')).then(check('INITIAL', 'STABLE'));
    expect(checked.refuses({ ...on, type: 'REJECT', by: 'lee', note: ' ' })).toEqual([{ code: 'NOTE_REQUIRED' }]);
    const rejected = checked.then({ ...on, type: 'REJECT', by: 'lee', note: 'one good quarter is not enough' });
    expect(rejected.state).toMatchObject({ position: 'INITIAL', proposal: null });
    expect(rejected.then(propose('STABLE', { proposalId: 'p2' })).state.proposal?.id).toBe('p2');
  });

  it('can be withdrawn at any time before it takes effect', () => {
    const proposed = opened('INITIAL').then(propose('STABLE'));
    const approved = proposed.then(check('INITIAL', 'STABLE')).then(approve('lee'));
    for (const account of [proposed, approved]) {
      expect(account.then({ ...on, type: 'WITHDRAW', by: 'kim' }).state.proposal).toBeNull();
    }
    expect(codes(approved.refuses({ ...on, type: 'REJECT', by: 'lee', note: 'no' }))).toEqual([
      'TRANSITION_NOT_ALLOWED',
    ]);
    expect(codes(approved.refuses(check('INITIAL', 'STABLE')))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });
});

describe('stale and incomplete commands', () => {
  it('of two people who saw the same version only one gets through', () => {
    const account = opened('INITIAL')
      .then(propose('ENDED', { cause: 'UNMET_NEED' }))
      .then(check('INITIAL', 'ENDED'));
    const expectedVersion = account.state.version;
    const won = account.then(approve('lee', { expectedVersion }));
    expect(won.refuses(approve('max', { expectedVersion }))).toEqual([{ code: 'STALE_PROPOSAL' }]);
  });

  it('about another proposal, or one from a stage the account has left, are stale', () => {
    const account = opened('INITIAL').then(propose('STABLE'));
    expect(account.refuses(approve('lee', { proposalId: 'p0' }))).toEqual([{ code: 'STALE_PROPOSAL' }]);
    const elsewhere = new Scenario({ ...account.state, position: 'STRATEGIC' });
    expect(elsewhere.refuses(approve('lee'))).toEqual([{ code: 'STALE_PROPOSAL' }]);
  });

  it('name everything that is missing', () => {
    const reasons = opened('INITIAL').refuses(propose('STABLE', { by: '', at: 'yesterday', expectedVersion: 9 }));
    expect(codes(reasons)).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED', 'STALE_PROPOSAL']);
  });
});

describe('history', () => {
  it('ST-11: a regression opens a repair plan of 12 months for the stage that was lost', () => {
    const account = opened('STRATEGIC').moves('STABLE');
    expect(account.state.repairPlans).toEqual([{ restore: 'STRATEGIC', openedAt: AT, deadline: '2027-11-21' }]);
    expect(account.events.at(-1)).toMatchObject({ type: 'REPAIR_PLAN_OPENED', proposalId: expect.any(String) });
    expect(opened('STABLE').moves('STRATEGIC').state.repairPlans).toEqual([]);
  });

  it('ST-08: keeps an ended account’s past when it comes back, which it may only at the bottom', () => {
    const ended = opened('STABLE').moves('ENDED');
    expect(ended.refuses(propose('STABLE'))).toEqual([
      { code: 'STAGE_LEAP', from: 'ENDED', to: 'STABLE', allowed: ['DEVELOPMENT'] },
    ]);
    const again = ended.moves('DEVELOPMENT').moves('INITIAL').moves('ENDED').moves('DEVELOPMENT');
    expect(again.state.history.map(({ movement }) => movement)).toEqual([
      'OPEN',
      'TERMINATE',
      'REENTER',
      'ADVANCE',
      'TERMINATE',
      'REENTER',
    ]);
  });

  it('P1: carries the evidence, the people, the policy and the ground of each move', () => {
    const account = opened('STABLE')
      .then(propose('INITIAL', { cause: 'COMMUNICATION_GAP', regressionKind: 'NEGLECT', note: 'nobody called' }))
      .then(check('STABLE', 'INITIAL'))
      .then(approve('lee'))
      .then(takeEffect);
    expect(account.state.history[1]).toEqual({
      ...{ from: 'STABLE', to: 'INITIAL', movement: 'REGRESS', origin: 'PROPOSAL', at: AT },
      ...{ cause: 'COMMUNICATION_GAP', regressionKind: 'NEGLECT', note: 'nobody called' },
      ...{ proposedBy: 'kim', approvers: ['lee'], policyVersion: 'default-1' },
      evidence: expect.arrayContaining([expect.objectContaining({ criterion: 'LOSS_EVENT', met: true })]),
    });
  });

  it('is what its events replay to', () => {
    const account = opened('DEVELOPMENT').moves('INITIAL').moves('STABLE').moves('INITIAL');
    expect(replayStage(account.events)).toEqual(account.state);
    expect(replayStage(account.events.slice(1), replayStage(account.events.slice(0, 1)))).toEqual(account.state);
    expect(account.state.version).toBe(account.events.length);
  });

  it('does not swallow an event it does not know, and loses nothing to one out of order', () => {
    const unknown = { type: 'STAGE_FORGOTTEN' } as unknown as StageEvent;
    expect(() => evolveStage(INITIAL_STAGE_STATE, unknown)).toThrow('UNKNOWN_EVENT');
    const early = {
      type: 'APPROVAL_GIVEN',
      proposalId: 'p1',
      by: 'lee',
      at: AT,
      complete: true,
      policyVersion: '1',
    } as const;
    expect(evolveStage(INITIAL_STAGE_STATE, early)).toEqual({ ...INITIAL_STAGE_STATE, version: 1 });
    const named = { type: 'CAUSE_NAMED', proposalId: 'p1', by: 'lee', at: AT, cause: 'UNMET_NEED' } as const;
    expect(evolveStage(INITIAL_STAGE_STATE, named)).toEqual({ ...INITIAL_STAGE_STATE, version: 1 });
  });

  it('leaves the state it was given untouched', () => {
    const { state } = opened('INITIAL').then(propose('STABLE'));
    const before = structuredClone(state);
    decideStage(check('INITIAL', 'STABLE'), state, DEFAULT_STAGE_POLICY);
    expect(state).toEqual(before);
  });
});

describe('four eyes on what the figures proposed', () => {
  const byFigures = (to: StagePosition): StageCommand =>
    propose(to, { by: 'system:evaluation', ...(to === 'ENDED' ? { causeToBeNamed: true } : {}) });

  it('keeps whoever vouched for evidence from approving a way into STRATEGIC', () => {
    const evidence = [
      ...fullEvidence(gateInto('STABLE', 'STRATEGIC'), ['PARTNERSHIP_AGREEMENT']),
      { criterion: 'PARTNERSHIP_AGREEMENT', source: 'ATTESTED', met: true, by: 'lee', note: 'signed', at: AT } as const,
    ];
    const checked = opened('STABLE')
      .then(byFigures('STRATEGIC'))
      .then({ ...on, type: 'CHECK_EVIDENCE', by: 'lee', evidence });
    expect(checked.refuses(approve('lee'))).toEqual([{ code: 'PROPOSER_MAY_NOT_APPROVE' }]);
    expect(checked.then(approve('max')).state.proposal?.state).toBe('APPROVED');
  });

  it('keeps whoever named the cause from approving an end', () => {
    const checked = opened('INITIAL')
      .then(byFigures('ENDED'))
      .then({ ...on, type: 'NAME_CAUSE', cause: 'DIRECTION_CHANGE', by: 'lee' })
      .then(check('INITIAL', 'ENDED'));
    expect(checked.refuses(approve('lee'))).toEqual([{ code: 'PROPOSER_MAY_NOT_APPROVE' }]);
    expect(checked.then(approve('max')).then(approve('eve')).state.proposal?.state).toBe('APPROVED');
  });
});

describe('rules that have changed since the evidence was checked', () => {
  it('refuse an approval until the evidence is held against them', () => {
    const stricter = { ...DEFAULT_STAGE_POLICY, version: '2' };
    const account = opened('INITIAL').then(propose('STABLE')).then(check('INITIAL', 'STABLE')).under(stricter);
    expect(account.refuses(approve('lee'))).toEqual([{ code: 'STALE_EVIDENCE', checked: 'default-1', current: '2' }]);
    expect(account.then(check('INITIAL', 'STABLE')).then(approve('lee')).state.proposal?.state).toBe('APPROVED');
  });
});
