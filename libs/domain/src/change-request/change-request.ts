import { daysBetween, type IsoDate } from '../calendar/date.js';
import { actFaults, actOf, isFilled, reasonsWhere, type Act } from '../decision/act.js';
import { accept, refuse, type Decision, type Reason } from '../decision/decision.js';
import { stepRefusal } from '../decision/step.js';
import { type StateMachine, type TransitionNotAllowed } from '../machine/state-machine.js';

/** What a project is about: terms and technology before delivery, changes and service after it, then an alliance. */
export const PROJECT_PHASES = ['PRE_SALE', 'POST_DELIVERY', 'ALLIANCE'] as const;
export type ProjectPhase = (typeof PROJECT_PHASES)[number];

/** The phase of a project on a day; an alliance goes before the rest. O(1). Throws `INVALID_DATE`. */
export function projectPhase(
  project: { readonly deliveredOn: IsoDate | null; readonly allianceFrom: IsoDate | null },
  asOf: IsoDate,
): ProjectPhase {
  const reached = (day: IsoDate | null): boolean => day !== null && daysBetween(day, asOf) >= 0;
  if (reached(project.allianceFrom)) return 'ALLIANCE';
  return reached(project.deliveredOn) ? 'POST_DELIVERY' : 'PRE_SALE';
}

/** Who wants the change: the customer its product, or we our way of making it. */
export const CHANGE_ORIGINS = ['CUSTOMER', 'MANUFACTURING'] as const;
export type ChangeOrigin = (typeof CHANGE_ORIGINS)[number];

export type ChangeState = 'REQUESTED' | 'ASSESSED' | 'AGREED' | 'DECLINED' | 'IMPLEMENTED';

/** Nothing is changed that was not assessed and agreed by the other side. */
export const CHANGE_REQUEST_MACHINE: StateMachine<ChangeState> = {
  name: 'change-request',
  initial: 'REQUESTED',
  transitions: {
    REQUESTED: ['ASSESSED', 'DECLINED'],
    ASSESSED: ['AGREED', 'DECLINED'],
    AGREED: ['IMPLEMENTED'],
    DECLINED: [],
    IMPLEMENTED: [],
  },
};

export type ChangeSide = 'SUPPLIER' | 'CUSTOMER';

export interface ChangeAct extends Act {
  readonly side: ChangeSide;
}

export type ChangeCommand =
  | (ChangeAct & { readonly type: 'ASSESS'; readonly effects: string })
  | (ChangeAct & { readonly type: 'AGREE' | 'IMPLEMENT' })
  | (ChangeAct & { readonly type: 'DECLINE'; readonly why: string });

export type ChangeEvent =
  | (ChangeAct & { readonly type: 'CHANGE_ASSESSED'; readonly effects: string })
  | (ChangeAct & { readonly type: 'CHANGE_AGREED' | 'CHANGE_IMPLEMENTED' })
  | (ChangeAct & { readonly type: 'CHANGE_DECLINED'; readonly why: string });

export type ChangeReason =
  | Reason<'ACTOR_REQUIRED' | 'TIME_REQUIRED' | 'EFFECTS_REQUIRED' | 'REASON_REQUIRED' | 'NOT_THIS_SIDE'>
  | TransitionNotAllowed<ChangeState>;

export interface ChangeRequest {
  readonly origin: ChangeOrigin;
  readonly state: ChangeState;
}

const TARGET = { ASSESS: 'ASSESSED', AGREE: 'AGREED', DECLINE: 'DECLINED', IMPLEMENT: 'IMPLEMENTED' } as const;

/**
 * A change of the customer's is agreed or declined by us, one of our manufacturing by the customer; assessing its effects
 * and carrying it out are the supplier's. Declining says why. O(1).
 */
export function decideChangeRequest(
  command: ChangeCommand,
  request: ChangeRequest,
): Decision<ChangeEvent, ChangeReason> {
  const faults = actFaults(command);
  if (faults.length > 0) return refuse(...faults);
  const step = stepRefusal(CHANGE_REQUEST_MACHINE, request.state, TARGET[command.type]);
  if (step !== null) return step;
  const judge: ChangeSide = request.origin === 'CUSTOMER' ? 'SUPPLIER' : 'CUSTOMER';
  const mayAct = command.type === 'AGREE' || command.type === 'DECLINE' ? judge : 'SUPPLIER';
  const reasons = reasonsWhere<ChangeReason>(
    [command.side !== mayAct, { code: 'NOT_THIS_SIDE' }],
    [command.type === 'ASSESS' && !isFilled(command.effects), { code: 'EFFECTS_REQUIRED' }],
    [command.type === 'DECLINE' && !isFilled(command.why), { code: 'REASON_REQUIRED' }],
  );
  return reasons.length > 0 ? refuse(...reasons) : accept(changeEvent(command));
}

function changeEvent(command: ChangeCommand): ChangeEvent {
  const act: ChangeAct = { ...actOf(command), side: command.side };
  switch (command.type) {
    case 'ASSESS':
      return { type: 'CHANGE_ASSESSED', ...act, effects: command.effects };
    case 'DECLINE':
      return { type: 'CHANGE_DECLINED', ...act, why: command.why };
    case 'AGREE':
      return { type: 'CHANGE_AGREED', ...act };
    case 'IMPLEMENT':
      return { type: 'CHANGE_IMPLEMENTED', ...act };
  }
}

const STATE_AFTER: Readonly<Record<ChangeEvent['type'], ChangeState>> = {
  CHANGE_ASSESSED: 'ASSESSED',
  CHANGE_AGREED: 'AGREED',
  CHANGE_DECLINED: 'DECLINED',
  CHANGE_IMPLEMENTED: 'IMPLEMENTED',
};

/** The change request after an event. O(1). */
export function evolveChangeRequest(request: ChangeRequest, event: ChangeEvent): ChangeRequest {
  return { ...request, state: STATE_AFTER[event.type] };
}
