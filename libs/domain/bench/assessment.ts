import { assessRelationship } from '../src/assessment/assessment-result.js';
import { INSTRUMENT_V1 } from '../src/assessment/instrument-v1.js';
import type { ItemAnswer } from '../src/assessment/instrument.js';
import { levelOfScore, type ScoredLevel } from '../src/assessment/levels.js';
import { RATER_GROUPS } from '../src/assessment/raters.js';
import { scoreSheet, type SheetAnswers } from '../src/assessment/sheet.js';
import { randomIndex, seededRandom } from '../src/random/random.js';
import { mean } from '../src/statistics/descriptive.js';
import { known, type BenchModel } from './bench-model.js';
import { syntheticAccounts } from './synthetic.js';

/** Sheets of the short form and the level that the hand-out's bands give them. */
const SHEETS: readonly (readonly [readonly ItemAnswer[], ScoredLevel])[] = [
  [[1, 1, 1, 1, 1, 1], 'BASIC'],
  [[2, 2, 2, 2, 2, 2], 'COOPERATIVE'],
  [[3, 3, 3, 3, 3, 3], 'INTERDEPENDENT'],
  [[4, 4, 4, 4, 4, 4], 'INTEGRATED'],
  [[4, 4, 4, 4, 4, 3], 'INTEGRATED'],
  [[4, 4, 4, 4, 3, 3], 'INTERDEPENDENT'],
];
const BY_MEAN: readonly ScoredLevel[] = ['BASIC', 'COOPERATIVE', 'INTERDEPENDENT', 'INTEGRATED'];

function answersOf(values: readonly ItemAnswer[], form: 'SHORT' | 'FULL' = 'SHORT'): SheetAnswers {
  return Object.fromEntries(INSTRUMENT_V1.forms[form].items.map((item, i) => [item, values[i] ?? null]));
}

function level(values: readonly ItemAnswer[]): ScoredLevel {
  const sheet = scoreSheet(answersOf(values), 'SHORT', INSTRUMENT_V1);
  if (!sheet.valid) throw new Error(sheet.reason);
  return levelOfScore(sheet.score, INSTRUMENT_V1.bands);
}

const rightBy = (rule: (values: readonly ItemAnswer[]) => ScoredLevel | undefined): number =>
  SHEETS.filter(([values, expected]) => rule(values) === expected).length;

export const assessment: BenchModel = {
  name: 'assessment-level',
  missing: undefined,
  measure: () => ({
    figure: rightBy(level),
    anchor: SHEETS.length,
    simple: rightBy((values) => BY_MEAN[Math.round(known(mean(values), 'mean')) - 1]),
    unit: 'golden sheets at their level',
    better: 'HIGHER',
    tolerance: 0,
    note: 'score bands 6–24; simple: the mean answer, rounded',
  }),
  workload: {
    run: 'round of ten raters with 1,000 draws',
    accounts: 100,
    prepare: (count) => {
      const rounds = syntheticAccounts(count, (random) =>
        Array.from({ length: 10 }, (_, rater) => {
          const values = Array.from({ length: 12 }, () => (1 + randomIndex(random, 4)) as ItemAnswer);
          const group = known(RATER_GROUPS[rater % RATER_GROUPS.length], 'group');
          return { raterId: `r${rater}`, group, ownAccount: false, answers: answersOf(values, 'FULL') };
        }),
      );
      const context = { form: 'FULL', instrument: INSTRUMENT_V1, random: seededRandom(7) } as const;
      return () => rounds.map((sheets) => assessRelationship(sheets, context));
    },
  },
};
