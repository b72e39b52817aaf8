import type { LocalizedText } from '../text/localized-text.js';
import { CULTURE_DIMENSIONS, scoresOf, type CultureDimension, type CultureTable } from './culture-table.js';

/** Where their culture lies against ours in one dimension. */
export type CultureDirection = 'THEIRS_HIGHER' | 'THEIRS_LOWER';
export type CultureAdviceCode = `${CultureDimension}_${CultureDirection}`;

export interface CultureDifference {
  readonly dimension: CultureDimension;
  /** Theirs − ours, in points. */
  readonly difference: number;
  /** Null while the difference is no larger than the limit. */
  readonly advice: CultureAdviceCode | null;
}

/** Points of difference above which there is something to mind. Mortise's own proposal, configurable. */
export const CULTURE_ADVICE_LIMIT = 20;

/** What to mind in dealing with the other side; said of habits in business, never of a person. */
export const CULTURE_ADVICE: Readonly<Record<CultureAdviceCode, LocalizedText>> = {
  PDI_THEIRS_HIGHER: {
    en: 'Rank weighs more there: match levels in meetings and let seniors open the door.',
    'zh-CN': '对方更看重职级：会谈应级别对等，由高层先行引见。',
    'zh-TW': '對方更看重職級：會談應級別對等，由高層先行引見。',
  },
  PDI_THEIRS_LOWER: {
    en: 'Rank weighs less there: expect working staff to speak and decide, and speak to them directly.',
    'zh-CN': '对方不太看重职级：具体经办人员会直接发言和决定，可与之直接沟通。',
    'zh-TW': '對方不太看重職級：具體經辦人員會直接發言和決定，可與之直接溝通。',
  },
  UAI_THEIRS_HIGHER: {
    en: 'Uncertainty is less welcome there: bring written detail, dates and proof, and announce changes early.',
    'zh-CN': '对方更不喜欢不确定：请提供书面细节、日期与证明，变更须及早告知。',
    'zh-TW': '對方更不喜歡不確定：請提供書面細節、日期與證明，變更須及早告知。',
  },
  UAI_THEIRS_LOWER: {
    en: 'Open ends are welcome there: offer options and trials before complete plans.',
    'zh-CN': '对方能接受未定之事：可先提供选项与试用，不必一开始就给出完整方案。',
    'zh-TW': '對方能接受未定之事：可先提供選項與試用，不必一開始就給出完整方案。',
  },
  IDV_THEIRS_HIGHER: {
    en: 'Tasks come before ties there: come to the point, and name who is answerable for what.',
    'zh-CN': '对方先事后情：请直入主题，并明确谁对什么负责。',
    'zh-TW': '對方先事後情：請直入主題，並明確誰對什麼負責。',
  },
  IDV_THEIRS_LOWER: {
    en: 'Ties come before tasks there: take time to be introduced, and keep the same faces.',
    'zh-CN': '对方先情后事：请花时间相互介绍，并保持对接人员稳定。',
    'zh-TW': '對方先情後事：請花時間相互介紹，並保持對接人員穩定。',
  },
  MAS_THEIRS_HIGHER: {
    en: 'Achievement is shown more openly there: present results, rankings and ambitious goals.',
    'zh-CN': '对方更公开地看重成就：请展示成果、排名与进取的目标。',
    'zh-TW': '對方更公開地看重成就：請展示成果、排名與進取的目標。',
  },
  MAS_THEIRS_LOWER: {
    en: 'Balance and consent count more there: look for solutions that suit everybody involved.',
    'zh-CN': '对方更看重平衡与共识：请寻求各方都能接受的方案。',
    'zh-TW': '對方更看重平衡與共識：請尋求各方都能接受的方案。',
  },
  LTO_THEIRS_HIGHER: {
    en: 'The long view counts there: talk about the coming years and what you invest together.',
    'zh-CN': '对方着眼长远：请谈未来数年与共同投入。',
    'zh-TW': '對方著眼長遠：請談未來數年與共同投入。',
  },
  LTO_THEIRS_LOWER: {
    en: 'Near results count there: show what is gained this quarter, and keep to what is customary.',
    'zh-CN': '对方看重近期成果：请说明本季度的收益，并尊重惯例。',
    'zh-TW': '對方看重近期成果：請說明本季度的收益，並尊重慣例。',
  },
  IVR_THEIRS_HIGHER: {
    en: 'Ease and enjoyment have their place in business there: a friendly tone helps.',
    'zh-CN': '对方在商务中也讲求轻松愉快：友好的语气有帮助。',
    'zh-TW': '對方在商務中也講求輕鬆愉快：友好的語氣有幫助。',
  },
  IVR_THEIRS_LOWER: {
    en: 'Restraint is expected there: stay factual, and keep hospitality modest.',
    'zh-CN': '对方讲求克制：请就事论事，招待从简。',
    'zh-TW': '對方講求克制：請就事論事，招待從簡。',
  },
};

/**
 * Differences of culture, theirs − ours, in every dimension that both countries have in the table; advice where the
 * difference is larger than the limit. Never part of a score of people or of risk. O(1).
 */
export function cultureDifferences(
  table: CultureTable,
  ours: string,
  theirs: string,
  limit: number = CULTURE_ADVICE_LIMIT,
): readonly CultureDifference[] {
  const [a, b] = [scoresOf(table, ours), scoresOf(table, theirs)];
  return CULTURE_DIMENSIONS.flatMap((dimension) => {
    const difference = (b?.[dimension] ?? NaN) - (a?.[dimension] ?? NaN);
    if (!Number.isFinite(difference)) return [];
    const direction: CultureDirection = difference > 0 ? 'THEIRS_HIGHER' : 'THEIRS_LOWER';
    const advice = Math.abs(difference) > limit ? (`${dimension}_${direction}` as const) : null;
    return [{ dimension, difference, advice }];
  });
}
