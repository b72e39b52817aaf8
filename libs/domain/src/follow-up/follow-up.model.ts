import type { IsoDate } from '../calendar/date.js';
import { localizedTexts } from '../text/localized-text.js';

/** What somebody of ours is to do at an account because of a day: after goods arrived, before a season begins. */
export const FOLLOW_UP_KINDS = ['CALL_BACK', 'SEASON'] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

export const FOLLOW_UP_STATUSES = ['OPEN', 'DONE', 'DROPPED'] as const;
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number];

/** How far something is that was to be done. */
export interface FollowUp {
  readonly kind: FollowUpKind;
  readonly status: FollowUpStatus;
  readonly dueOn: IsoDate;
}

export interface FollowUpPolicy {
  /** Days after a delivery at which the customer is called back. */
  readonly callBackDays: number;
  /** Days overdue from which nobody is asked to call back any more: what is imported later calls for nothing. */
  readonly callBackLapseDays: number;
  /** Days before the day by which a season is to be talked over at which that becomes somebody's to do. */
  readonly seasonNoticeDays: number;
}

/** Two weeks after a delivery, for a month, and a month ahead: Mortise's own proposal, configurable. */
export const DEFAULT_FOLLOW_UP_POLICY: FollowUpPolicy = {
  callBackDays: 14,
  callBackLapseDays: 30,
  seasonNoticeDays: 28,
};

/** What is to be done, in words: `{day}` is the day that it is about, `{season}` the name of the season. */
export const FOLLOW_UP_TEXTS = localizedTexts<FollowUpKind>({
  CALL_BACK: [
    'Call back: how does what arrived on {day} serve them?',
    '電話回訪：{day} 到貨的產品使用情況如何',
    '电话回访：{day} 到货的产品使用情况如何',
  ],
  SEASON: [
    'Talk over the season with them, and what to promote: {season}, from {day} on',
    '與客戶商討旺季對策與促銷方案：{season}，{day} 起',
    '与客户商讨旺季对策与促销方案：{season}，{day} 起',
  ],
});
