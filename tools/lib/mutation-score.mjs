// @ts-check
import { posix } from 'node:path';

/**
 * What a report of Stryker says of each mutant, by file.
 * @typedef {{ files: Record<string, { mutants: { status: string }[] }> }} MutationReport
 *
 * @typedef {object} FolderScore
 * @property {string} folder
 * @property {number} detected killed by a test, or by running on for ever
 * @property {number} survived
 * @property {number} uncovered mutants of code that no test runs; they count as survived
 * @property {number | undefined} score detected ÷ all of these, in percent; of no mutants there is none
 */

/**
 * The score of each folder, and of all together as the last. As Stryker counts: what does not compile or run, and what is
 * left out by its settings, counts for nothing.
 * @param {MutationReport} report
 * @returns {FolderScore[]}
 */
export function mutationScores({ files }) {
  /** @type {Map<string, string[]>} */
  const statuses = new Map();
  for (const [file, { mutants }] of Object.entries(files)) {
    const folder = posix.dirname(file);
    statuses.set(folder, [...(statuses.get(folder) ?? []), ...mutants.map(({ status }) => status)]);
  }
  const folders = [...statuses].sort(([a], [b]) => (a < b ? -1 : 1));
  return [...folders.map(([folder, all]) => scoreOf(folder, all)), scoreOf('all', [...statuses.values()].flat())];
}

/**
 * @param {string} folder
 * @param {readonly string[]} statuses
 * @returns {FolderScore}
 */
function scoreOf(folder, statuses) {
  const count = (/** @type {string[]} */ ...of) => statuses.filter((status) => of.includes(status)).length;
  const [detected, survived, uncovered] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')];
  const all = detected + survived + uncovered;
  return { folder, detected, survived, uncovered, score: all === 0 ? undefined : (100 * detected) / all };
}

/**
 * @param {readonly FolderScore[]} scores
 * @returns {string[]} lines of a table
 */
export function mutationTable(scores) {
  const width = Math.max(...scores.map(({ folder }) => folder.length), 'folder'.length);
  const row = (/** @type {string} */ folder, /** @type {string[]} */ ...cells) =>
    [folder.padEnd(width), ...cells.map((cell) => cell.padStart(9))].join('  ');
  return [
    row('folder', 'score %', 'detected', 'survived', 'uncovered'),
    ...scores.map(({ folder, score, detected, survived, uncovered }) =>
      row(folder, score?.toFixed(2) ?? '–', `${detected}`, `${survived}`, `${uncovered}`),
    ),
  ];
}
