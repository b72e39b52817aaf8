import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derivedDemand, type DemandDriver } from './derived-demand.js';

const driver = (name: string, weight: number, before: number, now: number, lagMonths = 0): DemandDriver => ({
  driver: name,
  weight,
  lagMonths,
  series: [
    { month: '2026-06', value: now },
    { month: '2025-06', value: before },
  ],
});

describe(derivedDemand.name, () => {
  it('RM-19: weighs the change of each driver on the year before', () => {
    const demand = derivedDemand([driver('building', 3, 100, 90), driver('vehicles', 1, 50, 70)], '2026-06');
    expect(demand).toMatchObject({
      direction: 'LEVEL',
      knownWeight: 1,
      drivers: [{ driver: 'building' }, { driver: 'vehicles' }],
    });
    expect(demand?.change).toBeCloseTo((3 * -0.1 + 0.4) / 4, 12);
    expect(demand?.drivers[1]?.change).toBeCloseTo(0.4, 12);
  });

  it('RM-19: a driver works with its lag', () => {
    expect(derivedDemand([driver('building', 1, 100, 80, 3)], '2026-09')?.change).toBeCloseTo(-0.2, 12);
    expect(derivedDemand([driver('building', 1, 100, 80, 3)], '2026-08')).toBeUndefined();
  });

  it('RM-19: what is not known is left out and told', () => {
    const unknown = { ...driver('vehicles', 3, 50, 70), series: [{ month: '2026-06', value: 70 }] };
    expect(derivedDemand([driver('building', 1, 100, 90), unknown], '2026-06')).toMatchObject({
      knownWeight: 0.25,
      drivers: [{ driver: 'building' }, { driver: 'vehicles', change: undefined }],
    });
    expect(derivedDemand([unknown], '2026-06')).toBeUndefined();
    expect(derivedDemand([driver('none', 0, 100, 90)], '2026-06')).toBeUndefined();
    expect(derivedDemand([], '2026-06')).toBeUndefined();
    const changes = [0, -1].map((before) => derivedDemand([driver('a', 1, before, 5)], '2026-06'));
    expect(changes).toEqual([undefined, undefined]);
    expect(derivedDemand([driver('a', 1, 1e-300, 1e300)], '2026-06')).toBeUndefined();
  });

  it('RM-19: moves from a twentieth on, either way', () => {
    const direction = (now: number) => derivedDemand([driver('a', 1, 64, now)], '2026-06', 0.125)?.direction;
    expect([72, 71.9, 64, 56.1, 56].map(direction)).toEqual(['RISING', 'LEVEL', 'LEVEL', 'LEVEL', 'FALLING']);
    const usual = (now: number) => derivedDemand([driver('a', 1, 100, now)], '2026-06')?.direction;
    expect([94, 96, 104, 106].map(usual)).toEqual(['FALLING', 'LEVEL', 'LEVEL', 'RISING']);
  });

  it('RM-19: refuses weights, lags, values and months that are none', () => {
    for (const weight of [-1, NaN, 2e9]) {
      expect(() => derivedDemand([driver('a', weight, 1, 1)], '2026-06')).toThrow('INVALID_WEIGHT');
    }
    for (const lag of [-1, 0.5, NaN]) {
      expect(() => derivedDemand([driver('a', 1, 1, 1, lag)], '2026-06')).toThrow('INVALID_LENGTH');
    }
    expect(() => derivedDemand([driver('a', 1, 1, NaN)], '2026-06')).toThrow('INVALID_NUMBER');
    expect(() => derivedDemand([driver('a', 1, 1, 1)], '2026-00')).toThrow('INVALID_MONTH');
  });

  it('RM-19: lies between the changes of its drivers, and no NaN leaves', () => {
    const value = fc.double({ min: 0, max: 1e300, noNaN: true });
    const one = fc.tuple(fc.double({ min: 0, max: 1e9, noNaN: true }), value, value);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), (rows) => {
        const demand = derivedDemand(
          rows.map(([weight, before, now]) => driver('a', weight, before, now)),
          '2026-06',
        );
        if (demand === undefined) return;
        const changes = demand.drivers.flatMap(({ change }) => change ?? []);
        const reach = 1e-9 * Math.max(...changes.map(Math.abs), 1);
        expect(demand.change).toBeGreaterThanOrEqual(Math.min(...changes) - reach);
        expect(demand.change).toBeLessThanOrEqual(Math.max(...changes) + reach);
        expect(demand.knownWeight >= 0 && demand.knownWeight <= 1).toBe(true);
      }),
    );
  });
});
