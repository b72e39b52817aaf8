import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { rollingSums, rollingWindow, type Month } from '../src/calendar/month.js';
import { exactShare, shareNumber } from '../src/share/exact-share.js';
import { dataFolder, missingData } from './data-sets.js';

const FOLDER = dataFolder('iowa_liquor');
const SUFFIX = '_week_city.csv.gz';

export const iowaIsThere = existsSync(FOLDER);
export const IOWA_MISSING = missingData('iowa_liquor');

/** What a city bought of an item in a week. */
export interface IowaLine {
  readonly week: string;
  readonly brand: string;
  readonly item: string;
  readonly city: string;
  readonly cents: number;
}

/** Every line of the state wholesaler's sales of nine brands, 2012-01-01…2016-05-29. */
export function* readIowaLines(): Generator<IowaLine, void> {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(SUFFIX))) {
    const brand = file.replace(SUFFIX, '');
    const [, ...lines] = gunzipSync(readFileSync(join(FOLDER, file)))
      .toString()
      .trimEnd()
      .split('\n');
    for (const line of lines) {
      const [week = '', item = '', city = '', , , dollars = ''] = line.split(',');
      yield { week, brand, item, city, cents: Math.round(Number(dollars) * 100) };
    }
  }
}

/** One city, as an account of the wholesaler. */
export interface City {
  /** Cents per brand and month of the week's first day. */
  readonly monthly: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Weeks, by their first day, in which anything was sold. */
  readonly weeks: readonly string[];
  /** Cents of all brands by the first day of the week. */
  readonly weekly: ReadonlyMap<string, number>;
}

interface CityRows {
  readonly monthly: Map<string, Map<string, number>>;
  readonly weeks: Set<string>;
  readonly weekly: Map<string, number>;
}

/** Weekly sales by city. */
export function readIowa(): { readonly cities: readonly City[]; readonly weeks: readonly string[] } {
  const cities = new Map<string, CityRows>();
  const weeks = new Set<string>();
  for (const { week, brand, city: name, cents } of readIowaLines()) {
    const city: CityRows = cities.get(name) ?? { monthly: new Map(), weeks: new Set(), weekly: new Map() };
    cities.set(name, city);
    const month = week.slice(0, 7);
    const brands = city.monthly.get(month) ?? new Map<string, number>();
    city.monthly.set(month, brands.set(brand, (brands.get(brand) ?? 0) + cents));
    city.weekly.set(week, (city.weekly.get(week) ?? 0) + cents);
    if (cents > 0) city.weeks.add(week);
    weeks.add(week);
  }
  return {
    cities: [...cities.values()].map((city) => ({ ...city, weeks: [...city.weeks].sort() })),
    weeks: [...weeks].sort(),
  };
}

/** The brands that count as ours; the wallet is all nine. */
export const OUR_BRANDS: readonly string[] = ['Fireball', 'Barton'];
const MONTHS = rollingWindow('2016-04', 52);
const RANGE = { first: '2012-01', last: '2016-04' } as const;

/** Our share of a city's purchases over so many months, month by month, where it bought anything. */
export function rollingShares(city: City, length: number): readonly number[] {
  const rolling = (counts: (brand: string) => boolean) => {
    const cents = (month: Month): bigint =>
      [...(city.monthly.get(month) ?? [])].reduce((sum, [brand, of]) => (counts(brand) ? sum + BigInt(of) : sum), 0n);
    return rollingSums(
      MONTHS.map((month) => ({ month, amountMinor: cents(month) })),
      { ...RANGE, length },
    );
  };
  const all = rolling(() => true);
  return rolling((brand) => OUR_BRANDS.includes(brand)).flatMap(({ amountMinor }, i) => {
    const wallet = all[i]?.amountMinor ?? 0n;
    return wallet > 0n ? [shareNumber(exactShare(amountMinor, wallet))] : [];
  });
}
