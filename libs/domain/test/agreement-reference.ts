import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, missingData } from './data-sets.js';

const FOLDER = dataFolder('agreement_reference');

export const agreementReferenceIsThere = existsSync(FOLDER);
export const AGREEMENT_REFERENCE_MISSING = missingData('agreement_reference');

/** Krippendorff's worked example: 12 units by 4 observers, 7 of the 48 ratings missing, one unit with a single one. */
export function readKrippendorff(): readonly (readonly (number | undefined)[])[] {
  return rows('krippendorff_2011_nominal.csv');
}

/** Shrout & Fleiss' worked example: 6 targets by 4 judges, complete. */
export function readShroutFleiss(): readonly (readonly (number | undefined)[])[] {
  return rows('shrout_fleiss_1979.csv');
}

/** The cells of a file without its header and the name of each row; an empty cell is a missing rating. */
function rows(file: string): readonly (readonly (number | undefined)[])[] {
  const [, ...lines] = readFileSync(join(FOLDER, file), 'utf8').trimEnd().split(/\r?\n/);
  return lines.map((line) =>
    line
      .split(',')
      .slice(1)
      .map((cell) => (cell === '' ? undefined : Number(cell))),
  );
}
