import { describe, expect, it } from '@jest/globals';
import { AT, fullEvidence, gateInto, opened, type Scenario } from '../../test/stage-scenario.js';
import { REGRESSION_CAUSE_CODES, type RegressionCause } from './regression-cause.js';
import type { StageCommand } from './transition.model.js';

const on = { proposalId: 'p1', at: AT } as const;
const suggested: StageCommand = { ...on, type: 'PROPOSE', to: 'STABLE', by: 'system:evaluation', causeToBeNamed: true };
const check: StageCommand = {
  ...{ ...on, type: 'CHECK_EVIDENCE', by: 'kim' },
  evidence: fullEvidence(gateInto('STRATEGIC', 'STABLE'), ['CAUSE_CODE', 'REPAIR_PLAN']),
};
const name = (cause: string): StageCommand => ({
  ...on,
  type: 'NAME_CAUSE',
  by: 'kim',
  cause: cause as RegressionCause,
});
const approve: StageCommand = { ...on, type: 'APPROVE', by: 'lee' };
const falling = (): Scenario => opened('STRATEGIC').then(suggested).then(check);

describe('a way down that the figures suggest', () => {
  it('ST-09 P1: may be proposed before its cause is known, but passes no gate without it', () => {
    const [reason] = falling().refuses(approve);
    expect(reason).toMatchObject({
      code: 'GATE_NOT_MET',
      criteria: [{ criterion: 'CAUSE_CODE' }, { criterion: 'REPAIR_PLAN' }],
    });
  });

  it('goes through once somebody has named the cause and the evidence was checked again', () => {
    const named = falling().then(name('COMPETITOR_PRICE'));
    expect(named.refuses(approve)).toMatchObject([{ code: 'GATE_NOT_MET' }]);
    const done = named
      .then(check)
      .then(approve)
      .then({ ...on, type: 'MAKE_EFFECTIVE', by: 'lee' });
    expect(done.state.history.at(-1)).toMatchObject({
      to: 'STABLE',
      cause: 'COMPETITOR_PRICE',
      proposedBy: 'system:evaluation',
    });
  });

  it('needs checking and approving anew when the cause is named anew', () => {
    const first = opened('INITIAL')
      .then({ ...suggested, type: 'PROPOSE', to: 'ENDED' })
      .then(name('UNMET_NEED'))
      .then({ ...check, type: 'CHECK_EVIDENCE', evidence: fullEvidence(gateInto('INITIAL', 'ENDED')) })
      .then(approve);
    expect(first.state.proposal?.approvals).toHaveLength(1);
    const renamed = first.then(name('SCOPE_SHRINK'));
    expect(renamed.state.proposal).toMatchObject({ cause: 'SCOPE_SHRINK', approvals: [] });
    expect(renamed.refuses({ ...approve, by: 'max' })).toMatchObject([
      { code: 'GATE_NOT_MET', criteria: [{ criterion: 'CAUSE_CODE' }] },
    ]);
  });

  it('keeps the kind of regression that is named with a cause', () => {
    const betrayed = { ...name('COMPLAINT_NOT_RESOLVED_IN_TIME'), regressionKind: 'BETRAYAL' } as StageCommand;
    const named = falling().then(betrayed);
    expect(named.state.proposal).toMatchObject({ regressionKind: 'BETRAYAL', causeNamedBy: 'kim' });
    // Another cause alone leaves the kind as it was.
    expect(named.then(name('UNMET_NEED')).state.proposal).toMatchObject({
      ...{ cause: 'UNMET_NEED', regressionKind: 'BETRAYAL' },
    });
    const done = named
      .then(check)
      .then(approve)
      .then({ ...on, type: 'MAKE_EFFECTIVE', by: 'lee' });
    expect(done.state.history.at(-1)).toMatchObject({ regressionKind: 'BETRAYAL' });
  });

  it('writes nothing of what nobody said', () => {
    const done = falling()
      .then(name('UNMET_NEED'))
      .then(check)
      .then(approve)
      .then({ ...on, type: 'MAKE_EFFECTIVE', by: 'lee' });
    const back = opened('INITIAL').then({ ...on, type: 'PROPOSE', to: 'STABLE', by: 'kim' });
    for (const { events, state } of [done, back]) {
      expect(JSON.parse(JSON.stringify(events))).toStrictEqual(events);
      expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
    }
  });

  it('takes known causes only, and none on the way up', () => {
    expect(falling().refuses(name('WEATHER'))).toEqual([{ code: 'CAUSE_REQUIRED', allowed: REGRESSION_CAUSE_CODES }]);
    const rising = opened('INITIAL').then({ ...suggested, type: 'PROPOSE', to: 'STABLE' });
    expect(rising.refuses(name('UNMET_NEED'))).toEqual([{ code: 'CAUSE_NOT_EXPECTED' }]);
    const misspelt = { ...suggested, cause: 'WEATHER' as RegressionCause };
    expect(opened('STRATEGIC').refuses(misspelt)).toMatchObject([{ code: 'CAUSE_REQUIRED' }]);
  });
});
