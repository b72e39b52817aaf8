import { PROCESS_INTEGRATIONS } from '../assessment/integration-fit.js';
import { RELATIONSHIP_LEVELS } from '../assessment/levels.js';
import { WEEKDAYS } from '../calendar/calendar-policy.js';
import { COMPLAINT_SEVERITIES } from '../complaint/complaint-policy.js';
import { DMU_ROLES } from '../contact/code-lists.js';
import { EIGHT_D_STEPS } from '../complaint/eight-d.js';
import { INTERFACE_READINGS } from '../interface/interface-form.js';
import { KRALJIC_POSITIONS } from '../kraljic/kraljic.js';
import { VALUE_CLASSES, VALUE_STRATEGIES } from '../play/strategy-matrix.js';
import { POSTURES } from '../posture/posture.js';
import { STAGES } from '../stage/stages.js';
import { PRODUCT_LANGUAGES } from '../text/localized-text.js';

/** The axes whose values belong to a stage, each in ascending order. */
export const PAIRED_AXES: readonly (readonly [axis: string, values: readonly string[]])[] = [
  ['level', RELATIONSHIP_LEVELS],
  ['interface', INTERFACE_READINGS],
  ['posture', POSTURES],
];

/** Texts of the policy that are codes, with what they may be. */
export const POLICY_CODES: Readonly<Record<string, readonly string[]>> = {
  'assessment.cap.withoutItem': ['BASIC', 'COOPERATIVE', 'INTERDEPENDENT', 'INTEGRATED'],
  'complaint.fullFormFrom': COMPLAINT_SEVERITIES,
  'complaint.onLowSatisfaction': ['REOPEN', 'OPEN_CASE'],
  'complaint.deadlines.basis': ['BUSINESS_DAYS', 'CALENDAR_DAYS'],
  'complaint.customerReviews': EIGHT_D_STEPS,
  'advisory.languages': PRODUCT_LANGUAGES,
  'calendar.weekdays': WEEKDAYS,
  ...codesOf('kraljic.highestStage', KRALJIC_POSITIONS, STAGES),
  ...codesOf('assessment.integrationFloors', PROCESS_INTEGRATIONS, RELATIONSHIP_LEVELS),
  ...Object.fromEntries(
    PAIRED_AXES.flatMap(([axis, values]) => {
      return STAGES.flatMap((stage) => {
        return ['floor', 'target'].map((end) => [`misalignment.${stage}.${axis}.${end}`, values] as const);
      });
    }),
  ),
  ...Object.fromEntries(
    VALUE_CLASSES.flatMap((value) => STAGES.map((stage) => [`play.strategies.${value}.${stage}`, VALUE_STRATEGIES])),
  ),
};

/** Codes that may be left open, with null. */
export const POLICY_NULLABLE: ReadonlySet<string> = new Set(
  PAIRED_AXES.flatMap(([axis]) => STAGES.map((stage) => `misalignment.${stage}.${axis}.floor`)),
);

function codesOf(
  path: string,
  names: readonly string[],
  codes: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(names.map((name) => [`${path}.${name}`, codes]));
}

/** Lists of days in the policy. */
export const POLICY_DAYS: ReadonlySet<string> = new Set(['calendar.holidays', 'calendar.workdays']);

/** Most days that one list may name. */
export const MOST_POLICY_DAYS = 400;

/** Numbers of the policy that have but a few values. */
export const POLICY_CHOICES: Readonly<Record<string, readonly number[]>> = {
  schema: [6],
  'share.coverage': [0.5, 0.8, 0.9, 0.95],
};

/** Maps of numbers in the policy in which entries may be left out, or added from a list or by a pattern. */
export const POLICY_PARTIAL: Readonly<Record<string, readonly string[] | RegExp>> = {
  'culture.personalTrust.byCountry': /^[A-Z]{2,3}$/,
  'complaint.deadlines.days': EIGHT_D_STEPS,
  'stagnation.limitMonths': STAGES,
  'contact.mergedRoles': DMU_ROLES,
};

/** Of these maps the values are codes, not numbers. */
export const POLICY_CODE_MAPS: Readonly<Record<string, readonly string[]>> = { 'contact.mergedRoles': DMU_ROLES };
