import { type AssessmentPolicy, DEFAULT_ASSESSMENT_POLICY, type Random, seededRandom } from '@mortise/domain';
import type { PolicyVersion } from '../policies/policy-version.js';

/** The tenant's rules of assessment, and the version of the policy they stand in. */
export interface AssessmentRules {
  readonly version: number;
  readonly policy: AssessmentPolicy;
}

export function assessmentRules({ version, document }: PolicyVersion): AssessmentRules {
  const name = version === 0 ? DEFAULT_ASSESSMENT_POLICY.version : String(version);
  return { version, policy: { ...document.assessment, version: name } };
}

/** The draws of a round's bootstrap: the same for the same round, so that anybody can repeat its figures. */
export function drawsOf(roundId: string): Random {
  return seededRandom(parseInt(roundId.slice(-8), 16));
}
