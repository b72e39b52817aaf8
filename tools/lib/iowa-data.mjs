// @ts-check
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { LaunchError } from './launch-error.mjs';

/**
 * @typedef {object} Brand one supplier: its orders are in `<file>_week_city.csv.gz`
 * @property {string} file
 * @property {string} slug
 * @property {string} name
 *
 * @typedef {object} Sale what a city bought of an item in a week
 * @property {string} week first day, YYYY-MM-DD
 * @property {string} item
 * @property {string} city
 * @property {string} county
 * @property {string} liters
 * @property {string} dollars
 *
 * @typedef {Map<string, Map<string, bigint>>} CityMonths cents by `<city>|<category>` and month
 */

/** @type {readonly Brand[]} */
export const BRANDS = [
  'Admiral_Nelson',
  'Barton',
  'Fireball',
  'Five_Star',
  'Jack_Daniels',
  'Jagermeister',
  'Jim_Beam',
  'McCormick',
  'Phillips',
].map((file) => ({ file, slug: file.toLowerCase().replaceAll('_', '-'), name: file.replaceAll('_', ' ') }));

/**
 * Categories by words of the item's name; the first line that fits decides. Whole brands come first, because an item such
 * as JIM BEAM SIGNATURE CRAFT BRANDY FINISH is a whiskey; flavours (CREAM, EGG NOG) come after the spirit they are in.
 * @type {readonly (readonly [string, RegExp])[]}
 */
const CATEGORIES = [
  ['whiskey', /JIM BEAM|JACK DANIELS|FIREBALL|VERY OLD BARTON|WHISK|BOURBON|PHILLIPS UNION/],
  ['vodka', /VODKA/],
  ['gin', /\bGIN\b/],
  ['tequila', /TEQUILA/],
  ['brandy', /BRANDY|COGNAC/],
  ['liqueur', /LIQUEUR|SCHNAPPS|CREAM|EGG NOG|JAGERMEISTER/],
  ['rum', /\bRH?UM\b|ADMIRAL NELSON/],
  ['whiskey', /FIVE STAR/],
];

/**
 * @param {string} item
 * @returns {string} whiskey, vodka, gin, tequila, brandy, liqueur, rum or other
 */
export function categoryOf(item) {
  return CATEGORIES.find(([, words]) => words.test(item))?.[0] ?? 'other';
}

/**
 * The sums in these files were made with floating point: 442.67999999999995 is 442.68 dollars. Rounding each to whole
 * cents gives back what it was.
 * @param {string} dollars not negative: these files hold no returns
 * @returns {bigint} cents, half up
 */
export function centsOf(dollars) {
  const [whole = '0', fraction = ''] = dollars.split('.');
  const cents = BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'));
  return (fraction[2] ?? '0') >= '5' ? cents + 1n : cents;
}

/**
 * @param {string} folder
 * @param {Brand} brand
 * @returns {AsyncGenerator<Sale>}
 */
export async function* salesOf(folder, { file }) {
  const input = createReadStream(pathOf(folder, file)).pipe(createGunzip());
  let header = true;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (!header && line !== '') {
      const [week = '', item = '', city = '', county = '', liters = '', dollars = ''] = line.split(',');
      yield { week, item, city, county, liters, dollars };
    }
    header = false;
  }
}

/**
 * @param {string} folder
 * @throws {LaunchError} EXAMPLE_DATA_MISSING
 */
export function requireIowaData(folder) {
  const missing = BRANDS.map(({ file }) => pathOf(folder, file)).filter((path) => !existsSync(path));
  if (missing.length === 0) return;
  throw new LaunchError(
    'EXAMPLE_DATA_MISSING',
    `${missing[0]} is not there; name the folder with the nine *_week_city.csv.gz files.`,
  );
}

/**
 * What every city bought of every category in every month: from each brand, and from all nine together.
 * @param {string} folder
 * @returns {Promise<{ total: CityMonths, ours: Map<string, CityMonths>, months: string[], cities: string[], rows: number }>}
 */
export async function readPurchases(folder) {
  /** @type {CityMonths} */
  const total = new Map();
  /** @type {Map<string, CityMonths>} */
  const ours = new Map();
  const months = new Set();
  const cities = new Set();
  let rows = 0;
  for (const brand of BRANDS) {
    /** @type {CityMonths} */
    const mine = new Map();
    ours.set(brand.slug, mine);
    for await (const { week, item, city, dollars } of salesOf(folder, brand)) {
      const [key, month, cents] = [`${city}|${categoryOf(item)}`, week.slice(0, 7), centsOf(dollars)];
      for (const book of [total, mine]) add(book, key, month, cents);
      months.add(month);
      cities.add(city);
      rows += 1;
    }
  }
  return { total, ours, months: [...months].sort(), cities: [...cities].sort(), rows };
}

/**
 * @param {CityMonths} book
 * @param {string} key
 * @param {string} month
 * @param {bigint} cents
 */
function add(book, key, month, cents) {
  const months = book.get(key) ?? new Map();
  book.set(key, months.set(month, (months.get(month) ?? 0n) + cents));
}

/**
 * @param {string} folder
 * @param {string} file
 */
function pathOf(folder, file) {
  return join(folder, `${file}_week_city.csv.gz`);
}
