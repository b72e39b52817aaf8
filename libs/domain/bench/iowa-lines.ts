import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { once } from './bench-model.js';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const FOLDER = join(process.env['MORTISE_DATA_DIR'] ?? join(REPOSITORY, '../shared/data'), 'iowa_liquor');
const SUFFIX = '_week_city.csv.gz';

export const iowaLinesAreThere = existsSync(FOLDER);

/** What a city bought of an item in a week. */
export interface IowaLine {
  readonly week: string;
  readonly brand: string;
  readonly item: string;
  readonly city: string;
  readonly cents: bigint;
}

/** Every line of the wholesaler's ledger, 2012-01-01…2016-05-29; `test/iowa.ts` has it by city alone. */
export const readIowaLines = once((): readonly IowaLine[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(SUFFIX))
    .flatMap((file) => {
      const brand = file.replace(SUFFIX, '');
      const [, ...lines] = gunzipSync(readFileSync(join(FOLDER, file)))
        .toString()
        .trimEnd()
        .split('\n');
      return lines.map((line) => {
        const [week = '', item = '', city = '', , , dollars = ''] = line.split(',');
        return { week, brand, item, city, cents: BigInt(Math.round(Number(dollars) * 100)) };
      });
    }),
);
