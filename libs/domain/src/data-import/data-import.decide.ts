import { epochMilliseconds, type Instant } from '../calendar/date.js';
import { actFaults, actOf, isFilled, reasonsWhere } from '../decision/act.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { stepRefusal } from '../decision/step.js';
import { IMPORT_MACHINE, type ImportState } from './data-import.machine.js';
import {
  DEFAULT_IMPORT_POLICY,
  type ImportCommand,
  type ImportEvent,
  type ImportPolicy,
  type ImportReason,
  type ImportRecord,
} from './data-import.model.js';

export type ImportDecision = Decision<ImportEvent, ImportReason>;

type Of<Type extends ImportCommand['type']> = Extract<ImportCommand, { readonly type: Type }>;

/** What an import without a sign of life has ended of. */
export const IMPORT_INTERRUPTED = 'INTERRUPTED';

/**
 * What a command does to an import: it advances batch by batch, ends well or early, keeps what is in when it ends early,
 * is swept away when its process died, and is taken back as a whole, unless it runs or others' facts rest on it. O(1).
 */
export function decideImport(
  command: ImportCommand,
  item: ImportRecord,
  policy: ImportPolicy = DEFAULT_IMPORT_POLICY,
): ImportDecision {
  const faults = actFaults(command);
  if (faults.length > 0) return refuse(...faults);
  const { state } = item;
  if (command.type === 'START_IMPORT') return state === null ? start(command) : refuse({ code: 'ALREADY_STARTED' });
  if (state === null) return refuse({ code: 'NOT_STARTED' });
  switch (command.type) {
    case 'ADVANCE_IMPORT':
      return state === 'RUNNING' ? advance(command, item) : refuse({ code: 'INTERRUPTED' });
    case 'GIVE_SIGN':
      return state === 'RUNNING'
        ? accept({ ...actOf(command), type: 'IMPORT_ALIVE' })
        : refuse({ code: 'INTERRUPTED' });
    case 'FINISH_IMPORT':
      return state === 'RUNNING' ? finish(command, item) : refuse({ code: 'INTERRUPTED' });
    case 'FAIL_IMPORT':
      return step(state, 'FAILED') ?? fail(command);
    case 'SWEEP_IMPORT':
      return step(state, 'FAILED') ?? sweep(command, item, policy);
    case 'UNDO_IMPORT':
      return undo(command, state);
  }
}

function start({ by, at, source }: Of<'START_IMPORT'>): ImportDecision {
  const faults = reasonsWhere<ImportReason>(
    [!isFilled(source.kind), { code: 'KIND_REQUIRED' }],
    [source.totalBytes !== null && !isCount(source.totalBytes), { code: 'COUNT_INVALID' }],
  );
  return faults.length > 0 ? refuse(...faults) : accept({ type: 'IMPORT_STARTED', by, at, source });
}

function advance(command: Of<'ADVANCE_IMPORT'>, { bytes: before }: ImportRecord): ImportDecision {
  const { rows, created, bytes } = command;
  const counted = [...Object.values(rows), ...Object.values(created), bytes].every(isCount);
  const faults = reasonsWhere<ImportReason>(
    [!counted, { code: 'COUNT_INVALID' }],
    [counted && rows.read !== rows.added + rows.unchanged + rows.rejected, { code: 'ROWS_DO_NOT_ADD_UP' }],
    [counted && bytes < before, { code: 'BYTES_LOST' }],
  );
  if (faults.length > 0) return refuse(...faults);
  return accept({ ...actOf(command), type: 'IMPORT_ADVANCED', rows, created, bytes });
}

function finish({ by, at, bytes }: Of<'FINISH_IMPORT'>, { bytes: before }: ImportRecord): ImportDecision {
  if (!isCount(bytes)) return refuse({ code: 'COUNT_INVALID' });
  return bytes < before ? refuse({ code: 'BYTES_LOST' }) : accept({ type: 'IMPORT_SUCCEEDED', by, at, bytes });
}

function fail({ by, at, errorCode, message }: Of<'FAIL_IMPORT'>): ImportDecision {
  if (!isFilled(errorCode) || !isFilled(message)) return refuse({ code: 'ERROR_REQUIRED' });
  return accept({ type: 'IMPORT_FAILED', by, at, errorCode, message });
}

function sweep(
  command: Of<'SWEEP_IMPORT'>,
  { seenAt }: ImportRecord,
  { lostAfterSeconds }: ImportPolicy,
): ImportDecision {
  if (seenAt !== null && secondsBetween(seenAt, command.at) <= lostAfterSeconds) return refuse({ code: 'STILL_ALIVE' });
  const message = 'The file ended before its end. Send it again: what is in already changes nothing.';
  return accept({ ...actOf(command), type: 'IMPORT_FAILED', errorCode: IMPORT_INTERRUPTED, message });
}

/** Begun and ended in one, or not at all. */
function undo(command: Of<'UNDO_IMPORT'>, state: ImportState): ImportDecision {
  if (state === 'RUNNING') return refuse({ code: 'IMPORT_RUNNING' });
  if (state === 'UNDONE') return refuse({ code: 'ALREADY_UNDONE' });
  const refusal = step(state, 'UNDOING');
  if (refusal !== null) return refusal;
  const dependents = command.dependents.filter(({ count }) => count > 0);
  if (dependents.length > 0) return refuse({ code: 'IMPORT_IN_USE', dependents });
  const act = actOf(command);
  return accept<ImportEvent>({ ...act, type: 'IMPORT_UNDO_STARTED' }, { ...act, type: 'IMPORT_UNDONE' });
}

function secondsBetween(from: Instant, to: Instant): number {
  return (epochMilliseconds(to) - epochMilliseconds(from)) / 1_000;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function step(from: ImportState, to: ImportState): ImportDecision | null {
  return stepRefusal(IMPORT_MACHINE, from, to);
}
