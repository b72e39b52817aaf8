import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { TIERS } from '../contact/code-lists.js';
import { classifyInterface, interfaceMetrics, type JointTeam } from './classify-interface.js';
import type { ContactTouch } from './contact-matrix.js';
import { contactSpans, type ContactSums, contactSums, summedInterface } from './contact-sums.js';
import { DEFAULT_INTERFACE_POLICY, type InterfacePolicy, type InterfaceReading } from './interface-form.js';

const TODAY = '2026-11-22';
const ago = (days: number): string => dateOfEpochDay(epochDay(TODAY) - days);
const WORKING: readonly JointTeam[] = [{ from: '2026-01-01', ourMembers: 1, theirMembers: 1 }];

function oneByOne(
  touches: readonly ContactTouch[],
  teams: readonly JointTeam[],
  policy: InterfacePolicy,
): InterfaceReading | null {
  const metrics = interfaceMetrics(touches, teams, TODAY, policy);
  return metrics ? classifyInterface(metrics, policy).reading : null;
}

const functions = fc.constantFrom('SALES', 'PURCHASING', 'MANAGEMENT', 'QUALITY', 'LOGISTICS');
const contact = fc
  .tuple(fc.integer({ min: -2, max: 200 }), functions, functions, fc.constantFrom(...TIERS), fc.constantFrom('p', 'q'))
  .map(([days, ourFunction, theirFunction, theirTier, who]): ContactTouch => ({
    ...{ on: ago(days), ourPersonId: who, contactId: who },
    ...{ ourFunction, theirFunction, theirTier },
  }));
const repeated = fc
  .array(fc.tuple(contact, fc.integer({ min: 1, max: 4 })), { maxLength: 30, size: 'max' })
  .map((given) => given.flatMap(([each, count]) => Array.from({ length: count }, () => each)));
const policies = fc
  .record({
    windowDays: fc.constantFrom(1, 30, 90.5, 180),
    halfLifeDays: fc.constantFrom(0.25, 10, 90),
    active: fc.record({ touches: fc.integer({ min: 1, max: 4 }), days: fc.constantFrom(1, 30.5, 90, 365) }),
  })
  .map((lengths): InterfacePolicy => ({ ...DEFAULT_INTERFACE_POLICY, ...lengths }));

describe(summedInterface.name, () => {
  it.each([
    ['the default policy', fc.constant(DEFAULT_INTERFACE_POLICY)],
    ['any policy', policies],
  ])('IF-01…03: says the same of contacts that were added up as of each of them, under %s', (_, under) => {
    fc.assert(
      fc.property(repeated, fc.constantFrom([], WORKING), under, (touches, teams, policy) => {
        const read = summedInterface(contactSums(touches, TODAY, policy), teams, TODAY, policy);
        expect(read).toBe(oneByOne(touches, teams, policy));
      }),
      { numRuns: 400 },
    );
  });

  it('IF-01: does not carry a share that lies exactly on a bound over it, however many contacts there are', () => {
    const day = (on: number) => ({ on: ago(on), contacts: 10_000, salesPurchasing: 8_000 });
    const sums: ContactSums = {
      days: Array.from({ length: 180 }, (_, on) => day(on)),
      pairs: (['ENGINEERING', 'QUALITY', 'LOGISTICS'] as const).map((ours) => ({
        ...{ ours, theirs: ours, recent: 10_000, lastOn: TODAY },
      })),
      ...{ tiers: ['WORKING', 'MIDDLE'], executives: 0 },
    };
    expect(summedInterface(sums, [], TODAY)).toBe('BUTTERFLY');
    const less = sums.days.map((each) => ({ ...each, salesPurchasing: 7_999 }));
    expect(summedInterface({ ...sums, days: less }, [], TODAY)).toBe('TRIANGLE');
  });

  it('reads nothing where nothing was added up', () => {
    expect(summedInterface({ days: [], pairs: [], tiers: [], executives: 0 }, WORKING, TODAY)).toBeNull();
  });
});

describe(contactSpans.name, () => {
  it('begins with the first day that is inside, the day itself among them', () => {
    expect(contactSpans(TODAY, DEFAULT_INTERFACE_POLICY)).toEqual({
      windowFrom: '2026-05-27',
      activeFrom: '2026-08-25',
    });
    const short = { ...DEFAULT_INTERFACE_POLICY, windowDays: 0.5 };
    expect(contactSpans(TODAY, short)).toEqual({ windowFrom: TODAY, activeFrom: TODAY });
  });
});
