import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysBefore } from '../../test/contact-scenario.js';
import { BUSINESS_FUNCTIONS, TIERS } from '../contact/code-lists.js';
import { classifyInterface, interfaceMetrics, type JointTeam } from './classify-interface.js';
import { interfaceCriteria } from './interface-criteria.js';
import { decideInterface, evolveInterface, INITIAL_INTERFACE_STATE } from './interface-history.js';
import { interfaceTimeline } from './interface-timeline.js';
import { jointTeams, type TeamSighting } from './joint-teams.js';
import { MOST_EVIDENCE, MOST_PAIRS, relationshipInterface, type TouchEntry } from './relationship-interface.js';

const TODAY = '2026-06-30';
let number = 0;
const touch = (age: number, more: Partial<TouchEntry> = {}): TouchEntry => ({
  id: `t${String(number++).padStart(4, '0')}`,
  on: daysBefore(TODAY, age),
  initiator: 'OURS',
  ourPersonId: 'li',
  ourFunction: 'SALES',
  contactId: 'wang',
  theirFunction: 'PURCHASING',
  theirTier: 'WORKING',
  ...more,
});
const facts = (touches: readonly TouchEntry[]) => ({ touches, teams: [], proposals: [] });

const EARLY = { ourFunction: 'SALES', theirFunction: 'PURCHASING', theirTier: 'WORKING' } as const;

/** Contacts of some years between few people: at first of one pair, then of many. */
const RANDOM = fc.uniqueArray(
  fc
    .record({
      id: fc.uuid(),
      age: fc.integer({ min: 0, max: 900 }),
      initiator: fc.constantFrom('OURS' as const, 'THEIRS' as const, null),
      ourPersonId: fc.constantFrom('a', 'b', 'c'),
      ourFunction: fc.constantFrom(...BUSINESS_FUNCTIONS.slice(0, 3)),
      contactId: fc.constantFrom('x', 'y', 'z'),
      theirFunction: fc.constantFrom(...BUSINESS_FUNCTIONS.slice(0, 3)),
      theirTier: fc.constantFrom(...TIERS),
    })
    .map(({ age, ...more }) => touch(age, { ...more, ...(age > 500 ? EARLY : {}) })),
  { maxLength: 250, size: 'max', selector: ({ id }) => id },
);

describe(interfaceTimeline.name, () => {
  it('§8.15: says what reading each Monday by itself says', () => {
    const team: JointTeam = {
      from: daysBefore(TODAY, 500),
      to: daysBefore(TODAY, 100),
      ourMembers: 2,
      theirMembers: 2,
    };
    fc.assert(
      fc.property(RANDOM, fc.boolean(), (touches, withTeam) => {
        const teams = withTeam ? [team] : [];
        let state = INITIAL_INTERFACE_STATE;
        const oldest = touches.map(({ on }) => on).sort()[0] ?? TODAY;
        // 2026-06-29 is a Monday.
        for (let age = 7 * 140 + 1; age > 0; age -= 7) {
          const on = daysBefore(TODAY, age);
          if (on < oldest) continue;
          const metrics = interfaceMetrics(touches, teams, on);
          const reading = metrics ? classifyInterface(metrics).reading : null;
          const decision = decideInterface({ type: 'READ_INTERFACE', on, reading }, state);
          if (decision.ok) state = decision.events.reduce(evolveInterface, state);
        }
        const { form, since, steps, pending } = interfaceTimeline(touches, teams, TODAY);
        if (state.form !== null) expect({ form, since, steps, pending }).toEqual({ ...pick(state) });
        else if (touches.length > 0) expect(since).toBe(TODAY);
      }),
      { numRuns: 20 },
    );
  });

  it('§8.15: random contacts take steps, or the comparison above says nothing', () => {
    const stepped = fc.sample(RANDOM, 60).filter((touches) => interfaceTimeline(touches, [], TODAY).steps.length > 0);
    expect(stepped.length).toBeGreaterThan(10);
  });

  it('knows nothing before the first contact, and nothing of what comes later', () => {
    expect(interfaceTimeline([], [], TODAY)).toMatchObject({ form: null, readings: 0 });
    expect(interfaceTimeline([touch(-1)], [], TODAY)).toMatchObject({ form: null, readings: 0 });
    expect(interfaceTimeline([touch(0)], [], TODAY)).toMatchObject({
      form: 'BUTTERFLY',
      since: TODAY,
      readings: 1,
      confidence: 1,
    });
  });
});

function pick({ form, since, steps, pending }: typeof INITIAL_INTERFACE_STATE) {
  return { form, since, steps, pending };
}

describe(interfaceCriteria.name, () => {
  it('§8.15: lists as unmet exactly what the classifier misses for the next form', () => {
    fc.assert(
      fc.property(RANDOM, (touches) => {
        const metrics = interfaceMetrics(touches, [], TODAY);
        if (metrics === undefined) return;
        const { reading, missing } = classifyInterface(metrics);
        const next = reading === 'TRIANGLE' || reading === 'DIAMOND' ? 'DIAMOND' : 'TRIANGLE';
        const unmet = interfaceCriteria(metrics).filter(({ form, met }) => form === next && !met);
        expect(unmet.map(({ criterion }) => criterion)).toEqual(missing);
      }),
    );
  });
});

describe(jointTeams.name, () => {
  const seen = (id: string, on: string, active: boolean, more: Partial<TeamSighting> = {}): TeamSighting => {
    return { id, on, active, subject: 'New cracker', ourPeople: 3, theirPeople: 2, ...more };
  };

  it('IF-03: is at work from the first sighting until it is seen dissolved', () => {
    const sightings = [
      seen('3', '2026-05-01', false, { subject: 'new CRACKER ' }),
      seen('1', '2026-01-01', true),
      seen('2', '2026-02-01', true, { ourPeople: 5 }),
      seen('4', '2026-06-01', true),
      seen('5', '2026-01-15', true, { subject: 'Other' }),
      seen('6', '2026-01-15', false, { subject: 'Never seen at work' }),
    ];
    expect(jointTeams(sightings)).toEqual([
      {
        subject: 'New cracker',
        from: '2026-01-01',
        to: '2026-05-01',
        ourMembers: 5,
        theirMembers: 2,
        evidence: ['1', '2', '3'],
      },
      { subject: 'Other', from: '2026-01-15', ourMembers: 3, theirMembers: 2, evidence: ['5'] },
      { subject: 'New cracker', from: '2026-06-01', ourMembers: 3, theirMembers: 2, evidence: ['4'] },
    ]);
  });
});

describe(relationshipInterface.name, () => {
  it('IF-01: one buyer and one seller are a butterfly that hangs by a thread', () => {
    const read = relationshipInterface(
      facts([touch(200), touch(100), touch(3), touch(10, { initiator: 'THEIRS' })]),
      TODAY,
    );
    expect(read).toMatchObject({
      ...{ touches: 3, reading: 'BUTTERFLY', nearMiss: false, activePairs: 0, salesPurchasingShare: 1 },
      missing: ['MORE_FUNCTION_PAIRS', 'MORE_TIERS', 'LESS_SALES_PURCHASING'],
      tiers: [{ tier: 'WORKING', touches: 3, lastOn: daysBefore(TODAY, 3) }],
      counterparts: [{ ourPersonId: 'li', contactId: 'wang', touches: 3, recent: 2, active: true }],
      ...{ executivePair: null, jointTeams: [], initiativeRatio: null },
      singleThread: { atRisk: true },
    });
    expect(read.contactInitiative).toBeCloseTo(2 / 3, 12);
    expect(read.matrix).toEqual([
      expect.objectContaining({
        ours: 'SALES',
        theirs: 'PURCHASING',
        touches: 3,
        recent: 2,
        active: true,
        tiers: ['WORKING'],
      }),
    ]);
  });

  it('names the newest entries as evidence, whatever order they come in', () => {
    const touches = [9, 1, 7, 3, 5, 2, 8].map((age) => touch(age));
    const newest = [...touches].sort((a, b) => (a.on < b.on ? 1 : -1)).map(({ id }) => id);
    expect(relationshipInterface(facts(touches), TODAY).matrix[0]?.evidence).toEqual(newest.slice(0, MOST_EVIDENCE));
  });

  it('IF-03: executives who meet, and a joint team, are named', () => {
    const top = {
      ourFunction: 'MANAGEMENT',
      theirFunction: 'MANAGEMENT',
      theirTier: 'TOP',
      ourPersonId: 'chen',
      contactId: 'gao',
    } as const;
    const teams = jointTeams([{ id: 'j', on: '2026-01-01', subject: 'T', active: true, ourPeople: 2, theirPeople: 2 }]);
    const read = relationshipInterface({ touches: [touch(5, top), touch(40, top)], teams, proposals: [] }, TODAY);
    expect(read.executivePair).toMatchObject({ ourPersonId: 'chen', contactId: 'gao', active: true });
    expect(read.jointTeams).toHaveLength(1);
  });

  it('RT-04: counts proposals of a year by who began', () => {
    const proposals = [
      { id: 'p1', on: daysBefore(TODAY, 400), initiatedBy: 'THEIRS' as const },
      { id: 'p2', on: daysBefore(TODAY, 30), initiatedBy: 'OURS' as const },
      { id: 'p3', on: daysBefore(TODAY, 20), initiatedBy: 'THEIRS' as const },
    ];
    const read = relationshipInterface({ touches: [], teams: [], proposals }, TODAY);
    expect(read).toMatchObject({ reading: null, touches: 0, initiativeRatio: 0.5, proposals: ['p3', 'p2'] });
    expect(read.criteria.every(({ met, criterion }) => !met || criterion === 'LESS_SALES_PURCHASING')).toBe(true);
  });

  it('tells the most active pairs, and counts all', () => {
    const touches = Array.from({ length: MOST_PAIRS + 5 }, (_, i) => [
      touch(3, { contactId: `c${i}` }),
      touch(9, { contactId: `c${i}` }),
    ]);
    const read = relationshipInterface(facts([touch(1, { contactId: 'seldom' }), ...touches.flat()]), TODAY);
    expect(read.counterparts).toHaveLength(MOST_PAIRS);
    expect(read.counterparts.every(({ active }) => active)).toBe(true);
    expect(read.activeCounterparts).toBe(MOST_PAIRS + 5);
  });

  it('does not depend on the order of the entries', () => {
    fc.assert(
      fc.property(RANDOM, (touches) => {
        expect(relationshipInterface(facts([...touches].reverse()), TODAY)).toEqual(
          relationshipInterface(facts(touches), TODAY),
        );
      }),
    );
  });
});
