import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { BASIC_FILE_FIELDS, fileCompleteness } from './completeness.js';
import { CUSTOMER_KINDS, customerKind, isWonCustomer } from './customer-kind.js';
import {
  DEMAND_MOVEMENTS,
  demandChanges,
  observedStock,
  stockCoverDays,
  type DemandObservation,
} from './demand-movement.js';
import { financialRatios, type FinancialStatement } from './financial-ratios.js';
import { analysePickUps, type PickUp } from './pick-up.js';
import { planAttainment, revisionOverdueDays } from './plan-attainment.js';

describe(fileCompleteness.name, () => {
  const weights = { name: 2, phone: 1, fax: 1, sites: 4 };

  it('CF-01: weight of what is filled in, and what is missing, the weightiest first', () => {
    expect(fileCompleteness({ name: 'Works', phone: ' ', fax: null, sites: [] }, weights)).toEqual({
      share: 0.25,
      missing: ['sites', 'fax', 'phone'],
    });
    expect(fileCompleteness({ name: 'Works', phone: 0, fax: false, sites: ['A'] }, weights)).toEqual({
      share: 1,
      missing: [],
    });
    expect(fileCompleteness({ phone: NaN }, { phone: 1 })).toEqual({ share: 0, missing: ['phone'] });
    expect(Object.keys(BASIC_FILE_FIELDS)).toHaveLength(11);
    expect(fileCompleteness({}, BASIC_FILE_FIELDS).missing).toHaveLength(11);
  });

  it.each([{}, { a: 0 }, { a: -1, b: 3 }, { a: NaN }, { a: Infinity }])('refuses weights %p', (wrong) => {
    expect(() => fileCompleteness({}, wrong as Record<string, number>)).toThrow(InvalidValueError);
  });

  it('CF-01: stays in 0…1 and never falls when something is filled in', () => {
    fc.assert(
      fc.property(
        fc.subarray(Object.keys(BASIC_FILE_FIELDS)),
        fc.constantFrom(...Object.keys(BASIC_FILE_FIELDS)),
        (filled, more) => {
          const values = Object.fromEntries(filled.map((field) => [field, 'x']));
          const { share } = fileCompleteness(values, BASIC_FILE_FIELDS);
          expect(share >= 0 && share <= 1).toBe(true);
          expect(fileCompleteness({ ...values, [more]: 'x' }, BASIC_FILE_FIELDS).share).toBeGreaterThanOrEqual(
            share - 1e-12,
          );
        },
      ),
    );
  });
});

describe(demandChanges.name, () => {
  it('tells changes of one day in the same order whatever the order of the rows', () => {
    const rows: readonly DemandObservation[] = (['INVENTORY', 'PERSONNEL'] as const).flatMap((kind) => [
      { kind, on: '2026-01-01', value: 1 },
      { kind, on: '2026-02-01', value: 2 },
    ]);
    expect(demandChanges(rows.toReversed())).toEqual(demandChanges(rows));
  });

  const seen = (kind: DemandObservation['kind'], on: string, value: number | string): DemandObservation => ({
    kind,
    on,
    value,
  });

  it('CF-02: tells changes of each kind, newest first', () => {
    const changes = demandChanges([
      seen('INVENTORY', '2026-03-01', 150),
      seen('PERSONNEL', '2026-02-01', 'Wang'),
      seen('INVENTORY', '2026-01-01', 100),
      seen('PERSONNEL', '2026-04-01', 'Li'),
      seen('COMPETITORS', '2026-04-02', 'two'),
    ]);
    expect(changes).toEqual([
      { kind: 'PERSONNEL', on: '2026-04-01', from: 'Wang', to: 'Li', relative: null },
      { kind: 'INVENTORY', on: '2026-03-01', from: 100, to: 150, relative: 0.5 },
    ]);
    expect(DEMAND_MOVEMENTS).toHaveLength(8);
  });

  it('CF-02: small steps of a figure are told once they add up', () => {
    const figures = [100, 105, 109, 110, -110].map((value, i) => seen('CAPITAL_TURNOVER', `2026-01-0${i + 1}`, value));
    expect(demandChanges(figures).map(({ from, to, relative }) => [from, to, relative])).toEqual([
      [110, -110, -2],
      [100, 110, 0.1],
    ]);
    const same = [seen('INVENTORY', '2026-01-01', 5), seen('INVENTORY', '2026-01-02', 5)];
    expect(demandChanges(same, 0)).toEqual([]);
    expect(
      demandChanges([seen('INVENTORY', '2026-01-01', 0), seen('INVENTORY', '2026-01-02', 5)])[0]?.relative,
    ).toBeNull();
    expect(
      demandChanges([seen('INVENTORY', '2026-01-01', 'few'), seen('INVENTORY', '2026-01-02', 5)])[0]?.relative,
    ).toBeNull();
    expect(
      demandChanges([seen('INVENTORY', '2026-01-01', 1e-300), seen('INVENTORY', '2026-01-02', 1e300)])[0]?.relative,
    ).toBeNull();
    expect(() => demandChanges([seen('INVENTORY', '2026-01-01', NaN)])).toThrow(InvalidValueError);
  });

  it('CF-02: the order of rows does not matter', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -5, max: 5 })), { maxLength: 12 });
    fc.assert(
      fc.property(rows, (given) => {
        const observations = given.map(([day, value]) => seen('INVENTORY', dateOfEpochDay(20_000 + day), value));
        expect(demandChanges([...observations].reverse())).toEqual(demandChanges(observations));
      }),
    );
  });
});

describe(observedStock.name, () => {
  const seen = (kind: DemandObservation['kind'], on: string, value: number | string): DemandObservation => {
    return { kind, on, value };
  };
  const told = [
    seen('SUB_CUSTOMER_ORDERS', '2026-03-01', 90),
    seen('INVENTORY', '2026-03-20', 600),
    seen('SUB_CUSTOMER_ORDERS', '2026-03-31', 300),
    seen('INVENTORY', '2026-01-20', 100),
    seen('CAPITAL_TURNOVER', '2026-04-30', 7),
  ];

  it('CF-02 SV-05: the newest stock against the orders of sub-customers since they were told before', () => {
    const expected = {
      ...{ on: '2026-03-31', quantity: 600, offtake: 300, days: 30 },
      seen: { stock: told[1], orders: told[2] },
    };
    expect(observedStock(told)).toEqual(expected);
    expect(observedStock(told.toReversed())).toEqual(expected);
    expect(observedStock([...told, seen('INVENTORY', '2026-04-02', 50)])).toMatchObject({
      ...{ on: '2026-04-02', quantity: 50 },
    });
  });

  it('CF-02 SV-05: passes over words, and figures that cannot be', () => {
    const odd = [seen('INVENTORY', '2026-05-01', 'full'), seen('INVENTORY', '2026-05-02', -1)];
    expect(observedStock([...told, ...odd])).toMatchObject({ quantity: 600 });
    expect(observedStock(told.slice(1))).toBeUndefined();
    expect(observedStock([...told.slice(1), seen('SUB_CUSTOMER_ORDERS', '2026-03-31', 5)])).toBeUndefined();
    expect(observedStock([])).toBeUndefined();
  });
});

describe(stockCoverDays.name, () => {
  it('CF-02: stock ÷ daily offtake', () => {
    expect(stockCoverDays(600, 900, 90)).toBeCloseTo(60, 12);
    expect(stockCoverDays(0, 900, 90)).toBe(0);
    expect(stockCoverDays(600, 0, 90)).toBeUndefined();
    expect(stockCoverDays(0, 0, 90)).toBeUndefined();
    expect(stockCoverDays(1e300, 1e-300, 90)).toBeUndefined();
    for (const [stock, offtake, days] of [
      [-1, 1, 1],
      [1, -1, 1],
      [1, 1, 0],
      [NaN, 1, 1],
      [1, Infinity, 1],
      [1, 1, Infinity],
    ] as const) {
      expect(() => stockCoverDays(stock, offtake, days)).toThrow(InvalidValueError);
    }
  });
});

describe(financialRatios.name, () => {
  const statement: FinancialStatement = {
    year: 2025,
    revenueMinor: 1_000_000n,
    netIncomeMinor: 60_000n,
    totalAssetsMinor: 2_000_000n,
    currentAssetsMinor: 300_000n,
    currentLiabilitiesMinor: 250_000n,
    receivablesMinor: 300_000n,
    inventoryMinor: 100_000n,
    costOfGoodsMinor: 730_000n,
  };

  it('CF-07: current ratio, net margin, return on assets, collection and inventory period, with lights', () => {
    const ratios = financialRatios(statement);
    expect(ratios.map(({ code, light }) => [code, light])).toEqual([
      ['CURRENT_RATIO', 'AMBER'],
      ['NET_PROFIT_MARGIN', 'GREEN'],
      ['RETURN_ON_ASSETS', 'AMBER'],
      ['COLLECTION_PERIOD', 'RED'],
      ['INVENTORY_PERIOD', 'GREEN'],
    ]);
    [1.2, 0.06, 0.03, 109.5, 50].forEach((value, i) => expect(ratios[i]?.value).toBeCloseTo(value, 10));
    expect(ratios.every(({ trend }) => trend === undefined)).toBe(true);
  });

  it('CF-07: trend against the year before; for periods shorter is better', () => {
    const before = {
      ...statement,
      year: 2024,
      netIncomeMinor: 70_000n,
      receivablesMinor: 400_000n,
      inventoryMinor: 99_000n,
    };
    expect(financialRatios(statement, before).map(({ trend }) => trend)).toEqual([
      'LEVEL',
      'WORSE',
      'WORSE',
      'BETTER',
      'LEVEL',
    ]);
    expect(financialRatios(before, statement).map(({ trend }) => trend)).toEqual([
      'LEVEL',
      'BETTER',
      'BETTER',
      'WORSE',
      'LEVEL',
    ]);
  });

  it('CF-07: what lies on a bound', () => {
    const light = (change: Partial<FinancialStatement>, i: number) =>
      financialRatios({ ...statement, ...change })[i]?.light;
    expect(light({ currentAssetsMinor: 375_000n }, 0)).toBe('GREEN');
    expect(light({ currentAssetsMinor: 250_000n }, 0)).toBe('AMBER');
    expect(light({ currentAssetsMinor: 249_999n }, 0)).toBe('RED');
    expect(light({ netIncomeMinor: 0n }, 1)).toBe('AMBER');
    expect(light({ netIncomeMinor: -1n }, 1)).toBe('RED');
    expect(light({ receivablesMinor: 1_200n, revenueMinor: 7_300n }, 3)).toBe('GREEN');
    expect(light({ receivablesMinor: 1_800n, revenueMinor: 7_300n }, 3)).toBe('AMBER');
  });

  it('CF-07: says nothing where a figure is missing', () => {
    for (const ratios of [
      financialRatios({ year: 2025 }, statement),
      financialRatios({ year: 2025, revenueMinor: 0n, netIncomeMinor: 1n }),
    ]) {
      expect(ratios.every(({ value, light, trend }) => (value ?? light ?? trend) === undefined)).toBe(true);
    }
    const reasons = financialRatios({ year: 2025, revenueMinor: 0n, netIncomeMinor: 1n }).map(
      ({ code, reason, missing }) => [code, reason, ...missing],
    );
    expect(reasons).toEqual([
      ['CURRENT_RATIO', 'LINE_MISSING', 'CURRENT_ASSETS', 'CURRENT_LIABILITIES'],
      ['NET_PROFIT_MARGIN', 'DIVISOR_NOT_POSITIVE'],
      ['RETURN_ON_ASSETS', 'LINE_MISSING', 'TOTAL_ASSETS'],
      ['COLLECTION_PERIOD', 'LINE_MISSING', 'RECEIVABLES'],
      ['INVENTORY_PERIOD', 'LINE_MISSING', 'INVENTORY', 'COST_OF_GOODS'],
    ]);
    expect(
      financialRatios(statement).every(({ reason, missing }) => reason === undefined && missing.length === 0),
    ).toBe(true);
    expect(financialRatios(statement, { year: 2024 }).every(({ trend }) => trend === undefined)).toBe(true);
    const huge = financialRatios({ year: 2025, netIncomeMinor: 10n ** 400n, revenueMinor: 1n });
    expect(huge[1]?.value).toBeUndefined();
    expect(financialRatios({ year: 2025, netIncomeMinor: 1n })[1]?.value).toBeUndefined();
  });
});

describe(customerKind.name, () => {
  it.each([
    ['2026-02-01', '2026-01-01', 3],
    ['2026-01-01', '2026-02-01', 1],
    ['2026-01-01', '2026-01-02', 3],
  ])('refuses orders from %s to %s on %i days', (firstOrder, lastOrder, orderDays) => {
    expect(() => customerKind({ firstOrder, lastOrder, orderDays }, '2026-11-21')).toThrow(
      new InvalidValueError('INVALID_NUMBER', orderDays),
    );
  });

  const kind = (firstOrder: string | null, lastOrder: string | null, orderDays: number) => {
    return customerKind({ firstOrder, lastOrder, orderDays }, '2026-11-21');
  };

  it('CF-08: by repeat count and span', () => {
    expect(kind(null, null, 0)).toBe('PROSPECT');
    expect(kind('2026-01-01', '2026-01-01', 1)).toBe('ONE_TIME');
    expect(kind('2026-01-01', '2026-02-01', 9)).toBe('REPEAT');
    expect(kind('2025-01-01', '2025-12-31', 9)).toBe('REPEAT');
    expect(kind('2025-01-01', '2026-01-01', 4)).toBe('LONG_TERM');
    expect(kind('2025-01-01', '2026-01-01', 3)).toBe('REPEAT');
    expect(kind('2022-01-01', '2026-01-01', 12)).toBe('LOYAL');
    expect(kind('2022-01-01', '2026-01-01', 11)).toBe('LONG_TERM');
    expect(kind('2022-01-01', '2025-11-21', 12)).toBe('LOYAL');
    expect(kind('2022-01-01', '2025-11-20', 12)).toBe('LONG_TERM');
    expect(CUSTOMER_KINDS.filter(isWonCustomer)).toEqual(['ONE_TIME', 'REPEAT', 'LONG_TERM', 'LOYAL']);
  });

  it.each([
    [null, null, 1],
    ['2026-01-01', null, 1],
    [null, '2026-01-01', 0],
    ['2026-01-01', '2026-01-01', 0],
    ['2026-01-01', '2026-01-01', 1.5],
    ['2026-01-01', '2026-01-01', -1],
  ])('refuses %p … %p with %p order days', (first, last, days) => {
    expect(() => kind(first, last, days)).toThrow(InvalidValueError);
  });

  it('CF-08: another order never makes a lesser customer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 2, max: 40 }), (span, most) => {
        const orderDays = Math.min(most, span + 1);
        const asOf = dateOfEpochDay(epochDay('2020-01-01') + span + 1);
        const record = {
          firstOrder: '2020-01-01',
          lastOrder: dateOfEpochDay(epochDay('2020-01-01') + span),
          orderDays,
        };
        const more = { ...record, lastOrder: asOf, orderDays: orderDays + 1 };
        const order = (given: typeof record): number => CUSTOMER_KINDS.indexOf(customerKind(given, asOf));
        expect(order(more)).toBeGreaterThanOrEqual(order(record));
      }),
    );
  });
});

describe(planAttainment.name, () => {
  const year = { from: '2026-01-01', to: '2026-12-31' };
  const plan = { category: 'pumps', targetMinor: 1_000n, actualMinor: 300n };

  it('CF-03: attainment and run rate', () => {
    const [even] = planAttainment([plan], year, '2026-03-14');
    expect(even).toMatchObject({ category: 'pumps', attainment: 0.3, forecastMinor: 1_500n });
    expect(even?.forecastAttainment).toBeCloseTo(1.5, 12);
    expect(planAttainment([{ ...plan, usualShare: 0.6 }], year, '2026-03-14')[0]?.forecastMinor).toBe(500n);
    expect(planAttainment([plan], year, '2026-12-31')[0]?.forecastMinor).toBe(300n);
    expect(planAttainment([plan], year, '2026-01-01')[0]?.forecastMinor).toBe(109_500n);
  });

  it('CF-03: without a target or season no figure', () => {
    expect(planAttainment([{ ...plan, targetMinor: 0n }], year, '2026-03-14')[0]).toMatchObject({
      attainment: undefined,
      forecastAttainment: undefined,
    });
    expect(planAttainment([{ ...plan, usualShare: 0 }], year, '2026-03-14')[0]).toMatchObject({
      forecastMinor: undefined,
      forecastAttainment: undefined,
    });
  });

  it('refuses days outside the year and impossible shares', () => {
    for (const asOf of ['2025-12-31', '2027-01-01'])
      expect(() => planAttainment([], year, asOf)).toThrow(InvalidValueError);
    for (const usualShare of [-0.1, 1.1, NaN]) {
      expect(() => planAttainment([{ ...plan, usualShare }], year, '2026-03-14')).toThrow(InvalidValueError);
    }
    expect(() => planAttainment([{ ...plan, targetMinor: -1n }], year, '2026-03-14')).toThrow(InvalidValueError);
  });

  it('CF-05: a revision is overdue after its cadence', () => {
    expect([
      revisionOverdueDays('2026-01-01', '2026-04-01', 90),
      revisionOverdueDays('2026-01-01', '2026-04-11', 90),
    ]).toEqual([0, 10]);
    for (const cadence of [0, NaN, Infinity]) {
      expect(() => revisionOverdueDays('2026-01-01', '2026-04-11', cadence)).toThrow(InvalidValueError);
    }
  });
});

describe(analysePickUps.name, () => {
  const pickUp = (actualOn: string, delay: number, quantity: number, promisedQuantity = 10): PickUp => {
    return { actualOn, promisedOn: dateOfEpochDay(epochDay(actualOn) - delay), quantity, promisedQuantity };
  };
  const rows = [
    pickUp('2026-01-21', 3, 8),
    pickUp('2026-01-01', 0, 10),
    pickUp('2026-01-11', -1, 12),
    pickUp('2026-01-11', 0, 4, 4),
  ];

  it('TX-02: punctuality, partial pick-ups, rhythm, gap and sizes', () => {
    expect(analysePickUps(rows, '2026-01-31')).toEqual({
      pickUps: 4,
      onTimeShare: 0.75,
      partialShare: 0.25,
      meanDelayDays: 0.5,
      meanGapDays: 10,
      regularity: 1.5,
      openGapDays: 10,
      quantity: { lower: 7, middle: 9, upper: 10.5 },
    });
    expect(analysePickUps([...rows].reverse(), '2026-01-31')).toEqual(analysePickUps(rows, '2026-01-31'));
  });

  it('TX-02: knows nothing later than the day, and little of a single one', () => {
    expect(analysePickUps(rows, '2026-01-01')).toMatchObject({
      pickUps: 1,
      meanGapDays: undefined,
      regularity: undefined,
      openGapDays: 0,
    });
    expect(analysePickUps(rows, '2025-12-31')).toBeUndefined();
    expect(analysePickUps([pickUp('2026-01-01', 0, 0)], '2026-01-01')).toMatchObject({ partialShare: 1 });
    expect(analysePickUps([pickUp('2026-01-01', 0, 0.5, 0.5)], '2026-01-01')).toMatchObject({ partialShare: 0 });
    expect(() => analysePickUps([pickUp('2026-01-01', 0, -1)], '2026-01-01')).toThrow(InvalidValueError);
    expect(() => analysePickUps([pickUp('2026-01-01', 0, 1, NaN)], '2026-01-01')).toThrow(InvalidValueError);
  });
});
