import {
  type CultureTable,
  type FocusQuality,
  personalTrustWeight,
  QUALITY_ITEM_CODES,
  type QualityDimension,
  type QualityItem,
  type QualityResponse,
  relationshipQuality,
} from '@mortise/domain';
import type { Judgement } from '../ledger/judgements.service.js';
import { camel } from '../ledger/ledger.names.js';
import type { AccountFacts } from './account-facts.service.js';
import { newestOf, recentAnswers } from './answers.js';
import { figureOf, type MeasuredFigure, type MeasureReason, MOST_EVIDENCE, respondentMean } from './measure.types.js';
import type { AccountRelationshipQuality, QualityLevel } from './relationship-quality.types.js';

/** Trust, commitment and what belongs to it at both levels. */
export function relationshipQualityOf(facts: AccountFacts, table: CultureTable): AccountRelationshipQuality {
  const { accountId, asOf, policyVersion, policy } = facts;
  const { given: recent, reason } = recentAnswers(facts.judgements.of('RELATIONSHIP_RATING'), asOf);
  const given = newestOf(recent, ({ said }) => `${said.contact}/${said.focus}`);
  const responses = given.map((each) => responseOf(accountId, each));
  const { PEOPLE, COMPANY } = relationshipQuality(responses, policy.relationshipQuality.scoring);
  const [people, company] = [levelOf(PEOPLE, reason), levelOf(COMPANY, reason)];
  return {
    ...{ accountId, asOf, policyVersion, people, company },
    personalTrustWeight: trustWeight(facts, table),
    trustGap: people.trust && company.trust ? people.trust.mean - company.trust.mean : null,
    respondents: new Set(given.map(({ said }) => said.contact)).size,
    evidence: given.slice(0, MOST_EVIDENCE).map(({ id }) => id),
  };
}

function responseOf(account: string, { said }: Judgement<'RELATIONSHIP_RATING'>): QualityResponse {
  const told = said as Readonly<Record<string, unknown>>;
  const answers = Object.fromEntries(
    QUALITY_ITEM_CODES.flatMap((item): [QualityItem, number][] => {
      const answer = told[camel(item)];
      return typeof answer === 'number' ? [[item, answer]] : [];
    }),
  );
  return { account, respondent: said.contact, focus: said.focus, answers };
}

function levelOf({ dimensions, overall }: FocusQuality, reason: MeasureReason | null): QualityLevel {
  const scored = (dimension: QualityDimension) => {
    const score = dimensions[dimension];
    return score ? respondentMean(score) : null;
  };
  const [trust, commitment] = [scored('TRUST'), scored('COMMITMENT')];
  const [satisfaction, serviceQuality] = [scored('SATISFACTION'), scored('SERVICE_QUALITY')];
  const known = [trust, commitment, satisfaction, serviceQuality].some((score) => score !== null);
  return {
    ...{ trust, commitment, satisfaction, serviceQuality },
    overall: overall ? respondentMean(overall) : null,
    reason: known ? null : (reason ?? 'NOT_ASKED'),
  };
}

/** The weight always has a value: of a country nobody knows anything about it is the base of the policy. */
function trustWeight({ country, policy }: AccountFacts, table: CultureTable): MeasuredFigure {
  const { personalTrust } = policy.culture;
  const known = country !== null && !Object.hasOwn(personalTrust.byCountry, country) && Object.hasOwn(table, country);
  const weight = personalTrustWeight(table, country ?? '', personalTrust);
  return figureOf(weight, 'NO_ACCOUNT_COUNTRY', known ? ['policy', 'country_profile'] : ['policy']);
}
