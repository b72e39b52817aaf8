import {
  EXPECTATION_SOURCES,
  expectationDrift,
  type ExpectationRating,
  expectationVacancies,
  HAPPINESS_LEVERS,
  monthOf,
  satisfactionGaps,
  satisfactionIndex,
  statedImportance,
  type SupplierSatisfaction,
  tagBreakdown,
} from '@mortise/domain';
import type { Judgement } from '../ledger/judgements.service.js';
import type { AccountFacts } from './account-facts.service.js';
import { newestOf, recentAnswers } from './answers.js';
import { answerMean, MOST_EVIDENCE } from './measure.types.js';
import type { AccountSatisfaction, SatisfactionAttribute, SupplierSatisfactionView } from './satisfaction.types.js';

type Rated = Judgement<'SATISFACTION_RATING'>;

/** How we are called among suppliers: no rival's name is empty. */
const US = '';
const LEVERS: ReadonlySet<string> = new Set(HAPPINESS_LEVERS);

/** Satisfaction of an account's people, with what it rests on. */
export function satisfactionOf(facts: AccountFacts): AccountSatisfaction {
  const { accountId, asOf, policyVersion } = facts;
  const ever = facts.judgements.of('SATISFACTION_RATING');
  const { given: recent, reason } = recentAnswers(ever, asOf);
  const given = newestOf(recent, ({ said }) =>
    said.contact === undefined ? undefined : `${said.contact}/${said.supplier ?? US}/${said.attribute}`,
  );
  const ratings = given.map(ratingOf);
  const options = { weights: weightsOf(given) };
  const suppliers = satisfactionGaps(ratings, options);
  const ours = suppliers.find(({ supplier }) => supplier === US);
  const levers = satisfactionGaps(
    ratings.filter(({ supplier, attribute }) => supplier === US && LEVERS.has(attribute)),
    options,
  )[0];
  return {
    ...{ accountId, asOf, policyVersion },
    ours: ours ? viewOf(ours) : null,
    reason: ours ? null : (reason ?? 'NOT_ASKED_ABOUT_US'),
    ...{ index: indexOf(ours), happiness: indexOf(levers) },
    rivals: suppliers.filter(({ supplier }) => supplier !== US).map(viewOf),
    vacancies: expectationVacancies(ratings).map(({ bestSupplier, attribute, ...found }) => ({
      ...found,
      attribute: attribute as SatisfactionAttribute,
      bestSupplier: bestSupplier === US ? null : bestSupplier,
    })),
    expectationSources: sourcesOf(given),
    drift: expectationDrift(
      ever.map(({ on, said }) => ({ attribute: said.attribute, month: monthOf(on), expected: said.expected })),
    ).flatMap(({ attribute, series, perRound }) =>
      perRound === undefined
        ? []
        : [{ attribute: attribute as SatisfactionAttribute, rounds: series.length, perRound }],
    ),
    answers: given.length,
    evidence: given.slice(0, MOST_EVIDENCE).map(({ id }) => id),
  };
}

function ratingOf({ id, said }: Rated): ExpectationRating {
  const { contact, supplier, attribute, expected, perceived } = said;
  return { respondent: contact ?? id, supplier: supplier ?? US, attribute, expected, perceived };
}

function weightsOf(given: readonly Rated[]): Readonly<Record<string, number>> {
  const attributes = [...new Set(given.map(({ said }) => said.attribute))];
  return statedImportance(
    attributes,
    given.flatMap(({ said: { attribute, importance } }) =>
      importance === undefined ? [] : [{ attribute, importance }],
    ),
  );
}

function sourcesOf(given: readonly Rated[]): AccountSatisfaction['expectationSources'] {
  const tags = given.flatMap(({ said }) => said.expectationFrom ?? []);
  if (tags.length === 0) return [];
  return tagBreakdown(EXPECTATION_SOURCES, tags).map(({ tag, count, share }) => ({ source: tag, count, share }));
}

function indexOf(supplier: SupplierSatisfaction | undefined): number | null {
  return supplier?.gap === undefined ? null : satisfactionIndex(supplier.gap.mean);
}

function viewOf({
  supplier,
  gap,
  class: judged,
  performance,
  attributes,
}: SupplierSatisfaction): SupplierSatisfactionView {
  return {
    supplier: supplier === US ? null : supplier,
    gap: gap ? answerMean(gap) : null,
    class: judged ?? null,
    performance: performance ? answerMean(performance) : null,
    attributes: attributes.map((each) => ({
      ...each,
      attribute: each.attribute as SatisfactionAttribute,
      perceived: answerMean(each.perceived),
      gap: answerMean(each.gap),
    })),
  };
}
