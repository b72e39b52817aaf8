import {
  addMonths,
  addMonthsToDate,
  dateOfEpochDay,
  epochDay,
  type IsoDate,
  monthOf,
  type Month,
} from '@mortise/domain';
import { demoPromotionOf } from './demo-promotions.js';
import { DEMO_CATEGORIES, type DemoAccount, type DemoCategory, type DemoTrade } from './demo.data.js';

/** Months of trade before the demo's day that are told of all accounts. */
export const TRADE_MONTHS = 36;

/** The files of the demo, as an ERP would export them. */
export interface DemoFiles {
  readonly orderLines: string;
  readonly wallets: string;
  readonly costsToServe: string;
}

/** Three years of trade, or so many months, that end on `today`. The same day always gives the same files. */
export function demoFiles(
  accounts: readonly Pick<DemoAccount, 'key' | 'trade'>[],
  today: IsoDate,
  { months = TRADE_MONTHS, promotions = true } = {},
): DemoFiles {
  const lines = [
    'accountExternalId,productExternalId,orderedOn,orderNumber,lineNumber,quantity,netAmount,listAmount,costAmount,lot,promotion',
  ];
  const wallets = ['accountExternalId,categoryExternalId,month,months,amount,method,confidence,source,observedOn'];
  const costs = ['accountExternalId,month,driver,quantity,rate'];
  for (const { key, trade } of accounts) {
    if (!trade) continue;
    const random = randomFrom(key);
    const days = orderDays(trade, today, months, random);
    const terms = termsOf(key);
    for (let ago = months; ago >= 0; ago--) {
      const month = addMonths(monthOf(today), -ago);
      const inMonth = days.filter((day) => monthOf(day) === month);
      if (inMonth.length > 0) {
        costs.push([key, month, 'ORDERS', inMonth.length, '320.00'].join(','));
        costs.push([key, month, 'SALES_HOURS', terms.salesHours, '650.00'].join(','));
      }
      for (const [category, perMonth] of Object.entries(trade.wallet) as [DemoCategory, number][]) {
        const wallet = Math.round(perMonth * seasonOf(month) * (0.95 + 0.1 * random()));
        if (ago > 0)
          wallets.push(
            [
              key,
              category,
              `${month}-01`,
              1,
              `${wallet}.00`,
              'DECLARED',
              'A',
              'Purchasing report of the customer',
              today,
            ].join(','),
          );
        const sold = Math.round(wallet * shareAt(trade, ago) * 100);
        lines.push(
          ...orderLinesOf({
            account: key,
            category,
            days: inMonth,
            terms,
            sold: ago > 0 ? BigInt(sold) : (BigInt(sold) * BigInt(today.slice(8))) / 31n,
            random,
            promotionOn: (day) => (promotions ? demoPromotionOf(category, day, today) : ''),
          }),
        );
      }
    }
  }
  return {
    orderLines: `${lines.join('\n')}\n`,
    wallets: `${wallets.join('\n')}\n`,
    costsToServe: `${costs.join('\n')}\n`,
  };
}

function orderDays(
  { daysBetweenOrders: step, silentDays = 0 }: DemoTrade,
  today: IsoDate,
  months: number,
  random: () => number,
): IsoDate[] {
  const last = epochDay(today) - (silentDays > 0 ? silentDays : Math.floor(step / 2));
  const first = epochDay(addMonthsToDate(today, -months));
  const days: IsoDate[] = [];
  for (let day = last; day >= first; day -= Math.max(1, Math.round(step * (0.8 + 0.4 * random()))))
    days.push(dateOfEpochDay(day));
  return days.reverse();
}

/** What an account pays and costs: its discount and the cost of goods in percent, and the hours sales spends on it a month. */
interface Terms {
  readonly discount: number;
  readonly cost: number;
  readonly salesHours: number;
}

/** Numbers of their own, so that the story of the orders stays what it is. */
function termsOf(account: string): Terms {
  const random = randomFrom(`${account} terms`);
  return {
    discount: 3 + Math.floor(12 * random()),
    cost: 58 + Math.floor(24 * random()),
    salesHours: 2 + Math.floor(14 * random()),
  };
}

function decimal(minor: bigint): string {
  return `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
}

/** What was sold in a month, spread over its orders; cents that do not divide go to the first. */
function orderLinesOf({
  account,
  category,
  days,
  terms,
  sold,
  random,
  promotionOn,
}: {
  readonly account: string;
  readonly category: DemoCategory;
  readonly days: readonly IsoDate[];
  readonly terms: Terms;
  readonly sold: bigint;
  readonly random: () => number;
  readonly promotionOn: (day: IsoDate) => string;
}): string[] {
  if (days.length === 0 || sold === 0n) return [];
  const each = sold / BigInt(days.length);
  return days.map((day, index) => {
    const net = index === 0 ? sold - each * BigInt(days.length - 1) : each;
    const product = `${category}-${1 + Math.floor(random() * 3)}`;
    const order = `${account}-${day.replaceAll('-', '')}`;
    return [
      account,
      product,
      day,
      order,
      category === 'PLATE' ? 10 : 20,
      1 + Math.floor(random() * 6),
      decimal(net),
      decimal((net * 100n) / BigInt(100 - terms.discount)),
      decimal((net * BigInt(terms.cost)) / 100n),
      `L${day.slice(2, 7).replace('-', '')}`,
      promotionOn(day),
    ].join(',');
  });
}

function shareAt({ share }: DemoTrade, monthsAgo: number): number {
  return share.reduce((current, step) => (step.from >= monthsAgo ? step.share : current), 0);
}

/** More before winter, less in summer. */
function seasonOf(month: Month): number {
  return 1 + 0.12 * Math.cos((2 * Math.PI * (Number(month.slice(5)) - 11)) / 12);
}

/** Numbers in [0, 1) that look random and are the same for the same text (mulberry32 on an FNV-1a hash). */
function randomFrom(text: string): () => number {
  let state = [...text].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Products of the demo: `PLATE-1`, … */
export function demoProducts(): { externalId: string; name: string; category: DemoCategory }[] {
  return DEMO_CATEGORIES.flatMap(({ key, products }) =>
    products.map((name, index) => ({ externalId: `${key}-${index + 1}`, name, category: key })),
  );
}
