import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coalition, departureEffects, departureOf, jobChangeEffect, threadWarnings } from './coalition.js';
import { DMU_ROLES, STANCES } from './code-lists.js';
import { decisionProcess, trialFunnel } from './decision-process.js';
import { dmuStanding, type DmuMember } from './dmu-coverage.js';
import {
  dmuCompleteness,
  dmuMembers,
  influenceShares,
  inRolesOfTenant,
  mergeRoles,
  messageReach,
  rolesOfTenant,
} from './dmu-roles.js';
import { privateRecordFaults } from './private-record.js';

const member = (contactId: string, role: string, rest: Partial<DmuMember> = {}): DmuMember => {
  return { contactId, role, strength: 4, stance: 'NEUTRAL', ...rest };
};
const people = fc.array(
  fc.record({
    contactId: fc.constantFrom('a', 'b', 'c', 'd'),
    role: fc.constantFrom(...DMU_ROLES, 'ELSEWHERE'),
    influenceWeight: fc.double({ min: 0, max: 1e6, noNaN: true }),
    strength: fc.integer({ min: 0, max: 5 }),
    stance: fc.constantFrom(...STANCES),
  }),
);

describe(dmuCompleteness.name, () => {
  it('DM-01: fewer than two known members are a gap in the data', () => {
    expect(dmuCompleteness([])).toMatchObject({ known: 0, dataGap: true, roleCoverage: 0 });
    expect(dmuCompleteness([member('ann', 'BUYER'), member('ann', 'USER')])).toMatchObject({ known: 1, dataGap: true });
    expect(dmuCompleteness([member('ann', 'BUYER'), member('bo', 'BUYER')])).toMatchObject({
      known: 2,
      dataGap: false,
    });
  });

  it('DM-02: shows who is known in each role of the tenant’s list', () => {
    const members = [member('bo', 'BUYER'), member('ann', 'BUYER'), member('ann', 'BUYER'), member('cy', 'APPROVER')];
    expect(dmuCompleteness(members, ['BUYER', 'DECIDER'])).toEqual({
      ...{ known: 2, dataGap: false, roleCoverage: 0.5 },
      roles: [
        { role: 'BUYER', contactIds: ['ann', 'bo'] },
        { role: 'DECIDER', contactIds: [] },
      ],
    });
    expect(dmuCompleteness(members, []).roleCoverage).toBe(0);
    expect(dmuCompleteness(members, ['BUYER']).roleCoverage).toBe(1);
    expect(dmuCompleteness(members).roles).toHaveLength(6);
  });

  it('DM-02: merges six roles into five, one line for a person', () => {
    const merged = mergeRoles(
      [
        member('ann', 'INITIATOR', { influenceWeight: 2 }),
        member('ann', 'USER'),
        member('bo', 'INITIATOR'),
        member('cy', 'USER', { influenceWeight: 0 }),
        member('cy', 'INITIATOR'),
      ],
      { INITIATOR: 'USER' },
    );
    expect(merged.map(({ contactId, role, influenceWeight }) => [contactId, role, influenceWeight])).toEqual([
      ['ann', 'USER', 2],
      ['bo', 'USER', undefined],
      ['cy', 'USER', undefined],
    ]);
    expect(mergeRoles([member('ann', 'toString')], {})[0]?.role).toBe('toString');
  });
});

describe(influenceShares.name, () => {
  it('DM-04: normalises the influence of those known to 1', () => {
    const members = [member('ann', 'BUYER', { influenceWeight: 3 }), member('bo', 'BUYER'), member('bo', 'DECIDER')];
    expect(influenceShares(members, { BUYER: 1, DECIDER: 1, USER: 6 })).toEqual([
      { contactId: 'bo', share: 0.625 },
      { contactId: 'ann', share: 0.375 },
    ]);
    expect(influenceShares(members, { USER: 1 })).toEqual([]);
    expect(influenceShares([member('bo', 'BUYER'), member('ann', 'USER')]).map(({ contactId }) => contactId)).toEqual([
      'ann',
      'bo',
    ]);
    expect(influenceShares(members, { BUYER: 0, USER: 1 })).toEqual([]);
  });

  it('DM-04: adds up to 1 in any order', () => {
    fc.assert(
      fc.property(people, (members) => {
        const shares = influenceShares(members);
        if (shares.length > 0) expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        const reversed = new Map(
          influenceShares([...members].reverse()).map(({ contactId, share }) => [contactId, share]),
        );
        for (const { contactId, share } of shares) expect(reversed.get(contactId)).toBeCloseTo(share, 9);
      }),
    );
  });
});

describe(messageReach.name, () => {
  it('DM-03: is the part of the known influence that received the message', () => {
    const members = [member('ann', 'BUYER'), member('bo', 'USER'), member('cy', 'BENEFICIARY')];
    const roles = { BUYER: 2, USER: 1, BENEFICIARY: 1 };
    expect(messageReach(members, new Set(['ann', 'cy', 'nobody']), roles)).toBeCloseTo(0.75, 12);
    expect(messageReach(members, new Set(), roles)).toBe(0);
    expect(messageReach([], new Set(['ann']), roles)).toBeUndefined();
    expect(messageReach(members, new Set(['ann', 'bo', 'cy']), roles)).toBe(1);
  });
});

describe(coalition.name, () => {
  it('DM-05: weighs supporters against opponents among those known', () => {
    const members = [
      member('ann', 'BUYER', { stance: 'SUPPORTS_US' }),
      member('bo', 'DECIDER', { stance: 'LEANS_TO_RIVAL' }),
      member('cy', 'USER'),
      member('di', 'GATEKEEPER', { stance: 'LEANS_TO_US' }),
    ];
    const found = coalition(members);
    expect(found).toEqual({ supporters: 0.5, neutral: 0.25, opponents: 0.25, balance: 0.25 });
    expect(coalition([])).toEqual({ supporters: 0, neutral: 0, opponents: 0, balance: 0 });
    expect(coalition([member('ann', 'ELSEWHERE', { stance: 'SUPPORTS_US' })]).balance).toBe(0);
  });

  it('DM-05: takes a person with two stances at their mean', () => {
    const torn = [
      member('ann', 'BUYER', { stance: 'SUPPORTS_US' }),
      member('ann', 'USER', { stance: 'SUPPORTS_RIVAL' }),
      member('ann', 'ELSEWHERE', { stance: 'SUPPORTS_US' }),
    ];
    expect(coalition(torn)).toEqual({ supporters: 0, neutral: 1, opponents: 0, balance: 0 });
  });

  it('DM-05: weighs the stances of a person by the roles they were taken in', () => {
    const roles = { BUYER: 3, USER: 1 };
    const torn = [
      member('ann', 'BUYER', { stance: 'SUPPORTS_US' }),
      member('ann', 'USER', { stance: 'SUPPORTS_RIVAL' }),
    ];
    expect(coalition(torn, roles)).toEqual({ supporters: 1, neutral: 0, opponents: 0, balance: 0.5 });
    expect(dmuStanding(torn, roles).balance).toBe(0.5);
  });

  it('DM-05: is the balance of the whole unit where somebody is known in every role', () => {
    fc.assert(
      fc.property(people, (members) => {
        const everyRole = [...members, ...DMU_ROLES.map((role) => member('e', role, { influenceWeight: 1 }))];
        expect(coalition(everyRole).balance).toBeCloseTo(dmuStanding(everyRole).balance, 9);
      }),
    );
  });

  it('DM-05: does not depend on the order of the members', () => {
    fc.assert(
      fc.property(people, (members) => {
        const turned = [...members].reverse();
        expect(coalition(turned)).toEqual(coalition(members));
        expect(dmuStanding(turned)).toEqual(dmuStanding(members));
        expect(departureEffects(turned)).toEqual(departureEffects(members));
      }),
      { numRuns: 500 },
    );
  });

  it('DM-05: keeps the balance in −1…1 and the parts at 1 together', () => {
    fc.assert(
      fc.property(people, (members) => {
        const { supporters, neutral, opponents, balance } = coalition(members);
        expect(Math.abs(balance)).toBeLessThanOrEqual(1);
        const known = members.some(({ role }) => role !== 'ELSEWHERE');
        expect(supporters + neutral + opponents).toBeCloseTo(known ? 1 : 0, 9);
        expect(balance <= supporters + 1e-9 && balance >= -opponents - 1e-9).toBe(true);
      }),
    );
  });
});

describe(departureEffects.name, () => {
  it('§8.14: tells what is left if she leaves, the heaviest loss first', () => {
    const members = [
      member('ann', 'BUYER', { stance: 'SUPPORTS_US' }),
      member('ann', 'DECIDER', { stance: 'SUPPORTS_US' }),
      member('bo', 'BUYER', { strength: 2 }),
      member('cy', 'ELSEWHERE'),
    ];
    const effects = departureEffects(members);
    expect(effects.map(({ contactId, rolesLost }) => [contactId, rolesLost])).toEqual([
      ['ann', ['DECIDER']],
      ['bo', []],
    ]);
    expect(effects[0]?.coverage).toBeCloseTo(0.5 / 6, 12);
    expect(effects[0]?.loss).toBeCloseTo((0.75 + 1 - 0.5) / 6, 12);
    expect(effects[0]?.balance).toBe(0);
    // A better relation takes over her part of the role.
    expect(effects[1]?.loss).toBeCloseTo(-0.25 / 6, 12);
    expect(effects[1]?.balance).toBeCloseTo(2 / 6, 12);
  });

  it('§8.14: names the same top contact in any order', () => {
    const members = [member('bo', 'USER'), member('ann', 'BUYER')];
    expect(dmuStanding([member('ann', 'BUYER', { strength: 0 })]).topContactId).toBeNull();
    expect(dmuStanding(members).topContactId).toBe('ann');
    expect(dmuStanding([...members].reverse()).topContactId).toBe('ann');
    expect(departureEffects(members).map(({ contactId }) => contactId)).toEqual(['ann', 'bo']);
    expect(departureEffects([...members].reverse())).toEqual(departureEffects(members));
  });

  it('§8.14: coverage − loss is what remains, for everybody', () => {
    fc.assert(
      fc.property(people, (members) => {
        const { coverage } = dmuStanding(members);
        for (const effect of departureEffects(members)) {
          expect(effect.coverage + effect.loss).toBeCloseTo(coverage, 12);
          expect(effect.coverage >= 0 && effect.coverage <= 1).toBe(true);
        }
      }),
    );
  });
});

describe(threadWarnings.name, () => {
  const touch = (ourPersonId: string, contactId: string, touches: number) => ({ ourPersonId, contactId, touches });
  const known = (...strengths: number[]) => strengths.map((strength, i) => ({ contactId: `c${i}`, strength }));

  it('§8.14, SG-13: warns of one thread on their side and on ours, and of one strong relation', () => {
    const theirs = [touch('us1', 'ann', 7), touch('us2', 'ann', 7), touch('us3', 'bo', 6)];
    expect(threadWarnings(theirs, known(3, 3))).toEqual(['ONE_CONTACT_CARRIES_MOST']);
    const ours = [touch('us1', 'ann', 7), touch('us1', 'bo', 7), touch('us2', 'cy', 6)];
    expect(threadWarnings(ours, [])).toEqual(['ONE_OF_OURS_CARRIES_MOST']);
    expect(threadWarnings(ours, known(3, 2.9), 0.7)).toEqual(['ONLY_ONE_STRONG_RELATION']);
    expect(threadWarnings([], known(3, 4, 1))).toEqual([]);
    expect(threadWarnings([], [...known(3), ...known(4)])).toEqual(['ONLY_ONE_STRONG_RELATION']);
    expect(threadWarnings([touch('us1', 'ann', 6), touch('us2', 'bo', 4)], [])).toEqual([]);
  });
});

describe(jobChangeEffect.name, () => {
  const effect = (
    change: 'LEFT' | 'MOVED' | 'JOINED',
    stance: DmuMember['stance'],
    incumbent: 'US' | 'RIVAL' | 'NOBODY',
    influence = 0.4,
  ) => jobChangeEffect({ change, stance, influence, incumbent });

  it('DM-08: a key influencer’s change is a risk where we supply, unless it turns the balance our way', () => {
    expect(effect('LEFT', 'SUPPORTS_US', 'US')).toEqual({ effect: 'RISK', trigger: null, balanceShift: -0.4 });
    expect(effect('MOVED', 'NEUTRAL', 'US')).toEqual({ effect: 'RISK', trigger: null, balanceShift: 0 });
    expect(effect('JOINED', 'NEUTRAL', 'US').effect).toBe('RISK');
    expect(effect('JOINED', 'SUPPORTS_RIVAL', 'US').effect).toBe('RISK');
    expect(effect('LEFT', 'SUPPORTS_RIVAL', 'US')).toEqual({
      effect: 'OPPORTUNITY',
      trigger: 'KEY_INFLUENCER_CHANGE',
      balanceShift: 0.4,
    });
  });

  it('DM-08: it opens a window at a rival’s customer, unless it turns the balance against us', () => {
    for (const incumbent of ['RIVAL', 'NOBODY'] as const) {
      expect(effect('LEFT', 'NEUTRAL', incumbent)).toMatchObject({
        effect: 'OPPORTUNITY',
        trigger: 'KEY_INFLUENCER_CHANGE',
      });
      expect(effect('LEFT', 'LEANS_TO_RIVAL', incumbent)).toMatchObject({ effect: 'OPPORTUNITY', balanceShift: 0.2 });
      expect(effect('LEFT', 'SUPPORTS_US', incumbent).effect).toBe('RISK');
      expect(effect('JOINED', 'SUPPORTS_RIVAL', incumbent).effect).toBe('RISK');
    }
  });

  it('DM-08: others change the balance only', () => {
    expect(effect('LEFT', 'SUPPORTS_US', 'US', 0.19)).toEqual({
      effect: 'NEUTRAL',
      trigger: null,
      balanceShift: -0.19,
    });
    expect(effect('LEFT', 'SUPPORTS_US', 'US', 0.2).effect).toBe('RISK');
    expect(effect('LEFT', 'SUPPORTS_US', 'US', NaN)).toEqual({ effect: 'NEUTRAL', trigger: null, balanceShift: 0 });
    expect(effect('JOINED', 'SUPPORTS_US', 'US', 7).balanceShift).toBe(1);
    expect(jobChangeEffect({ change: 'LEFT', stance: 'NEUTRAL', influence: 0.1, incumbent: 'US' }, 0.1).effect).toBe(
      'RISK',
    );
  });
});

describe(decisionProcess.name, () => {
  it('DM-09: maps the procedure, its longest step and what is not known of it', () => {
    const steps = [
      { name: 'sample', ownerContactId: 'ann', days: 20 },
      { name: 'audit', days: 45 },
      { name: 'board', ownerContactId: 'bo', days: 45 },
      { name: 'contract', ownerContactId: 'cy' },
      { name: 'odd', ownerContactId: 'cy', days: NaN },
      { name: 'back', ownerContactId: 'cy', days: -1 },
    ];
    expect(decisionProcess(steps)).toEqual({
      ...{ knownDays: 110, withoutOwner: ['audit'], withoutDuration: ['contract', 'odd', 'back'], longest: 'audit' },
    });
    expect(decisionProcess([])).toEqual({ knownDays: 0, withoutOwner: [], withoutDuration: [], longest: null });
    expect(decisionProcess([{ name: 'now', days: 0 }])).toMatchObject({ longest: 'now', withoutDuration: [] });
    const twice = [{ name: 'audit', days: 5 }, { name: 'audit' }];
    expect(decisionProcess(twice)).toMatchObject({ knownDays: 5, withoutDuration: ['audit'] });
    const endless = { name: 'endless', days: Number.MAX_VALUE };
    expect(decisionProcess([endless, endless])).toMatchObject({ knownDays: 0, longest: null });
  });
});

describe(trialFunnel.name, () => {
  it('DM-07: goes from trial through feedback to purchase, with its cycle time', () => {
    const startedOn = '2026-01-01';
    const trials = [
      { startedOn },
      { startedOn, passed: false, fedBackOn: '2026-02-01', purchasedOn: '2026-02-02' },
      { startedOn, passed: true },
      { startedOn, passed: true, purchasedOn: '2026-02-02' },
      { startedOn, passed: true, fedBackOn: '2026-01-20' },
      { startedOn, passed: true, fedBackOn: '2026-01-20', purchasedOn: '2026-01-31' },
      { startedOn, passed: true, fedBackOn: '2026-01-20', purchasedOn: '2026-02-10' },
      { startedOn, passed: true, fedBackOn: '2026-01-20', purchasedOn: '2026-04-11' },
    ];
    const funnel = { trials: 8, passed: 6, fedBack: 4, purchased: 3, conversion: 0.375, medianDaysToPurchase: 40 };
    expect(trialFunnel(trials)).toEqual(funnel);
    expect(trialFunnel([...trials].reverse())).toEqual(funnel);
    const before = { startedOn, passed: true, fedBackOn: '2026-01-20', purchasedOn: '2025-12-31' };
    expect(trialFunnel([before])).toMatchObject({ fedBack: 1, purchased: 0, medianDaysToPurchase: undefined });
    expect(trialFunnel([{ ...before, purchasedOn: startedOn }]).medianDaysToPurchase).toBe(0);
    expect(trialFunnel([])).toEqual({
      trials: 0,
      passed: 0,
      fedBack: 0,
      purchased: 0,
      conversion: undefined,
      medianDaysToPurchase: undefined,
    });
  });
});

describe(privateRecordFaults.name, () => {
  it('DM-06: keeps personal details only switched on, with basis, purpose and expiry', () => {
    const frame = { basis: 'CONSENT', purpose: 'courtesy', expiresOn: '2026-07-01' } as const;
    expect(privateRecordFaults(frame, '2026-06-30', true)).toEqual([]);
    expect(privateRecordFaults(frame, '2026-06-30')).toEqual(['TENANT_SWITCHED_OFF']);
    expect(privateRecordFaults(frame, '2026-07-01', true)).toEqual(['EXPIRED']);
    expect(privateRecordFaults({ basis: null, purpose: ' ', expiresOn: null }, '2026-06-30', true)).toEqual([
      ...['NO_BASIS', 'NO_PURPOSE', 'NO_EXPIRY'],
    ]);
  });
});

describe(dmuMembers.name, () => {
  it('DM-02: has one line for each role of a person, and no weight where none is known', () => {
    const person = { contactId: 'a', strength: 3, stance: 'NEUTRAL' as const };
    expect(
      dmuMembers([
        { ...person, roles: ['USER', 'BUYER'], influenceWeight: 0.4 },
        { ...person, contactId: 'b', roles: ['USER'], influenceWeight: null },
        { ...person, contactId: 'c', roles: [], influenceWeight: 1 },
      ]),
    ).toEqual([
      { ...person, role: 'USER', influenceWeight: 0.4 },
      { ...person, role: 'BUYER', influenceWeight: 0.4 },
      { ...person, contactId: 'b', role: 'USER' },
    ]);
  });
});

describe(departureOf.name, () => {
  it('§8.14: says nothing of somebody who is known in no role of the list', () => {
    const members = [{ contactId: 'a', role: 'USER', strength: 3, stance: 'NEUTRAL' as const }];
    expect(departureOf(members, 'b')).toBeUndefined();
    expect(departureOf(members, 'a', { BUYER: 1 })).toBeUndefined();
    expect(departureOf(members, 'a')).toEqual(departureEffects(members)[0]);
  });
});

describe(rolesOfTenant.name, () => {
  it('K3: is the list of roles that count, without those counted as another', () => {
    const six = { INITIATOR: 1, USER: 1, INFLUENCER: 2, DECIDER: 1, BUYER: 1, GATEKEEPER: 0 };
    expect(rolesOfTenant(six)).toEqual({ INITIATOR: 1, USER: 1, INFLUENCER: 2, DECIDER: 1, BUYER: 1 });
    const shuffled = Object.fromEntries(Object.entries(six).reverse());
    expect(Object.keys(rolesOfTenant(shuffled, { INITIATOR: 'USER' }))).toEqual([
      'USER',
      'INFLUENCER',
      'DECIDER',
      'BUYER',
    ]);
  });

  it('K3: people keep their roles, counted as the tenant does, each once', () => {
    const people = [
      { contactId: 'ann', roles: ['INITIATOR', 'USER', 'BUYER'] },
      { contactId: 'bo', roles: [] },
    ] as const;
    expect(inRolesOfTenant(people, { INITIATOR: 'USER' })).toEqual([
      { contactId: 'ann', roles: ['USER', 'BUYER'] },
      { contactId: 'bo', roles: [] },
    ]);
    expect(inRolesOfTenant(people, {})).toEqual(people);
  });
});
