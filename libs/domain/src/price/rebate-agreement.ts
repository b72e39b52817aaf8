import type { IsoDate } from '../calendar/date.js';
import { type Month, monthOf } from '../calendar/month.js';
import { actFaults, type Act, actOf, isFilled, reasonsWhere } from '../decision/act.js';
import { accept, type Decision, type Reason, refuse } from '../decision/decision.js';
import { stepRefusal } from '../decision/step.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { MinorUnits } from '../money/money.js';
import type { StateMachine, TransitionNotAllowed } from '../machine/state-machine.js';
import { rebateDue, type RebateScheme } from './rebate.js';

export const REBATE_STATES = ['DRAFT', 'ACTIVE', 'ENDED', 'SETTLED', 'WITHDRAWN'] as const;
export type RebateState = (typeof REBATE_STATES)[number];

/** A draft binds nobody; what was agreed runs its period or is ended before, and is paid out once. */
export const REBATE_MACHINE: StateMachine<RebateState> = {
  name: 'rebate-agreement',
  initial: 'DRAFT',
  transitions: {
    DRAFT: ['ACTIVE', 'WITHDRAWN'],
    ACTIVE: ['ENDED', 'SETTLED'],
    ENDED: ['SETTLED'],
    SETTLED: [],
    WITHDRAWN: [],
  },
};

/** States in which something was agreed: these accrue. */
export const AGREED_REBATE_STATES = ['ACTIVE', 'ENDED', 'SETTLED'] as const satisfies readonly RebateState[];

/** More tiers than these are a mistake. */
export const MOST_REBATE_TIERS = 20;
/** Longer periods cannot be foreseen. */
export const LONGEST_REBATE_MONTHS = 36;

/** An agreement as far as decisions on it need to know it. */
export interface RebateRecord {
  readonly state: RebateState;
  readonly from: Month;
  readonly to: Month;
}

export type RebateCommand = Act &
  (
    | { readonly type: 'ACTIVATE' }
    | { readonly type: 'WITHDRAW' }
    /** Before its time, with what was bought until the end of `last`. */
    | { readonly type: 'END'; readonly last: Month; readonly note: string }
    /** What was paid out in the end, on a day after the period. */
    | { readonly type: 'SETTLE'; readonly amountMinor: MinorUnits; readonly today: IsoDate }
  );

export type RebateEvent = Act &
  (
    | { readonly type: 'REBATE_ACTIVATED' | 'REBATE_WITHDRAWN' }
    | { readonly type: 'REBATE_ENDED'; readonly to: Month; readonly note: string }
    | { readonly type: 'REBATE_SETTLED'; readonly amountMinor: MinorUnits }
  );

export type RebateReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'NOTE_REQUIRED'
      | 'END_OUTSIDE_PERIOD'
      | 'PERIOD_NOT_OVER'
      | 'AMOUNT_NEGATIVE'
    >
  | TransitionNotAllowed<RebateState>;

/** What a command does to a rebate agreement. O(1). */
export function decideRebate(command: RebateCommand, record: RebateRecord): Decision<RebateEvent, RebateReason> {
  const faults = actFaults(command);
  if (faults.length > 0) return refuse(...faults);
  const act = actOf(command);
  const step = (to: RebateState) => stepRefusal(REBATE_MACHINE, record.state, to);
  switch (command.type) {
    case 'ACTIVATE':
      return step('ACTIVE') ?? accept<RebateEvent>({ ...act, type: 'REBATE_ACTIVATED' });
    case 'WITHDRAW':
      return step('WITHDRAWN') ?? accept<RebateEvent>({ ...act, type: 'REBATE_WITHDRAWN' });
    case 'END': {
      const { last, note } = command;
      const wrong = reasonsWhere<RebateReason>(
        [!isFilled(note), { code: 'NOTE_REQUIRED' }],
        [last < record.from || last >= record.to, { code: 'END_OUTSIDE_PERIOD' }],
      );
      return (
        step('ENDED') ??
        (wrong.length > 0 ? refuse(...wrong) : accept<RebateEvent>({ ...act, type: 'REBATE_ENDED', to: last, note }))
      );
    }
    case 'SETTLE': {
      const { amountMinor, today } = command;
      const wrong = reasonsWhere<RebateReason>(
        [monthOf(today) <= record.to, { code: 'PERIOD_NOT_OVER' }],
        [amountMinor < 0n, { code: 'AMOUNT_NEGATIVE' }],
      );
      return (
        step('SETTLED') ??
        (wrong.length > 0 ? refuse(...wrong) : accept<RebateEvent>({ ...act, type: 'REBATE_SETTLED', amountMinor }))
      );
    }
  }
}

/** What is wrong with the tiers of an agreement: none, too many, not ascending, or a rate that falls or gives back more than all. */
export function rebateTierFaults(
  scheme: RebateScheme,
): readonly Reason<'TIERS_REQUIRED' | 'TIERS_TOO_MANY' | 'TIERS_INVALID'>[] {
  if (scheme.tiers.length === 0) return [{ code: 'TIERS_REQUIRED' }];
  if (scheme.tiers.length > MOST_REBATE_TIERS) return [{ code: 'TIERS_TOO_MANY' }];
  try {
    rebateDue(scheme, 0n);
    return [];
  } catch (error) {
    if (error instanceof InvalidValueError) return [{ code: 'TIERS_INVALID' }];
    throw error;
  }
}
