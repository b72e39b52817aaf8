import { actFaults, actOf, isFilled, reasonsWhere } from '../decision/act.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { stepRefusal } from '../decision/step.js';
import { VALUE_ENTRY_MACHINE } from './value-entry.machine.js';
import type {
  ClaimedValue,
  ValueEntryCommand,
  ValueEntryEvent,
  ValueEntryReason,
  ValueEntryRecord,
  ValueSide,
} from './value-entry.model.js';

export type ValueEntryDecision = Decision<ValueEntryEvent, ValueEntryReason>;

type Of<Type extends ValueEntryCommand['type']> = Extract<ValueEntryCommand, { readonly type: Type }>;

/** Commands of one side only: we claim, the customer judges. */
const SIDE_OF: Readonly<Record<ValueEntryCommand['type'], ValueSide>> = {
  CLAIM: 'SUPPLIER',
  CLAIM_ANEW: 'SUPPLIER',
  CONFIRM_VALUE: 'CUSTOMER',
  DISPUTE_VALUE: 'CUSTOMER',
};

/** A grade of value where money does not say it. */
export const VALUE_GRADES = { min: 1, max: 5 } as const;

/**
 * What a command does to a value entry: we claim a value with its evidence; only the customer confirms or disputes it,
 * and never somebody who claimed it; what is disputed can be claimed anew with better figures. O(1).
 */
export function decideValueEntry(command: ValueEntryCommand, entry: ValueEntryRecord): ValueEntryDecision {
  const faults = commandFaults(command, entry);
  if (faults.length > 0) return refuse(...faults);
  const { state } = entry;
  if (command.type === 'CLAIM') return state === null ? claim(command) : refuse({ code: 'ALREADY_CLAIMED' });
  if (state === null) return refuse({ code: 'NOT_CLAIMED' });
  switch (command.type) {
    case 'CONFIRM_VALUE':
      return stepRefusal(VALUE_ENTRY_MACHINE, state, 'CUSTOMER_CONFIRMED') ?? confirm(command, entry);
    case 'DISPUTE_VALUE':
      return stepRefusal(VALUE_ENTRY_MACHINE, state, 'CUSTOMER_DISPUTED') ?? dispute(command, entry);
    case 'CLAIM_ANEW':
      return stepRefusal(VALUE_ENTRY_MACHINE, state, 'CLAIMED') ?? claimAnew(command, entry);
  }
}

function commandFaults(command: ValueEntryCommand, { version }: ValueEntryRecord): readonly ValueEntryReason[] {
  const { side, type, expectedVersion = version } = command;
  return [
    ...actFaults(command),
    ...reasonsWhere<ValueEntryReason>(
      [side !== SIDE_OF[type], { code: 'SIDE_NOT_ALLOWED' }],
      // Nobody confirms figures that they have not seen.
      [expectedVersion !== version, { code: 'STALE_VALUE_ENTRY' }],
    ),
  ];
}

function claim(command: Of<'CLAIM'>): ValueEntryDecision {
  const faults = claimFaults(command.claim);
  if (faults.length > 0) return refuse(...faults);
  return accept({ ...actOf(command), side: 'SUPPLIER', type: 'VALUE_CLAIMED', claim: command.claim });
}

function claimAnew(command: Of<'CLAIM_ANEW'>, { claim: earlier }: ValueEntryRecord): ValueEntryDecision {
  const { accountId, valueType } = command.claim;
  const faults = claimFaults(command.claim);
  if (faults.length > 0) return refuse(...faults);
  if (earlier?.accountId !== accountId || earlier.valueType !== valueType) return refuse({ code: 'ANOTHER_CLAIM' });
  return accept({ ...actOf(command), side: 'SUPPLIER', type: 'VALUE_CLAIMED_ANEW', claim: command.claim });
}

/** What is wrong with a claim: a value in money or as a grade, never nothing, and what shows it. */
function claimFaults({ accountId, amount, grade, evidence }: ClaimedValue): readonly ValueEntryReason[] {
  return reasonsWhere<ValueEntryReason>(
    [!isFilled(accountId), { code: 'ACCOUNT_REQUIRED' }],
    [!isFilled(evidence), { code: 'EVIDENCE_REQUIRED' }],
    [amount === undefined && grade === undefined, { code: 'VALUE_REQUIRED' }],
    [amount !== undefined && amount.amountMinor <= 0n, { code: 'AMOUNT_NOT_POSITIVE' }],
    [amount !== undefined && !/^[A-Z]{3}$/.test(amount.currency), { code: 'CURRENCY_INVALID' }],
    [grade !== undefined && !isGrade(grade), { code: 'GRADE_OUT_OF_RANGE' }],
  );
}

function isGrade(grade: number): boolean {
  return Number.isInteger(grade) && grade >= VALUE_GRADES.min && grade <= VALUE_GRADES.max;
}

function confirm(command: Of<'CONFIRM_VALUE'>, { claimedBy }: ValueEntryRecord): ValueEntryDecision {
  if (claimedBy.includes(command.by)) return refuse({ code: 'CLAIMANT_MAY_NOT_JUDGE' });
  return accept({ ...actOf(command), side: 'CUSTOMER', type: 'VALUE_CONFIRMED' });
}

function dispute(command: Of<'DISPUTE_VALUE'>, { claimedBy }: ValueEntryRecord): ValueEntryDecision {
  const { by, reason } = command;
  const faults = reasonsWhere<ValueEntryReason>(
    [claimedBy.includes(by), { code: 'CLAIMANT_MAY_NOT_JUDGE' }],
    [!isFilled(reason), { code: 'REASON_REQUIRED' }],
  );
  if (faults.length > 0) return refuse(...faults);
  return accept({ ...actOf(command), side: 'CUSTOMER', type: 'VALUE_DISPUTED', reason });
}
