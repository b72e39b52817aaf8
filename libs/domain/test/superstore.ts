import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dataFolder, missingData } from './data-sets.js';

const FOLDER = dataFolder('superstore');

export interface SuperstoreLine {
  readonly customerId: string;
  readonly customer: string;
  readonly segment: string;
  readonly region: string;
  readonly category: string;
  readonly subCategory: string;
  /** Year of the order, of its number: `US-2019-103800`. */
  readonly year: string;
  readonly quantity: number;
  /** Both in ten-thousandths of a dollar, the finest the file states. */
  readonly sales: bigint;
  readonly profit: bigint;
}

export const superstoreIsThere = existsSync(FOLDER);
export const SUPERSTORE_MISSING = missingData('superstore');

/** Order lines of a fictional office supplier with the profit of each. */
export function readSuperstore(): readonly SuperstoreLine[] {
  const [, ...lines] = gunzipSync(readFileSync(join(FOLDER, 'superstore.csv.gz')))
    .toString('utf8')
    .trimEnd()
    .split(/\r?\n/);
  return lines.map((line) => {
    const cells = cellsOf(line);
    const [customerId = '', customer = '', segment = ''] = cells.slice(5);
    const [region = '', , category = '', subCategory = '', , sales = '', quantity = '', , profit = ''] =
      cells.slice(12);
    return {
      ...{ customerId, customer, segment, region, category, subCategory },
      year: cells[1]?.split('-')[1] ?? '',
      quantity: Number(quantity),
      sales: BigInt(Math.round(Number(sales) * 10_000)),
      profit: BigInt(Math.round(Number(profit) * 10_000)),
    };
  });
}

/** Cells of a line; a quoted cell may hold commas and doubled quotes. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => {
    return cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '';
  });
}
