import { type AdvisoryText, type FigureAdvisory, PRODUCT_LANGUAGES, type ProductLanguage } from '@mortise/domain';
import type { AdvisoryFact, FigureReading } from './advisory-figures.service.js';

interface Figures {
  readonly measured: string;
  readonly limit: string;
  /** The two collection periods, where they are what it rests on. */
  readonly before: string;
  readonly now: string;
  /** The year of the statement; empty where people observed it. */
  readonly year: string;
}

type Words = (figures: Figures) => Pick<AdvisoryText, 'title' | 'body'>;

/** What a person begins with; the customer reads what became of it. No blame, the figure, and what could be done together. */
const WORDS: Readonly<Record<FigureAdvisory, Readonly<Record<ProductLanguage, Words>>>> = {
  STOCK_CEILING: {
    en: ({ measured, limit, year }) => ({
      title: `Your stock lasts for about ${measured} days`,
      body: `${year === '' ? 'By what we know of your stock and its sales' : `By your figures for ${year}`}, your stock lasts for about ${measured} days. We take ${limit} days for the upper limit: what lies longer ties up money and may go out of date.

We would like to look at it with you: which of your orders with us could come later or in smaller lots, and what would help to sell what is there.`,
    }),
    'zh-CN': ({ measured, limit, year }) => ({
      title: `贵公司库存约可用 ${measured} 天`,
      body: `${year === '' ? '据我们了解的库存与销售情况' : `根据贵公司 ${year} 年的数据`}，目前库存约可用 ${measured} 天。我们建议的库存上限为 ${limit} 天：超出部分会占用资金，并有过期贬值的风险。

我们愿与您一起商讨：哪些订单可以推迟或分批交付，以及如何帮助消化现有库存。`,
    }),
    'zh-TW': ({ measured, limit, year }) => ({
      title: `貴公司庫存約可用 ${measured} 天`,
      body: `${year === '' ? '據我們瞭解的庫存與銷售情況' : `根據貴公司 ${year} 年的資料`}，目前庫存約可用 ${measured} 天。我們建議的庫存上限為 ${limit} 天：超出部分會占用資金，並有過期貶值的風險。

我們願與您一起商討：哪些訂單可以延後或分批交付，以及如何協助消化現有庫存。`,
    }),
  },
  CASH_COLLECTION_CYCLE: {
    en: ({ measured, before, now, year }) => ({
      title: `Your customers pay about ${measured} days later than a year before`,
      body: `By your figures for ${year}, your own customers take about ${now} days to pay, after ${before} days in the year before. Money that comes in later has to be found elsewhere.

We would like to talk about it with you: which of your customers have slowed down, and whether other payment terms or delivery in parts would help you meanwhile.`,
    }),
    'zh-CN': ({ measured, before, now, year }) => ({
      title: `贵公司回款比上一年慢约 ${measured} 天`,
      body: `根据贵公司 ${year} 年的数据，回款周期约为 ${now} 天，上一年为 ${before} 天。资金回笼变慢，需要另行筹措资金。

我们愿与您一起商讨：哪些客户付款变慢，以及调整付款条件或分批交付是否有所帮助。`,
    }),
    'zh-TW': ({ measured, before, now, year }) => ({
      title: `貴公司回款比前一年慢約 ${measured} 天`,
      body: `根據貴公司 ${year} 年的資料，回款週期約為 ${now} 天，前一年為 ${before} 天。資金回籠變慢，需要另行籌措資金。

我們願與您一起商討：哪些客戶付款變慢，以及調整付款條件或分批交付是否有所幫助。`,
    }),
  },
};

/** Texts to begin with, in those languages that both the policy and Mortise know; none where there is nothing to warn of. */
export function draftsOf(
  { kind, measured, limit, beyond, facts }: FigureReading,
  languages: readonly string[],
): readonly AdvisoryText[] {
  if (!beyond || measured === null) return [];
  // A figure just beyond its limit must not read as the limit itself.
  const maximumFractionDigits = measured - limit < 1 ? 1 : 0;
  const offered = PRODUCT_LANGUAGES.filter((language) => languages.includes(language));
  return offered.map((language) => {
    const days = (value: number | undefined): string =>
      value === undefined ? '' : new Intl.NumberFormat(language, { maximumFractionDigits }).format(value);
    const [first, last] = [facts[0], facts.at(-1)];
    const figures = {
      measured: days(measured),
      limit: days(limit),
      before: days(first?.value),
      now: days(last?.value),
    };
    return { language, ...WORDS[kind][language]({ ...figures, year: yearOf(last) }) };
  });
}

function yearOf(fact: AdvisoryFact | undefined): string {
  return fact?.fiscalYear == null ? '' : String(fact.fiscalYear);
}
