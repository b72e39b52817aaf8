import { HOFSTEDE_CODES, HOFSTEDE_MISSING, hofstedeIsThere, readHofstede } from '../test/hofstede.js';
import {
  CULTURE_DIMENSIONS,
  hasAllDimensions,
  kogutSingh,
  scoresOf,
  type CultureTable,
} from '../src/culture/culture-table.js';
import { mean, variance } from '../src/statistics/descriptive.js';
import { known, unless, type BenchModel } from './bench-model.js';

/** The same with one variance for all dimensions: what comes of plain squared differences. */
function plainDistance(table: CultureTable, from: string, to: string): number | undefined {
  const [a, b] = [scoresOf(table, from), scoresOf(table, to)];
  if (!hasAllDimensions(a) || !hasAllDimensions(b)) return undefined;
  const all = Object.values(table).filter(hasAllDimensions);
  const pooled = variance(all.flatMap((scores) => CULTURE_DIMENSIONS.map((dimension) => scores[dimension])));
  const squares = mean(CULTURE_DIMENSIONS.map((dimension) => (a[dimension] - b[dimension]) ** 2));
  return pooled === undefined || squares === undefined ? undefined : squares / pooled;
}

export const kogutSinghDistance: BenchModel = {
  name: 'kogut-singh',
  missing: unless(hofstedeIsThere, HOFSTEDE_MISSING),
  measure: () => {
    const table = readHofstede();
    return {
      figure: known(kogutSingh(table, HOFSTEDE_CODES.CHN, 'USA'), 'distance'),
      anchor: 4.056,
      simple: plainDistance(table, HOFSTEDE_CODES.CHN, 'USA'),
      unit: 'distance China–USA',
      better: 'EQUAL',
      tolerance: 0.0005,
      note: `Hofstede, ${Object.values(table).filter(hasAllDimensions).length} countries; simple: one variance for all six dimensions`,
    };
  },
  workload: {
    run: 'distance, with the variances of 100 countries',
    accounts: 2_000,
    prepare: (count) => {
      const score = (country: number, step: number): number => (country * step) % 101;
      const table = Object.fromEntries(
        Array.from({ length: 100 }, (_, c) => {
          const [PDI, UAI, IDV] = [score(c, 7), score(c, 11), score(c, 13)];
          return [`C${c}`, { PDI, UAI, IDV, MAS: score(c, 17), LTO: score(c, 19), IVR: score(c, 23) }];
        }),
      );
      return () => Array.from({ length: count }, (_, account) => kogutSingh(table, 'C0', `C${account % 100}`));
    },
  },
};
