import { accept, refuse, type Decision } from '../decision/decision.js';
import type { Random } from '../random/random.js';
import type { AssessmentPolicy } from './assessment-policy.js';
import { assessRelationship } from './assessment-result.js';
import type { AssessmentInstrument } from './instrument.js';
import { capProbabilities } from './level-probability.js';
import { capLevel, isOtif, isPyramidCracked, pyramidCap } from './pyramid-cap.js';
import type { RoundReason } from './round.machine.js';
import type { RoundCommand, RoundEvent } from './round.model.js';
import type { OpenedRound } from './round.submit.js';

/**
 * Publishes what a round says: the result, held down by failing basics unless somebody lifts the cap for a reason. The
 * cap is kept beside the level either way, so that the warning stays to be seen.
 */
export function publishAssessment(
  command: Extract<RoundCommand, { readonly type: 'PUBLISH' }>,
  state: OpenedRound,
  context: { readonly instrument: AssessmentInstrument; readonly policy: AssessmentPolicy; readonly random: Random },
): Decision<RoundEvent, RoundReason> {
  const { by, at, otif, overrideCap } = command;
  const { form, instrument, sheets } = state;
  const { policy } = context;
  if (otif !== null && !isOtif(otif)) return refuse({ code: 'OTIF_INVALID' });
  if (overrideCap?.trim() === '') return refuse({ code: 'NOTE_REQUIRED' });
  const result = assessRelationship(sheets, { ...context, form }, policy);
  if (result === undefined) return refuse({ code: 'NO_SHEET_COUNTS' });
  const cap = pyramidCap({ otif, item: result.transactionItem }, policy.cap);
  if (overrideCap !== undefined && !isPyramidCracked(result.level, cap)) return refuse({ code: 'NO_CAP_TO_LIFT' });
  const effective = overrideCap === undefined ? cap : null;
  const published = {
    ...{ instrument, form, policyVersion: policy.version, result, otif, cap, at },
    level: capLevel(result.level, effective),
    probabilities:
      effective === null ? result.probabilities : capProbabilities(result.probabilities, effective.ceiling),
    capOverride: overrideCap === undefined ? null : { by, at, note: overrideCap },
    reconciled: state.step === 'RECONCILED',
  };
  return accept({ type: 'ASSESSMENT_PUBLISHED', by, at, published });
}
