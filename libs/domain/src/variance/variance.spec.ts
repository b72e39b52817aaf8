import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readSuperstore, SUPERSTORE_MISSING, superstoreIsThere } from '../../test/superstore.js';
import { addMonths } from '../calendar/month.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { decomposeSalesChange, type SalesCell } from './decomposition.js';
import { salesChangeBy } from './sales-by-dimension.js';
import { salesGrowth } from './sales-growth.js';

const cell = (customer: string, product: string, quantity: number, sales: number): SalesCell => {
  return { customer, product, quantity, salesMinor: BigInt(sales) };
};

describe(decomposeSalesChange.name, () => {
  it('CR-06: tells volume, price, mix and customers apart', () => {
    const before = [cell('ann', 'pump', 10, 1_000), cell('ann', 'seal', 10, 100), cell('bob', 'pump', 5, 500)];
    const after = [cell('ann', 'pump', 12, 1_320), cell('ann', 'seal', 18, 180), cell('cid', 'pump', 2, 220)];
    // Ann: 20 → 30 units at 55 each: +550; pumps 12 × 10 dearer: +120; the rest: 400 − 550 − 120
    expect(decomposeSalesChange(before, after)).toEqual({
      beforeMinor: 1_600n,
      afterMinor: 1_720n,
      changeMinor: 120n,
      customerMinor: -280n,
      volumeMinor: 550n,
      priceMinor: 120n,
      mixMinor: -270n,
    });
  });

  it.each([
    [
      'volume',
      [cell('a', 'x', 10, 1_000)],
      [cell('a', 'x', 15, 1_500)],
      { volumeMinor: 500n, priceMinor: 0n, mixMinor: 0n },
    ],
    [
      'price',
      [cell('a', 'x', 10, 1_000)],
      [cell('a', 'x', 10, 900)],
      { volumeMinor: 0n, priceMinor: -100n, mixMinor: 0n },
    ],
    [
      'mix',
      [cell('a', 'x', 10, 1_000), cell('a', 'y', 10, 100)],
      [cell('a', 'x', 20, 2_000)],
      { volumeMinor: 0n, priceMinor: 0n, mixMinor: 900n },
    ],
    [
      'customers',
      [cell('a', 'x', 1, 70)],
      [cell('b', 'x', 1, 50)],
      { customerMinor: -20n, volumeMinor: 0n, mixMinor: 0n },
    ],
  ] as const)('CR-06: finds nothing but %s where nothing else changed', (_, before, after, expected) => {
    expect(decomposeSalesChange(before, after)).toMatchObject(expected);
  });

  it('CR-06: a cell of nothing is no trade: the customer is new all the same, or gone', () => {
    const nothing = [cell('a', 'x', 0, 0)];
    const sold = [cell('a', 'x', 2, 80), cell('b', 'x', 1, 10)];
    expect(decomposeSalesChange([...nothing, cell('b', 'x', 1, 10)], sold)).toMatchObject({
      customerMinor: 80n,
      volumeMinor: 0n,
      mixMinor: 0n,
    });
    expect(decomposeSalesChange(sold, [...nothing, cell('b', 'x', 1, 10)])).toMatchObject({
      customerMinor: -80n,
      volumeMinor: 0n,
      mixMinor: 0n,
    });
  });

  it('CR-06: sales without quantity are mix', () => {
    const services = decomposeSalesChange([cell('a', 'x', 0, 100)], [cell('a', 'x', 0, 150)]);
    expect(services).toMatchObject({ volumeMinor: 0n, priceMinor: 0n, mixMinor: 50n, customerMinor: 0n });
    expect(decomposeSalesChange([cell('a', 'x', 3, 100)], [cell('a', 'x', 0, 150)])).toMatchObject({ priceMinor: 0n });
    expect(decomposeSalesChange([cell('a', 'x', 0, 100)], [cell('a', 'x', 3, 150)])).toMatchObject({ priceMinor: 0n });
    expect(decomposeSalesChange([], [])).toMatchObject({ changeMinor: 0n, mixMinor: 0n });
  });

  it('CR-06: rounds to the nearest minor unit and leaves the rest to mix', () => {
    const change = decomposeSalesChange([cell('a', 'x', 3, 100)], [cell('a', 'x', 2, 60), cell('a', 'y', 0.5, 0)]);
    // 66.67 expected at the old price; half a unit fewer in all: −16.67
    expect(change).toMatchObject({ priceMinor: -7n, volumeMinor: -17n, mixMinor: -16n });
  });

  it.each([-1, NaN, Infinity])('refuses a quantity of %p', (quantity) => {
    expect(() => decomposeSalesChange([], [cell('a', 'x', quantity, 1)])).toThrow(InvalidValueError);
  });

  const cells = fc.array(
    fc
      .tuple(
        fc.constantFrom('a', 'b', 'c'),
        fc.constantFrom('x', 'y'),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.integer({ min: -99_999, max: 9_999_999 }),
      )
      .map(([customer, product, quantity, sales]) => cell(customer, product, quantity, sales)),
    { maxLength: 12 },
  );

  it('CR-06: the effects add up to the change exactly, and the order of cells does not matter', () => {
    fc.assert(
      fc.property(cells, cells, (before, after) => {
        const change = decomposeSalesChange(before, after);
        const { changeMinor, customerMinor, volumeMinor, priceMinor, mixMinor, beforeMinor, afterMinor } = change;
        expect(customerMinor + volumeMinor + priceMinor + mixMinor).toBe(changeMinor);
        expect(afterMinor - beforeMinor).toBe(changeMinor);
        expect(decomposeSalesChange([...before].reverse(), [...after].reverse())).toEqual(change);
        expect(decomposeSalesChange(before, before)).toMatchObject({
          changeMinor: 0n,
          priceMinor: 0n,
          volumeMinor: 0n,
          mixMinor: 0n,
        });
      }),
    );
  });
});

describe(salesChangeBy.name, () => {
  const at = (region: string, base: SalesCell) => ({ ...base, dimensions: { region } });

  it('CR-06: by any dimension, largest loss first', () => {
    const rows = salesChangeBy(
      'region',
      [at('north', cell('a', 'x', 1, 100)), at('south', cell('b', 'x', 1, 100)), at('east', cell('c', 'x', 1, 10))],
      [at('north', cell('a', 'x', 1, 130)), at('west', cell('b', 'x', 1, 100)), at('east', cell('c', 'x', 2, 40))],
    );
    expect(rows.map(({ value, changeMinor, customerMinor }) => [value, changeMinor, customerMinor])).toEqual([
      ['south', -100n, -100n],
      ['east', 30n, 0n],
      ['north', 30n, 0n],
      ['west', 100n, 100n],
    ]);
  });

  if (!superstoreIsThere) it.skip(SUPERSTORE_MISSING, () => undefined);
  else {
    it('CR-06: adds up over the regions of a real sales table', () => {
      const lines = readSuperstore();
      const year = (name: string) =>
        lines
          .filter((line) => line.year === name)
          .map(({ customerId, subCategory, quantity, sales, region }) => {
            return { customer: customerId, product: subCategory, quantity, salesMinor: sales, dimensions: { region } };
          });
      const [before, after] = [year('2020'), year('2021')];
      const whole = decomposeSalesChange(before, after);
      const rows = salesChangeBy('region', before, after);
      expect(before.length).toBeGreaterThan(1_000);
      expect(rows.map(({ value }) => value).sort()).toEqual(['Central', 'East', 'South', 'West']);
      expect(rows.reduce((sum, { changeMinor }) => sum + changeMinor, 0n)).toBe(whole.changeMinor);
    });
  }
});

describe(salesGrowth.name, () => {
  const months = (amounts: readonly number[]) =>
    amounts.map((amount, i) => ({ month: addMonths('2024-01', i), amountMinor: BigInt(amount) }));

  it('TX-01: robust slope of log monthly sales, and year over year', () => {
    const growing = months([...Array(24).keys()].map((i) => Math.round(1e9 * 1.02 ** i)));
    const growth = salesGrowth(growing, '2025-12');
    expect(growth?.monthlyGrowth).toBeCloseTo(0.02, 3);
    expect(growth?.yearOverYear).toBeCloseTo(1.02 ** 12 - 1, 6);
    expect(growth?.months).toBe(24);
    const wild = growing.map((entry, i) => (i === 20 ? { ...entry, amountMinor: 10n ** 12n } : entry));
    expect(salesGrowth(wild, '2025-12')?.monthlyGrowth).toBeGreaterThan(0.01);
    expect(salesGrowth(wild, '2025-12')?.monthlyGrowth).toBeLessThan(0.03);
  });

  it('TX-01: months without sales count, later ones do not', () => {
    expect(salesGrowth(months([100, 100, 100, 100]), '2025-04')?.months).toBe(16);
    expect(salesGrowth(months(Array<number>(6).fill(100)), '2024-12')?.monthlyGrowth).toBeLessThan(-0.2);
    expect(salesGrowth(months([...Array<number>(12).fill(5), 99]), '2024-12')).toMatchObject({
      months: 12,
      monthlyGrowth: 0,
    });
    expect(salesGrowth(months([100]), '2023-12')).toBeUndefined();
  });

  it('TX-01: does not depend on the size of sales, empty months included', () => {
    const given = [3, 0, 7, 2, 0, 0, 9, 4];
    const growth = (factor: number) => salesGrowth(months(given.map((n) => n * factor)), '2024-08')?.monthlyGrowth;
    expect(growth(1)).not.toBe(0);
    expect(growth(1_000_000)).toBeCloseTo(growth(1) as number, 12);
    const once = [1, ...Array<number>(22).fill(0), 3];
    expect(salesGrowth(months(once), '2025-12')?.yearOverYear).toBe(2);
  });

  it('TX-01: says only what the history carries', () => {
    expect(salesGrowth(months([1, 2, 3, 4, 5]), '2024-05')).toMatchObject({
      monthlyGrowth: undefined,
      yearOverYear: undefined,
    });
    expect(salesGrowth(months([1, 2, 3, 4, 5, 6]), '2024-06')?.monthlyGrowth).toBeGreaterThan(0);
    expect(salesGrowth(months(Array<number>(23).fill(5)), '2025-11')?.yearOverYear).toBeUndefined();
    expect(salesGrowth(months(Array<number>(24).fill(5)), '2025-12')?.yearOverYear).toBe(0);
    expect(salesGrowth(months(Array<number>(24).fill(-5)), '2025-12')).toMatchObject({
      monthlyGrowth: undefined,
      yearOverYear: undefined,
    });
    expect(() => salesGrowth(months([1]), '2024-13')).toThrow(InvalidValueError);
  });

  it('TX-01: looks at ten years at most, so that a wrong year neither rules nor blocks', () => {
    const recent = Array.from({ length: 120 }, (_, i) => ({
      month: addMonths('2014-01', i),
      amountMinor: BigInt(Math.round(1e6 * 1.01 ** i)),
    }));
    const typo = [{ month: '0203-04', amountMinor: 1_000_000n }, ...recent];
    expect(salesGrowth(typo, '2023-12')).toEqual(salesGrowth(recent, '2023-12'));
    expect(salesGrowth(typo, '2023-12')?.months).toBe(120);
    expect(salesGrowth(typo, '2023-12')?.monthlyGrowth).toBeCloseTo(0.01, 3);
  });

  it('TX-01: gives no growth where amounts are beyond number', () => {
    const amounts = [...Array<bigint>(12).fill(1n), ...Array<bigint>(12).fill(10n ** 400n)];
    const entries = amounts.map((amountMinor, i) => ({ month: addMonths('2024-01', i), amountMinor }));
    expect(salesGrowth(entries, '2025-12')).toMatchObject({ monthlyGrowth: undefined, yearOverYear: undefined });
  });

  it('TX-01: does not depend on the order of entries, adds entries of a month, and is finite', () => {
    const amounts = fc.array(fc.integer({ min: -1_000, max: 1_000_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(amounts, (given) => {
        const entries = months(given);
        const until = entries.at(-1)?.month as string;
        const growth = salesGrowth(entries, until);
        expect(salesGrowth([...entries].reverse(), until)).toEqual(growth);
        const halves = entries.flatMap(({ month, amountMinor }) => [
          { month, amountMinor: amountMinor - 7n },
          { month, amountMinor: 7n },
        ]);
        expect(salesGrowth(halves, until)).toEqual(growth);
        for (const value of [growth?.monthlyGrowth, growth?.yearOverYear])
          expect(Number.isFinite(value ?? 0)).toBe(true);
      }),
    );
  });
});
