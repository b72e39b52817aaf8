import { daysBetween, epochDay, type IsoDate } from '../calendar/date.js';
import { accept, refuse, type Decision, type Reason } from '../decision/decision.js';
import {
  DEFAULT_INTERFACE_POLICY,
  INTERFACE_FORMS,
  interfaceOrder,
  interfacePull,
  type InterfaceForm,
  type InterfacePolicy,
  type InterfaceReading,
} from './interface-form.js';

/** A look at the contacts on a day; `null` where nothing was logged, which neither widens nor narrows anything. */
export interface ReadInterface {
  readonly type: 'READ_INTERFACE';
  readonly on: IsoDate;
  readonly reading: InterfaceReading | null;
}

export type InterfaceEvent =
  | { readonly type: 'INTERFACE_READ'; readonly on: IsoDate; readonly reading: InterfaceReading | null }
  | { readonly type: 'INTERFACE_OPENED'; readonly on: IsoDate; readonly form: InterfaceForm }
  | ({ readonly type: 'INTERFACE_CHANGED' } & InterfaceStep);

/** One step, up or down, with the day from which the readings pointed there. */
export interface InterfaceStep {
  readonly on: IsoDate;
  readonly from: InterfaceForm;
  readonly to: InterfaceForm;
  readonly direction: 'UPGRADE' | 'REGRESSION';
  readonly pointedSince: IsoDate;
}

export interface InterfaceState {
  readonly version: number;
  /** Null until contacts were seen. */
  readonly form: InterfaceForm | null;
  readonly since: IsoDate | null;
  readonly lastRead: IsoDate | null;
  /** Which way the readings point, and since when without a break. */
  readonly pending: { readonly pull: 1 | -1; readonly since: IsoDate } | null;
  readonly steps: readonly InterfaceStep[];
}

export type InterfaceReason =
  Reason<'DATE_REQUIRED'> | (Reason<'READING_OUT_OF_ORDER'> & { readonly lastRead: IsoDate });

export const INITIAL_INTERFACE_STATE: InterfaceState = {
  version: 0,
  form: null,
  since: null,
  lastRead: null,
  pending: null,
  steps: [],
};

/**
 * What a reading does to an account's interface form. The first contacts seen open it; from then on it moves one form at
 * a time, after the readings pointed the same way for the policy's confirmation days, and the count starts anew after
 * each step. Mortise's own proposal, configurable. O(1).
 */
export function decideInterface(
  command: ReadInterface,
  state: InterfaceState,
  policy: InterfacePolicy = DEFAULT_INTERFACE_POLICY,
): Decision<InterfaceEvent, InterfaceReason> {
  const { on, reading } = command;
  if (!isDay(on)) return refuse({ code: 'DATE_REQUIRED' });
  const { form, lastRead } = state;
  if (lastRead !== null && daysBetween(lastRead, on) <= 0) return refuse({ code: 'READING_OUT_OF_ORDER', lastRead });
  const read: InterfaceEvent = { type: 'INTERFACE_READ', on, reading };
  if (reading === null) return accept(read);
  if (form === null) {
    const opening = reading === 'FORMING' ? 'BUTTERFLY' : reading;
    return accept<InterfaceEvent>(read, { type: 'INTERFACE_OPENED', on, form: opening });
  }
  const pending = pendingAfter(state, on, reading);
  if (pending === null || daysBetween(pending.since, on) < policy.confirmationDays) return accept(read);
  const to = INTERFACE_FORMS[interfaceOrder(form) + pending.pull] as InterfaceForm;
  const direction = pending.pull === 1 ? 'UPGRADE' : 'REGRESSION';
  return accept<InterfaceEvent>(read, {
    type: 'INTERFACE_CHANGED',
    ...{ on, from: form, to, direction, pointedSince: pending.since },
  });
}

/** The state after one more event. O(1) beside copying the steps. */
export function evolveInterface(state: InterfaceState, event: InterfaceEvent): InterfaceState {
  const version = state.version + 1;
  if (event.type === 'INTERFACE_READ') {
    return { ...state, version, lastRead: event.on, pending: pendingAfter(state, event.on, event.reading) };
  }
  if (event.type === 'INTERFACE_OPENED') return { ...state, version, form: event.form, since: event.on, pending: null };
  const { on, from, to, direction, pointedSince } = event;
  const steps = [...state.steps, { on, from, to, direction, pointedSince }];
  return { ...state, version, form: to, since: on, pending: null, steps };
}

/** The state that a whole history of events amounts to. */
export function replayInterface(events: readonly InterfaceEvent[], from = INITIAL_INTERFACE_STATE): InterfaceState {
  return events.reduce(evolveInterface, from);
}

function pendingAfter(
  { form, pending }: InterfaceState,
  on: IsoDate,
  reading: InterfaceReading | null,
): InterfaceState['pending'] {
  const pull = form === null || reading === null ? 0 : interfacePull(form, reading);
  if (pull === 0) return null;
  return pending?.pull === pull ? pending : { pull, since: on };
}

function isDay(date: IsoDate): boolean {
  try {
    epochDay(date);
    return true;
  } catch {
    return false;
  }
}
