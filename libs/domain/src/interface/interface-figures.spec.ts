import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { internalReadiness, revenueConcentration, valueContactRatio } from './account-attention.js';
import { interfaceSymptoms } from './butterfly-symptoms.js';
import { communicationMode } from './communication-mode.js';
import { executiveChannel } from './executive-channel.js';
import { loggingCompleteness, silentTeamMembers } from './logging-completeness.js';
import { salesPurchasingTrend, type SalesPurchasingPoint } from './sales-purchasing-trend.js';
import { CONTACT_TOPICS, topicMix } from './topic-mix.js';
import { leverBalance, requestFeasibility, UPGRADE_LEVERS } from './upgrade-levers.js';

const TODAY = '2026-06-30';

describe(loggingCompleteness.name, () => {
  const visit = (on: string, ourPersonId = 'kim') => ({ on, ourPersonId });

  it('§8.15: is the part of the known interactions that were logged, with its interval', () => {
    const known = [visit('2026-06-01'), visit('2026-06-10'), visit('2026-06-20'), visit('2026-06-25', 'lee')];
    const logged = [visit('2026-06-03'), visit('2026-06-14'), visit('2026-06-20'), visit('2026-06-25')];
    const found = loggingCompleteness(known, logged);
    expect(found).toMatchObject({ share: 0.5, known: 4, logged: 2 });
    expect(found?.interval.lower).toBeCloseTo(0.15, 3);
    expect(found?.interval.upper).toBeCloseTo(0.85, 3);
  });

  it('accepts three days either way, and no log entry for two interactions', () => {
    const one = (on: string, tolerance?: number) =>
      loggingCompleteness([visit('2026-06-10')], [visit(on)], tolerance)?.logged;
    expect([one('2026-06-13'), one('2026-06-07'), one('2026-06-14'), one('2026-06-06')]).toEqual([1, 1, 0, 0]);
    expect([one('2026-06-15', 5), one('2026-06-11', 0)]).toEqual([1, 0]);
    expect(loggingCompleteness([visit('2026-06-10'), visit('2026-06-11')], [visit('2026-06-11')])?.logged).toBe(1);
  });

  it('matches as many as possible, whatever the order', () => {
    const known = [visit('2026-06-13'), visit('2026-06-10')];
    const logged = [visit('2026-06-12'), visit('2026-06-07')];
    expect(loggingCompleteness(known, logged)?.logged).toBe(2);
    expect(loggingCompleteness([...known].reverse(), [...logged].reverse())?.logged).toBe(2);
  });

  it('is unknown where nothing is known from elsewhere', () => {
    expect(loggingCompleteness([], [visit('2026-06-12')])).toBeUndefined();
  });

  it('names who of the team logged nothing', () => {
    expect(silentTeamMembers(['kim', 'lee', 'max'], [visit(TODAY, 'lee')])).toEqual(['kim', 'max']);
  });
});

describe(topicMix.name, () => {
  it('ST-19: is the share of process and relationship among the topics', () => {
    const mix = topicMix(['PRICE', 'PRICE', 'DELIVERY', 'PROCESS', 'RELATIONSHIP', 'PRODUCT', 'PROCESS', 'PRODUCT']);
    expect(mix).toEqual({
      shares: { PRODUCT: 0.25, DELIVERY: 0.125, PRICE: 0.25, PROCESS: 0.25, RELATIONSHIP: 0.125 },
      depth: 0.375,
      tags: 8,
    });
    expect(topicMix([])).toBeUndefined();
  });

  it('ST-19: adds up to 1, and a deep topic more never lowers the depth', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CONTACT_TOPICS), { minLength: 1 }), (tags) => {
        const mix = topicMix(tags);
        expect(Object.values(mix?.shares ?? {}).reduce((total, share) => total + share, 0)).toBeCloseTo(1, 12);
        expect(topicMix([...tags, 'RELATIONSHIP'])?.depth).toBeGreaterThanOrEqual(mix?.depth as number);
      }),
    );
  });
});

describe(executiveChannel.name, () => {
  const spoke = (on: string, twoWay = true) => ({ on, twoWay });

  it.each([
    ['2026-06-30', 'OPEN', 0],
    ['2026-04-01', 'OPEN', 90],
    ['2026-03-31', 'DORMANT', 91],
    ['2026-01-01', 'DORMANT', 180],
    ['2025-12-31', 'BROKEN', 181],
  ])('RM-06: last two-way contact on %s → %s', (on, status, daysSince) => {
    expect(executiveChannel([spoke('2020-01-01'), spoke(on)], TODAY)).toEqual({ status, daysSince });
  });

  it('RM-06: counts neither greetings nor what lies ahead', () => {
    const none = { status: 'NONE', daysSince: null };
    expect(executiveChannel([], TODAY)).toEqual(none);
    expect(executiveChannel([spoke('2026-06-29', false), spoke('2026-07-01')], TODAY)).toEqual(none);
    expect(executiveChannel([spoke('2026-06-20')], TODAY, { openDays: 5, dormantDays: 9 }).status).toBe('BROKEN');
  });
});

describe(salesPurchasingTrend.name, () => {
  const at = (stage: SalesPurchasingPoint['stage'], ...shares: number[]) => shares.map((share) => ({ stage, share }));

  it('RM-01: a rising share at STABLE is an early sign of regression, at INITIAL it is not', () => {
    const rising = [0.3, 0.34, 0.38, 0.42];
    expect(salesPurchasingTrend(at('STABLE', ...rising)).signs).toEqual(['RISING_AT_DEPTH']);
    expect(salesPurchasingTrend(at('STABLE', ...rising)).slope).toBeCloseTo(0.04, 12);
    expect(salesPurchasingTrend(at('STRATEGIC', ...rising)).signs).toEqual(['RISING_AT_DEPTH']);
    expect(salesPurchasingTrend(at('INITIAL', ...rising)).signs).toEqual([]);
    expect(salesPurchasingTrend(at('STABLE', 0.4, 0.41, 0.4, 0.41)).signs).toEqual([]);
  });

  it('RM-01: needs three periods of the current stage, and takes the bound of a rise from the caller', () => {
    expect(salesPurchasingTrend([...at('INITIAL', 0.9, 0.9), ...at('STABLE', 0.1, 0.6)])).toEqual({
      slope: undefined,
      signs: [],
    });
    expect(salesPurchasingTrend(at('STABLE', 0.3, 0.31, 0.32), 0.005).signs).toEqual(['RISING_AT_DEPTH']);
    expect(salesPurchasingTrend([])).toEqual({ slope: undefined, signs: [] });
  });

  it('RM-01: the share has to fall from stage to stage', () => {
    const before = at('INITIAL', 0.8, 0.6);
    expect(salesPurchasingTrend([...before, ...at('STABLE', 0.7)]).signs).toEqual(['NOT_FALLEN_WITH_STAGE']);
    expect(salesPurchasingTrend([...before, ...at('STABLE', 0.69)]).signs).toEqual([]);
    expect(salesPurchasingTrend([...at('STRATEGIC', 0.1), ...at('STABLE', 0.3)]).signs).toEqual([]);
    const single = [...at('DEVELOPMENT', 0.1), ...at('INITIAL', 0.8)];
    expect(salesPurchasingTrend([...single, ...at('STABLE', 0.9)]).signs).toEqual(['NOT_FALLEN_WITH_STAGE']);
    expect(salesPurchasingTrend([...single, ...at('STABLE', 0.7)]).signs).toEqual([]);
    const older = at('DEVELOPMENT', 0.1);
    expect(salesPurchasingTrend([...older, ...before, ...at('STABLE', 0.65)]).signs).toEqual([]);
  });

  it('RM-01: leaves out periods without contacts', () => {
    expect(salesPurchasingTrend(at('STABLE', 0.3, NaN, 0.4, 0.5)).slope).toBeCloseTo(0.1, 12);
  });
});

describe(interfaceSymptoms.name, () => {
  const active = { form: 'TRIANGLE', keyAccount: true, valueAddedServices: 1, needsAnswered: 3 } as const;

  it('RM-23: no service and no recorded need is a symptom; one of them is enough to clear it', () => {
    expect(interfaceSymptoms({ ...active, valueAddedServices: 0, needsAnswered: 0 })).toEqual([
      'NOTHING_BEYOND_THE_PRODUCT',
    ]);
    expect(interfaceSymptoms({ ...active, valueAddedServices: 0 })).toEqual([]);
    expect(interfaceSymptoms({ ...active, needsAnswered: 0 })).toEqual([]);
  });

  it('RM-24: a key account still served from one point is misaligned', () => {
    expect(interfaceSymptoms({ ...active, form: 'BUTTERFLY' })).toEqual(['KEY_ACCOUNT_STILL_BUTTERFLY']);
    expect(interfaceSymptoms({ ...active, form: 'BUTTERFLY', keyAccount: false })).toEqual([]);
    expect(interfaceSymptoms({ ...active, form: null })).toEqual([]);
  });
});

describe(communicationMode.name, () => {
  it('IF-04: tells one for the whole unit from unit to unit, and names unassigned units', () => {
    const units = ['BUYER', 'USER', 'DECIDER'];
    const assign = (ourPersonId: string, unit: string) => ({ ourPersonId, unit });
    expect(communicationMode([assign('kim', 'BUYER'), assign('kim', 'USER')], units)).toEqual({
      mode: 'ONE_TO_DMU',
      unassigned: ['DECIDER'],
    });
    expect(communicationMode([assign('kim', 'BUYER'), assign('lee', 'USER')], units).mode).toBe('UNITS_TO_DMU');
    expect(communicationMode([assign('kim', 'ELSEWHERE')], units)).toEqual({ mode: null, unassigned: units });
  });
});

describe('upgrade of an interface', () => {
  it('IF-07: balances a plan over the four levers', () => {
    const even = leverBalance([...UPGRADE_LEVERS]);
    expect(even).toMatchObject({ unused: [], counts: { PRODUCT_UPGRADE: 1, STRATEGIC_ALLIANCE: 1 } });
    expect(even.evenness).toBeCloseTo(1, 12);
    expect(leverBalance(['CUSTOMER_CARE', 'CUSTOMER_CARE'])).toEqual({
      counts: { PRODUCT_UPGRADE: 0, CUSTOMER_CARE: 2, REFINED_SERVICE: 0, STRATEGIC_ALLIANCE: 0 },
      unused: ['PRODUCT_UPGRADE', 'REFINED_SERVICE', 'STRATEGIC_ALLIANCE'],
      evenness: 0,
    });
    expect(leverBalance(['CUSTOMER_CARE', 'REFINED_SERVICE']).evenness).toBeCloseTo(0.5, 12);
    expect(leverBalance([]).evenness).toBeUndefined();
  });

  it('IF-08: promises only what lies within capability and cost', () => {
    const cost = { expectedCostMinor: 100n, costLimitMinor: 100n };
    expect(requestFeasibility({ withinCapability: true, ...cost })).toBe('FEASIBLE');
    expect(requestFeasibility({ withinCapability: true, ...cost, costLimitMinor: 99n })).toBe('BEYOND_COST');
    expect(requestFeasibility({ withinCapability: false })).toBe('BEYOND_CAPABILITY');
    expect(requestFeasibility(cost)).toBe('UNCHECKED');
    expect(requestFeasibility({ withinCapability: true, costLimitMinor: 1n })).toBe('UNCHECKED');
    expect(requestFeasibility({ withinCapability: true, expectedCostMinor: 1n })).toBe('UNCHECKED');
  });
});

describe('attention to accounts', () => {
  it('IF-12: measures how much revenue comes from few accounts', () => {
    expect(revenueConcentration([25n, 25n, 25n, 25n], 2)).toEqual({ herfindahl: 0.25, topShare: 0.5, accounts: 4 });
    expect(revenueConcentration([25n, 50n, -5n, 0n, 25n], 1)).toEqual({
      herfindahl: 0.375,
      topShare: 0.5,
      accounts: 3,
    });
    expect(revenueConcentration([7n])).toEqual({ herfindahl: 1, topShare: 1, accounts: 1 });
    expect(revenueConcentration([7n], -1)?.topShare).toBe(0);
    expect(revenueConcentration([0n, -3n])).toBeUndefined();
  });

  it('IF-12: keeps within (0, 1] and 1 ÷ n, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), { minLength: 1, maxLength: 20 }), (revenue) => {
        const { herfindahl, topShare } = revenueConcentration(revenue) as { herfindahl: number; topShare: number };
        expect(herfindahl).toBeGreaterThanOrEqual(1 / revenue.length - 1e-9);
        expect(herfindahl).toBeLessThanOrEqual(1);
        expect(topShare).toBeLessThanOrEqual(1);
        expect(revenueConcentration([...revenue].reverse())).toEqual({
          herfindahl,
          topShare,
          accounts: revenue.length,
        });
      }),
    );
  });

  it('IF-13: compares contacts that bear value with social ones', () => {
    const contact = (bearsValue: boolean, social: boolean) => ({ bearsValue, social });
    const contacts = [
      contact(true, false),
      contact(true, true),
      contact(true, false),
      contact(false, true),
      contact(false, false),
    ];
    expect(valueContactRatio(contacts)).toEqual({ valueContacts: 3, socialContacts: 2, ratio: 1.5 });
    expect(valueContactRatio([contact(true, false)]).ratio).toBeUndefined();
  });

  it('IF-05: measures training and answered requests for knowledge', () => {
    const team = [{ trained: true }, { trained: false }, { trained: true }, { trained: true }];
    expect(internalReadiness(team, [{ answered: false }, { answered: true }])).toEqual({
      trained: 0.75,
      answered: 0.5,
    });
    expect(internalReadiness([], [])).toEqual({ trained: undefined, answered: undefined });
  });
});
