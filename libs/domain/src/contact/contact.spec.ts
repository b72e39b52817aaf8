import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { DMU_ROLES, STANCE_VALUE, STANCES } from './code-lists.js';
import { coverageWithout, dmuStanding, type DmuMember } from './dmu-coverage.js';
import { singleThreadRisk } from './single-thread.js';

const member = (contactId: string, role: string, rest: Partial<DmuMember> = {}): DmuMember => ({
  contactId,
  role,
  strength: 4,
  stance: 'NEUTRAL',
  ...rest,
});

describe('code lists', () => {
  it('DM-02: has six default roles and a symmetric stance scale', () => {
    expect(DMU_ROLES).toEqual(['INITIATOR', 'USER', 'INFLUENCER', 'DECIDER', 'BUYER', 'GATEKEEPER']);
    const values = STANCES.map((stance) => STANCE_VALUE[stance]);
    expect(values).toEqual([1, 0.5, 0, -0.5, -1]);
  });
});

describe(dmuStanding.name, () => {
  it('§8.14: counts a role in which nobody is known as 0', () => {
    const standing = dmuStanding([member('ann', 'BUYER'), member('bo', 'DECIDER', { strength: 2 })]);
    expect(standing.coverage).toBeCloseTo(1 / 6 + (1 / 6) * 0.5, 12);
    expect(standing.rolesWithoutContact).toEqual(['INITIATOR', 'USER', 'INFLUENCER', 'GATEKEEPER']);
    expect(dmuStanding([])).toMatchObject({ coverage: 0, balance: 0, topContactId: null, coverageWithoutTop: 0 });
  });

  it('§8.14: is full at strength 4 in every role and no better at 5', () => {
    const all = (strength: number) => dmuStanding(DMU_ROLES.map((role) => member(role, role, { strength }))).coverage;
    expect([all(4), all(5), all(2)].map((value) => Number(value.toFixed(12)))).toEqual([1, 1, 0.5]);
  });

  it('§8.14, DM-04: weighs roles and, within a role, people by their influence', () => {
    const roles = { BUYER: 3, DECIDER: 1 };
    const standing = dmuStanding(
      [
        member('ann', 'BUYER', { influenceWeight: 2, stance: 'SUPPORTS_US' }),
        member('bo', 'BUYER', { influenceWeight: 1, strength: 0, stance: 'SUPPORTS_RIVAL' }),
        member('cy', 'GATEKEEPER', { stance: 'SUPPORTS_RIVAL' }),
      ],
      roles,
    );
    expect(standing.coverage).toBeCloseTo(0.75 * (2 / 3), 12);
    expect(standing.balance).toBeCloseTo(0.75 * (2 / 3 - 1 / 3), 12);
    expect(standing.rolesWithoutContact).toEqual(['DECIDER']);
  });

  it('shares a role equally among people said to have no influence', () => {
    const silent = { influenceWeight: 0 };
    const members = [member('ann', 'BUYER', silent), member('bo', 'BUYER', { ...silent, strength: 0 })];
    expect(dmuStanding(members, { BUYER: 1 }).coverage).toBe(0.5);
  });

  it('§8.14: tells what is left if the strongest contact leaves', () => {
    const members = [
      member('ann', 'BUYER'),
      member('ann', 'DECIDER'),
      member('bo', 'USER', { strength: 2 }),
      member('cy', 'BUYER', { strength: 2 }),
    ];
    const standing = dmuStanding(members);
    expect(standing.topContactId).toBe('ann');
    expect(standing.coverageWithoutTop).toBeCloseTo((0.5 + 0.5) / 6, 12);
    expect(coverageWithout(members, 'bo')).toBeCloseTo((0.75 + 1) / 6, 12);
    expect(coverageWithout(members, 'nobody')).toBe(standing.coverage);
  });

  it.each([
    ['a negative influence', [member('a', 'BUYER', { influenceWeight: -1 })], { BUYER: 1 }],
    ['a negative role weight', [], { BUYER: -1, USER: 2 }],
    ['no role weight at all', [], { BUYER: 0 }],
    ['a strength that is no number', [member('a', 'BUYER', { strength: NaN })], { BUYER: 1 }],
  ])('refuses %s', (_, members, roles) => {
    expect(() => dmuStanding(members, roles)).toThrow(InvalidValueError);
  });

  it('§8.14: takes weights of any size', () => {
    const roles = { BUYER: 1e308, USER: 1e308, DECIDER: 1e308 };
    const heavy = [
      member('ann', 'BUYER', { influenceWeight: 1e308 }),
      member('bo', 'BUYER', { influenceWeight: 1e308 }),
    ];
    expect(dmuStanding(heavy, roles).coverage).toBeCloseTo(1 / 3, 12);
  });

  it('§8.14, DM-05: keeps coverage in 0…1 and balance in −1…1, and a stronger relation never lowers coverage', () => {
    const people = fc.array(
      fc.record({
        contactId: fc.constantFrom('a', 'b', 'c', 'd'),
        role: fc.constantFrom(...DMU_ROLES, 'ELSEWHERE'),
        influenceWeight: fc.double({ min: 0, max: 1e6, noNaN: true }),
        strength: fc.integer({ min: 0, max: 5 }),
        stance: fc.constantFrom(...STANCES),
      }),
    );
    fc.assert(
      fc.property(people, (members) => {
        const standing = dmuStanding(members);
        for (const value of [standing.coverage, standing.coverageWithoutTop])
          expect(value >= 0 && value <= 1).toBe(true);
        expect(Math.abs(standing.balance)).toBeLessThanOrEqual(1);
        const stronger = members.map((person) => ({ ...person, strength: person.strength + 1 }));
        expect(dmuStanding(stronger).coverage).toBeGreaterThanOrEqual(standing.coverage - 1e-12);
      }),
    );
  });
});

describe(singleThreadRisk.name, () => {
  const touch = (ourPersonId: string, contactId: string, touches?: number) => {
    return { ourPersonId, contactId, ...(touches === undefined ? {} : { touches }) };
  };

  it('§8.14, SG-13: is on when more than 60 % of the touches run through one contact', () => {
    const risk = singleThreadRisk([
      touch('us1', 'ann', 4),
      touch('us2', 'ann', 3),
      touch('us1', 'bo', 1),
      touch('us2', 'cy'),
    ]);
    expect(risk).toMatchObject({ atRisk: true, touches: 9, topContact: { personId: 'ann' } });
    expect(risk.topContact?.share).toBeCloseTo(7 / 9, 12);
  });

  it('§8.14: is on when more than 60 % run through one of ours, and off at 60 % exactly', () => {
    const ours = [touch('us1', 'ann', 7), touch('us2', 'bo', 2), touch('us2', 'cy', 1)];
    expect(singleThreadRisk(ours).atRisk).toBe(true);
    const even = [touch('us1', 'ann', 3), touch('us1', 'bo', 3), touch('us2', 'cy', 4)];
    expect(singleThreadRisk(even).atRisk).toBe(false);
    const evenTheirs = [touch('us1', 'ann', 3), touch('us2', 'ann', 3), touch('us3', 'cy', 4)];
    expect(singleThreadRisk(evenTheirs)).toMatchObject({ atRisk: false, topContact: { share: 0.6 } });
    expect(singleThreadRisk(even, 0.5).topOfOurs).toEqual({ personId: 'us1', share: 0.6 });
    expect(singleThreadRisk(even, 0.5).atRisk).toBe(true);
  });

  it('§8.14: names the same person among equals in any order', () => {
    const even = [touch('us2', 'bo', 2), touch('us1', 'ann', 2)];
    expect(singleThreadRisk(even)).toMatchObject({ topContact: { personId: 'ann' }, topOfOurs: { personId: 'us1' } });
    expect(singleThreadRisk([...even].reverse())).toEqual(singleThreadRisk(even));
  });

  it('is unknown where nothing is logged', () => {
    const unknown = { atRisk: null, touches: 0, topContact: null, topOfOurs: null };
    expect(singleThreadRisk([])).toEqual(unknown);
    expect(singleThreadRisk([touch('us1', 'ann', 0), touch('us1', 'ann', NaN)])).toEqual(unknown);
    const beyond = [touch('us1', 'ann', Number.MAX_VALUE), touch('us2', 'bo', Number.MAX_VALUE)];
    expect(singleThreadRisk(beyond)).toEqual(unknown);
  });
});
