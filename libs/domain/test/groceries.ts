import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, missingData } from './data-sets.js';

const FILE = join(dataFolder('groceries_baskets'), 'groceries.csv');

export const groceriesAreThere = existsSync(FILE);
export const GROCERIES_MISSING = missingData('groceries_baskets');

/** 9,835 baskets of a supermarket, labels as they stand in the file: some end with a blank. */
export function readGroceries(): readonly (readonly string[])[] {
  return readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(','));
}
