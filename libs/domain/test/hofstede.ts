import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CultureScores, CultureTable } from '../src/culture/culture-table.js';
import { dataFolder, missingData } from './data-sets.js';

const FILE = join(dataFolder('hofstede'), 'hofstede_6d_2015-08-16.csv');

export const hofstedeIsThere = existsSync(FILE);
export const HOFSTEDE_MISSING = missingData('hofstede');

/** The file's country codes where they differ from ISO 3166. */
export const HOFSTEDE_CODES = { CHN: 'CHI', TWN: 'TAI', VNM: 'VIE', HKG: 'HOK' } as const;

/** Six scores by the file's own country code; `#NULL!` is left out. */
export function readHofstede(): CultureTable {
  const [, ...lines] = readFileSync(FILE, 'utf8').trim().split(/\r?\n/);
  const rows = lines.map((line): readonly [string, CultureScores] => {
    const [code = '', , pdi, idv, mas, uai, lto, ivr] = line.split(',');
    const named = Object.entries({ PDI: pdi, IDV: idv, MAS: mas, UAI: uai, LTO: lto, IVR: ivr });
    const known = named.filter(([, text]) => text !== undefined && text !== '#NULL!');
    return [code, Object.fromEntries(known.map(([dimension, text]) => [dimension, Number(text)]))];
  });
  return Object.fromEntries(rows);
}
