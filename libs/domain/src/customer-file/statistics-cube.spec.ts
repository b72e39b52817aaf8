import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { composition, groupDifferences, statisticsCube, type StatisticsFact } from './statistics-cube.js';

type Dimension = 'kind' | 'channel' | 'group';
type Measure = 'sales' | 'orders';
const fact = (kind: string, channel: string, group: string, sales: bigint): StatisticsFact<Dimension, Measure> => ({
  dimensions: { kind, channel, group },
  measures: { sales, orders: 1n },
});
const FACTS = [
  fact('valve', 'direct', 'large', 60n),
  fact('pump', 'dealer', 'small', 30n),
  fact('valve', 'dealer', 'small', 10n),
  fact('pump', 'direct', 'large', 0n),
];

describe(statisticsCube.name, () => {
  it('CF-04: adds every measure up over any dimensions', () => {
    expect(statisticsCube(FACTS, ['kind'], ['sales', 'orders'])).toEqual([
      { dimensions: { kind: 'pump' }, measures: { sales: 30n, orders: 2n }, facts: 2 },
      { dimensions: { kind: 'valve' }, measures: { sales: 70n, orders: 2n }, facts: 2 },
    ]);
    expect(statisticsCube(FACTS, ['channel', 'kind'], ['sales']).map((cell) => cell.dimensions)).toEqual([
      { channel: 'dealer', kind: 'pump' },
      { channel: 'dealer', kind: 'valve' },
      { channel: 'direct', kind: 'pump' },
      { channel: 'direct', kind: 'valve' },
    ]);
    expect(statisticsCube(FACTS, [], ['sales'])).toEqual([{ dimensions: {}, measures: { sales: 100n }, facts: 4 }]);
    expect(statisticsCube([], ['kind'], ['sales'])).toEqual([]);
  });

  it('CF-04: values that join to the same text stay apart', () => {
    const facts = [fact('a', 'b,c', 'x', 1n), fact('a,b', 'c', 'x', 1n)];
    expect(statisticsCube(facts, ['kind', 'channel'], ['sales'])).toHaveLength(2);
  });

  it('CF-04: every cut adds up to the same total', () => {
    const value = fc.constantFrom('a', 'b', 'c');
    const facts = fc.array(fc.tuple(value, value, value, fc.bigInt({ min: -100n, max: 100n })));
    fc.assert(
      fc.property(facts, fc.subarray(['kind', 'channel', 'group'] as const), (rows, dimensions) => {
        const given = rows.map((row) => fact(...row));
        const cells = statisticsCube(given, dimensions, ['sales']);
        const total = given.reduce((all, one) => all + one.measures.sales, 0n);
        expect(cells.reduce((all, cell) => all + cell.measures.sales, 0n)).toBe(total);
        expect(cells.reduce((all, cell) => all + cell.facts, 0)).toBe(given.length);
        expect(statisticsCube([...given].reverse(), dimensions, ['sales'])).toEqual(cells);
      }),
    );
  });
});

describe(composition.name, () => {
  it('CF-04: parts of the whole, largest first, equals by name', () => {
    expect(composition(FACTS, 'kind', 'sales')).toEqual([
      { value: 'valve', amount: 70n, share: 0.7 },
      { value: 'pump', amount: 30n, share: 0.3 },
    ]);
    expect(composition(FACTS, 'kind', 'orders').map(({ value, share }) => [value, share])).toEqual([
      ['pump', 0.5],
      ['valve', 0.5],
    ]);
  });

  it('CF-04: what returns outweigh counts as none', () => {
    const facts = [fact('valve', 'direct', 'large', 40n), fact('pump', 'direct', 'large', -10n)];
    expect(composition(facts, 'kind', 'sales')).toEqual([
      { value: 'valve', amount: 40n, share: 1 },
      { value: 'pump', amount: -10n, share: 0 },
    ]);
    const three = [fact('a', 'x', 'y', 30n), fact('b', 'x', 'y', 10n), fact('c', 'x', 'y', -10n)];
    expect(composition(three, 'kind', 'sales').map(({ value, share }) => [value, share])).toEqual([
      ['a', 0.75],
      ['b', 0.25],
      ['c', 0],
    ]);
    expect(composition(facts.slice(1), 'kind', 'sales')).toEqual([{ value: 'pump', amount: -10n, share: 0 }]);
    expect(composition([], 'kind', 'sales')).toEqual([]);
  });
});

describe(groupDifferences.name, () => {
  it('CF-04: tells in what groups of customers differ from all, the most different first', () => {
    const by = { group: 'group', of: 'kind', measure: 'sales' } as const;
    const differences = groupDifferences(FACTS, by);
    expect(differences.map(({ group }) => group)).toEqual(['small', 'large']);
    expect(differences[0]?.distance).toBeCloseTo(0.45, 12);
    expect(differences[1]?.distance).toBeCloseTo(0.3, 12);
    expect(differences[0]?.differences.map(({ value }) => value)).toEqual(['pump', 'valve']);
    [0.45, -0.45].forEach((by, i) => expect(differences[0]?.differences[i]?.difference).toBeCloseTo(by, 12));
  });

  it('CF-04: the largest difference first, whichever its sign; a group like all is at no distance', () => {
    const facts = [
      fact('a', 'x', 'east', 10n),
      fact('b', 'x', 'east', 30n),
      fact('c', 'x', 'east', 60n),
      fact('a', 'x', 'west', 20n),
      fact('b', 'x', 'west', 40n),
      fact('c', 'x', 'west', 40n),
    ];
    const west = groupDifferences(facts, { group: 'group', of: 'kind', measure: 'sales' })[1];
    expect(west?.differences.map(({ value }) => value)).toEqual(['c', 'a', 'b']);
    expect(groupDifferences(facts, { group: 'channel', of: 'kind', measure: 'sales' })).toMatchObject([
      { group: 'x', distance: 0 },
    ]);
    expect(groupDifferences([], { group: 'group', of: 'kind', measure: 'sales' })).toEqual([]);
  });

  it('CF-04: distances stay in 0…1 and the differences of a group add up to nothing', () => {
    const value = fc.constantFrom('a', 'b', 'c');
    const facts = fc.array(fc.tuple(value, value, value, fc.bigInt({ min: 1n, max: 100n })), { minLength: 1 });
    fc.assert(
      fc.property(facts, (rows) => {
        const by = { group: 'group', of: 'kind', measure: 'sales' } as const;
        for (const { distance, differences } of groupDifferences(
          rows.map((row) => fact(...row)),
          by,
        )) {
          expect(distance >= 0 && distance <= 1).toBe(true);
          expect(differences.reduce((all, { difference }) => all + difference, 0)).toBeCloseTo(0, 9);
        }
      }),
    );
  });
});
