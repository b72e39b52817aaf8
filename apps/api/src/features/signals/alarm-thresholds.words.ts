import { type CommitteeMember, type LocalizedText, localizedTexts } from '@mortise/domain';
import type { Locale } from '../../platform/context/request-context.js';
import type { StoredTuning } from './committee-calibration.service.js';

const NAMES: Readonly<Record<CommitteeMember, LocalizedText>> = localizedTexts({
  ORDER_GAP: ['Days without an order', '未下單天數', '未下单天数'],
  FOUR_WEEK_LEVEL: ['Sales of four weeks', '近四週銷售', '近四周销售'],
  THIRTEEN_WEEK_LEVEL: ['Sales of thirteen weeks', '近十三週銷售', '近十三周销售'],
});

interface Told extends StoredTuning {
  readonly detector: CommitteeMember;
  readonly threshold: number;
  readonly enabled: boolean;
  readonly days: number;
}

/** Which threshold went from what to what, because of which labels. */
export function thresholdWords(told: Told, locale: Locale): string {
  const { detector, threshold, untuned, confirmed, falseAlarms, budgetShare, enabled, days } = told;
  const figure = (value: number): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(budgetShare);
  const name = NAMES[detector][locale];
  const labels = confirmed + falseAlarms;
  const [now, before] = [figure(threshold), figure(untuned)];
  const text = SENTENCES[enabled ? (budgetShare < 1 ? 'raised' : 'kept') : 'off'][locale];
  const values = { name, now, before, labels, falseAlarms, days, share };
  return text.replace(/\{(\w+)\}/g, (_, key: keyof typeof values) => String(values[key]));
}

const SENTENCES = localizedTexts({
  raised: [
    '{name}: threshold raised from {before} to {now}, because {falseAlarms} of the {labels} alerts that were judged in the last {days} days were false alarms; this detector may use {share} of its part of the alarm budget.',
    '{name}：門檻由 {before} 提高到 {now}，因為近 {days} 天經人判斷的 {labels} 個警報中有 {falseAlarms} 個是誤報；此偵測可使用其警報預算的 {share}。',
    '{name}：阈值由 {before} 提高到 {now}，因为近 {days} 天经人判断的 {labels} 个警报中有 {falseAlarms} 个是误报；该检测可使用其警报预算的 {share}。',
  ],
  kept: [
    '{name}: threshold {now}; {falseAlarms} of the {labels} alerts that were judged in the last {days} days were false alarms, which changes nothing.',
    '{name}：門檻 {now}；近 {days} 天經人判斷的 {labels} 個警報中有 {falseAlarms} 個是誤報，門檻不變。',
    '{name}：阈值 {now}；近 {days} 天经人判断的 {labels} 个警报中有 {falseAlarms} 个是误报，阈值不变。',
  ],
  off: [
    '{name}: threshold {now}; labels change no threshold, for the policy has switched that off.',
    '{name}：門檻 {now}；依規則設定，人員的判斷不會改變門檻。',
    '{name}：阈值 {now}；按规则设置，人员的判断不会改变阈值。',
  ],
});
