import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const DATA = process.env['MORTISE_DATA_DIR'] ?? join(REPOSITORY, '../shared/data');
const FILE = join(DATA, 'groceries_baskets', 'groceries.csv');

export const groceriesAreThere = existsSync(FILE);
export const GROCERIES_MISSING = 'data set groceries_baskets is missing (set MORTISE_DATA_DIR)';

/** 9,835 baskets of a supermarket, labels as they stand in the file: some end with a blank. */
export function readGroceries(): readonly (readonly string[])[] {
  return readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(','));
}
