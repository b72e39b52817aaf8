import { cusumPath, cusumRunLength } from '../src/control-chart/cusum.js';
import { ewmaPath, ewmaRunLength } from '../src/control-chart/ewma.js';
import { shewhartRunLength } from '../src/control-chart/shewhart.js';
import { normalQuantile } from '../src/statistics/normal.js';
import { known, type BenchModel, type Workload } from './bench-model.js';
import { syntheticAccounts } from './synthetic.js';

const SHIFTS = [0, 0.5, 1, 2];
type RunLength = (shift: number) => number | undefined;

interface Chart {
  readonly named: string;
  /** Published average run lengths at the shifts. */
  readonly table: readonly number[];
  readonly runLength: RunLength;
}

const cusum = (decision: number, table: readonly number[]): Chart => ({
  named: `k .5, h ${decision}`,
  table,
  runLength: (shift) => cusumRunLength({ reference: 0.5, decision }, shift),
});
const ewma = (weight: number, width: number, table: readonly number[]): Chart => ({
  named: `λ ${weight}, L ${width}`,
  table,
  runLength: (shift) => ewmaRunLength({ weight, width }, shift),
});

/** How far off the worst figure of these charts is from its table, in percent. */
function worstDeviation(charts: readonly Chart[]): number {
  const deviations = charts.flatMap(({ table, runLength }) =>
    SHIFTS.map((shift, i) => Math.abs(known(runLength(shift), 'run length') / (table[i] as number) - 1)),
  );
  return 100 * Math.max(...deviations);
}

/** The run length of a chart of single observations that alarms as seldom by mistake. */
function shewhartAlike(inControl: number, shift: number): number | undefined {
  return shewhartRunLength(normalQuantile(1 - 1 / (2 * inControl)), shift);
}

const SHIFT = 1;

function chartModel(
  name: string,
  charts: readonly [Chart, ...Chart[]],
  path: (values: readonly number[]) => unknown,
): BenchModel {
  const [{ named, table, runLength }] = charts;
  const workload: Workload = {
    run: 'chart of 156 weeks',
    accounts: 20_000,
    prepare: (count) => {
      const series = syntheticAccounts(count, (random) => Array.from({ length: 156 }, () => 4 * random() - 2));
      return () => series.map(path);
    },
  };
  return {
    name,
    missing: undefined,
    measure: () => {
      const anchor = table[SHIFTS.indexOf(SHIFT)] as number;
      const inControl = known(runLength(0), 'run length');
      return {
        figure: known(runLength(SHIFT), 'run length'),
        anchor,
        simple: shewhartAlike(inControl, SHIFT),
        unit: `observations to see ${SHIFT} sigma`,
        better: 'EQUAL',
        tolerance: 0.05 * anchor,
        note:
          `${named}, false alarm in ${inControl.toFixed(0)}; ${charts.length * SHIFTS.length} table figures within ` +
          `${worstDeviation(charts).toFixed(1)} %; simple: Shewhart chart with as many false alarms`,
      };
    },
    workload,
  };
}

export const controlChartModels: readonly BenchModel[] = [
  chartModel('cusum', [cusum(4, [168, 26.6, 8.38, 3.34]), cusum(5, [465, 38, 10.4, 4.01])], (z) => cusumPath(z)),
  chartModel(
    'ewma',
    [
      ewma(0.1, 2.814, [500, 31.3, 10.3, 4.36]),
      ewma(0.2, 2.962, [502, 42, 10.6, 3.7]),
      ewma(0.05, 2.615, [496, 28.9, 11.4, 5.2]),
    ],
    (z) => ewmaPath(z),
  ),
];
