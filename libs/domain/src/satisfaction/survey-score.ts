import { InvalidValueError } from '../errors/invalid-value.error.js';
import { mean, variance } from '../statistics/descriptive.js';
import { normalInterval, wilsonInterval, type Interval } from '../statistics/interval.js';
import { ELEVEN_POINTS, FIVE_POINTS, onScale, SEVEN_POINTS, type RatingScale } from './rating-scale.js';

/** How answers become a score; kept with every result, so that an old figure stays readable when the rule changes. */
export interface SurveyRule {
  readonly metric: 'NPS' | 'CSAT' | 'CES';
  readonly version: number;
  readonly scale: RatingScale;
  /** Answers from here on count as good: promoters, satisfied, easy. */
  readonly goodFrom: number;
  /** Answers up to here count as bad: detractors, dissatisfied, hard. */
  readonly badTo: number;
  /** Below this number of respondents (and below two) only counts are given. */
  readonly minimumRespondents: number;
  /** Of the interval, in (0, 1). */
  readonly confidence: number;
}

/** A single answer says nothing of its own error. */
const LEAST_RESPONDENTS = 2;

const COMMON = { version: 1, minimumRespondents: 5, confidence: 0.95 } as const;

/** Promoters 9–10, detractors 0–6 of "how likely would you recommend us" (Reichheld 2003). */
export const NPS_RULE: SurveyRule = { ...COMMON, metric: 'NPS', scale: ELEVEN_POINTS, goodFrom: 9, badTo: 6 };

/** Satisfied 4–5 of five ("top two boxes"). */
export const CSAT_RULE: SurveyRule = { ...COMMON, metric: 'CSAT', scale: FIVE_POINTS, goodFrom: 4, badTo: 2 };

/** Agreement from 1 to 7 that it was easy to get one's matter handled (Dixon, Freeman & Toman 2010, later wording). */
export const CES_RULE: SurveyRule = { ...COMMON, metric: 'CES', scale: SEVEN_POINTS, goodFrom: 5, badTo: 3 };

/** How many answered, and how. */
export interface AnswerCounts {
  readonly respondents: number;
  readonly good: number;
  readonly neutral: number;
  readonly bad: number;
}

export type SurveyScore =
  | {
      readonly known: true;
      readonly score: number;
      readonly standardError: number;
      readonly interval: Interval;
      readonly counts: AnswerCounts;
      readonly rule: SurveyRule;
    }
  | {
      readonly known: false;
      readonly reason: 'TOO_FEW_RESPONDENTS';
      readonly counts: AnswerCounts;
      readonly rule: SurveyRule;
    };

/**
 * Net promoter score in points from −100 to 100: %good − %bad, SE = √((p₊ + p₋ − (p₊ − p₋)²) ÷ n), normal interval
 * within the scale. O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for answers off the scale; see {@link countAnswers}
 */
export function netPromoterScore(answers: readonly number[], rule: SurveyRule = NPS_RULE): SurveyScore {
  return score(answers, rule, (counts) => netShare(counts, rule));
}

/** Customer satisfaction score in percent: share of good answers, SE = √(p(1 − p) ÷ n), Wilson's interval. O(n). */
export function customerSatisfactionScore(answers: readonly number[], rule: SurveyRule = CSAT_RULE): SurveyScore {
  return score(answers, rule, ({ good, respondents }) => {
    const share = good / respondents;
    const { lower, upper } = wilsonInterval(good, respondents, rule.confidence) as Interval;
    const standardError = 100 * Math.sqrt((share * (1 - share)) / respondents);
    return { score: 100 * share, standardError, interval: { lower: 100 * lower, upper: 100 * upper } };
  });
}

/** Customer effort score: mean agreement on the scale, SE = s ÷ √n, normal interval within the scale. O(n). */
export function customerEffortScore(answers: readonly number[], rule: SurveyRule = CES_RULE): SurveyScore {
  return score(answers, rule, ({ respondents }) => {
    const centre = mean(answers) as number;
    const standardError = Math.sqrt((variance(answers) as number) / respondents);
    const interval = clampedInterval(centre, standardError, rule.confidence, rule.scale);
    return { score: centre, standardError, interval };
  });
}

interface Figures {
  readonly score: number;
  readonly standardError: number;
  readonly interval: Interval;
}

function score(answers: readonly number[], rule: SurveyRule, compute: (counts: AnswerCounts) => Figures): SurveyScore {
  const counts = countAnswers(answers, rule);
  if (counts.respondents < Math.max(rule.minimumRespondents, LEAST_RESPONDENTS))
    return { known: false, reason: 'TOO_FEW_RESPONDENTS', counts, rule };
  return { known: true, ...compute(counts), counts, rule };
}

/**
 * Answers by kind. Throws `INVALID_NUMBER` for an answer off the scale or a confidence outside (0, 1), and
 * `INVALID_RANK` for a rule whose good and bad answers overlap.
 */
export function countAnswers(answers: readonly number[], rule: SurveyRule): AnswerCounts {
  if (!(rule.badTo < rule.goodFrom)) throw new InvalidValueError('INVALID_RANK', `${rule.badTo}/${rule.goodFrom}`);
  if (!(rule.confidence > 0 && rule.confidence < 1)) throw new InvalidValueError('INVALID_NUMBER', rule.confidence);
  for (const answer of answers) onScale(answer, rule.scale);
  const good = answers.filter((answer) => answer >= rule.goodFrom).length;
  const bad = answers.filter((answer) => answer <= rule.badTo).length;
  return { respondents: answers.length, good, neutral: answers.length - good - bad, bad };
}

function netShare({ respondents, good, bad }: AnswerCounts, { confidence }: SurveyRule): Figures {
  const net = (good - bad) / respondents;
  const spread = Math.max(0, (good + bad) / respondents - net ** 2);
  const standardError = 100 * Math.sqrt(spread / respondents);
  const interval = clampedInterval(100 * net, standardError, confidence, { lowest: -100, highest: 100 });
  return { score: 100 * net, standardError, interval };
}

/** centre ± z·SE, held within what a score can be. */
export function clampedInterval(
  centre: number,
  standardError: number,
  confidence: number,
  { lowest, highest }: RatingScale,
): Interval {
  const { lower, upper } = normalInterval(centre, standardError, confidence);
  return { lower: Math.max(lowest, lower), upper: Math.min(highest, upper) };
}
