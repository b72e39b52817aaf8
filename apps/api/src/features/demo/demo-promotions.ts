import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';

/** The files of the demo about promotions and customers' finances, as they would be imported. */
export interface DemoCampaigns {
  readonly promotions: string;
  readonly uptakes: string;
  readonly financials: string;
}

/** First and last day of the promotion that order lines name, in days before the demo's. */
const PLATES = { code: 'PLATES-SPRING', category: 'PLATE', from: 160, to: 133 } as const;

/** The promotion that an order line of a category and day names; empty for none. */
export function demoPromotionOf(category: string, day: IsoDate, today: IsoDate): string {
  const ago = epochDay(today) - epochDay(day);
  return category === PLATES.category && ago <= PLATES.from && ago >= PLATES.to ? PLATES.code : '';
}

/** Two promotions that are over, of which orders name one, and one that runs: the card shows what came of it. */
export function demoCampaigns(today: IsoDate): DemoCampaigns {
  const from = (daysAgo: number): IsoDate => dateOfEpochDay(epochDay(today) - daysAgo);
  const year = Number(today.slice(0, 4));
  return {
    promotions: lines(
      'code,name,startsOn,endsOn,mechanic,discountPercent,buyQuantity,freeQuantity,cost,product,category,audience,country,terms',
      `${PLATES.code},Plates before the season,${from(PLATES.from)},${from(PLATES.to)},DISCOUNT,6,,,45000.00,,${PLATES.category},EVERYBODY,,6 % off plate exchangers ordered in four weeks`,
      `TUBES-TEN,Ten tubes and one more,${from(110)},${from(83)},FREE_GOODS,,10,1,12000.00,TUBE-1,,PARTICIPANTS,,One bundle free for ten`,
      `OPEN-HOUSE,Open house at the works,${from(14)},${from(-14)},SUPPORT,,,,80000.00,,,EVERYBODY,CN,Training and a test stand`,
    ),
    uptakes: lines(
      'promotionCode,accountExternalId,agreedOn,note',
      `TUBES-TEN,DONGHAI-REFINING,${from(118)},Three bundles`,
      `TUBES-TEN,RHINE-CHEMICALS,${from(112)},`,
    ),
    financials: lines(
      'accountExternalId,fiscalYear,currency,revenue,netIncome,totalAssets,currentAssets,currentLiabilities,receivables,inventory,costOfGoods,purchases,source',
      `DONGHAI-REFINING,${year - 2},CNY,48200000000,1930000000,61000000000,18400000000,13100000000,5100000000,4300000000,40100000000,37900000000,Annual report`,
      `DONGHAI-REFINING,${year - 1},CNY,51600000000,2270000000,63500000000,19900000000,12900000000,4800000000,4500000000,42300000000,40200000000,Annual report`,
      `RHINE-CHEMICALS,${year - 2},EUR,1840000000,97000000,2250000000,690000000,455000000,281000000,196000000,1395000000,1120000000,Federal gazette`,
      `RHINE-CHEMICALS,${year - 1},EUR,1710000000,31000000,2310000000,655000000,540000000,334000000,221000000,1362000000,,Federal gazette`,
      `TAIHU-HEATING,${year - 1},CNY,94000000,-2100000,,31000000,36000000,27500000,,,,Told by its purchasing manager`,
    ),
  };
}

function lines(...rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}
