import type { Locale } from '../../platform/context/request-context.js';

/** What stands in a picture, by language. */
export interface PictureWords {
  readonly levelTitle: (account: string, weeks: number) => string;
  readonly rhythmTitle: (account: string) => string;
  readonly actual: string;
  readonly expected: string;
  readonly limit: string;
  readonly below: string;
  readonly order: string;
  readonly expectedOrder: string;
  readonly alarmFrom: string;
  readonly asOf: (day: string) => string;
  readonly missing: (part: string) => string;
  readonly silent: (days: number, usual: string) => string;
  readonly nothing: string;
}

export const PICTURE_WORDS: Readonly<Record<Locale, PictureWords>> = {
  en: {
    levelTitle: (account, weeks) => `${account}: sales of ${weeks} weeks`,
    rhythmTitle: (account) => `${account}: rhythm of orders`,
    actual: 'Actual',
    expected: 'Usual',
    limit: 'Limit',
    below: 'Below the limit',
    order: 'Order',
    expectedOrder: 'Next order expected',
    alarmFrom: 'Alarm from',
    asOf: (day) => `As of ${day}, freed from the season`,
    missing: (part) => `${part} below the usual`,
    silent: (days, usual) => `${days} days since the last order; usual are ${usual}`,
    nothing: 'The history is too short for a picture.',
  },
  'zh-CN': {
    levelTitle: (account, weeks) => `${account}：近 ${weeks} 周销售额`,
    rhythmTitle: (account) => `${account}：订货节奏`,
    actual: '实际',
    expected: '通常水平',
    limit: '警戒线',
    below: '低于警戒线',
    order: '订单',
    expectedOrder: '预计下次订货',
    alarmFrom: '预警起始',
    asOf: (day) => `截至 ${day}，已剔除季节因素`,
    missing: (part) => `比通常水平低 ${part}`,
    silent: (days, usual) => `距上次订货 ${days} 天；通常间隔 ${usual} 天`,
    nothing: '历史数据太短，无法绘图。',
  },
  'zh-TW': {
    levelTitle: (account, weeks) => `${account}：近 ${weeks} 週銷售額`,
    rhythmTitle: (account) => `${account}：訂貨節奏`,
    actual: '實際',
    expected: '通常水準',
    limit: '警戒線',
    below: '低於警戒線',
    order: '訂單',
    expectedOrder: '預計下次訂貨',
    alarmFrom: '預警起始',
    asOf: (day) => `截至 ${day}，已剔除季節因素`,
    missing: (part) => `比通常水準低 ${part}`,
    silent: (days, usual) => `距上次訂貨 ${days} 天；通常間隔 ${usual} 天`,
    nothing: '歷史資料太短，無法繪圖。',
  },
};
