import { dateOfInstant, epochDay } from '../calendar/date.js';
import { CRITERIA } from './criteria.js';
import { assessGate, type GateAssessment, type MeasuredEvidence } from './evidence.js';
import { measureGate, type StageFacts } from './stage-facts.js';
import { gateFor, type StagePolicy } from './stage-policy.js';
import { neighbourStage, type Movement, type Stage, type StagePosition } from './stages.js';
import type { StageState } from './transition.model.js';

/** A movement that orders and shares speak for, with everything measured of its gate. */
export interface MovementSuggestion {
  readonly movement: 'ADVANCE' | 'REGRESS' | 'TERMINATE';
  readonly from: Stage;
  readonly to: StagePosition;
  /** Measured criteria of the gate, ready for the proposal's evidence. */
  readonly evidence: readonly MeasuredEvidence[];
  /** The whole gate against that evidence: what else is missing before it opens. */
  readonly gate: GateAssessment;
  /** The months whose shares spoke for it; empty where orders did. */
  readonly months: readonly string[];
}

/**
 * The movement that the trade itself suggests, or null. Up: an order after the account entered DEVELOPMENT, or the
 * share's lower bound over the next threshold for the confirmation months. Down: the upper bound under this stage's
 * threshold less the margin for as long. End: a trading account without an order in the window. It proposes; people
 * decide.
 */
export function proposeMovement(facts: StageFacts, state: StageState, policy: StagePolicy): MovementSuggestion | null {
  const from = state.position;
  if (from === null || from === 'ENDED') return null;
  const [above, below] = [neighbourStage(from, 1), neighbourStage(from, -1)];
  if (from !== 'DEVELOPMENT') {
    const end = suggest(facts, policy, 'TERMINATE', from, 'ENDED');
    if (end !== null) return end;
  }
  if (below !== null) {
    const down = suggest(facts, policy, 'REGRESS', from, below);
    if (down !== null) return down;
  }
  if (above === null || (from === 'DEVELOPMENT' && !orderedSinceEntry(facts, state))) return null;
  return suggest(facts, policy, 'ADVANCE', from, above);
}

function suggest(
  facts: StageFacts,
  policy: StagePolicy,
  movement: Exclude<Movement, 'OPEN' | 'REENTER'>,
  from: Stage,
  to: StagePosition,
): MovementSuggestion | null {
  const gate = gateFor(policy, movement, to);
  const evidence = measureGate(gate, facts);
  const speaking = evidence.filter(({ criterion, met }) => met === true && isTrade(criterion));
  const silent = evidence.some(({ criterion, met }) => met !== true && isTrade(criterion));
  if (speaking.length === 0 || silent) return null;
  const months = speaking.flatMap(({ detail }) => (Array.isArray(detail?.['months']) ? detail['months'] : []));
  return { movement, from, to, evidence, gate: assessGate(gate, evidence), months };
}

function isTrade(criterion: MeasuredEvidence['criterion']): boolean {
  return CRITERIA[criterion].measuredFrom === 'ORDERS' || CRITERIA[criterion].measuredFrom === 'SHARE';
}

/** The orders that led to an earlier stage do not lead back to it after a regression or a new entry. */
function orderedSinceEntry({ orders }: StageFacts, { history, since }: StageState): boolean {
  if (orders.lastInvoicedOrder === null || since === null) return false;
  if (history.at(-1)?.movement === 'OPEN') return true;
  return epochDay(orders.lastInvoicedOrder) > epochDay(dateOfInstant(since));
}
