import {
  COUNTRY_FACTORS,
  countryChecklist,
  CULTURE_ADVICE,
  cultureDifferences,
  type CultureTable,
  cultureVariances,
  hasAllDimensions,
  kogutSingh,
} from '@mortise/domain';
import type { Locale } from '../../platform/context/request-context.js';
import type { AccountFacts } from './account-facts.service.js';
import type { CountryProfile, CultureProfile } from './culture.types.js';
import type { MeasureReason } from './measure.types.js';

/** A tenant's countries as the domain takes them. */
export function cultureTable(countries: readonly CountryProfile[]): CultureTable {
  return Object.fromEntries(
    countries.map(({ country, scores }) => [
      country,
      Object.fromEntries(scores.map(({ dimension, score }) => [dimension, score])),
    ]),
  );
}

/** Our country beside an account's. */
export function cultureOf(facts: AccountFacts, countries: readonly CountryProfile[], locale: Locale): CultureProfile {
  const { accountId, asOf, policyVersion, policy, homeCountry: home, country } = facts;
  const table = cultureTable(countries);
  const [ours, theirs] = [home, country].map((code) => countries.find((each) => each.country === code));
  const distance = home === null || country === null ? undefined : kogutSingh(table, home, country);
  const notes = theirs?.notes ?? [];
  const noted = Object.fromEntries(notes.map(({ factor, note }) => [factor, note]));
  // Of a country nobody has named, nothing can be noted.
  const checklist =
    country === null
      ? { applies: false, missing: [], completeness: 0 }
      : countryChecklist(home ?? country, country, noted);
  return {
    ...{ accountId, asOf, policyVersion, home, country, notes },
    distance: distance ?? null,
    reason: distance === undefined ? reasonOf(home, country, table) : null,
    differences:
      home === null || country === null
        ? []
        : cultureDifferences(table, home, country, policy.culture.adviceLimit).map(
            ({ dimension, difference, advice }) => ({
              ...{ dimension, difference },
              ours: table[home]?.[dimension] as number,
              theirs: table[country]?.[dimension] as number,
              advice: advice === null ? null : CULTURE_ADVICE[advice][locale],
            }),
          ),
    ...{ abroad: checklist.applies, missing: COUNTRY_FACTORS.filter((factor) => checklist.missing.includes(factor)) },
    completeness: checklist.completeness,
    sources: [...new Set([ours, theirs].flatMap((each) => (each ? [each.source] : [])))],
  };
}

function reasonOf(home: string | null, country: string | null, table: CultureTable): MeasureReason {
  if (home === null) return 'NO_HOME_COUNTRY';
  if (country === null) return 'NO_ACCOUNT_COUNTRY';
  if (![home, country].every((code) => hasAllDimensions(table[code]))) return 'COUNTRY_NOT_IN_TABLE';
  return cultureVariances(table) === undefined ? 'TOO_FEW_COUNTRIES' : 'COUNTRY_NOT_IN_TABLE';
}
