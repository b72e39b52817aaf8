import { POLICY_CHOICES, POLICY_CODES, POLICY_PARTIAL, policyBound } from './policy-bounds.js';
import { DEFAULT_POLICY_DOCUMENT, type PolicyDocument } from './policy-document.js';
import type { PolicyFault } from './policy-fault.js';
import { GATE_RULES, gateFaults } from './stage-gate-rules.js';

export type PolicyResult =
  | { readonly ok: true; readonly document: PolicyDocument }
  | { readonly ok: false; readonly reasons: readonly PolicyFault[] };

/** Pairs of numbers of which the first must not exceed the second. */
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
];

/**
 * Checks a whole document of the present shape: every part there and nothing else, every number within its bounds, no gate
 * without the fact it is there for, and bounds that belong together in order. The defaults are the pattern, so that a new
 * threshold is checked from the day it is declared. O(size).
 */
export function validatePolicy(raw: unknown): PolicyResult {
  const faults = compare(raw, DEFAULT_POLICY_DOCUMENT, '');
  const reasons = faults.length > 0 ? faults : [...orderFaults(raw), ...approvalFaults(raw as PolicyDocument)];
  // What has the pattern's keys and types throughout is a document.
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, document: raw as PolicyDocument };
}

function compare(raw: unknown, pattern: unknown, path: string): readonly PolicyFault[] {
  const gate = GATE_RULES[path];
  if (gate !== undefined) return gateFaults(raw, path, gate);
  if (raw === undefined || raw === null) return [{ code: 'VALUE_REQUIRED', path }];
  if (Array.isArray(pattern)) return listFaults(raw, path);
  if (typeof pattern === 'object') return objectFaults(raw, pattern as Readonly<Record<string, unknown>>, path);
  if (typeof raw !== typeof pattern) return [{ code: 'TYPE_WRONG', path }];
  if (typeof raw === 'number') return numberFaults(raw, path);
  return typeof raw === 'string' ? codeFaults(raw, path) : [];
}

function objectFaults(raw: unknown, pattern: Readonly<Record<string, unknown>>, path: string): readonly PolicyFault[] {
  if (typeof raw !== 'object' || Array.isArray(raw)) return [{ code: 'TYPE_WRONG', path }];
  const given = raw as Readonly<Record<string, unknown>>;
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const partial = POLICY_PARTIAL[path];
  const known = partial ?? Object.keys(pattern);
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  const asked = partial === undefined ? known : known.filter((name) => Object.hasOwn(given, name));
  return [
    ...unknown.map((name) => ({ code: 'FIELD_UNKNOWN', path: at(name) }) as const),
    ...asked.flatMap((name) => compare(given[name], partial === undefined ? pattern[name] : 0, at(name))),
  ];
}

function listFaults(raw: unknown, path: string): readonly PolicyFault[] {
  if (!Array.isArray(raw)) return [{ code: 'TYPE_WRONG', path }];
  return raw.flatMap((value, i) => {
    const known = typeof value === 'string' && (POLICY_CODES[path] ?? []).includes(value);
    return known ? [] : [{ code: 'CODE_UNKNOWN', path: `${path}.${i}` } as const];
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
  return ASCENDING.filter(([lower, upper]) => numberAt(raw, lower) > numberAt(raw, upper)).map(([, upper]) => {
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

function numberAt(raw: unknown, path: string): number {
  return Number(path.split('.').reduce((part, name) => (part as Readonly<Record<string, unknown>>)[name], raw));
}
