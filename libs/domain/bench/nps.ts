import { randomIndex } from '../src/random/random.js';
import { netPromoterScore } from '../src/satisfaction/survey-score.js';
import { npsViews } from '../src/satisfaction/nps-views.js';
import type { BenchModel } from './bench-model.js';
import { syntheticAccounts } from './synthetic.js';

const ANSWERS = [...new Array<number>(50).fill(9), ...new Array<number>(30).fill(7), ...new Array<number>(20).fill(3)];

export const npsError: BenchModel = {
  name: 'nps',
  missing: undefined,
  measure: () => {
    const result = netPromoterScore(ANSWERS);
    if (!result.known) throw new Error(result.reason);
    const promoters = ANSWERS.filter((answer) => answer >= 9).length / ANSWERS.length;
    return {
      figure: result.standardError,
      anchor: 7.81,
      simple: 100 * Math.sqrt((promoters * (1 - promoters)) / ANSWERS.length),
      unit: 'standard error, points',
      better: 'EQUAL',
      tolerance: 0.005,
      note: `score ${result.score.toFixed(0)} of ${ANSWERS.length} answers; simple: error of the share of promoters alone`,
    };
  },
  workload: {
    run: 'score in three views, five answers each',
    accounts: 20_000,
    prepare: (count) => {
      const answers = syntheticAccounts(count, (random, account) =>
        Array.from({ length: 5 }, (_, person) => {
          return { account: `A${account}`, score: randomIndex(random, 11), decisionMaker: person === 0 };
        }),
      ).flat();
      return () => npsViews(answers);
    },
  },
};
