import { InvalidValueError } from '../errors/invalid-value.error.js';
import { divideRounded } from '../money/money.js';

/** Net sales of one customer and one product in a period. */
export interface SalesCell {
  readonly customer: string;
  readonly product: string;
  /** Units sold less units returned, ≥ 0; six decimals count. */
  readonly quantity: number;
  readonly salesMinor: bigint;
}

/** Why net sales changed; the four effects add up to the change to the minor unit. */
export interface SalesChange {
  readonly beforeMinor: bigint;
  readonly afterMinor: bigint;
  readonly changeMinor: bigint;
  /** Sales of customers that are new less those of customers that are gone. */
  readonly customerMinor: bigint;
  /** Of customers in both periods: what the change of their total quantity is worth at the average price before. */
  readonly volumeMinor: bigint;
  /** Of what they bought in both periods: quantity after × change of price. */
  readonly priceMinor: bigint;
  /** The rest: what they bought moved to dearer or cheaper products and customers, new and dropped products included. */
  readonly mixMinor: bigint;
}

interface Cell {
  readonly quantity: bigint;
  readonly salesMinor: bigint;
}

/**
 * Decomposes a change of net sales between two periods into customer, volume, price and mix (price-volume-mix analysis
 * of management accounting, with gained and lost customers apart). Several cells of one customer and product are added
 * up, and the order of cells does not matter. A price is known where a cell has a positive quantity in both periods;
 * sales without quantity (services, freight) go into mix; cells without either are no trade. Exact: no remainder is lost. O(cells).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a quantity that is negative or above 9 × 10⁹
 */
export function decomposeSalesChange(before: readonly SalesCell[], after: readonly SalesCell[]): SalesChange {
  const [earlier, later] = [cellsByCustomer(before), cellsByCustomer(after)];
  const [beforeMinor, afterMinor] = [salesOf(before), salesOf(after)];
  let [customerMinor, priceMinor] = [0n, 0n];
  let [quantityBefore, quantityAfter, keptBefore, keptAfter] = [0n, 0n, 0n, 0n];
  for (const customer of new Set([...earlier.keys(), ...later.keys()])) {
    const [was, is] = [earlier.get(customer), later.get(customer)];
    const [soldBefore, soldAfter] = [salesOf(was?.values() ?? []), salesOf(is?.values() ?? [])];
    if (was === undefined || is === undefined) {
      customerMinor += soldAfter - soldBefore;
      continue;
    }
    keptBefore += soldBefore;
    keptAfter += soldAfter;
    for (const { quantity } of was.values()) quantityBefore += quantity;
    for (const { quantity } of is.values()) quantityAfter += quantity;
    for (const [product, now] of is) priceMinor += priceEffect(was.get(product), now);
  }
  const volumeMinor =
    quantityBefore === 0n ? 0n : divideRounded(keptBefore * (quantityAfter - quantityBefore), quantityBefore);
  const mixMinor = keptAfter - keptBefore - volumeMinor - priceMinor;
  const changeMinor = afterMinor - beforeMinor;
  return { beforeMinor, afterMinor, changeMinor, customerMinor, volumeMinor, priceMinor, mixMinor };
}

/** quantity after × (price after − price before) = sales after − sales before × quantity after ÷ quantity before. */
function priceEffect(was: Cell | undefined, now: Cell): bigint {
  if (was === undefined || was.quantity === 0n || now.quantity === 0n) return 0n;
  return now.salesMinor - divideRounded(was.salesMinor * now.quantity, was.quantity);
}

function cellsByCustomer(cells: readonly SalesCell[]): ReadonlyMap<string, ReadonlyMap<string, Cell>> {
  const customers = new Map<string, Map<string, Cell>>();
  for (const { customer, product, quantity, salesMinor } of cells) {
    if (!(quantity >= 0 && quantity <= 9e9)) throw new InvalidValueError('INVALID_NUMBER', quantity);
    if (quantity === 0 && salesMinor === 0n) continue;
    const products = customers.get(customer) ?? new Map<string, Cell>();
    customers.set(customer, products);
    const sum = products.get(product) ?? { quantity: 0n, salesMinor: 0n };
    const millionths = BigInt(Math.round(quantity * 1_000_000));
    products.set(product, { quantity: sum.quantity + millionths, salesMinor: sum.salesMinor + salesMinor });
  }
  return customers;
}

function salesOf(cells: Iterable<{ readonly salesMinor: bigint }>): bigint {
  let total = 0n;
  for (const { salesMinor } of cells) total += salesMinor;
  return total;
}
