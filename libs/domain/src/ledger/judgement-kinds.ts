import { SUBSTITUTES } from '../kraljic/purchasing-criteria.js';
import { FORWARD_COMMITMENTS } from '../loyalty/forward-coverage.js';
import { COOPERATION_BASES } from '../relationship-difference/dependence.js';
import { AGREEMENT_FORMS } from '../relationship-difference/difference-profile.js';
import { QUALITY_FOCI } from '../relationship-quality/items.js';
import { DEFAULT_SATISFACTION_ATTRIBUTES, EXPECTATION_SOURCES } from '../satisfaction/attributes.js';
import { code, count, measure, money, optional, reference, text } from './field.js';
import { LEDGER_SIDES, type LedgerKindDeclaration } from './kind-declaration.js';

const POINTS_7 = optional(count('POINTS', 1, 7));
const MEAN_7 = measure('POINTS', 1, 7);
const RATED_5 = optional(count('POINTS', 1, 5));
const JUDGED_100 = optional(measure('POINTS', 0, 100));
const SHARE = optional(measure('SHARE', 0, 1));

/**
 * Kinds that say how the two sides judge the relationship and what holds them in it. Of a rating, no supplier named means
 * us. An exit barrier of THEIRS is what leaving us would cost the customer, of OURS what losing the customer would cost us.
 */
export const JUDGEMENT_KINDS = {
  SATISFACTION_RATING: {
    feeds: ['SATISFACTION', 'OPPORTUNITY'],
    writers: ['SALES', 'SERVICE', 'QUALITY', 'MANAGEMENT', 'CUSTOMER'],
    fields: {
      contact: optional(reference('CONTACT')),
      supplier: optional(text(200)),
      attribute: code(DEFAULT_SATISFACTION_ATTRIBUTES),
      expected: MEAN_7,
      perceived: MEAN_7,
      importance: optional(measure('POINTS', 0, 10)),
      expectationFrom: optional(code(EXPECTATION_SOURCES)),
    },
  },
  RELATIONSHIP_RATING: {
    feeds: ['SATISFACTION'],
    writers: ['SALES', 'SERVICE', 'QUALITY', 'MANAGEMENT', 'CUSTOMER'],
    fields: {
      contact: reference('CONTACT'),
      focus: code(QUALITY_FOCI),
      keepsWord: POINTS_7,
      speaksPlainly: POINTS_7,
      mindsOurInterest: POINTS_7,
      wantsToStay: POINTS_7,
      worthEffort: POINTS_7,
      feelsAttached: POINTS_7,
      content: POINTS_7,
      meetsExpectations: POINTS_7,
      wouldChooseAgain: POINTS_7,
      reliable: POINTS_7,
      prompt: POINTS_7,
      competent: POINTS_7,
    },
  },
  LOYALTY_STATEMENT: {
    feeds: ['SATISFACTION'],
    writers: ['SALES', 'SERVICE', 'MANAGEMENT', 'CUSTOMER'],
    fields: {
      contact: reference('CONTACT'),
      purchaseIntention: optional(MEAN_7),
      attitude: optional(MEAN_7),
      recommendation: optional(count('POINTS', 0, 10)),
      referredTo: optional(text(200)),
    },
  },
  FORWARD_COMMITMENT: {
    feeds: ['SATISFACTION'],
    writers: ['SALES', 'FINANCE', 'MANAGEMENT'],
    fields: {
      commitment: code(FORWARD_COMMITMENTS),
      amount: money,
      horizon: count('MONTHS', 1, 120),
    },
  },
  RELATIONSHIP_STYLE: {
    feeds: ['FILE'],
    writers: ['SALES', 'MANAGEMENT', 'CUSTOMER'],
    fields: {
      side: code(LEDGER_SIDES),
      agreementForm: optional(code(AGREEMENT_FORMS)),
      formality: RATED_5,
      dependence: RATED_5,
      closeness: RATED_5,
      conflict: RATED_5,
      adaptation: RATED_5,
      longTermInvestment: RATED_5,
    },
  },
  EXIT_BARRIER: {
    feeds: ['FILE'],
    writers: ['SALES', 'TECHNICAL', 'FINANCE', 'MANAGEMENT'],
    fields: {
      side: code(LEDGER_SIDES),
      replacementDifficulty: SHARE,
      requalification: optional(money),
      tooling: optional(money),
      downtimeDays: optional(measure('DAYS', 0, 3_650)),
      downtimeCostPerDay: optional(money),
      brand: RATED_5,
      cooperation: RATED_5,
      topChannel: RATED_5,
      basis: optional(code(COOPERATION_BASES)),
    },
  },
  PURCHASING_VIEW: {
    feeds: ['OPPORTUNITY', 'FILE'],
    writers: ['SALES', 'TECHNICAL', 'MANAGEMENT'],
    fields: {
      category: reference('CATEGORY'),
      costShare: SHARE,
      qualityEffect: JUDGED_100,
      volumeEffect: JUDGED_100,
      qualifiedSuppliers: optional(count('COUNT', 1, 1_000)),
      switchingMonths: optional(measure('MONTHS', 0, 600)),
      substitutes: optional(code(SUBSTITUTES)),
    },
  },
} as const satisfies Readonly<Record<string, LedgerKindDeclaration>>;
