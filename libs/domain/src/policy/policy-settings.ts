import { policyBound } from './policy-bounds.js';
import { POLICY_CHOICES, POLICY_CODES, POLICY_PARTIAL } from './policy-codes.js';
import { DEFAULT_POLICY_DOCUMENT, type PolicyDocument } from './policy-document.js';
import { GATE_RULES } from './stage-gate-rules.js';

/** One value that a tenant can set by itself, with what it may be. */
export interface PolicySetting {
  /** Names from the document down to it, joined by dots. */
  readonly path: string;
  readonly value: unknown;
  /** What holds where nobody has decided otherwise. */
  readonly standard: unknown;
  /** Bounds of a number; null for anything else. */
  readonly bound: { readonly min: number; readonly max: number; readonly whole: boolean } | null;
  /** What a code or a number with few values may be; null for anything else. */
  readonly choices: readonly (string | number)[] | null;
}

type Raw = Readonly<Record<string, unknown>>;

/** Everything in a document that can be set by its path, in the order of the document; gates are set as a whole. O(size). */
export function policySettings(document: PolicyDocument): readonly PolicySetting[] {
  return settingsOf(document, DEFAULT_POLICY_DOCUMENT, '').filter(({ path }) => path !== 'schema');
}

function settingsOf(value: unknown, standard: unknown, path: string): readonly PolicySetting[] {
  if (!isGroup(standard, path)) return [{ path, value, standard, ...limitsOf(standard, path) }];
  return Object.entries(standard).flatMap(([name, each]) => {
    return settingsOf((value as Raw)[name], each, path === '' ? name : `${path}.${name}`);
  });
}

/** Maps in which entries come and go are set as a whole, and so are lists. */
function isGroup(standard: unknown, path: string): standard is Raw {
  if (typeof standard !== 'object' || standard === null || Array.isArray(standard)) return false;
  return POLICY_PARTIAL[path] === undefined && GATE_RULES[path] === undefined;
}

function limitsOf(standard: unknown, path: string): Pick<PolicySetting, 'bound' | 'choices'> {
  const choices = POLICY_CHOICES[path] ?? POLICY_CODES[path] ?? null;
  if (typeof standard !== 'number' || choices !== null) return { bound: null, choices };
  const { min, max, whole = false } = policyBound(path);
  return { bound: { min, max, whole }, choices };
}

/**
 * The document with other values at some paths, still to be checked as a whole; a path that leads nowhere adds what the
 * check will not know. O(changes · depth).
 */
export function withPolicySettings(
  document: PolicyDocument,
  changes: readonly { readonly path: string; readonly value: unknown }[],
): unknown {
  return changes.reduce<unknown>((present, { path, value }) => withValue(present, path.split('.'), value), document);
}

function withValue(part: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  const own: Raw = typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as Raw) : {};
  const below = Object.hasOwn(own, name) ? own[name] : undefined;
  return { ...own, [name]: rest.length === 0 ? value : withValue(below, rest, value) };
}

/** A value that differs between two documents. */
export interface PolicyDifference {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What one document sets differently from another, in the order of the document. O(size). */
export function policyDifferences(before: PolicyDocument, after: PolicyDocument): readonly PolicyDifference[] {
  const then = new Map(policySettings(before).map(({ path, value }) => [path, value]));
  return policySettings(after).flatMap(({ path, value }) => {
    const from = then.get(path);
    return canonical(from) === canonical(value) ? [] : [{ path, from, to: value }];
  });
}

/** The same text for the same value, whatever the order of its keys: storage keeps none. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    return typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  });
}

/** Whether a path is one of those, or stands within one. */
export function isPolicyPathWithin(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}.`));
}
