// @ts-check
import { Readable } from 'node:stream';
import { BRANDS, categoryOf, readPurchases, salesOf } from './iowa-data.mjs';
import { LaunchError } from './launch-error.mjs';

/** @import { Brand, CityMonths } from './iowa-data.mjs' */

/**
 * @typedef {object} ImportReport
 * @property {number} rowsRead
 * @property {number} rowsAdded
 * @property {number} rowsUnchanged
 * @property {number} rowsRejected
 *
 * @typedef {object} LoadOptions
 * @property {string} url of the running Mortise
 * @property {string} folder with the nine files
 * @property {ReadonlyMap<string, string>} tokens staff access token or API key of each brand's tenant, by the brand's slug
 * @property {(share: number | null, supplying: boolean) => string} openingStage the domain's rule
 * @property {(rows: number) => void} [onTotal] how many order lines there are, told before the first is sent
 * @property {(rows: number) => void} [onRows] order lines sent since the last call
 */

/** Tenants loaded side by side: while PostgreSQL merges one's batch, another's file is read. */
const SIDE_BY_SIDE = 3;
/** Lines sent as one chunk. */
const CHUNK = 2_000;

/**
 * Loads every brand's orders into its tenant, together with the wallets of the cities and the stage each city stood in
 * after the first twelve months. Sending it again changes nothing.
 * @param {LoadOptions} options
 * @returns {Promise<Map<string, { accounts: ImportReport, orderLines: ImportReport, wallets: ImportReport }>>} by brand
 * @throws {LaunchError} IMPORT_FAILED
 */
export async function loadIowa(options) {
  const purchases = await readPurchases(options.folder);
  options.onTotal?.(purchases.rows);
  const reports = new Map();
  const waiting = [...BRANDS];
  const worker = async () => {
    for (let brand = waiting.shift(); brand; brand = waiting.shift())
      reports.set(brand.slug, await loadBrand(options, brand, purchases));
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return reports;
}

/**
 * @param {LoadOptions} options
 * @param {Brand} brand
 * @param {Awaited<ReturnType<typeof readPurchases>>} purchases
 */
async function loadBrand(options, brand, { total, ours, months, cities }) {
  const mine = ours.get(brand.slug) ?? new Map();
  const categories = new Set([...mine.keys()].map((key) => key.split('|')[1] ?? ''));
  const stages = openingStages(options, { mine, total, months, cities, categories });
  const accounts = await send(options, brand, 'accounts', '', accountLines(stages));
  const orderLines = await send(
    options,
    brand,
    'order-lines',
    'createMissing=true&round=true&currency=USD',
    orderLinesOf(options, brand),
  );
  const wallets = await send(options, brand, 'wallets', 'currency=USD', walletLines({ total, months, categories }));
  return { accounts, orderLines, wallets };
}

/**
 * @param {LoadOptions} options
 * @param {{ mine: CityMonths, total: CityMonths, months: string[], cities: string[], categories: Set<string> }} purchases
 * @returns {Map<string, string>} stage by city
 */
function openingStages({ openingStage }, { mine, total, months, cities, categories }) {
  const firstYear = months.slice(0, 12);
  /**
   * @param {CityMonths} book
   * @param {string} city
   */
  const bought = (book, city) =>
    [...categories].reduce((sum, category) => {
      const byMonth = book.get(`${city}|${category}`);
      return firstYear.reduce((part, month) => part + (byMonth?.get(month) ?? 0n), sum);
    }, 0n);
  return new Map(
    cities.map((city) => {
      const [us, wallet] = [bought(mine, city), bought(total, city)];
      return [city, openingStage(wallet > 0n ? Number(us) / Number(wallet) : null, us > 0n)];
    }),
  );
}

/** @param {Map<string, string>} stages */
async function* accountLines(stages) {
  yield 'externalId,name,city,region,country,stage\n';
  for (const [city, stage] of stages) yield `${city},${city},${city},Iowa,US,${stage}\n`;
}

/**
 * @param {LoadOptions} options
 * @param {Brand} brand
 */
async function* orderLinesOf({ folder, onRows }, brand) {
  let [lines, rows] = [
    'accountExternalId,productExternalId,productName,categoryExternalId,categoryName,orderedOn,orderNumber,lineNumber,quantity,netAmount\n',
    0,
  ];
  for await (const { week, item, city, county, liters, dollars } of salesOf(folder, brand)) {
    const category = categoryOf(item);
    // A city that lies in two counties orders by county.
    lines += `${city},${item},${item},${category},${category},${week},${week} ${city} ${county},${item},${liters},${dollars}\n`;
    rows += 1;
    if (rows < CHUNK) continue;
    yield lines;
    onRows?.(rows);
    [lines, rows] = ['', 0];
  }
  yield lines;
  onRows?.(rows);
}

/**
 * A month in which a city bought nothing is a wallet of zero: it is known, and a window of twelve months needs it.
 * @param {{ total: CityMonths, months: string[], categories: Set<string> }} purchases
 */
async function* walletLines({ total, months, categories }) {
  yield 'accountExternalId,categoryExternalId,month,months,amount,method,confidence,source,observedOn\n';
  const observedOn = `${months.at(-1)}-28`;
  for (const [key, byMonth] of total) {
    const [city, category = ''] = key.split('|');
    if (!categories.has(category)) continue;
    yield months
      .map((month) => {
        const cents = byMonth.get(month) ?? 0n;
        const amount = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        return `${city},${category},${month}-01,1,${amount},DECLARED,A,"${SOURCE}",${observedOn}\n`;
      })
      .join('');
  }
}

const SOURCE = `Ledger of the state's wholesaler: sum of ${BRANDS.map(({ name }) => name).join(', ')}`;

/**
 * @param {LoadOptions} options
 * @param {Brand} brand
 * @param {string} kind
 * @param {string} query
 * @param {AsyncGenerator<string>} lines
 * @returns {Promise<ImportReport>}
 */
async function send({ url, tokens }, brand, kind, query, lines) {
  const response = await fetch(`${url}/imports/${kind}?${query}&fileName=${brand.file}_${kind}.csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.get(brand.slug)}`, 'content-type': 'text/csv' },
    body: Readable.toWeb(Readable.from(lines)),
    duplex: 'half',
  });
  const report = /** @type {ImportReport & { code?: string, message?: string }} */ (await response.json());
  if (response.ok) return report;
  throw new LaunchError('IMPORT_FAILED', `${kind} of ${brand.name}: ${report.code} ${report.message}`);
}
