import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay } from '../calendar/date.js';
import { MISALIGNMENT_CODES, MISALIGNMENTS, RELATIONSHIP_AXES } from '../misalignment/misalignment-codes.js';
import { dangerOf, isKeyAccount, standingOf, type StandingFacts } from './relationship-standing.js';
import { daysToRead, MOST_UNREAD_DAYS, type StandingPeriod, withReadings } from './standing-history.js';

const FACTS: StandingFacts = {
  ...{ stage: 'STABLE', level: 'BASIC', interface: 'BUTTERFLY', posture: 'MUTUAL' },
  ...{ jointTeam: false, keyAccount: false, complexOffering: false },
};
const day = (number: number): string => dateOfEpochDay(20_000 + number);

describe(standingOf.name, () => {
  it('§1, AS-04: holds the axes against the stage, most pressing first', () => {
    expect(standingOf(FACTS)).toMatchObject({
      level: { value: 'BASIC', floor: 'COOPERATIVE', status: 'BELOW_FLOOR', stepsBelowFloor: 1 },
      interface: { status: 'BELOW_FLOOR', stepsBelowFloor: 2 },
      posture: { status: 'ON_TARGET' },
      ...{ misalignments: ['SHARE_WITHOUT_DEPTH'], kind: 'DANGER', depthDeficit: 3 },
    });
  });

  it.each([null, 'ENDED'] as const)('expects nothing of an account in no stage (%s)', (stage) => {
    expect(standingOf({ ...FACTS, stage })).toMatchObject({
      level: { value: 'BASIC', floor: null, target: null, status: 'UNKNOWN', stepsBelowFloor: null },
      ...{ misalignments: [], kind: null, depthDeficit: 0, danger: 0 },
    });
  });

  it('RM-24: a key account that is still a butterfly is a warning', () => {
    const early = { ...FACTS, stage: 'INITIAL', level: null } as const;
    expect(standingOf(early).misalignments).toEqual([]);
    expect(standingOf({ ...early, keyAccount: true })).toMatchObject({
      ...{ misalignments: ['KEY_ACCOUNT_BUTTERFLY'], kind: 'WARNING' },
    });
    expect(['A', ' key ', 'a'].map(isKeyAccount)).toEqual([true, true, true]);
    expect(['B', '', 'AA', null].map(isKeyAccount)).toEqual([false, false, false, false]);
  });

  it('orders by the most pressing kind first and by what is missing then', () => {
    const danger = (code: (typeof MISALIGNMENT_CODES)[number] | null, depthDeficit: number): number =>
      dangerOf({ depthDeficit, misalignments: code === null ? [] : [{ code, ...MISALIGNMENTS[code] }] });
    const order = [
      danger(null, 0),
      danger('DEPTH_WITHOUT_SHARE', 0),
      danger('WE_ADAPT_BEYOND_STAGE', 0),
      danger('SHARE_ABOVE_LEVEL', 1),
      danger('SHARE_WITHOUT_DEPTH', 7),
    ];
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(new Set(order).size).toBe(order.length);
    for (const { axes } of Object.values(MISALIGNMENTS)) {
      expect(axes).toEqual(RELATIONSHIP_AXES.filter((axis) => (axes as readonly string[]).includes(axis)));
    }
  });
});

describe(withReadings.name, () => {
  const same = (a: number, b: number): boolean => a === b;
  const read = (
    periods: readonly StandingPeriod<number>[],
    today: number,
    settled: number,
    known: (on: string) => number,
  ): readonly StandingPeriod<number>[] => {
    const latest = periods.at(-1) ?? null;
    const days = daysToRead(latest, day(today)).map((on) => ({ day: on, content: known(on) }));
    return withReadings(periods, days, day(settled), same);
  };

  it('reads a day that was not over again, and goes on while nothing changes', () => {
    const one = read([], 10, 8, () => 1);
    expect(one).toEqual([{ since: day(10), until: null, readOn: day(10), settledOn: day(8), content: 1 }]);
    const two = read(one, 11, 10, (on) => (on >= day(10) ? 2 : 1));
    expect(two).toEqual([
      { since: day(9), until: day(10), readOn: day(9), settledOn: day(9), content: 1 },
      { since: day(10), until: null, readOn: day(11), settledOn: day(10), content: 2 },
    ]);
    expect(read(two, 9, 10, () => 3)).toEqual(two);
  });

  it('leaves what was not read for long a gap, and forgets what was not settled before it', () => {
    const before = read(
      read([], 10, 9, () => 1),
      12,
      10,
      () => 1,
    );
    const after = read(before, 100, 99, () => 1);
    const [first, second] = after;
    expect(first).toMatchObject({ since: day(10), until: day(11), readOn: day(10) });
    expect(second).toMatchObject({ since: day(100 - MOST_UNREAD_DAYS + 1), until: null, readOn: day(100) });
    expect(after).toHaveLength(2);
  });

  it('a settled day says for ever what was known of it, in however many turns it was read', () => {
    const turn = fc.record({ wait: fc.integer({ min: 0, max: 45 }), over: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 20 }), fc.array(fc.nat(2), { minLength: 7 }), (turns, values) => {
        let [periods, today, settled] = [[] as readonly StandingPeriod<number>[], 0, -2];
        const settledOnce = new Map<string, number>();
        for (const { wait, over } of turns) {
          today += wait;
          settled = Math.max(settled, today - over);
          // A day that is not over reads differently each time it is read; one that is over reads the same for ever.
          const final = (on: string): number => values[Number(on.slice(8)) % values.length] as number;
          periods = read(periods, today, settled, (on) => (on <= day(settled) ? final(on) : 100 + today));
          for (const { since, until, readOn, content, settledOn } of periods) {
            expect(settledOn <= readOn && since <= readOn && (until === null || readOn < until)).toBe(true);
            for (let on = 0; on <= settled; on++) {
              const text = day(on);
              const inside = since <= text && text <= readOn;
              if (!inside) continue;
              expect(content).toBe(final(text));
              settledOnce.set(text, content);
            }
          }
          const covered = (on: string): boolean => periods.some(({ since, readOn }) => since <= on && on <= readOn);
          for (const on of settledOnce.keys()) expect(covered(on)).toBe(true);
          expect(periods.filter(({ until }) => until === null)).toHaveLength(periods.length === 0 ? 0 : 1);
        }
      }),
    );
  });
});
