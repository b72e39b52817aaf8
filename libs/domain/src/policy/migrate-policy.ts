import { DEFAULT_POLICY_DOCUMENT, POLICY_SCHEMA } from './policy-document.js';
import { DEFAULT_POLICY_PARTS } from './policy-parts.js';
import { validatePolicy, type PolicyResult } from './validate-policy.js';

type Raw = Readonly<Record<string, unknown>>;

/** Documents before they named their shape held the rules of stage, alarm, value and case alone. */
const FIRST_SCHEMA = 1;

/** What the third shape brought: parts of their own, and settings within parts that were there. */
const ADDED_IN_3: readonly string[] = [
  ...Object.keys(DEFAULT_POLICY_PARTS),
  'contact.roleWeights',
  'contact.keyInfluence',
  'assessment.records',
  'assessment.exploratoryDwell',
  'assessment.integrationFloors',
  'assessment.alphaBounds',
  'assessment.regularInitiatives',
  'interface.executiveChannel',
  'interface.communicationWatch',
  'interface.networkDays',
  'interface.loggingToleranceDays',
  'interface.risingSlope',
  'receivables.outstanding',
  'receivables.credibility',
  'receivables.creditWarningPercent',
  'silentComplaint.tone',
  'silentComplaint.reply',
  'silentComplaint.voicedShare',
  'silentComplaint.failureMatching',
  'silentComplaint.invitation',
  'silentComplaint.leastPrompted',
  'window.swotMargin',
  'advisory.languages',
  'signals.contactCadence',
  'signals.episodeDays',
];

/** What the fourth shape brought. */
const ADDED_IN_4: readonly string[] = ['alarm.tuning', 'calendar', 'value'];

/** What the fifth shape brought. */
const ADDED_IN_5: readonly string[] = ['recording', 'contact.mergedRoles'];

/** What the sixth shape brought. */
const ADDED_IN_6: readonly string[] = ['followUp'];

/** From each older shape to the next: what the tenant had decided stays, what is new comes as the default. */
const STEPS: Readonly<Record<number, (document: Raw) => Raw>> = {
  1: (document) => ({ ...DEFAULT_POLICY_DOCUMENT, ...withOwnCalendar(document), schema: 2 }),
  2: (document) => ({ ...ADDED_IN_3.reduce(withDefault, document), schema: 3 }),
  3: (document) => ({ ...ADDED_IN_4.reduce(withDefault, document), schema: 4 }),
  4: (document) => ({ ...ADDED_IN_5.reduce(withDefault, document), schema: 5 }),
  5: (document) => ({ ...ADDED_IN_6.reduce(withDefault, document), schema: 6 }),
};

/**
 * A stored document of any shape as one of the present, checked. A shape later than ours, or none that ever was, is
 * refused rather than guessed at. O(size · shapes).
 */
export function migratePolicy(raw: unknown): PolicyResult {
  if (!isRaw(raw)) return { ok: false, reasons: [{ code: 'TYPE_WRONG', path: '' }] };
  let document = raw;
  let schema: unknown = document['schema'] ?? FIRST_SCHEMA;
  while (schema !== POLICY_SCHEMA) {
    const step = typeof schema === 'number' ? STEPS[schema] : undefined;
    if (step === undefined) return { ok: false, reasons: [{ code: 'SCHEMA_UNKNOWN', path: 'schema' }] };
    document = step(document);
    schema = document['schema'];
  }
  return validatePolicy(document);
}

/** In documents of the first shape the deadlines of cases stood alone, with the holidays of all deadlines among them. */
function withOwnCalendar(document: Raw): Raw {
  const { case: deadlines, ...rest } = document;
  if (!isRaw(deadlines)) return document;
  const { holidays, ...own } = deadlines;
  const calendar = holidays === undefined ? {} : { calendar: { ...DEFAULT_POLICY_DOCUMENT.calendar, holidays } };
  return { ...calendar, ...rest, case: { ...DEFAULT_POLICY_DOCUMENT.case, ...own } };
}

/** The document with the default at a path of one or two names, where its part is there and has nothing of that name. */
function withDefault(document: Raw, path: string): Raw {
  const [part = '', name] = path.split('.');
  const standard = (DEFAULT_POLICY_DOCUMENT as unknown as Raw)[part];
  if (name === undefined) return Object.hasOwn(document, part) ? document : { ...document, [part]: standard };
  const own = document[part];
  if (!isRaw(own) || Object.hasOwn(own, name)) return document;
  return { ...document, [part]: { ...own, [name]: (standard as Raw)[name] } };
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
