import { groupByName } from '../collection/group-by.js';
import { mean, variance } from '../statistics/descriptive.js';
import type { Interval } from '../statistics/interval.js';
import {
  clampedInterval,
  countAnswers,
  netPromoterScore,
  NPS_RULE,
  type SurveyRule,
  type SurveyScore,
} from './survey-score.js';

/** One answer to "how likely would you recommend us". */
export interface NpsAnswer {
  readonly account: string;
  readonly score: number;
  /** Whether the respondent decides on purchases. */
  readonly decisionMaker: boolean;
}

export type AccountMeanNps =
  | {
      readonly known: true;
      readonly score: number;
      readonly standardError: number;
      readonly interval: Interval;
      readonly accounts: number;
    }
  | { readonly known: false; readonly reason: 'TOO_FEW_ACCOUNTS'; readonly accounts: number };

/** The score counted in three ways, because a large account with many respondents can drown all others. */
export interface NpsViews {
  /** Every respondent counts once. */
  readonly respondents: SurveyScore;
  /** Every account counts once, however many of its people answered; SE over accounts. */
  readonly accounts: AccountMeanNps;
  readonly decisionMakers: SurveyScore;
  readonly rule: SurveyRule;
}

/**
 * Net promoter score over all respondents, over accounts and over decision makers. The score of an account with few
 * respondents takes part in the mean but is never given by itself. O(n log n).
 *
 * @throws InvalidValueError as {@link netPromoterScore}
 */
export function npsViews(answers: readonly NpsAnswer[], rule: SurveyRule = NPS_RULE): NpsViews {
  return {
    respondents: netPromoterScore(scoresOf(answers), rule),
    accounts: accountMean(answers, rule),
    decisionMakers: netPromoterScore(scoresOf(answers.filter(({ decisionMaker }) => decisionMaker)), rule),
    rule,
  };
}

function accountMean(answers: readonly NpsAnswer[], rule: SurveyRule): AccountMeanNps {
  const nets = groupByName(answers, ({ account }) => account).map(([, own]) => {
    const { good, bad, respondents } = countAnswers(scoresOf(own), rule);
    return (100 * (good - bad)) / respondents;
  });
  const score = mean(nets);
  const spread = variance(nets);
  if (score === undefined || spread === undefined || nets.length < rule.minimumRespondents)
    return { known: false, reason: 'TOO_FEW_ACCOUNTS', accounts: nets.length };
  const standardError = Math.sqrt(spread / nets.length);
  const interval = clampedInterval(score, standardError, rule.confidence, { lowest: -100, highest: 100 });
  return { known: true, score, standardError, interval, accounts: nets.length };
}

const scoresOf = (answers: readonly NpsAnswer[]): readonly number[] => answers.map(({ score }) => score);
