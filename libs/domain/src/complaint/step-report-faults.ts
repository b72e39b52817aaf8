import type { Reason } from '../decision/decision.js';
import { isCalendarDate } from '../calendar/date.js';
import { isFilled, isQuantity } from './report-values.js';
import {
  GOODS_PLACES,
  type Containment,
  type DocumentAnswer,
  type EightDStep,
  type StepReport,
  type StepReports,
} from './eight-d.js';

/** What is wrong with a report, and where in it. */
export interface StepReportFault extends Reason<
  | 'VALUE_REQUIRED'
  | 'DATE_INVALID'
  | 'QUANTITY_INVALID'
  | 'LEADER_NOT_IN_TEAM'
  | 'CAUSE_REQUIRED'
  | 'DUPLICATE_ID'
  | 'SHARE_INVALID'
  | 'SHARES_NOT_100'
  | 'UNKNOWN_CAUSE'
  | 'CAUSE_WITHOUT_ACTION'
  | 'UNKNOWN_ACTION'
  | 'ACTION_NOT_VERIFIED'
  | 'VERIFIED_BEFORE_IMPLEMENTED'
  | 'NOT_EFFECTIVE'
> {
  readonly step: EightDStep;
  readonly path: string;
}

/** The reports given so far, which later ones refer to. */
export type GivenReports = Partial<StepReports>;

type Fault = Omit<StepReportFault, 'step'>;

/**
 * Everything wrong with a step's report: nothing left blank, containment said for every place, causes that add up to
 * 100 %, an action for every cause, and proof by somebody on some day that every action works. O(report).
 */
export function stepReportFaults(given: StepReport, before: GivenReports = {}): readonly StepReportFault[] {
  return faultsOf(given, before).map((fault) => ({ ...fault, step: given.step }));
}

function faultsOf(given: StepReport, before: GivenReports): readonly Fault[] {
  switch (given.step) {
    case 'D0':
      return [
        ...filled(given.report.symptom, 'symptom'),
        ...filled(given.report.emergencyAction.description, 'emergencyAction.description'),
      ];
    case 'D1':
      return teamFaults(given.report);
    case 'D2':
      return problemFaults(given.report);
    case 'D3':
      return GOODS_PLACES.flatMap((place) => containmentFaults(given.report[place], place));
    case 'D4':
      return causeFaults(given.report);
    case 'D5':
      return actionFaults(given.report, before);
    case 'D6':
      return verificationFaults(given.report, before);
    case 'D7':
      return [
        ...given.report.preventive.flatMap(({ description, owner, dueOn }, i) => [
          ...filled(description, `preventive.${i}.description`),
          ...filled(owner, `preventive.${i}.owner`),
          ...dated(dueOn, `preventive.${i}.dueOn`),
        ]),
        ...documentFaults(given.report.fmea, 'fmea'),
        ...documentFaults(given.report.controlPlan, 'controlPlan'),
      ];
    case 'D8':
      return filled(given.report.lessons, 'lessons');
  }
}

function teamFaults({ leader, team }: StepReports['D1']): readonly Fault[] {
  return [
    ...filled(leader, 'leader'),
    ...team.flatMap(({ person, businessFunction }, i) => [
      ...filled(person, `team.${i}.person`),
      ...filled(businessFunction, `team.${i}.businessFunction`),
    ]),
    ...(team.some(({ person }) => person === leader) ? [] : [fault('LEADER_NOT_IN_TEAM', 'leader')]),
  ];
}

function problemFaults({ description, quantityAffected, isAndIsNot = [] }: StepReports['D2']): readonly Fault[] {
  return [
    ...filled(description, 'description'),
    ...quantity(quantityAffected, 'quantityAffected'),
    ...isAndIsNot.flatMap(({ question }, i) => filled(question, `isAndIsNot.${i}.question`)),
  ];
}

function containmentFaults(at: Containment | undefined, place: string): readonly Fault[] {
  if (at === undefined) return [fault('VALUE_REQUIRED', place)];
  if (!at.applies) return filled(at.reason, `${place}.reason`);
  return [
    ...filled(at.action, `${place}.action`),
    ...dated(at.doneOn, `${place}.doneOn`),
    ...quantity(at.quantityChecked, `${place}.quantityChecked`),
    ...quantity(at.quantityDefective, `${place}.quantityDefective`),
    ...(at.quantityDefective !== undefined && at.quantityDefective > (at.quantityChecked ?? Infinity)
      ? [fault('QUANTITY_INVALID', `${place}.quantityDefective`)]
      : []),
  ];
}

function causeFaults({ causes }: StepReports['D4']): readonly Fault[] {
  const occurrence = causes.some(({ kind }) => kind === 'OCCURRENCE');
  // Hundredths of a percent are whole numbers, so that 33.33 + 33.33 + 33.34 is 100 exactly.
  const hundredths = causes.map(({ sharePercent }) => sharePercent * 100);
  const whole = hundredths.map((share) => Math.round(share));
  const sound = hundredths.every((share, i) => share > 0 && Math.abs(share - (whole[i] ?? 0)) < 1e-6);
  const total = whole.reduce((running, share) => running + share, 0);
  return [
    ...(occurrence ? [] : [fault('CAUSE_REQUIRED', 'causes')]),
    ...causes.flatMap(({ id, description }, i) => [
      ...filled(id, `causes.${i}.id`),
      ...filled(description, `causes.${i}.description`),
    ]),
    ...duplicates(
      causes.map(({ id }) => id),
      'causes',
    ),
    ...(sound ? [] : [fault('SHARE_INVALID', 'causes')]),
    ...(total === 10_000 ? [] : [fault('SHARES_NOT_100', 'causes')]),
  ];
}

function actionFaults({ actions }: StepReports['D5'], { D4 }: GivenReports): readonly Fault[] {
  const causes = new Set(D4?.causes.map(({ id }) => id));
  const removed = new Set(actions.map(({ causeId }) => causeId));
  return [
    ...actions.flatMap(({ id, causeId, description, owner, dueOn }, i) => [
      ...filled(id, `actions.${i}.id`),
      ...filled(description, `actions.${i}.description`),
      ...filled(owner, `actions.${i}.owner`),
      ...dated(dueOn, `actions.${i}.dueOn`),
      ...(causes.has(causeId) ? [] : [fault('UNKNOWN_CAUSE', `actions.${i}.causeId`)]),
    ]),
    ...duplicates(
      actions.map(({ id }) => id),
      'actions',
    ),
    ...[...causes]
      .filter((cause) => !removed.has(cause))
      .map((cause) => fault('CAUSE_WITHOUT_ACTION', `causes.${cause}`)),
  ];
}

function verificationFaults({ verified }: StepReports['D6'], { D5 }: GivenReports): readonly Fault[] {
  const actions = new Set(D5?.actions.map(({ id }) => id));
  const proven = new Set(verified.map(({ actionId }) => actionId));
  return [
    ...verified.flatMap(({ actionId, implementedOn, verifiedBy, verifiedOn, method, effective }, i) => [
      ...(actions.has(actionId) ? [] : [fault('UNKNOWN_ACTION', `verified.${i}.actionId`)]),
      ...dated(implementedOn, `verified.${i}.implementedOn`),
      ...filled(verifiedBy, `verified.${i}.verifiedBy`),
      ...dated(verifiedOn, `verified.${i}.verifiedOn`),
      ...filled(method, `verified.${i}.method`),
      ...(effective ? [] : [fault('NOT_EFFECTIVE', `verified.${i}.effective`)]),
      // Dates of the calendar sort as text.
      ...(verifiedOn < implementedOn ? [fault('VERIFIED_BEFORE_IMPLEMENTED', `verified.${i}.verifiedOn`)] : []),
    ]),
    ...duplicates(
      verified.map(({ actionId }) => actionId),
      'verified',
    ),
    ...[...actions]
      .filter((action) => !proven.has(action))
      .map((action) => fault('ACTION_NOT_VERIFIED', `actions.${action}`)),
  ];
}

function documentFaults(answer: DocumentAnswer, path: string): readonly Fault[] {
  if (!answer.updated) return filled(answer.reason, `${path}.reason`);
  return [...dated(answer.on, `${path}.on`), ...filled(answer.reference, `${path}.reference`)];
}

function duplicates(ids: readonly string[], path: string): readonly Fault[] {
  const seen = new Set<string>();
  return ids.flatMap((id, i) => (seen.size === seen.add(id).size ? [fault('DUPLICATE_ID', `${path}.${i}`)] : []));
}

function filled(text: string, path: string): readonly Fault[] {
  return isFilled(text) ? [] : [fault('VALUE_REQUIRED', path)];
}

function dated(date: string, path: string): readonly Fault[] {
  return isCalendarDate(date) ? [] : [fault('DATE_INVALID', path)];
}

function quantity(value: number | undefined, path: string): readonly Fault[] {
  return value === undefined || isQuantity(value) ? [] : [fault('QUANTITY_INVALID', path)];
}

function fault(code: StepReportFault['code'], path: string): Fault {
  return { code, path };
}
