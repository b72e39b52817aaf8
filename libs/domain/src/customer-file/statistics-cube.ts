import { groupByName } from '../collection/group-by.js';
import { exactShare, shareNumber } from '../share/exact-share.js';
import { compareText } from '../text/compare-text.js';

/** A fact of the statistics: by what it can be cut, and what it adds up to, in whole units (minor units, pieces, orders). */
export interface StatisticsFact<Dimension extends string, Measure extends string> {
  readonly dimensions: Readonly<Record<Dimension, string>>;
  readonly measures: Readonly<Record<Measure, bigint>>;
}

export interface CubeCell<Dimension extends string, Measure extends string> extends StatisticsFact<Dimension, Measure> {
  readonly facts: number;
}

/**
 * Sums of every measure over the values of some dimensions: sales, product kinds, channels, finances, consumption by
 * whatever is asked. Cells by their values; sums are exact, so that the cells of any cut add up to the same total. Without
 * dimensions one cell of everything. O(n · (dimensions + measures) + cells · log cells).
 */
export function statisticsCube<Dimension extends string, Cut extends Dimension, Measure extends string>(
  facts: readonly StatisticsFact<Dimension, Measure>[],
  dimensions: readonly Cut[],
  measures: readonly Measure[],
): readonly CubeCell<Cut, Measure>[] {
  const valuesOf = ({ dimensions: values }: StatisticsFact<Dimension, Measure>): readonly string[] =>
    dimensions.map((dimension) => values[dimension]);
  return groupByName(facts, (fact) => JSON.stringify(valuesOf(fact))).map(([, inside]) => ({
    dimensions: record(dimensions, (dimension) => inside[0].dimensions[dimension]),
    measures: record(measures, (measure) => inside.reduce<bigint>((all, one) => all + one.measures[measure], 0n)),
    facts: inside.length,
  }));
}

export interface CompositionRow {
  readonly value: string;
  readonly amount: bigint;
  /** Part of the whole, 0…1; what returns outweigh counts as none. */
  readonly share: number;
}

/** What a measure is composed of by one dimension, largest first, equals by name; shares are 0 where nothing is left. O(n log n). */
export function composition<Dimension extends string, Measure extends string>(
  facts: readonly StatisticsFact<Dimension, Measure>[],
  dimension: Dimension,
  measure: Measure,
): readonly CompositionRow[] {
  const cells = statisticsCube(facts, [dimension], [measure]);
  const whole = cells.reduce((all, cell) => all + positive(cell.measures[measure]), 0n);
  return cells
    .map((cell) => {
      const amount = cell.measures[measure];
      return { value: cell.dimensions[dimension], amount, share: shareNumber(exactShare(amount, whole)) };
    })
    .sort((a, b) => (a.amount === b.amount ? compareText(a.value, b.value) : a.amount > b.amount ? -1 : 1));
}

export interface GroupDifference {
  readonly group: string;
  /** Half of Σ|share in the group − share in all|: 0 as everybody, towards 1 nothing in common (total variation). */
  readonly distance: number;
  /** Share in the group less share in all, −1…1, by value; the largest difference first. */
  readonly differences: readonly { readonly value: string; readonly difference: number }[];
}

/**
 * How groups of customers differ from all in what a measure is composed of: small firms from large ones by product kind,
 * regions by channel. The most different group first, equals by name. O(n log n + groups · values).
 */
export function groupDifferences<Dimension extends string, Measure extends string>(
  facts: readonly StatisticsFact<Dimension, Measure>[],
  by: { readonly group: Dimension; readonly of: Dimension; readonly measure: Measure },
): readonly GroupDifference[] {
  const all = composition(facts, by.of, by.measure);
  return groupByName(facts, ({ dimensions }) => dimensions[by.group])
    .map(([group, inside]): GroupDifference => {
      const shares = new Map(composition(inside, by.of, by.measure).map(({ value, share }) => [value, share]));
      const differences = all
        .map(({ value, share }) => ({ value, difference: (shares.get(value) ?? 0) - share }))
        .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || compareText(a.value, b.value));
      const apart = differences.reduce((sum, { difference }) => sum + Math.abs(difference), 0);
      return { group, distance: Math.min(1, apart / 2), differences };
    })
    .sort((a, b) => b.distance - a.distance);
}

function record<Key extends string, Value>(keys: readonly Key[], valueOf: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<Key, Value>;
}

function positive(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}
