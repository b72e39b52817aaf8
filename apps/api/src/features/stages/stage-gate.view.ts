import {
  assessGate,
  CRITERIA,
  type Evidence,
  gateFor,
  type Movement,
  requiredApprovers,
  type StagePolicy,
  type StagePosition,
} from '@mortise/domain';
import type { StageEvidence, StageGate } from './stage-gate.types.js';

/** A gate of the policy held against evidence, as clients see it. */
export function gateView(
  policy: StagePolicy,
  movement: Exclude<Movement, 'OPEN'>,
  to: StagePosition,
  evidence: readonly Evidence[],
): StageGate {
  const gate = gateFor(policy, movement, to);
  const { met, criteria, missing } = assessGate(gate, evidence);
  return {
    movement,
    to,
    met,
    approversRequired: requiredApprovers(policy, to),
    missing: missing.map(({ criterion }) => criterion),
    criteria: gate.map((line, index) => ({
      code: line.code,
      required: line.required,
      oneOf: line.oneOf ?? null,
      min: line.min ?? null,
      below: line.below ?? null,
      months: line.months ?? null,
      level: line.level ?? null,
      forms: line.forms ?? null,
      measuredFrom: CRITERIA[line.code].measuredFrom,
      attestable: CRITERIA[line.code].attestable,
      status: criteria[index]?.status ?? 'UNKNOWN',
      evidence: evidence.filter(({ criterion }) => criterion === line.code).map(evidenceView),
    })),
  };
}

export function evidenceView(evidence: Evidence): StageEvidence {
  const attested = evidence.source === 'ATTESTED';
  return {
    criterion: evidence.criterion,
    source: evidence.source,
    met: evidence.met,
    value: evidence.value ?? null,
    detail: attested ? null : (evidence.detail ?? null),
    at: evidence.at ?? null,
    by: attested ? evidence.by : null,
    note: attested ? evidence.note : null,
  };
}
