import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const FOLDER = join(process.env['MORTISE_DATA_DIR'] ?? join(REPOSITORY, '../shared/data'), 'iowa_liquor');

/** One city, as an account of the state's wholesaler. */
export interface City {
  /** Cents per brand and month of the week's first day. */
  readonly monthly: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Weeks, by their first day, in which anything was sold. */
  readonly weeks: readonly string[];
  /** Cents of all brands by the first day of the week. */
  readonly weekly: ReadonlyMap<string, number>;
}

export const iowaIsThere = existsSync(FOLDER);
export const IOWA_MISSING = 'data set iowa_liquor is missing (set MORTISE_DATA_DIR)';

interface CityRows {
  readonly monthly: Map<string, Map<string, number>>;
  readonly weeks: Set<string>;
  readonly weekly: Map<string, number>;
}

/** Weekly sales of nine brands by city, 2012-01-01…2016-05-29. */
export function readIowa(): { readonly cities: readonly City[]; readonly weeks: readonly string[] } {
  const cities = new Map<string, CityRows>();
  const weeks = new Set<string>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('_week_city.csv.gz'))) {
    const brand = file.replace('_week_city.csv.gz', '');
    const [, ...lines] = gunzipSync(readFileSync(join(FOLDER, file)))
      .toString()
      .trimEnd()
      .split('\n');
    for (const line of lines) {
      const [week = '', , name = '', , , dollars = ''] = line.split(',');
      const city: CityRows = cities.get(name) ?? { monthly: new Map(), weeks: new Set(), weekly: new Map() };
      cities.set(name, city);
      const month = week.slice(0, 7);
      const cents = Math.round(Number(dollars) * 100);
      const brands = city.monthly.get(month) ?? new Map<string, number>();
      city.monthly.set(month, brands.set(brand, (brands.get(brand) ?? 0) + cents));
      city.weekly.set(week, (city.weekly.get(week) ?? 0) + cents);
      if (Number(dollars) > 0) city.weeks.add(week);
      weeks.add(week);
    }
  }
  return {
    cities: [...cities.values()].map((city) => ({ ...city, weeks: [...city.weeks].sort() })),
    weeks: [...weeks].sort(),
  };
}
