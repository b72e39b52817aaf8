import { DEFAULT_POLICY_DOCUMENT, POLICY_SCHEMA } from './policy-document.js';
import { validatePolicy, type PolicyResult } from './validate-policy.js';

type Raw = Readonly<Record<string, unknown>>;

/** Documents before they named their shape held the rules of stage and alarm alone. */
const FIRST_SCHEMA = 1;

/** From each older shape to the next: what the tenant had decided stays, what is new comes as the default. */
const STEPS: Readonly<Record<number, (document: Raw) => Raw>> = {
  1: (document) => ({ ...DEFAULT_POLICY_DOCUMENT, ...document, schema: 2 }),
};

/**
 * A stored document of any shape as one of the present, checked. A shape later than ours, or none that ever was, is
 * refused rather than guessed at. O(size · shapes).
 */
export function migratePolicy(raw: unknown): PolicyResult {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { ok: false, reasons: [{ code: 'TYPE_WRONG', path: '' }] };
  }
  let document = raw as Raw;
  let schema: unknown = document['schema'] ?? FIRST_SCHEMA;
  while (schema !== POLICY_SCHEMA) {
    const step = typeof schema === 'number' ? STEPS[schema] : undefined;
    if (step === undefined) return { ok: false, reasons: [{ code: 'SCHEMA_UNKNOWN', path: 'schema' }] };
    document = step(document);
    schema = document['schema'];
  }
  return validatePolicy(document);
}
