import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NORTHWIND_MISSING, northwindIsThere, readNorthwind } from '../../test/northwind.js';
import { addMonthsToDate } from '../calendar/date.js';
import { calibrateNextProduct, recommendLikely } from './calibrate-next-product.js';
import { evaluateNextProduct, rankingQuality } from './evaluate.js';
import { fitNextProduct } from './next-product-model.js';
import type { Purchase } from './purchase.js';
import { recommendNext, recommendPopular, recommendReorders } from './recommend.js';

const line = (account: string, item: string, date = '2026-01-10'): Purchase => ({ account, item, date });
const CUT = '2026-06-01';
const SMALL = { minimumBuyers: 1 };

/** Three accounts buy pump and seal, one of them valve too; the valve is what sells lately. */
const LEDGER: readonly Purchase[] = [
  line('a', 'pump'),
  line('a', 'seal'),
  line('b', 'pump'),
  line('b', 'seal'),
  line('c', 'pump'),
  line('c', 'seal', '2026-02-01'),
  line('c', 'valve', '2026-05-20'),
  line('d', 'valve', '2026-05-21'),
  line('e', 'pump'),
  line('e', 'pump', '2026-03-01'),
  line('e', 'hose', '2026-03-01'),
];

describe(fitNextProduct.name, () => {
  const model = fitNextProduct(LEDGER, CUT, SMALL);

  it('§8.10: the similarity of two items is the cosine of their buyers', () => {
    expect(model.buyers).toEqual(
      new Map([
        ['pump', 4],
        ['seal', 3],
        ['valve', 2],
        ['hose', 1],
      ]),
    );
    const neighbours = model.neighbours.get('pump') ?? [];
    expect(neighbours.map(({ item, sharedBuyers }) => [item, sharedBuyers])).toEqual([
      ['seal', 3],
      ['hose', 1],
      ['valve', 1],
    ]);
    expect(neighbours.map(({ similarity }) => similarity)).toEqual([3 / Math.sqrt(12), 0.5, 1 / Math.sqrt(8)]);
    expect(model.neighbours.get('hose')).toEqual([{ item: 'pump', similarity: 0.5, sharedBuyers: 1 }]);
  });

  it('§8.10: keeps the nearest fifty neighbours, or as many as asked', () => {
    const wide = Array.from({ length: 60 }, (_, i) => line('a', `item ${i}`));
    expect(fitNextProduct(wide, CUT, SMALL).neighbours.get('item 0')).toHaveLength(50);
    const two = fitNextProduct(LEDGER, CUT, { ...SMALL, neighbours: 2 }).neighbours.get('pump') ?? [];
    expect(two.map(({ item }) => item)).toEqual(['seal', 'hose']);
  });

  it('§8.10: popularity counts the accounts of the last 30 days', () => {
    expect(model.recentBuyers).toEqual(new Map([['valve', 2]]));
    const edge = [line('a', 'pump', '2026-05-02'), line('b', 'pump', '2026-05-01'), line('c', 'pump', CUT)];
    expect(fitNextProduct(edge, CUT, SMALL).recentBuyers).toEqual(new Map([['pump', 1]]));
    expect(fitNextProduct(edge, CUT, SMALL).buyers).toEqual(new Map([['pump', 2]]));
  });

  it('leaves items with too few buyers to the cold start', () => {
    expect([...fitNextProduct(LEDGER, CUT).buyers.keys()]).toEqual([]);
    const two = fitNextProduct(LEDGER, CUT, { minimumBuyers: 2 });
    expect([...two.buyers.keys()]).toEqual(['pump', 'seal', 'valve']);
    expect(two.neighbours.get('pump')?.map(({ item }) => item)).toEqual(['seal', 'valve']);
  });

  it('does not depend on the order of the rows', () => {
    const turned = fitNextProduct([...LEDGER].reverse(), CUT, SMALL);
    expect(turned.neighbours).toEqual(model.neighbours);
    expect(turned.recentBuyers).toEqual(model.recentBuyers);
  });

  it('refuses settings that mean nothing', () => {
    for (const bad of [{ neighbours: 0 }, { popularityDays: 1.5 }, { minimumBuyers: -1 }])
      expect(() => fitNextProduct(LEDGER, CUT, bad)).toThrow('INVALID_LENGTH');
    for (const popularityWeight of [-1, NaN])
      expect(() => fitNextProduct(LEDGER, CUT, { popularityWeight })).toThrow('INVALID_NUMBER');
    expect(() => fitNextProduct([line('a', 'pump', '2026-02-30')], CUT)).toThrow('INVALID_DATE');
  });
});

describe(recommendNext.name, () => {
  const model = fitNextProduct(LEDGER, CUT, SMALL);
  const of = (account: string): ReadonlyMap<string, { orderDays: number; lastDay: number }> =>
    model.baskets.get(account) ?? new Map();

  it('DA-02: lists new items by similarity plus half the recent popularity, with reasons', () => {
    const list = recommendNext(model, of('a'));
    expect(list.map(({ item }) => item)).toEqual(['valve', 'hose']);
    const [valve] = list;
    const strongest = 3 / Math.sqrt(12);
    expect(valve?.similarity).toBeCloseTo((1 / Math.sqrt(8) + 1 / Math.sqrt(6)) / strongest, 12);
    expect(valve?.popularity).toBe(1);
    expect(valve?.score).toBeCloseTo((valve?.similarity ?? 0) + 0.5, 12);
    expect(valve?.recentBuyers).toBe(2);
    expect(valve?.reasons).toEqual([
      { because: 'seal', similarity: 1 / Math.sqrt(6), sharedBuyers: 1, buyers: 3 },
      { because: 'pump', similarity: 1 / Math.sqrt(8), sharedBuyers: 1, buyers: 4 },
    ]);
  });

  it('DA-02: gives three reasons at most, the strongest', () => {
    const rows = ['a', 'b', 'c', 'd'].flatMap((owned, i) =>
      ['u', 'v', 'w', 'x'].slice(i).flatMap((account) => [line(account, owned), line(account, 'target')]),
    );
    const four = fitNextProduct(rows, CUT, SMALL);
    const [target] = recommendNext(four, new Set(['a', 'b', 'c', 'd']));
    expect(target?.reasons.map(({ because }) => because)).toEqual(['a', 'b', 'c']);
  });

  it('§8.10: without purchases or neighbours popularity alone speaks', () => {
    expect(recommendNext(model, new Set<string>())).toEqual([
      { item: 'valve', score: 0.5, similarity: 0, popularity: 1, recentBuyers: 2, reasons: [] },
    ]);
    expect(recommendNext(fitNextProduct([], CUT), new Set(['pump']))).toEqual([]);
  });

  it('§8.10: equal scores go to the item with more buyers, then by name', () => {
    const buyers = { z: ['a', 'b'], y: ['a'], x: ['a'], w: ['a', 'b'] };
    const rows = Object.entries(buyers).flatMap(([item, accounts]) => accounts.map((account) => line(account, item)));
    const recent = ['z', 'y', 'x', 'w'].map((item) => line('c', item, '2026-05-20'));
    const list = recommendNext(fitNextProduct([...rows, ...recent], CUT, SMALL), new Set<string>());
    expect(list.map(({ item, score }) => [item, score])).toEqual([
      ['w', 0.5],
      ['z', 0.5],
      ['x', 0.5],
      ['y', 0.5],
    ]);
  });

  it('lists as many as asked, owned ones only where asked', () => {
    expect(recommendNext(model, of('a'), { limit: 1 }).map(({ item }) => item)).toEqual(['valve']);
    const all = recommendNext(model, of('a'), { includeOwned: true }).map(({ item }) => item);
    expect(all).toEqual(['valve', 'pump', 'seal', 'hose']);
  });

  it('DA-02: new items only, bounded scores in falling order, whatever the ledger', () => {
    const row = fc.record({
      account: fc.constantFrom('a', 'b', 'c', 'd'),
      item: fc.constantFrom('p', 'q', 'r', 's', 't'),
      date: fc.constantFrom('2026-01-01', '2026-05-15', '2026-05-30'),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const any = fitNextProduct(rows, CUT, SMALL);
        for (const basket of any.baskets.values()) {
          const list = recommendNext(any, basket);
          expect(list.some(({ item }) => basket.has(item))).toBe(false);
          list.forEach(({ score, similarity, popularity }, i) => {
            for (const part of [similarity, popularity]) {
              expect(part).toBeGreaterThanOrEqual(0);
              expect(part).toBeLessThanOrEqual(1);
            }
            expect(score).toBeLessThanOrEqual(list[i - 1]?.score ?? Infinity);
          });
        }
        for (const neighbours of any.neighbours.values())
          for (const { similarity } of neighbours) expect(similarity > 0 && similarity <= 1).toBe(true);
      }),
    );
  });
});

describe('the simple rules', () => {
  const model = fitNextProduct(LEDGER, CUT, SMALL);

  it('§8.10: re-orders by own frequency, the latest first among equals', () => {
    const basket = new Map([
      ['hose', { orderDays: 1, lastDay: 20 }],
      ['pump', { orderDays: 3, lastDay: 5 }],
      ['seal', { orderDays: 1, lastDay: 21 }],
      ['bolt', { orderDays: 1, lastDay: 20 }],
    ]);
    expect(recommendReorders(basket).map(({ item }) => item)).toEqual(['pump', 'seal', 'bolt', 'hose']);
    expect(recommendReorders(basket, 1)).toEqual([{ item: 'pump', orderDays: 3, lastDay: 5 }]);
    expect(model.baskets.get('e')?.get('pump')?.orderDays).toBe(2);
    const twice = fitNextProduct([line('a', 'pump', '2026-03-01'), line('a', 'pump'), line('a', 'pump')], CUT);
    expect(twice.baskets.get('a')?.get('pump')).toEqual({ orderDays: 2, lastDay: 20_513 });
  });

  it('§8.10: popularity, recent or of all time, without what is owned', () => {
    expect(recommendPopular(model, new Set(['pump']), { window: 'ALL' })).toEqual(['seal', 'valve', 'hose']);
    expect(recommendPopular(model, new Set(['pump']), { window: 'ALL', limit: 1 })).toEqual(['seal']);
    expect(recommendPopular(model, new Set())).toEqual(['valve']);
    expect(recommendPopular(model, new Set(['valve']))).toEqual([]);
    expect(recommendPopular(model, new Set(['valve']), { includeOwned: true })).toEqual(['valve']);
  });
});

describe(rankingQuality.name, () => {
  it('§8.10: HR@k, P@k and NDCG@k of hand-made lists', () => {
    const quality = rankingQuality(
      [
        { ranked: ['a', 'b', 'c'], relevant: new Set(['b', 'x']) },
        { ranked: ['a', 'b', 'c'], relevant: new Set(['y']) },
        { ranked: ['a'], relevant: new Set() },
      ],
      2,
    );
    const ndcg = 1 / Math.log2(3) / (1 + 1 / Math.log2(3));
    expect(quality).toEqual({ accounts: 2, hitRate: 0.5, precision: 0.25, ndcg: ndcg / 2 });
  });

  it('a perfect list is worth 1, repetitions count once, nothing gives nothing', () => {
    const relevant = new Set(['a', 'b']);
    expect(rankingQuality([{ ranked: ['a', 'b', 'c'], relevant }])?.ndcg).toBe(1);
    expect(rankingQuality([{ ranked: ['a', 'a', 'a'], relevant }], 3)?.precision).toBeCloseTo(1 / 3, 12);
    expect(rankingQuality([{ ranked: ['a'], relevant: new Set() }])).toBeUndefined();
    expect(() => rankingQuality([], 0)).toThrow('INVALID_LENGTH');
  });
});

describe(evaluateNextProduct.name, () => {
  /** Two trades with items of their own; every account of a trade comes round to each of them, one a month. */
  const ledger = Array.from({ length: 60 }, (_, account) =>
    Array.from({ length: 6 }, (_, month) =>
      line(`a${account}`, `${account % 2} ${(account * 7 + month * 4) % 15}`, `2026-0${month + 1}-10`),
    ),
  ).flat();

  it('§10.6: where accounts differ in kind, the blend beats popularity', () => {
    const [blend, recent, all] = evaluateNextProduct(ledger, { cut: '2026-05-01', horizonDays: 60, k: 5 });
    expect(blend?.quality.accounts).toBe(60);
    expect(blend?.quality.hitRate).toBeGreaterThan(0.5);
    expect(blend?.quality.ndcg).toBeGreaterThan(1.3 * (recent?.quality.ndcg ?? 1));
    expect(blend?.quality.ndcg).toBeGreaterThan(1.3 * (all?.quality.ndcg ?? 1));
  });

  it('§10.6: sees the days from the cut to the horizon and nothing else', () => {
    const rows = [line('a', 'pump', '2026-01-01'), line('b', 'seal', '2026-01-01'), line('a', 'seal', '2026-03-31')];
    const run = (cut: string, horizonDays: number): number | undefined =>
      evaluateNextProduct(rows, { cut, horizonDays, model: SMALL })[0]?.quality.accounts;
    expect([run('2026-03-01', 31), run('2026-03-01', 30), run('2026-03-31', 1), run('2026-04-01', 60)]).toEqual([
      1,
      undefined,
      1,
      undefined,
    ]);
    expect(run('2025-01-01', 700)).toBeUndefined();
    expect(evaluateNextProduct(rows, { cut: '2026-03-01' })).toEqual([]);
    expect(() => run('2026-03-01', 0)).toThrow('INVALID_LENGTH');
    const again = [...rows, line('b', 'seal', '2026-03-02')];
    const count = (target: 'NEW' | 'ALL'): number | undefined =>
      evaluateNextProduct(again, { cut: '2026-03-01', target, model: SMALL })[0]?.quality.accounts;
    expect([count('NEW'), count('ALL')]).toEqual([1, 2]);
  });
});

describe('held against a wholesaler’s orders', () => {
  if (!northwindIsThere) {
    it.skip(NORTHWIND_MISSING, () => undefined);
    return;
  }
  const ledger = readNorthwind();
  const cut = '1998-02-01';

  it('§10.6: evaluates any ledger, new items or all', () => {
    const rows = evaluateNextProduct(ledger, { cut });
    expect(rows.map(({ method }) => method)).toEqual(['COSINE_AND_POPULARITY', 'POPULARITY_RECENT', 'POPULARITY_ALL']);
    for (const { quality } of rows) expect(quality.accounts).toBe(61);
    const all = evaluateNextProduct(ledger, { cut, target: 'ALL', k: 5, horizonDays: 30 });
    expect(all.map(({ method }) => method)).toContain('OWN_FREQUENCY');
    for (const { quality } of all) expect(quality.hitRate).toBeLessThan(1);
  });

  it('DA-02: calibrated probabilities rise with the score, learnt on held-out days', () => {
    const calibration = calibrateNextProduct(ledger, addMonthsToDate(cut, 1), { listed: 20 });
    if (calibration === undefined) throw new Error('no calibration');
    expect(calibration).toMatchObject({ horizonDays: 30, from: '1998-01-30', until: '1998-02-28' });
    expect(calibration.isotonic.method).toBe('ISOTONIC');
    expect(calibration.cases).toBeGreaterThan(1000);
    expect(calibration.positives).toBeGreaterThan(0);
    const model = fitNextProduct(ledger, cut);
    const basket = model.baskets.get('SAVEA') ?? new Map();
    const list = recommendLikely(model, calibration, basket, { limit: 5 });
    expect(list.map(({ item }) => item)).toEqual(recommendNext(model, basket, { limit: 5 }).map(({ item }) => item));
    expect(list[0]?.probability).toBeGreaterThan(calibration.positives / calibration.cases);
    list.forEach(({ probability }, i) => expect(probability).toBeLessThanOrEqual(list[i - 1]?.probability ?? 1));
    expect(recommendLikely(model, calibration, basket)).toHaveLength(10);
    expect(calibrateNextProduct([], cut)).toBeUndefined();
    expect(() => calibrateNextProduct(ledger, cut, { listed: 0 })).toThrow('INVALID_LENGTH');
  });
});
