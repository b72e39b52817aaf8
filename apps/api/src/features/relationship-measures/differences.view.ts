import {
  addMonthsToDate,
  closenessIndex,
  conflictRate,
  differenceProfile,
  FORMALITY_OF_AGREEMENT,
  investmentStanding,
  RELATIONSHIP_DIFFERENCES,
  type RelationshipDimension,
  type RelationshipRatings,
} from '@mortise/domain';
import { moneyValue } from '../../platform/graphql/money.value.js';
import type { Judgement } from '../ledger/judgements.service.js';
import type { RelationshipPosture } from '../relationships/posture.types.js';
import type { AccountFacts } from './account-facts.service.js';
import { newestSaid, ownMinor } from './answers.js';
import type { AccountDifferences, RelationshipInvestments } from './differences.types.js';
import type { ExchangeFacts } from './exit-facts.service.js';
import { figureOf, type MeasuredFigure } from './measure.types.js';

const MONTHS = 12;

/** The field of the ledger in which a side says what it wants of each. */
const SAID_IN = {
  FORMALITY: 'formality',
  DEPENDENCE: 'dependence',
  CLOSENESS: 'closeness',
  CONFLICT: 'conflict',
  ADAPTATION: 'adaptation',
  LONG_TERM_INVESTMENT: 'longTermInvestment',
} as const satisfies Readonly<Record<RelationshipDimension, string>>;

type Styles = readonly Judgement<'RELATIONSHIP_STYLE'>[];

/** The six differences, with what is measured beside what is said. */
export function differencesOf(
  facts: AccountFacts,
  exchange: ExchangeFacts,
  posture: RelationshipPosture,
): AccountDifferences {
  const { accountId, asOf, policyVersion, policy } = facts;
  const said = RELATIONSHIP_DIFFERENCES.map((dimension) => {
    const [ours, theirs] = (['OURS', 'THEIRS'] as const).map((side) =>
      wanted(
        facts.judgements.of('RELATIONSHIP_STYLE').filter((each) => each.said.side === side),
        dimension,
      ),
    );
    return { dimension, ours, theirs };
  });
  const ratings: RelationshipRatings = Object.fromEntries(
    said.map(({ dimension, ours, theirs }) => [
      dimension,
      { ...(ours ? { ours: ours.value } : {}), ...(theirs ? { theirs: theirs.value } : {}) },
    ]),
  );
  const profile = differenceProfile(ratings, policy.relationshipDifference.weights);
  return {
    ...{ accountId, asOf, policyVersion, distance: profile.distance ?? null, known: profile.known },
    differences: said.map(({ dimension, ours, theirs }) => {
      const difference = profile.differences.find((each) => each.dimension === dimension)?.difference ?? null;
      return {
        ...{ dimension, ours: ours?.value ?? null, theirs: theirs?.value ?? null, difference },
        reason: difference === null ? (ours || theirs ? 'PART_UNKNOWN' : 'NOT_RECORDED') : null,
        evidence: [ours, theirs].flatMap((each) => (each ? [each.id] : [])),
      };
    }),
    ...exchanged(facts, exchange),
    adaptation: figureOf(
      posture.index,
      'NOT_RECORDED',
      ['ledger_entry'],
      posture.adaptations.map(({ id }) => id),
    ),
    ourInvestments: investmentsOf(facts, 'OURS'),
    theirInvestments: investmentsOf(facts, 'THEIRS'),
  };
}

/** What a side said last; of formality, where it has not said, what the form of agreement it uses stands for. */
function wanted(styles: Styles, dimension: RelationshipDimension) {
  const said = newestSaid(styles, SAID_IN[dimension]);
  if (said !== undefined || dimension !== 'FORMALITY') return said;
  const form = newestSaid(styles, 'agreementForm');
  return form && { id: form.id, on: form.on, value: FORMALITY_OF_AGREEMENT[form.value] };
}

/** How close the two are and how often they are at odds, by what happened between them. */
function exchanged(
  { judgements, asOf, policy }: AccountFacts,
  { contacts, newestContacts, complaints }: ExchangeFacts,
): Record<'closeness' | 'conflictRate', MeasuredFigure> {
  const count = contacts?.days.reduce((total, day) => total + day.contacts, 0) ?? 0;
  const closeness =
    contacts === null
      ? undefined
      : closenessIndex(
          {
            contactsPerMonth: count / MONTHS,
            functions: new Set(contacts.pairs.map(({ theirs }) => theirs)).size,
            tiers: contacts.tiers.length,
          },
          policy.relationshipDifference.closeness,
        );
  const since = addMonthsToDate(asOf, -MONTHS);
  const disputes = judgements
    .of('DISPUTE')
    .filter(({ on, said }) => on > since && (complaints === null || said.complaint === undefined));
  const rate = conflictRate(disputes.length + (complaints ?? 0), count);
  const sources = complaints === null ? ['ledger_entry'] : ['ledger_entry', 'complaint'];
  return {
    closeness: figureOf(closeness, 'NO_CONTACTS', ['ledger_entry'], newestContacts),
    conflictRate: figureOf(
      rate,
      'NO_CONTACTS',
      sources,
      disputes.map(({ id }) => id),
    ),
  };
}

function investmentsOf(facts: AccountFacts, side: 'OURS' | 'THEIRS'): RelationshipInvestments {
  const own = facts.judgements.of('INVESTMENT').filter(({ said }) => said.side === side);
  const rows = own.flatMap(({ id, on, said }) => {
    const amountMinor = ownMinor(said.amount, facts);
    return amountMinor === undefined ? [] : [{ id, on, amountMinor, horizonMonths: said.horizon }];
  });
  const { cumulativeMinor, perYear, longTermShare } = investmentStanding(rows, facts.asOf);
  const otherwise = own.length > rows.length ? 'CURRENCY_DIFFERS' : 'NOT_RECORDED';
  return {
    cumulative: rows.length === 0 ? null : moneyValue(cumulativeMinor, facts.currency),
    perYear: perYear.map(({ year, amountMinor }) => ({ year, amount: moneyValue(amountMinor, facts.currency) })),
    longTermShare: figureOf(
      longTermShare,
      otherwise,
      ['ledger_entry'],
      rows.map(({ id }) => id),
    ),
  };
}
