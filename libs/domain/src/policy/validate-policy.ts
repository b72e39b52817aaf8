import { isCalendarDate } from '../calendar/date.js';
import { rolesOfTenant } from '../contact/dmu-roles.js';
import { STAGES } from '../stage/stages.js';
import { policyBound } from './policy-bounds.js';
import {
  MOST_POLICY_DAYS,
  PAIRED_AXES,
  POLICY_CHOICES,
  POLICY_CODE_MAPS,
  POLICY_CODES,
  POLICY_DAYS,
  POLICY_NULLABLE,
  POLICY_PARTIAL,
} from './policy-codes.js';
import { DEFAULT_POLICY_DOCUMENT, type PolicyDocument } from './policy-document.js';
import type { PolicyFault } from './policy-fault.js';
import { GATE_RULES, gateFaults } from './stage-gate-rules.js';

export type PolicyResult =
  | { readonly ok: true; readonly document: PolicyDocument }
  | { readonly ok: false; readonly reasons: readonly PolicyFault[] };

/** Pairs of numbers, or of codes in the order of their list, of which the first must not exceed the second. */
const ASCENDING: readonly (readonly [lower: string, upper: string])[] = [
  ['assessment.cap.basicBelow', 'assessment.cap.cooperativeBelow'],
  ['assessment.validity.cadenceMonths', 'assessment.validity.staleAfterMonths'],
  ['interface.butterfly.pairsBelow', 'interface.triangle.pairs'],
  ['interface.triangle.pairs', 'interface.diamond.pairs'],
  ['interface.diamond.salesPurchasingBelow', 'interface.butterfly.salesPurchasingFrom'],
  ['receivables.lateness.signal.needed', 'receivables.lateness.signal.last'],
  ['receivables.lateness.leastHistory', 'receivables.lateness.historyLength'],
  ['signals.pricePressure.minimumMonths', 'signals.pricePressure.usualMonths'],
  ['valueMoves.placement.profit.middle', 'valueMoves.placement.profit.high'],
  ['valueMoves.placement.potential.middle', 'valueMoves.placement.potential.high'],
  ['complaint.escalation.owner', 'complaint.escalation.manager'],
  ['complaint.escalation.manager', 'complaint.escalation.executive'],
  ['assessment.alphaBounds.tentative', 'assessment.alphaBounds.firm'],
  ['assessment.records.shortTermMonths', 'assessment.records.annualMonths'],
  ['assessment.exploratoryDwell.months', 'assessment.exploratoryDwell.complexMonths'],
  ['interface.executiveChannel.openDays', 'interface.executiveChannel.dormantDays'],
  ['customerFile.kind.longTerm.orderDays', 'customerFile.kind.loyal.orderDays'],
  ['customerFile.kind.longTerm.spanDays', 'customerFile.kind.loyal.spanDays'],
  ['customerFile.ratioLimits.CURRENT_RATIO.red', 'customerFile.ratioLimits.CURRENT_RATIO.green'],
  ['customerFile.ratioLimits.NET_PROFIT_MARGIN.red', 'customerFile.ratioLimits.NET_PROFIT_MARGIN.green'],
  ['customerFile.ratioLimits.RETURN_ON_ASSETS.red', 'customerFile.ratioLimits.RETURN_ON_ASSETS.green'],
  ['customerFile.ratioLimits.COLLECTION_PERIOD.green', 'customerFile.ratioLimits.COLLECTION_PERIOD.red'],
  ['customerFile.ratioLimits.INVENTORY_PERIOD.green', 'customerFile.ratioLimits.INVENTORY_PERIOD.red'],
  ['loyalty.lockIn.effort', 'loyalty.lockIn.troublesome'],
  ['relationshipQuality.floors.STABLE', 'relationshipQuality.floors.STRATEGIC'],
  ['gift.limitMinor', 'gift.yearlyLimitMinor'],
  ['play.valueCuts.a', 'play.valueCuts.b'],
  ...STAGES.flatMap((stage) => {
    const end = (axis: string, name: string): string => `misalignment.${stage}.${axis}.${name}`;
    return PAIRED_AXES.map(([axis]) => [end(axis, 'floor'), end(axis, 'target')] as const);
  }),
];

/**
 * Checks a whole document of the present shape: every part there and nothing else, every number within its bounds, no gate
 * without the fact it is there for, and bounds that belong together in order. The defaults are the pattern, so that a new
 * threshold is checked from the day it is declared. O(size).
 */
export function validatePolicy(raw: unknown): PolicyResult {
  const faults = compare(raw, DEFAULT_POLICY_DOCUMENT, '');
  const reasons = faults.length > 0 ? faults : wholeFaults(raw as PolicyDocument);
  // What has the pattern's keys and types throughout is a document.
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, document: raw as PolicyDocument };
}

/** What can be wrong between values that are sound by themselves. */
function wholeFaults(document: PolicyDocument): readonly PolicyFault[] {
  const { roleWeights, mergedRoles } = document.contact;
  const roles = rolesOfTenant(roleWeights, mergedRoles);
  const weightless = Object.keys(roles).length === 0;
  // What is counted as a role that does not count would be lost.
  const lost = Object.entries(mergedRoles).filter(([, into]) => !Object.hasOwn(roles, into));
  return [
    ...orderFaults(document),
    ...approvalFaults(document),
    // A deadline in working days needs one.
    ...(document.calendar.weekdays.length === 0 ? [{ code: 'OUT_OF_RANGE', path: 'calendar.weekdays' } as const] : []),
    ...lost.map(([role]) => ({ code: 'OUT_OF_RANGE', path: `contact.mergedRoles.${role}` }) as const),
    ...(weightless ? [{ code: 'OUT_OF_RANGE', path: 'contact.roleWeights' } as const] : []),
  ];
}

function compare(raw: unknown, pattern: unknown, path: string): readonly PolicyFault[] {
  const gate = GATE_RULES[path];
  if (gate !== undefined) return gateFaults(raw, path, gate);
  if (raw === null && POLICY_NULLABLE.has(path)) return [];
  if (raw === undefined || raw === null) return [{ code: 'VALUE_REQUIRED', path }];
  if (Array.isArray(pattern)) return listFaults(raw, path);
  if (typeof pattern === 'object' && pattern !== null)
    return objectFaults(raw, pattern as Readonly<Record<string, unknown>>, path);
  if (typeof raw !== (pattern === null ? 'string' : typeof pattern)) return [{ code: 'TYPE_WRONG', path }];
  if (typeof raw === 'number') return numberFaults(raw, path);
  return typeof raw === 'string' ? codeFaults(raw, path) : [];
}

function objectFaults(raw: unknown, pattern: Readonly<Record<string, unknown>>, path: string): readonly PolicyFault[] {
  if (typeof raw !== 'object' || Array.isArray(raw)) return [{ code: 'TYPE_WRONG', path }];
  const given = raw as Readonly<Record<string, unknown>>;
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const partial = POLICY_PARTIAL[path];
  const names = Object.keys(given);
  const known = partial ?? Object.keys(pattern);
  const isKnown = (name: string): boolean => (known instanceof RegExp ? known.test(name) : known.includes(name));
  const unknown = names.filter((name) => !isKnown(name));
  const asked = partial === undefined ? Object.keys(pattern) : names.filter(isKnown);
  return [
    ...unknown.map((name) => ({ code: 'FIELD_UNKNOWN', path: at(name) }) as const),
    ...asked.flatMap((name) => {
      const codes = POLICY_CODE_MAPS[path];
      if (codes !== undefined)
        return codes.includes(given[name] as string) ? [] : [{ code: 'CODE_UNKNOWN', path: at(name) } as const];
      return compare(given[name], partial === undefined ? pattern[name] : 0, at(name));
    }),
  ];
}

function listFaults(raw: unknown, path: string): readonly PolicyFault[] {
  if (!Array.isArray(raw)) return [{ code: 'TYPE_WRONG', path }];
  if (POLICY_DAYS.has(path)) return dayFaults(raw, path);
  return raw.flatMap((value, i) => {
    const known = typeof value === 'string' && (POLICY_CODES[path] ?? []).includes(value);
    return known ? [] : [{ code: 'CODE_UNKNOWN', path: `${path}.${i}` } as const];
  });
}

function dayFaults(days: readonly unknown[], path: string): readonly PolicyFault[] {
  if (days.length > MOST_POLICY_DAYS) return [{ code: 'OUT_OF_RANGE', path }];
  return days.flatMap((day, i) => {
    return typeof day === 'string' && isCalendarDate(day)
      ? []
      : [{ code: 'DAY_INVALID', path: `${path}.${i}` } as const];
  });
}

function numberFaults(value: number, path: string): readonly PolicyFault[] {
  const choices = POLICY_CHOICES[path];
  if (choices !== undefined) return choices.includes(value) ? [] : [{ code: 'OUT_OF_RANGE', path }];
  const { min, max, whole = false } = policyBound(path);
  if (!(value >= min && value <= max)) return [{ code: 'OUT_OF_RANGE', path }];
  return whole && !Number.isInteger(value) ? [{ code: 'NOT_WHOLE', path }] : [];
}

function codeFaults(value: string, path: string): readonly PolicyFault[] {
  return (POLICY_CODES[path] ?? []).includes(value) ? [] : [{ code: 'CODE_UNKNOWN', path }];
}

function orderFaults(raw: unknown): readonly PolicyFault[] {
  return ASCENDING.filter(([lower, upper]) => placeAt(raw, lower) > placeAt(raw, upper)).map(([, upper]) => {
    return { code: 'ORDER_WRONG', path: upper } as const;
  });
}

/** At least one person agrees to every move, and two to an end; never so many that nobody can be found. */
function approvalFaults({ stage }: PolicyDocument): readonly PolicyFault[] {
  return Object.entries(stage.approvals).flatMap(([to, { approvers }]) => {
    const sound = Number.isInteger(approvers) && approvers >= (to === 'ENDED' ? 2 : 1) && approvers <= 5;
    return sound ? [] : [{ code: 'OUT_OF_RANGE', path: `stage.approvals.${to}.approvers` } as const];
  });
}

/** A number itself, or the place of a code in its list; -1 for one left open. */
function placeAt(raw: unknown, path: string): number {
  const value = path.split('.').reduce((part, name) => (part as Readonly<Record<string, unknown>>)[name], raw);
  return typeof value === 'number' ? value : (POLICY_CODES[path] ?? []).indexOf(String(value));
}
