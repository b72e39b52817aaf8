/** Accounts of the files: more than are judged in one step. The first of them have ordered. */
const ACCOUNTS = 540;
const ORDERING = 200;
const PRODUCTS = 10;
/** The last day of the files: long gone, so that everything is judged as of it, whatever day it is. */
const END = Date.UTC(2025, 5, 30);
const DAY = 86_400_000;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
/** The same number for the same place in the files, so that figures do not look alike. */
const mix = (a: number, b: number): number => (Math.imul(a + 1, 2_654_435_761) ^ Math.imul(b + 7, 40_503)) >>> 0;

/** A year of orders every other week up to the last day; of each ten accounts one stopped early, one fell to a third. */
function baseline(): string[] {
  const rows = ['order,line,account,product,category,date,quantity,net,list,cost'];
  for (let week = 0; week < 54; week += 2) {
    const time = END - (52 - week) * 7 * DAY;
    for (let c = 0; c < ORDERING; c++) {
      if (c % 10 === 0 && week > 30 + (c % 20)) continue;
      const product = mix(c, week % 6) % PRODUCTS;
      const net = (2_000 + (mix(c, week) % 900)) / (c % 10 === 1 && week > 44 ? 3 : 1) / 10;
      const values = c % 3 === 0 ? `${(net * 1.2).toFixed(2)},${(net * 0.7).toFixed(2)}` : ',';
      rows.push(
        `B${week}-${c},1,C${c},I${product},G${product % 3},${dayOf(time)},${1 + (c % 7)},${net.toFixed(2)},${values}`,
      );
    }
  }
  return rows;
}

/** More orders of a part of the accounts, also of those that had stopped, with returns and a product that is new. */
function orderLines(): string[] {
  const rows = ['order,line,account,product,category,date,quantity,net,list,cost'];
  for (let i = 0; i < 4_000; i++) {
    const c = i % ORDERING;
    const product = i % 50 === 0 ? 'NEW' : `I${mix(c, i % 40) % PRODUCTS}`;
    const group = product === 'NEW' ? 'G9' : `G${Number(product.slice(1)) % 3}`;
    const sign = i % 41 === 0 ? '-' : '';
    const date = dayOf(END - (Math.floor(i / ORDERING) * 9 + (c % 5)) * DAY);
    rows.push(
      `N${i},${1 + (i % 2)},C${c},${product},${group},${date},${sign}${1 + (i % 9)},${sign}${50 + (mix(c, i) % 400)}.${10 + (i % 90)},,`,
    );
  }
  return rows;
}

function invoices(): string[] {
  const rows = ['account,number,issuedOn,dueOn,amount,disputed,settledOn'];
  for (let i = 0; i < 1_500; i++) {
    const issued = END - (400 - (i % 390)) * DAY;
    const settled = i % 3 === 0 ? '' : dayOf(Math.min(END, issued + (20 + (i % 60)) * DAY));
    rows.push(
      `C${100 + (i % 200)},F${i},${dayOf(issued)},${dayOf(issued + 30 * DAY)},${100 + (mix(i, 3) % 5_000)}.50,${i % 70 === 0 ? 'yes' : ''},${settled}`,
    );
  }
  return rows;
}

function deliveries(): string[] {
  const rows = ['account,order,line,promisedOn,quantity,deliveredOn,deliveredQuantity'];
  for (let i = 0; i < 800; i++) {
    const promised = END - (10 + (i % 300)) * DAY;
    const late = i % 6 === 0 ? 5 : 0;
    rows.push(
      `C${50 + (i % 250)},D${i},1,${dayOf(promised)},${2 + (i % 9)},${dayOf(promised + late * DAY)},${i % 8 === 0 ? 1 : 2 + (i % 9)}`,
    );
  }
  return rows;
}

/** What a supplier had before, in the order in which it is loaded: kind and rows, the header first. */
export const BEFORE: readonly (readonly [kind: string, rows: readonly string[]])[] = [
  ['accounts', ['externalId,name', ...times(ACCOUNTS, (c) => `C${c},Customer ${c}`)]],
  ['order-lines', baseline()],
  [
    'wallets',
    [
      'account,category,month,amount,method,confidence,source',
      ...times(
        120,
        (i) => `C${i % 60},G${i % 3},202${4 + Math.floor(i / 60)}-01,${30_000 + i * 7}.13,DECLARED,A,interview`,
      ),
    ],
  ],
];

/** What arrives while processes die. */
export const ARRIVING = { 'order-lines': orderLines(), invoices: invoices(), deliveries: deliveries() } as const;

/** A file of another supplier, who calls its customers and products by the same numbers. */
export const FOREIGN: readonly string[] = [
  'order,line,account,product,category,date,quantity,net',
  ...times(
    1_500,
    (i) =>
      `N${i},${1 + (i % 2)},C${i % ORDERING},I${i % PRODUCTS},G${i % 3},${dayOf(END - (i % 200) * DAY)},1,${1 + (i % 17)}.00`,
  ),
];
