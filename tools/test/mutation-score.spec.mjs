// @ts-check
import { describe, expect, it } from '@jest/globals';
import { mutationScores, mutationTable } from '../lib/mutation-score.mjs';

const file = (/** @type {string[]} */ ...statuses) => ({ mutants: statuses.map((status) => ({ status })) });

describe(mutationScores.name, () => {
  it('counts by folder as Stryker does: what no test runs has survived, what cannot run counts for nothing', () => {
    const report = {
      files: {
        'src/stage/stages.ts': file('Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError', 'CompileError'),
        'src/signal/detector.ts': file('Killed', 'Ignored'),
        'src/stage/criteria.ts': file('Killed', 'Killed'),
      },
    };
    expect(mutationScores(report)).toEqual([
      { folder: 'src/signal', detected: 1, survived: 0, uncovered: 0, score: 100 },
      { folder: 'src/stage', detected: 4, survived: 1, uncovered: 1, score: (100 * 4) / 6 },
      { folder: 'all', detected: 5, survived: 1, uncovered: 1, score: (100 * 5) / 7 },
    ]);
  });

  it('has no score of nothing', () => {
    const scores = mutationScores({ files: { 'src/stage/index.ts': file('Ignored') } });
    expect(scores.map(({ score }) => score)).toEqual([undefined, undefined]);
    expect(mutationTable(scores)[2]).toMatch(/^all +– +0 +0 +0$/);
  });
});

describe(mutationTable.name, () => {
  it('has a line for each folder', () => {
    const lines = mutationTable([
      { folder: 'src/assessment', detected: 2, survived: 1, uncovered: 0, score: 200 / 3 },
      { folder: 'all', detected: 2, survived: 1, uncovered: 0, score: 200 / 3 },
    ]);
    expect(lines).toEqual([
      'folder            score %   detected   survived  uncovered',
      'src/assessment      66.67          2          1          0',
      'all                 66.67          2          1          0',
    ]);
  });
});
