import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RELATIONSHIP_LEVELS, type RelationshipLevel } from '../assessment/levels.js';
import { INTERFACE_READINGS } from '../interface/interface-form.js';
import { POSTURES } from '../posture/posture.js';
import { STAGES, type Stage } from '../stage/stages.js';
import { MISALIGNMENT_CODES, MISALIGNMENT_KINDS, MISALIGNMENTS, NO_MISALIGNMENT } from './misalignment-codes.js';
import { misalignmentMatrix } from './misalignment-matrix.js';
import { assessAxes, type FourAxes } from './misalignment.js';
import { assessAxis, AXIS_STATUSES, DEFAULT_PAIRING } from './pairing.js';

const STABLE: FourAxes = { stage: 'STABLE', level: 'COOPERATIVE', interface: 'TRIANGLE', posture: 'MUTUAL' };
const codes = (axes: FourAxes) => assessAxes(axes).misalignments.map(({ code }) => code);

describe('expected pairing', () => {
  it('§1: has the floors and targets of every stage', () => {
    const line = (stage: Stage) => {
      const { level, interface: face, posture } = DEFAULT_PAIRING[stage];
      return [level.floor, level.target, face.floor, face.target, posture.floor, posture.target];
    };
    expect(STAGES.map(line)).toEqual([
      [null, 'EXPLORATORY', null, 'BUTTERFLY', null, 'PASSIVE'],
      ['EXPLORATORY', 'COOPERATIVE', 'BUTTERFLY', 'FORMING', 'PASSIVE', 'MUTUAL'],
      ['COOPERATIVE', 'INTERDEPENDENT', 'TRIANGLE', 'TRIANGLE', 'MUTUAL', 'MUTUAL'],
      ['INTERDEPENDENT', 'INTEGRATED', 'DIAMOND', 'DIAMOND', 'MUTUAL', 'PROACTIVE'],
    ]);
  });

  it('§1: places a value below its floor, on the way, on or above its target', () => {
    const { level } = DEFAULT_PAIRING.STABLE;
    const found = RELATIONSHIP_LEVELS.map((value) => assessAxis(value, level, RELATIONSHIP_LEVELS));
    expect(found.map(({ status }) => status)).toEqual([
      'BELOW_FLOOR',
      'BELOW_FLOOR',
      'ON_THE_WAY',
      'ON_TARGET',
      'ABOVE_TARGET',
    ]);
    expect(found.map(({ stepsBelowFloor }) => stepsBelowFloor)).toEqual([2, 1, 0, 0, 0]);
    expect(assessAxis(null, level, RELATIONSHIP_LEVELS)).toEqual({
      ...{ value: null, floor: 'COOPERATIVE', target: 'INTERDEPENDENT', status: 'UNKNOWN', stepsBelowFloor: null },
    });
    expect(assessAxis('BASIC', DEFAULT_PAIRING.DEVELOPMENT.level, RELATIONSHIP_LEVELS).stepsBelowFloor).toBe(0);
    expect(AXIS_STATUSES).toHaveLength(5);
  });
});

describe(assessAxes.name, () => {
  it('§1: share without depth is a hostage of one buyer, and the most pressing of all', () => {
    const hostage = assessAxes({ ...STABLE, level: 'BASIC', interface: 'BUTTERFLY' });
    expect(hostage.misalignments[0]).toMatchObject({ code: 'SHARE_WITHOUT_DEPTH', kind: 'DANGER' });
    expect(hostage.reading.en).toMatch(/^Share without depth: /);
    expect(hostage.reading['zh-CN']).toMatch(/^有份额而无深度/);
    expect(hostage.reading['zh-TW']).toMatch(/^有份額而無深度/);
    expect(hostage.depthDeficit).toBe(1 + 2);
    expect(MISALIGNMENT_CODES[0]).toBe('SHARE_WITHOUT_DEPTH');
  });

  it('§1: depth without share is an opportunity', () => {
    const axes: FourAxes = { stage: 'INITIAL', level: 'COOPERATIVE', interface: 'FORMING', posture: 'MUTUAL' };
    const found = assessAxes(axes);
    expect(found.misalignments).toMatchObject([{ code: 'DEPTH_WITHOUT_SHARE', kind: 'OPPORTUNITY' }]);
    expect(found.reading).toBe(MISALIGNMENTS.DEPTH_WITHOUT_SHARE.reading);
    expect(codes({ ...axes, level: 'BASIC' })).toEqual([]);
    expect(codes({ ...STABLE, level: 'INTERDEPENDENT' })).toEqual(['DEPTH_WITHOUT_SHARE']);
    expect(
      codes({ ...STABLE, stage: 'STRATEGIC', level: 'INTEGRATED', interface: 'DIAMOND', posture: 'PROACTIVE' }),
    ).toEqual([]);
    expect(codes({ stage: 'DEVELOPMENT', level: 'EXPLORATORY', interface: null, posture: null })).toEqual([]);
    expect(codes({ stage: 'DEVELOPMENT', level: 'BASIC', interface: null, posture: null })).toEqual([
      'DEPTH_WITHOUT_SHARE',
    ]);
  });

  it('§1: tells a narrow interface from a shallow level', () => {
    expect(codes({ ...STABLE, interface: 'FORMING' })).toEqual(['SHARE_ON_NARROW_INTERFACE']);
    expect(codes({ ...STABLE, level: 'BASIC' })).toEqual(['SHARE_ABOVE_LEVEL', 'CONTACTS_WITHOUT_DEPTH']);
    expect(codes({ ...STABLE, interface: 'BUTTERFLY' })).toEqual(['SHARE_ON_NARROW_INTERFACE', 'DEPTH_ON_ONE_THREAD']);
  });

  it('§1: weighs who adapts to whom', () => {
    expect(codes({ ...STABLE, posture: 'PASSIVE' })).toEqual(['CUSTOMER_ADAPTS_TO_US']);
    expect(codes({ ...STABLE, posture: 'PROACTIVE' })).toEqual(['WE_ADAPT_BEYOND_STAGE']);
  });

  it('§1: does not say that the customer adapts to us where both adapt to each other', () => {
    const strategic = { stage: 'STRATEGIC', level: 'INTERDEPENDENT', interface: 'DIAMOND' } as const;
    expect(codes({ ...strategic, posture: 'MUTUAL' })).toEqual([]);
    expect(assessAxes({ ...strategic, posture: 'MUTUAL' }).posture.status).toBe('ON_THE_WAY');
    expect(codes({ ...strategic, posture: 'PASSIVE' })).toEqual(['CUSTOMER_ADAPTS_TO_US']);
  });

  it('§1: more contacts than depth is a warning at any stage', () => {
    expect(codes({ stage: 'INITIAL', level: 'BASIC', interface: 'DIAMOND', posture: null })).toEqual([
      'CONTACTS_WITHOUT_DEPTH',
    ]);
    expect(codes({ stage: 'DEVELOPMENT', level: 'EXPLORATORY', interface: 'TRIANGLE', posture: null })).toEqual([
      'CONTACTS_WITHOUT_DEPTH',
    ]);
    expect(codes({ stage: 'INITIAL', level: 'BASIC', interface: 'FORMING', posture: null })).toEqual([]);
    expect(codes({ ...STABLE, level: null })).toEqual([]);
  });

  it('RM-24: a key account on a butterfly is misaligned even where its stage allows it', () => {
    const initial: FourAxes = { stage: 'INITIAL', level: 'BASIC', interface: 'BUTTERFLY', posture: 'PASSIVE' };
    expect(codes({ ...initial, keyAccount: true })).toEqual(['KEY_ACCOUNT_BUTTERFLY']);
    expect(codes(initial)).toEqual([]);
    expect(codes({ ...initial, keyAccount: true, interface: 'FORMING' })).toEqual([]);
  });

  it('§1: a triangle with a joint team at work carries the last stage', () => {
    const alliance: FourAxes = {
      stage: 'STRATEGIC',
      level: 'INTERDEPENDENT',
      interface: 'TRIANGLE',
      posture: 'PROACTIVE',
    };
    expect(codes(alliance)).toEqual(['SHARE_ON_NARROW_INTERFACE']);
    expect(codes({ ...alliance, jointTeam: true })).toEqual([]);
    expect(codes({ ...alliance, jointTeam: true, interface: 'FORMING' })).toEqual(['SHARE_ON_NARROW_INTERFACE']);
    expect(assessAxes({ ...STABLE, jointTeam: true }).interface.floor).toBe('TRIANGLE');
  });

  it('K5: complex offers begin cooperative, which is then no opportunity yet', () => {
    const complex: FourAxes = {
      stage: 'INITIAL',
      level: 'COOPERATIVE',
      interface: 'FORMING',
      posture: 'MUTUAL',
      complexOffering: true,
    };
    expect(codes(complex)).toEqual([]);
    expect(codes({ ...complex, level: 'INTERDEPENDENT' })).toEqual(['DEPTH_WITHOUT_SHARE']);
    expect(assessAxes({ ...complex, stage: 'DEVELOPMENT' }).level).toMatchObject({
      target: 'COOPERATIVE',
      status: 'ON_TARGET',
    });
    expect(assessAxes({ ...complex, stage: 'STABLE' }).level.target).toBe('INTERDEPENDENT');
  });

  it('AS-04: holds nothing against an account that is not measured, and says so', () => {
    const unknown = assessAxes({ stage: 'STRATEGIC', level: null, interface: null, posture: null });
    expect(unknown).toMatchObject({ misalignments: [], depthDeficit: 0, reading: NO_MISALIGNMENT.NOT_ENOUGH_MEASURED });
    expect(assessAxes({ ...STABLE, level: null }).reading).toBe(NO_MISALIGNMENT.ALIGNED);
    expect(assessAxes(STABLE)).toMatchObject({ misalignments: [], reading: NO_MISALIGNMENT.ALIGNED, depthDeficit: 0 });
  });

  it('§1: says something in all three languages for every code, most pressing kinds first', () => {
    const kinds = MISALIGNMENT_CODES.map((code) => MISALIGNMENT_KINDS.indexOf(MISALIGNMENTS[code].kind));
    expect([...kinds].sort()).toEqual(kinds);
    const sentences = [
      ...MISALIGNMENT_CODES.map((code) => MISALIGNMENTS[code].reading),
      ...Object.values(NO_MISALIGNMENT),
    ];
    for (const sentence of sentences) {
      expect(Object.keys(sentence)).toEqual(['en', 'zh-CN', 'zh-TW']);
      expect(sentence.en).toMatch(/^[A-Z][^\u4e00-\u9fff]+\.$/);
      expect(sentence['zh-CN']).toMatch(/^[\u4e00-\u9fff].+。$/);
      expect(sentence['zh-TW']).toMatch(/^[\u4e00-\u9fff].+。$/);
      expect(sentence['zh-CN']).not.toMatch(/[額無關層觸該與應從這業較們個]/);
      expect(sentence['zh-TW']).not.toMatch(/[额无关层触该与应从这业较们个]/);
    }
    expect(new Set(sentences.flatMap((sentence) => Object.values(sentence))).size).toBe(3 * sentences.length);
  });

  const axes = fc.record({
    stage: fc.constantFrom(...STAGES),
    level: fc.constantFrom(...RELATIONSHIP_LEVELS, null),
    interface: fc.constantFrom(...INTERFACE_READINGS, null),
    posture: fc.constantFrom(...POSTURES, null),
    jointTeam: fc.boolean(),
    keyAccount: fc.boolean(),
    complexOffering: fc.boolean(),
  });

  it('§1: finds danger exactly where level or interface lies below the floor, and reaches every code', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(axes, (account) => {
        const found = assessAxes(account);
        for (const { code } of found.misalignments) seen.add(code);
        expect(found.misalignments.some(({ kind }) => kind === 'DANGER')).toBe(found.depthDeficit > 0);
        expect(found.reading.en.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
    expect(MISALIGNMENT_CODES.filter((code) => !seen.has(code))).toEqual([]);
  });

  it('§1: a deeper level at the same stage never deepens the deficit, a later stage never lessens it', () => {
    fc.assert(
      fc.property(
        axes,
        fc.constantFrom(...RELATIONSHIP_LEVELS),
        fc.constantFrom(...STAGES),
        (account, level, stage) => {
          const { depthDeficit } = assessAxes(account);
          if (account.level === null) return;
          const order = (value: RelationshipLevel) => RELATIONSHIP_LEVELS.indexOf(value);
          if (order(level) >= order(account.level)) {
            expect(assessAxes({ ...account, level }).depthDeficit).toBeLessThanOrEqual(depthDeficit);
          }
          if (STAGES.indexOf(stage) >= STAGES.indexOf(account.stage)) {
            expect(assessAxes({ ...account, stage }).depthDeficit).toBeGreaterThanOrEqual(depthDeficit);
          }
        },
      ),
    );
  });
});

describe(misalignmentMatrix.name, () => {
  const accounts = [
    { accountId: 'b', ...STABLE, level: 'BASIC' as const, interface: 'BUTTERFLY' as const },
    { accountId: 'a', ...STABLE, level: 'BASIC' as const },
    { accountId: 'c', ...STABLE, stage: 'INITIAL' as const },
    { accountId: 'd', ...STABLE, stage: 'INITIAL' as const, interface: 'BUTTERFLY' as const },
    { accountId: 'e', ...STABLE, level: null },
    { accountId: 'f', ...STABLE },
    { accountId: 'g', ...STABLE, stage: 'STRATEGIC' as const, level: 'INTEGRATED' as const },
  ];

  it('§1: lists the occupied cells, most dangerous first', () => {
    expect(misalignmentMatrix(accounts)).toEqual([
      { stage: 'STABLE', level: 'BASIC', accountIds: ['a', 'b'], kinds: { DANGER: 2, WARNING: 0, OPPORTUNITY: 0 } },
      { stage: 'STRATEGIC', level: 'INTEGRATED', accountIds: ['g'], kinds: { DANGER: 1, WARNING: 0, OPPORTUNITY: 0 } },
      { stage: 'STABLE', level: 'COOPERATIVE', accountIds: ['f'], kinds: { DANGER: 0, WARNING: 0, OPPORTUNITY: 0 } },
      { stage: 'STABLE', level: null, accountIds: ['e'], kinds: { DANGER: 0, WARNING: 0, OPPORTUNITY: 0 } },
      {
        stage: 'INITIAL',
        level: 'COOPERATIVE',
        accountIds: ['c', 'd'],
        kinds: { DANGER: 0, WARNING: 1, OPPORTUNITY: 1 },
      },
    ]);
    expect(misalignmentMatrix([])).toEqual([]);
  });

  it('§1: does not depend on the order of the accounts', () => {
    expect(misalignmentMatrix([...accounts].reverse())).toEqual(misalignmentMatrix(accounts));
  });
});
