import { daysBetween, expectedFirstLevel, exploratoryUntil, RELATIONSHIP_LEVELS } from '@mortise/domain';
import type { AccountLevel } from '../assessments/account-levels.service.js';
import type { AccountArchetypeView } from './archetype.types.js';
import type { AccountFacts } from './account-facts.service.js';

/** Where the relationship is expected to begin, and how long it may take to. It is looked at since the account was added. */
export function archetypeOf(facts: AccountFacts, known: AccountLevel | undefined): AccountArchetypeView {
  const { accountId, asOf, policyVersion, policy, complexOffering, addedOn } = facts;
  const expected = expectedFirstLevel({ complexOffering });
  const level = known?.level ?? null;
  const exploring = level === 'EXPLORATORY';
  const until = exploring ? exploratoryUntil(addedOn, { complexOffering }, policy.assessment.exploratoryDwell) : null;
  return {
    ...{ accountId, asOf, policyVersion, complexOffering, level },
    expectedFirstLevel: expected,
    belowExpected:
      level === null || exploring ? null : RELATIONSHIP_LEVELS.indexOf(level) < RELATIONSHIP_LEVELS.indexOf(expected),
    exploratoryUntil: until,
    exploratoryTooLong: until !== null && daysBetween(until, asOf) > 0,
  };
}
