import type { Instant, IsoDate } from '../calendar/date.js';
import { criterionTraits, type CriterionCode, type Gate, type GateCriterion } from './criteria.js';

/**
 * A measured criterion: computed from facts by the caller's own code, never taken from a client. `met: null` says that
 * the facts are not enough to tell.
 */
export interface MeasuredEvidence {
  readonly criterion: CriterionCode;
  readonly source: 'MEASURED';
  readonly met: boolean | null;
  readonly value?: number | string | boolean;
  /** What the value rests on: months used, bound, dates. Plain JSON, kept in the snapshot. */
  readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly at?: IsoDate | Instant;
}

/** A person vouches for a criterion: who, when and on what ground. */
export interface AttestedEvidence {
  readonly criterion: CriterionCode;
  readonly source: 'ATTESTED';
  readonly met: boolean | null;
  readonly by: string;
  readonly note: string;
  readonly at: Instant;
  readonly value?: number | string | boolean;
}

export type Evidence = MeasuredEvidence | AttestedEvidence;

export type CriterionStatus = 'MET' | 'NOT_MET' | 'UNKNOWN';

export interface CriterionAssessment {
  readonly criterion: CriterionCode;
  readonly required: boolean;
  readonly oneOf: string | null;
  readonly status: CriterionStatus;
}

export interface GateAssessment {
  /** Every required criterion is met, and one of each set of alternatives. */
  readonly met: boolean;
  readonly criteria: readonly CriterionAssessment[];
  /** What holds the gate shut; of alternatives, all that would open it. */
  readonly missing: readonly CriterionAssessment[];
}

/** What is wrong with an attestation, or null. Nobody can vouch for a figure without naming it. */
export function attestationFault(evidence: Evidence): 'ATTESTATION_INCOMPLETE' | 'ATTESTATION_NOT_ALLOWED' | null {
  if (evidence.source === 'MEASURED') return null;
  const { attestable, scale } = criterionTraits(evidence.criterion);
  if (!attestable) return 'ATTESTATION_NOT_ALLOWED';
  const { by, note, met, value } = evidence;
  const figureMissing = met === true && scale !== undefined && !isOnScale(value, scale);
  return by.trim() === '' || note.trim() === '' || figureMissing ? 'ATTESTATION_INCOMPLETE' : null;
}

/** Whether a value is a figure on a scale. */
export function isOnScale(value: unknown, { min, max }: { readonly min: number; readonly max: number }): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

/**
 * Holds the evidence against a gate. Measurement goes before attestation, and within each "not met" before "met", so
 * that nothing measured as missing can be vouched away and the order of the evidence does not matter. Unknown is not met.
 */
export function assessGate(gate: Gate, evidence: readonly Evidence[]): GateAssessment {
  const criteria = gate.map((criterion) => ({
    criterion: criterion.code,
    required: criterion.required,
    oneOf: criterion.oneOf ?? null,
    status: statusOf(criterion, evidence),
  }));
  const opened = new Set(criteria.filter(({ status }) => status === 'MET').map(({ oneOf }) => oneOf));
  const missing = criteria.filter(({ required, status, oneOf }) => {
    return required && status !== 'MET' && !(oneOf !== null && opened.has(oneOf));
  });
  return { met: missing.length === 0, criteria, missing };
}

function statusOf(criterion: GateCriterion, evidence: readonly Evidence[]): CriterionStatus {
  const said = evidence.filter((item) => item.criterion === criterion.code && attestationFault(item) === null);
  for (const source of ['MEASURED', 'ATTESTED'] as const) {
    const verdicts = said.filter((item) => item.source === source).map((item) => verdictOf(item, criterion));
    if (verdicts.includes(false)) return 'NOT_MET';
    if (verdicts.includes(true)) return 'MET';
  }
  return 'UNKNOWN';
}

/** What an item says. A figure that somebody vouches for counts as met only within the bounds of the gate. */
function verdictOf({ source, met, value }: Evidence, { code, min, below }: GateCriterion): boolean | null {
  if (source === 'MEASURED' || met !== true || typeof value !== 'number') return met;
  if (min === undefined && criterionTraits(code).scale !== undefined) return null;
  return (min === undefined || value >= min) && (below === undefined || value < below);
}
