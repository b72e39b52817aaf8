import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { expectedOrders, orderOutlook, ordersLogLikelihood, probabilityAlive } from './forecast.js';
import type { OrderModel } from './models.js';
import type { OrderSummary } from './order-summary.js';

const NBD: OrderModel = { family: 'NBD', r: 0.385, alpha: 12.07 };
const BG: OrderModel = { family: 'BG_NBD', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const PARETO: OrderModel = { family: 'PARETO_NBD', r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };
const mbg = (k: number, r: number, alpha: number, a: number, b: number): OrderModel => {
  return { family: 'MBG_CNBD', k, r, alpha, a, b };
};
const account = (repeatOrders: number, recency: number, age: number, logIntervalSum = 0): OrderSummary => {
  return { repeatOrders, recency, age, logIntervalSum };
};

/** Models and accounts of any kind that the bounds of the fits allow. */
const parameter = fc.double({ min: Math.log(1e-4), max: Math.log(1e4), noNaN: true }).map(Math.exp);
const anyModel: fc.Arbitrary<OrderModel> = fc
  .tuple(fc.integer({ min: 0, max: 6 }), parameter, parameter, parameter, parameter)
  .map(([kind, first, second, third, fourth]): OrderModel => {
    const pace = { r: first, alpha: second };
    if (kind === 0) return { family: 'NBD', ...pace };
    if (kind === 1) return { family: 'PARETO_NBD', ...pace, s: third, beta: fourth };
    if (kind === 2) return { family: 'BG_NBD', ...pace, a: third, b: fourth };
    return { family: 'MBG_CNBD', k: kind - 2, ...pace, a: third, b: fourth };
  });
const anySummary: fc.Arbitrary<OrderSummary> = fc
  .tuple(
    fc.integer({ min: 0, max: 300 }),
    fc.double({ min: 0.01, max: 1, noNaN: true }),
    fc.double({ min: 0.2, max: 300, noNaN: true }),
    fc.double({ min: -50, max: 200, noNaN: true }),
  )
  .map(([x, share, age, litt]) => (x === 0 ? account(0, 0, age) : account(x, share * age, age, litt)));

describe(ordersLogLikelihood.name, () => {
  // Reference values: the defining integrals, computed numerically with 25 digits (mpmath).
  it.each([
    [PARETO, account(2, 30.43, 38.86), -9.5542832451504],
    [PARETO, account(0, 0, 38.86), -0.52104629408089],
    [{ family: 'PARETO_NBD', r: 0.7, alpha: 3, s: 0.4, beta: 50 }, account(12, 20, 52), -24.742518312075],
    [{ family: 'PARETO_NBD', r: 1.3, alpha: 200, s: 2.5, beta: 0.5 }, account(4, 1.5, 80), -20.983555910535],
    [{ family: 'PARETO_NBD', r: 0.5, alpha: 5, s: 1, beta: 5 }, account(3, 10, 10), -9.1434603768864],
    [mbg(1, 1.2567, 6.038, 0.3683, 0.7159), account(2, 30, 52, 6), -10.165645169911],
    [mbg(2, 1.329, 2.813, 0.425, 0.79), account(2, 30, 52, 5.2), -10.047870561467],
    [mbg(3, 1.302, 1.75, 0.449, 0.835), account(5, 40, 52, 9.1), -18.924025177096],
    [mbg(2, 1.329, 2.813, 0.425, 0.79), account(0, 0, 20), -0.82786306566112],
  ] as [OrderModel, OrderSummary, number][])('§8.4: %j of %j is %p', (model, summary, expected) => {
    expect(ordersLogLikelihood(model, [summary])).toBeCloseTo(expected, 9);
    expect(ordersLogLikelihood(model, [summary, summary])).toBeCloseTo(2 * expected, 9);
  });

  it('is not known for a regular model without intervals', () => {
    const summary = { repeatOrders: 1, recency: 2, age: 5 };
    expect(ordersLogLikelihood(mbg(2, 1, 1, 1, 1), [summary])).toBeUndefined();
    expect(ordersLogLikelihood(mbg(1, 1, 1, 1, 1), [summary])).toBeLessThan(0);
    expect(ordersLogLikelihood(NBD, [])).toBe(0);
  });

  it('is a number for every account under every model', () => {
    fc.assert(
      fc.property(anyModel, anySummary, (model, summary) => {
        expect(Number.isFinite(ordersLogLikelihood(model, [summary]))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe(probabilityAlive.name, () => {
  it.each([
    [BG, account(2, 30.43, 38.86), 0.72657857008067],
    [BG, account(26, 30.86, 31), 0.96891564971753],
    [PARETO, account(2, 30.43, 38.86), 0.86916755915301],
    [PARETO, account(0, 0, 38.86), 0.29528660461689],
    [mbg(2, 1.329, 2.813, 0.425, 0.79), account(2, 30, 52, 5.2), 0.57230149686747],
    [mbg(3, 1.302, 1.75, 0.449, 0.835), account(5, 40, 52, 9.1), 0.71154952206445],
    [mbg(2, 1.329, 2.813, 0.425, 0.79), account(0, 0, 20), 0.19952271358007],
  ] as [OrderModel, OrderSummary, number][])('§8.4: %j of %j is %p', (model, summary, expected) => {
    expect(probabilityAlive(model, summary)).toBeCloseTo(expected, 9);
  });

  it('§8.4: is 1 for a one-time customer under the BG/NBD, however long it is silent; unknown under the NBD', () => {
    expect(probabilityAlive(BG, account(0, 0, 500))).toBe(1);
    expect(probabilityAlive(NBD, account(3, 2, 500))).toBeUndefined();
  });

  it('is in [0, 1] and never grows with silence', () => {
    fc.assert(
      fc.property(anyModel, anySummary, fc.double({ min: 0, max: 100, noNaN: true }), (model, summary, silence) => {
        const now = probabilityAlive(model, summary) ?? 1;
        const later = probabilityAlive(model, { ...summary, age: summary.age + silence }) ?? 1;
        expect(now >= 0 && now <= 1).toBe(true);
        expect(later).toBeLessThanOrEqual(now + 1e-9);
      }),
      { numRuns: 500 },
    );
  });
});

describe(expectedOrders.name, () => {
  // Published: 1.226 (Fader, Hardie & Lee 2005), 25.76 and 25.46 (documentation of BTYD); the others by the closed form.
  it.each([
    [BG, account(2, 30.43, 38.86), 39, 1.2260281747671],
    [BG, account(26, 30.86, 31), 52, 25.758195936484],
    [BG, account(0, 0, 38.86), 39, 0.19509805201126],
    [PARETO, account(26, 30.86, 31), 52, 25.45847295143],
    [PARETO, account(2, 30.43, 38.86), 39, 1.455123193258],
  ] as [OrderModel, OrderSummary, number, number][])(
    '§8.4: %j of %j in %p weeks is %p',
    (model, summary, horizon, expected) => {
      expect(expectedOrders(model, summary, horizon)).toBeCloseTo(expected, 7);
    },
  );

  it.each([
    [mbg(1, 0.525, 6.183, 0.891, 1.614), account(2, 30.43, 38.86), 39, 1.7883837048518],
    [mbg(1, 0.525, 6.183, 0.891, 1.614), account(0, 0, 10), 39, 0.9243956639645],
    [mbg(1, 1.2567, 6.038, 1.7, 0.7159), account(30, 50, 52), 150, 27.00422094839],
  ])('§8.4: while alive, %j of %j in %p weeks is %p', (model, summary, horizon, expected) => {
    const alive = probabilityAlive(model, summary) as number;
    expect(expectedOrders(model, summary, horizon) / alive).toBeCloseTo(expected, 7);
  });

  it('is the pace times the horizon under the NBD', () => {
    expect(expectedOrders(NBD, account(3, 20, 40), 10)).toBeCloseTo((3.385 / 52.07) * 10, 12);
  });

  it('does not jump where s or a is 1', () => {
    const at = (s: number): number => expectedOrders({ ...PARETO, s } as OrderModel, account(2, 30, 39), 39);
    expect(at(1)).toBeCloseTo((at(1 - 1e-6) + at(1 + 1e-6)) / 2, 9);
    const of = (a: number): number => expectedOrders({ ...BG, a } as OrderModel, account(2, 30, 39), 39);
    expect(of(1)).toBeCloseTo((of(1 - 1e-6) + of(1 + 1e-6)) / 2, 9);
  });

  it('is finite and ≥ 0, grows with the horizon from nothing, and does not exceed orders without loss', () => {
    fc.assert(
      fc.property(anyModel, anySummary, fc.double({ min: 0, max: 60, noNaN: true }), (model, summary, horizon) => {
        const soon = expectedOrders(model, summary, horizon);
        const later = expectedOrders(model, summary, horizon * 2);
        expect(expectedOrders(model, summary, 0)).toBe(0);
        expect(soon >= 0 && Number.isFinite(later)).toBe(true);
        expect(later).toBeGreaterThanOrEqual(soon * (1 - 1e-9) - 1e-12);
        const k = model.family === 'MBG_CNBD' ? model.k : 1;
        const most = ((model.r + k * summary.repeatOrders + k) / (k * (model.alpha + summary.age))) * horizon + 1;
        expect(soon).toBeLessThanOrEqual(most * (1 + 1e-9));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps its digits for accounts with thousands of orders and horizons without end', () => {
    const busy = expectedOrders(mbg(2, 1, 1, 1e-4, 1e4), account(3000, 100, 100), 900);
    expect(busy / 27_000).toBeCloseTo(1, 1);
    const endless = expectedOrders(mbg(1, 1, 1, 1, 1), account(0, 0, 1), 1e200);
    expect(endless > 0 && Number.isFinite(endless)).toBe(true);
  });

  it('refuses a horizon or a summary that cannot be one', () => {
    expect(() => expectedOrders(NBD, account(0, 0, 1), -1)).toThrow(new InvalidValueError('INVALID_NUMBER', -1));
    for (const horizon of [Infinity, 1e300, NaN]) {
      expect(() => expectedOrders(NBD, account(0, 0, 1), horizon)).toThrow(InvalidValueError);
      expect(() => orderOutlook(NBD, account(0, 0, 1), horizon)).toThrow(InvalidValueError);
    }
    expect(() => expectedOrders(NBD, account(0, 1, 1), 1)).toThrow(InvalidValueError);
    expect(() => probabilityAlive(NBD, account(-1, 1, 1))).toThrow(InvalidValueError);
    expect(() => ordersLogLikelihood(NBD, [account(2, 3, 1)])).toThrow(InvalidValueError);
  });
});

describe('a model that cannot be one', () => {
  const broken: readonly OrderModel[] = [
    ...[NaN, 0, -1, Infinity, 1e13].map((r): OrderModel => ({ ...NBD, r })),
    { ...NBD, alpha: 1e-13 },
    { ...PARETO, s: NaN } as OrderModel,
    { ...PARETO, beta: 0 } as OrderModel,
    { ...BG, a: -1 } as OrderModel,
    mbg(2, 1, 1, 1, NaN),
    ...[0, 1.5, 1001, NaN].map((k) => mbg(k, 1, 1, 1, 1)),
  ];

  it.each(broken.map((model) => [model]))('%j is refused, and no number comes of it', (model) => {
    const summary = account(2, 3, 5);
    expect(() => expectedOrders(model, summary, 1)).toThrow(InvalidValueError);
    expect(() => probabilityAlive(model, summary)).toThrow(InvalidValueError);
    expect(() => orderOutlook(model, summary)).toThrow(InvalidValueError);
    expect(() => ordersLogLikelihood(model, [summary])).toThrow(InvalidValueError);
  });
});

describe(orderOutlook.name, () => {
  const model = mbg(2, 1.329, 2.813, 0.425, 0.79);

  it('§8.4: shows the orders of the next 90 days beside the usual pace', () => {
    const outlook = orderOutlook(model, account(10, 50, 52));
    expect(outlook.expectedOrders).toBe(expectedOrders(model, account(10, 50, 52), 90 / 7));
    expect(outlook.usualOrders).toBeCloseTo(((1.329 + 20) / (2 * 52.813)) * (90 / 7), 12);
    expect(outlook.paceRatio).toBeCloseTo(outlook.expectedOrders / outlook.usualOrders, 12);
    expect(outlook.probabilityAlive).toBe(probabilityAlive(model, account(10, 50, 52)));
    expect(outlook.paceRatio).toBeGreaterThan(0.7);
  });

  it('§8.4: sinks with silence, in the horizon that it is told', () => {
    const silent = orderOutlook(model, account(10, 50, 90), 4);
    expect(silent.usualOrders).toBeCloseTo(orderOutlook(model, account(10, 50, 52), 4).usualOrders, 12);
    expect(silent.paceRatio).toBeLessThan(0.1);
    expect(orderOutlook(model, account(10, 50, 52), 0).paceRatio).toBe(1);
  });
});
