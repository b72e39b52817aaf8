import { DISPUTE_RESOLUTIONS } from '../assessment/dispute-records.js';
import { JOINT_INITIATIVE_KINDS, JOINT_INITIATIVE_STATUSES } from '../assessment/joint-activity.js';
import { INFORMATION_CLASSES } from '../assessment/level-records.js';
import { BUSINESS_FUNCTIONS, TIERS } from '../contact/code-lists.js';
import { DEMAND_MOVEMENTS } from '../customer-file/demand-movement.js';
import { INCIDENT_KINDS } from '../incident/incident-kinds.js';
import { TECHNICAL_ACTIVITIES } from '../interface/technical-exchange.js';
import { CONTACT_TOPICS } from '../interface/topic-mix.js';
import { TOUCH_TYPES } from '../interface/touch-mix.js';
import { COURTESIES } from '../profitability/courtesy-gift.js';
import { TRIGGER_CODES, TRIGGER_ORIGINS } from '../window/trigger-codes.js';
import { code, codes, count, date, flag, measure, money, optional, reference, text } from './field.js';
import { JUDGEMENT_KINDS } from './judgement-kinds.js';
import { LEDGER_SIDES, type LedgerFeed, type LedgerKindDeclaration } from './kind-declaration.js';

const POINTS_5 = count('POINTS', 1, 5);
const SHARE = measure('SHARE', 0, 1);
const ALL_STAFF = ['SALES', 'TECHNICAL', 'QUALITY', 'SERVICE', 'FINANCE', 'MANAGEMENT'] as const;

/**
 * Every kind of entry in the relationship ledger, declared once: its fields with units and bounds, who may write it and
 * what it feeds. Types, checks, forms and columns follow from here. No kind has a field for a payment to a person.
 */
export const LEDGER_KINDS = {
  TOUCH: {
    feeds: ['INTERFACE', 'COVERAGE', 'HEALTH'],
    writers: ALL_STAFF,
    fields: {
      touchType: code(TOUCH_TYPES),
      channel: code(['VISIT', 'CALL', 'VIDEO', 'EMAIL', 'MESSAGE', 'EVENT', 'PORTAL']),
      initiator: code(LEDGER_SIDES),
      ourPerson: reference('STAFF'),
      ourFunction: code(BUSINESS_FUNCTIONS),
      contact: reference('CONTACT'),
      theirFunction: code(BUSINESS_FUNCTIONS),
      theirTier: code(TIERS),
      topics: optional(codes(CONTACT_TOPICS)),
      tone: optional(POINTS_5),
      minutes: optional(count('MINUTES', 0, 1_440)),
      replyHours: optional(measure('HOURS', 0, 8_760)),
      promise: optional(text(500)),
      promisedBy: optional(date),
    },
  },
  ADAPTATION: {
    feeds: ['POSTURE'],
    writers: ['SALES', 'TECHNICAL', 'QUALITY'],
    fields: {
      side: code(LEDGER_SIDES),
      area: code(['PRODUCT', 'PACKAGING', 'PROCESS', 'LOGISTICS', 'IT', 'TERMS']),
      effort: measure('DAYS', 0, 10_000),
      benefit: optional(text()),
    },
  },
  INVESTMENT: {
    feeds: ['LEVEL', 'VALUE'],
    writers: ['SALES', 'FINANCE', 'MANAGEMENT'],
    fields: {
      side: code(LEDGER_SIDES),
      investmentType: code(['MONEY', 'TIME', 'SOCIAL', 'TOOLING', 'CAPITAL', 'INTEGRATION']),
      amount: money,
      horizon: count('MONTHS', 0, 600),
    },
  },
  INFORMATION_EXCHANGE: {
    feeds: ['LEVEL'],
    writers: ALL_STAFF,
    fields: {
      direction: code(['GIVEN', 'RECEIVED']),
      sensitivity: code(INFORMATION_CLASSES),
      subject: text(300),
      underNda: flag,
      forecastHorizon: optional(count('MONTHS', 0, 120)),
    },
  },
  TECHNICAL_EXCHANGE: {
    feeds: ['LEVEL', 'INTERFACE'],
    writers: ['TECHNICAL', 'QUALITY'],
    fields: {
      subject: text(300),
      activity: code(TECHNICAL_ACTIVITIES),
      ourPeople: count('COUNT', 1, 500),
      theirPeople: count('COUNT', 1, 500),
      result: optional(text()),
    },
  },
  STAFF_EXCHANGE: {
    feeds: ['LEVEL', 'INTERFACE'],
    writers: ['TECHNICAL', 'MANAGEMENT'],
    fields: {
      direction: code(['OURS_TO_THEM', 'THEIRS_TO_US']),
      businessFunction: code(BUSINESS_FUNCTIONS),
      people: count('COUNT', 1, 500),
      from: date,
      to: optional(date),
    },
  },
  JOINT_INITIATIVE: {
    feeds: ['LEVEL', 'INTERFACE'],
    writers: ['SALES', 'TECHNICAL', 'MANAGEMENT'],
    fields: {
      initiativeType: code(JOINT_INITIATIVE_KINDS),
      subject: text(300),
      status: code(JOINT_INITIATIVE_STATUSES),
      downstreamParty: optional(text(200)),
      result: optional(text()),
    },
  },
  JOINT_TEAM: {
    feeds: ['INTERFACE'],
    writers: ['SALES', 'TECHNICAL', 'MANAGEMENT'],
    fields: {
      subject: text(300),
      functions: codes(BUSINESS_FUNCTIONS),
      ourPeople: count('COUNT', 1, 500),
      theirPeople: count('COUNT', 1, 500),
      active: flag,
    },
  },
  EXECUTIVE_VISIT: {
    feeds: ['INTERFACE', 'COVERAGE', 'HEALTH'],
    writers: ['SALES', 'MANAGEMENT'],
    fields: {
      direction: code(['WE_VISITED', 'THEY_VISITED']),
      ourPerson: reference('STAFF'),
      contact: reference('CONTACT'),
      minutesDocument: optional(reference('DOCUMENT')),
      nextOn: optional(date),
    },
  },
  COMPETITOR_SHARE: {
    feeds: ['SHARE'],
    writers: ['SALES'],
    fields: {
      category: reference('CATEGORY'),
      competitor: text(200),
      share: optional(SHARE),
      rank: optional(count('RANK', 1, 50)),
      incumbent: flag,
      contractEnds: optional(date),
    },
  },
  SUPPLIER_SCORECARD: {
    feeds: ['SATISFACTION', 'HEALTH'],
    writers: ['SALES', 'QUALITY', 'CUSTOMER'],
    fields: {
      indicator: text(200),
      weight: SHARE,
      supplier: text(200),
      score: measure('POINTS', 0, 100),
      period: text(20),
    },
  },
  VALUE_CRITERION: {
    feeds: ['OPPORTUNITY'],
    writers: ['SALES', 'TECHNICAL'],
    fields: {
      criterion: text(200),
      criterionUnit: optional(text(40)),
      threshold: optional(measure('QUANTITY', -1e12, 1e12)),
      weight: SHARE,
      ourScore: optional(measure('POINTS', 0, 100)),
      incumbentScore: optional(measure('POINTS', 0, 100)),
    },
  },
  SPEC_IN: {
    feeds: ['OPPORTUNITY', 'LEVEL'],
    writers: ['TECHNICAL', 'SALES'],
    fields: {
      product: reference('PRODUCT'),
      clause: text(300),
      uniqueToUs: flag,
      document: optional(reference('DOCUMENT')),
    },
  },
  TRIGGER: {
    feeds: ['OPPORTUNITY', 'HEALTH'],
    writers: ALL_STAFF,
    fields: {
      trigger: code(TRIGGER_CODES),
      about: code(['INCUMBENT', 'US']),
      severity: SHARE,
      certainty: SHARE,
      origin: code(TRIGGER_ORIGINS),
      competitor: optional(text(200)),
      evidence: text(),
      expiresOn: optional(date),
    },
  },
  DEMAND_MOVEMENT: {
    feeds: ['HEALTH', 'FILE'],
    writers: ['SALES', 'SERVICE', 'FINANCE', 'CUSTOMER'],
    fields: {
      movement: code(DEMAND_MOVEMENTS),
      figure: optional(measure('QUANTITY', -1e15, 1e15)),
      description: text(),
    },
  },
  STRATEGIC_MOVEMENT: {
    feeds: ['HEALTH', 'FILE'],
    writers: ['SALES', 'MANAGEMENT'],
    fields: {
      strategicMovement: code(['ANNUAL_PLAN', 'SALES_STRATEGY', 'PROGRAMME_EXECUTION']),
      category: optional(reference('CATEGORY')),
      target: optional(money),
      attainment: optional(measure('SHARE', 0, 10)),
      description: text(),
    },
  },
  PRODUCT_FEEDBACK: {
    feeds: ['FILE', 'SATISFACTION'],
    writers: ['SALES', 'SERVICE', 'TECHNICAL', 'CUSTOMER'],
    fields: {
      product: reference('PRODUCT'),
      feedbackType: code(['QUALITY', 'FUNCTION', 'PROCESS', 'PREFERENCE']),
      severityPoints: POINTS_5,
      verbatim: text(),
      contact: optional(reference('CONTACT')),
    },
  },
  VALUE_ENTRY: {
    feeds: ['VALUE', 'INTERFACE'],
    writers: ['SALES', 'TECHNICAL', 'FINANCE'],
    fields: {
      valueType: code(['PERFORMANCE', 'RELATIONSHIP', 'CO_CREATED']),
      facet: optional(code(['CONTINUING', 'OPERATING', 'SYSTEM', 'MAXIMISED'])),
      amount: optional(money),
      grade: optional(POINTS_5),
      initiator: code(LEDGER_SIDES),
      evidence: text(),
    },
  },
  GIFT: {
    feeds: ['COMPLIANCE'],
    writers: ['SALES', 'MANAGEMENT'],
    fields: {
      direction: code(['GIVEN', 'RECEIVED']),
      ourPerson: reference('STAFF'),
      contact: reference('CONTACT'),
      courtesy: code(COURTESIES),
      amount: money,
      occasion: text(300),
      publicOfficial: flag,
      employerPolicy: code(['ALLOWED', 'LIMITED', 'FORBIDDEN', 'UNKNOWN']),
    },
  },
  INCIDENT: {
    feeds: ['HEALTH', 'FILE'],
    writers: ['QUALITY', 'SERVICE', 'MANAGEMENT'],
    fields: {
      incidentType: code(INCIDENT_KINDS),
      lots: optional(text(1_000)),
      action: text(),
      loss: optional(money),
      lossAvoided: optional(money),
      closedOn: optional(date),
    },
  },
  TRIAL: {
    feeds: ['OPPORTUNITY'],
    writers: ['TECHNICAL', 'SALES'],
    fields: {
      product: reference('PRODUCT'),
      endUser: optional(reference('CONTACT')),
      result: code(['RUNNING', 'PASSED', 'FAILED', 'CONDITIONAL']),
      fedBackToBuyer: flag,
      description: optional(text()),
    },
  },
  PRICE_CONCESSION: {
    feeds: ['VALUE', 'SHARE'],
    writers: ['SALES', 'FINANCE'],
    fields: {
      concession: code(['LOW_PRICE', 'REBATE', 'CREDIT']),
      category: optional(reference('CATEGORY')),
      amount: money,
      untilOn: optional(date),
    },
  },
  DISPUTE: {
    feeds: ['HEALTH', 'LEVEL'],
    writers: ALL_STAFF,
    fields: {
      subject: text(300),
      resolution: optional(code(DISPUTE_RESOLUTIONS)),
      resolvedOn: optional(date),
      complaint: optional(reference('COMPLAINT')),
    },
  },
  SHARED_RESOURCE: {
    feeds: ['LEVEL'],
    writers: ['SALES', 'MANAGEMENT', 'FINANCE'],
    fields: {
      resourceType: code(['CAPITAL', 'EQUITY', 'BENEFIT_SHARING', 'SYSTEM', 'STOCK', 'FACILITY', 'CAPABILITY']),
      side: code(LEDGER_SIDES),
      matched: flag,
      description: text(),
    },
  },
  INTELLIGENCE_NOTE: {
    feeds: ['HEALTH', 'FILE'],
    writers: ALL_STAFF,
    fields: { subject: text(300), description: text(), competitor: optional(text(200)) },
  },
  ...JUDGEMENT_KINDS,
} as const satisfies Readonly<Record<string, LedgerKindDeclaration>>;

export type LedgerKind = keyof typeof LEDGER_KINDS;
export const LEDGER_KIND_CODES = Object.keys(LEDGER_KINDS) as readonly LedgerKind[];

/** Whether a code is one of a ledger kind. */
export function isLedgerKind(kind: string): kind is LedgerKind {
  return Object.hasOwn(LEDGER_KINDS, kind);
}

/** The kinds that a measure of standing is computed from. */
export function kindsFeeding(feed: LedgerFeed): readonly LedgerKind[] {
  return LEDGER_KIND_CODES.filter((kind) => (LEDGER_KINDS[kind].feeds as readonly LedgerFeed[]).includes(feed));
}
