import {
  AGREEMENT_REFERENCE_MISSING,
  agreementReferenceIsThere,
  readKrippendorff,
  readShroutFleiss,
} from '../test/agreement-reference.js';
import { intraclassCorrelations } from '../src/agreement/intraclass-correlation.js';
import { krippendorffAlpha, type AlphaMetric } from '../src/agreement/krippendorff-alpha.js';
import { randomIndex } from '../src/random/random.js';
import { mean } from '../src/statistics/descriptive.js';
import { correlation } from '../src/statistics/rank.js';
import { known, unless, type BenchModel, type Workload } from './bench-model.js';
import { syntheticAccounts } from './synthetic.js';

type Ratings = readonly (readonly (number | undefined)[])[];

const missing = unless(agreementReferenceIsThere, AGREEMENT_REFERENCE_MISSING);

/** Pairs of the numbers below n. */
const pairs = (n: number): readonly (readonly [number, number])[] =>
  Array.from({ length: n }, (_, b) => Array.from({ length: b }, (_, a) => [a, b] as const)).flat();

/** Share of equal pairs of ratings of the same unit. */
function equalPairs(units: Ratings): number {
  const all = units.flatMap((ratings) => {
    const given = ratings.filter((rating) => rating !== undefined);
    return pairs(given.length).map(([a, b]) => given[a] === given[b]);
  });
  return all.filter(Boolean).length / all.length;
}

/** Mean correlation of all pairs of raters of complete targets. */
function meanCorrelation(targets: Ratings): number | undefined {
  const raters = targets[0]?.length ?? 0;
  const column = (rater: number): readonly number[] => targets.map((row) => row[rater] as number);
  return mean(pairs(raters).map(([a, b]) => correlation(column(a), column(b)) ?? 0));
}

/** A unit per account, on four points. */
const rated = (compute: (units: Ratings) => unknown): Workload => ({
  run: 'one coefficient over all accounts, four raters each',
  accounts: 20_000,
  prepare: (count) => {
    const units = syntheticAccounts(count, (random) => {
      const usual = randomIndex(random, 3);
      return Array.from({ length: 4 }, () => 1 + usual + randomIndex(random, 2));
    });
    return () => compute(units);
  },
});

const alpha = (metric: AlphaMetric, anchor: number): BenchModel => ({
  name: `krippendorff-${metric.toLowerCase()}`,
  missing,
  measure: () => {
    const units = readKrippendorff();
    const result = krippendorffAlpha(units, metric);
    if (!result.known) throw new Error(result.reason);
    return {
      figure: result.alpha,
      anchor,
      simple: equalPairs(units),
      unit: 'alpha',
      better: 'EQUAL',
      tolerance: 0.0005,
      note: `Krippendorff 2011, ${result.units} units; simple: share of equal pairs, blind to chance`,
    };
  },
  workload: rated((units) => krippendorffAlpha(units, metric)),
});

export const agreementModels: readonly BenchModel[] = [
  alpha('NOMINAL', 0.743),
  alpha('ORDINAL', 0.815),
  alpha('INTERVAL', 0.849),
  {
    name: 'icc-2-k',
    missing,
    measure: () => {
      const targets = readShroutFleiss();
      const result = known(intraclassCorrelations(targets), 'ICC');
      return {
        figure: known(result.average.TWO_WAY_RANDOM, 'ICC(2,k)'),
        anchor: 0.62,
        simple: meanCorrelation(targets),
        unit: 'ICC(2,k)',
        better: 'EQUAL',
        tolerance: 0.0005,
        note: `Shrout & Fleiss 1979, ${result.targets} × ${result.raters}; simple: mean correlation of raters, blind to their levels`,
      };
    },
    workload: rated(intraclassCorrelations),
  },
];
