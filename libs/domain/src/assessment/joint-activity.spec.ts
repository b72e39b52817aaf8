import { describe, expect, it } from '@jest/globals';
import { jointActivity, type JointInitiative, type SharedResource } from './joint-activity.js';

const initiative = (
  status: JointInitiative['status'],
  kind: JointInitiative['kind'] = 'RESEARCH',
  result = '',
): JointInitiative => ({
  kind,
  status,
  result,
});
const OURS: SharedResource = { side: 'OURS', matched: true };
const THEIRS: SharedResource = { side: 'THEIRS', matched: true };

describe(jointActivity.name, () => {
  it('LV-18: counts what is done together, what is active and what came of it', () => {
    const activity = jointActivity(
      [
        initiative('ACTIVE', 'PROMOTION'),
        initiative('DONE', 'RESEARCH', 'new seal'),
        initiative('DONE', 'RESEARCH', ' '),
        initiative('PLANNED', 'SELLING', 'none yet'),
        initiative('STOPPED', 'SELLING'),
      ],
      [],
    );
    expect(activity).toMatchObject({ initiatives: 3, active: 1, withResult: 1, resourcesLinked: false, answer: 3 });
    expect(activity.kinds.filter(({ count }) => count > 0)).toEqual([
      { tag: 'RESEARCH', count: 2, share: 2 / 3 },
      { tag: 'PROMOTION', count: 1, share: 1 / 3 },
    ]);
    expect(activity.kinds).toHaveLength(7);
  });

  it('LV-18: nothing, now and then, regularly', () => {
    const answer = (...given: readonly JointInitiative[]) => jointActivity(given, []).answer;
    const active = initiative('ACTIVE');
    expect([answer(initiative('PLANNED'), initiative('STOPPED')), answer(active), answer(active, active)]).toEqual([
      1, 2, 2,
    ]);
    expect(answer(active, active, active)).toBe(3);
    expect(jointActivity([active, active], [], 2).answer).toBe(3);
    expect(jointActivity([active], [], 1).answer).toBe(3);
  });

  it('LV-24: resources that both sides share and that go together make it one value chain', () => {
    const regular = [initiative('ACTIVE'), initiative('ACTIVE'), initiative('DONE')];
    expect(jointActivity(regular, [OURS, THEIRS])).toMatchObject({ resourcesLinked: true, answer: 4 });
    expect(jointActivity(regular, [OURS, { ...THEIRS, matched: false }])).toMatchObject({
      resourcesLinked: false,
      answer: 3,
    });
    expect(jointActivity(regular, [THEIRS]).answer).toBe(3);
    expect(jointActivity(regular, [OURS]).answer).toBe(3);
    expect(jointActivity(regular.slice(1), [OURS, THEIRS]).answer).toBe(2);
    expect(jointActivity([], [OURS, THEIRS]).answer).toBe(1);
  });

  it.each([0.9, NaN, Infinity])('LV-18: refuses %p as regular', (regular) => {
    expect(() => jointActivity([], [], regular)).toThrow('INVALID_NUMBER');
  });
});
