import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as domain from '../index.js';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Where a tenant sets what holds by default elsewhere; a default of several settings may stand among others. */
const PLACES: Readonly<Record<string, string>> = {
  ASSUMED_VOICED_SHARE: 'silentComplaint.voicedShare',
  CULTURE_ADVICE_LIMIT: 'culture.adviceLimit',
  DEFAULT_ACCOUNT_PLAN_POLICY: 'accountPlan',
  DEFAULT_ADVISORY_POLICY: 'advisory',
  DEFAULT_ADVISORY_RULE: 'advisory',
  DEFAULT_ALARM_BUDGET: 'alarm.startsPerAccountYear',
  DEFAULT_ALERT_POLICY: 'alert',
  DEFAULT_ALPHA_BOUNDS: 'assessment.alphaBounds',
  DEFAULT_ASSESSMENT_POLICY: 'assessment',
  DEFAULT_CALENDAR_POLICY: 'calendar',
  DEFAULT_CASE_POLICY: 'case',
  DEFAULT_CAUSE_POLICY: 'case.causes',
  DEFAULT_CHANNEL_LIMITS: 'interface.executiveChannel',
  DEFAULT_CLOSENESS_SCALE: 'relationshipDifference.closeness',
  DEFAULT_COMMUNICATION_WATCH: 'interface.communicationWatch',
  DEFAULT_COMPLAINT_POLICY: 'complaint',
  DEFAULT_CONTACT_CADENCE: 'signals.contactCadence',
  DEFAULT_CONTRIBUTION_POLICY: 'lifetimeValue.contribution',
  DEFAULT_CREDIBILITY_POLICY: 'receivables.credibility',
  DEFAULT_CREDIT_WARNING_PERCENT: 'receivables.creditWarningPercent',
  DEFAULT_CUSTOMER_KIND_POLICY: 'customerFile.kind',
  DEFAULT_CUSUM: 'controlChart.cusum',
  DEFAULT_DEADLINE_TEMPLATE: 'complaint.deadlines',
  DEFAULT_DIFFERENCE_WEIGHTS: 'relationshipDifference.weights',
  DEFAULT_ENTRY_RULE: 'window.entry',
  DEFAULT_EWMA: 'controlChart.ewma',
  DEFAULT_EXPLORATORY_DWELL: 'assessment.exploratoryDwell',
  DEFAULT_FALSE_DISCOVERY_RATE: 'controlChart.falseDiscoveryRate',
  DEFAULT_FOLLOW_UP_POLICY: 'followUp',
  DEFAULT_GIFT_POLICY: 'gift',
  DEFAULT_GIFT_RULES: 'gift',
  DEFAULT_GRADE_POLICY: 'alert.grade',
  DEFAULT_INTEGRATION_FLOORS: 'assessment.integrationFloors',
  DEFAULT_INTERFACE_POLICY: 'interface',
  DEFAULT_KRALJIC_POLICY: 'kraljic',
  DEFAULT_LABEL_POLICY: 'churn',
  DEFAULT_LABEL_TUNING: 'alarm.tuning',
  DEFAULT_LATENESS_POLICY: 'receivables.lateness',
  DEFAULT_INVITATION_POLICY: 'silentComplaint.invitation',
  DEFAULT_LEAST_CHANGE: 'customerFile.leastDemandChange',
  DEFAULT_LIFETIME_VALUE_POLICY: 'lifetimeValue',
  DEFAULT_LOCK_IN_BOUNDS: 'loyalty.lockIn',
  DEFAULT_LOYALTY_POLICY: 'loyalty.triad',
  DEFAULT_MATCHING: 'silentComplaint.failureMatching',
  DEFAULT_MIX_LOSS: 'signals.mixLoss',
  DEFAULT_MOVE_POLICY: 'valueMoves.rule',
  DEFAULT_NEXT_PRODUCT: 'nextProduct',
  DEFAULT_NOTICE_HOURS: 'incident.noticeHours',
  DEFAULT_OUTSTANDING_POLICY: 'receivables.outstanding',
  DEFAULT_PAIRING: 'misalignment',
  DEFAULT_PERSONAL_TRUST: 'culture.personalTrust',
  DEFAULT_PLACEMENT_POLICY: 'valueMoves.placement',
  DEFAULT_POSTURE_POLICY: 'posture',
  DEFAULT_PRICE_PRESSURE: 'signals.pricePressure',
  DEFAULT_PURCHASING_SCALE: 'kraljic.purchasing',
  DEFAULT_QUADRANT_CUTS: 'loyalty.quadrants',
  DEFAULT_QUALITY_SCORING: 'relationshipQuality.scoring',
  DEFAULT_RATIO_LIMITS: 'customerFile.ratioLimits',
  DEFAULT_RECORDING_POLICY: 'recording',
  DEFAULT_RECORD_BOUNDS: 'assessment.records',
  DEFAULT_REPLY_POLICY: 'silentComplaint.reply',
  DEFAULT_ROLE_WEIGHTS: 'contact.roleWeights',
  DEFAULT_SERVICE_STANDARD_POLICY: 'serviceStandard',
  DEFAULT_SHARE_POLICY: 'share',
  DEFAULT_SILENT_COMPLAINT_POLICY: 'silentComplaint',
  DEFAULT_STAGE_POLICY: 'stage',
  DEFAULT_STAGNATION_POLICY: 'stagnation',
  DEFAULT_STRATEGY_MATRIX: 'play.strategies',
  DEFAULT_TAIL: 'controlChart.tail',
  DEFAULT_THREAT_WEIGHTS: 'window.threats',
  DEFAULT_TONE_POLICY: 'silentComplaint.tone',
  DEFAULT_TRUST_COMMITMENT_FLOORS: 'relationshipQuality.floors',
  DEFAULT_VALUE_CUTS: 'play.valueCuts',
  DEFAULT_VALUE_POLICY: 'value',
  DEFAULT_WINDOW_POLICY: 'window.rules',
  DEFAULT_WIN_BACK_PRIOR: 'case.winBackPrior',
  DEMAND_MOVES_FROM: 'customerFile.demandMovesFrom',
  EPISODE_DAYS: 'signals.episodeDays',
  FULL_SWITCHING_BARRIER: 'loyalty.fullSwitchingBarrier',
  KEY_INFLUENCE: 'contact.keyInfluence',
  LARGE_POWER_GAP: 'relationshipDifference.largePowerGap',
  LEAST_PROMPTED_COMPLAINTS: 'silentComplaint.leastPrompted',
  LEAST_ORDER_DAYS: 'churn.leastOrderDays',
  LOGGING_TOLERANCE_DAYS: 'interface.loggingToleranceDays',
  MINIMUM_ALPHA: 'relationshipQuality.minimumAlpha',
  MINIMUM_PRICE_POINTS: 'nextProduct.minimumPricePoints',
  MINIMUM_REVEALED_ANSWERS: 'satisfaction.minimumRevealedAnswers',
  NETWORK_DAYS: 'interface.networkDays',
  OUTLOOK_DAYS: 'expectedOrders.outlookDays',
  OUTSTANDING_SALES_MONTHS: 'receivables.outstanding.salesMonths',
  REGULAR_INITIATIVES: 'assessment.regularInitiatives',
  RETENDER_NOTICE_MONTHS: 'supplierCycle.retenderNoticeMonths',
  RISING_SLOPE: 'interface.risingSlope',
  SEASON_LEAD_WEEKS: 'advisory.seasonLeadWeeks',
  SINGLE_THREAD_LIMIT: 'contact.singleThreadLimit',
  SURVEY_CADENCE_MONTHS: 'satisfaction.surveyCadenceMonths',
  SWOT_MARGIN: 'window.swotMargin',
};

/** What is no tenant's choice, or is chosen elsewhere, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  DAYS_PER_WEEK: 'a unit',
  DEFAULT_CHURN_PENALTY: 'how a model is fitted',
  DEFAULT_ESCALATION_STEPS: 'complaint.escalation has them by name',
  DEFAULT_GAP_THRESHOLD: 'calibrated from the alarm budget',
  DEFAULT_HAZARD_PENALTY: 'how a model is fitted',
  DEFAULT_HYSTERESIS: 'follows from share.hysteresis and the bands of the stages',
  DEFAULT_IMPORT_POLICY: 'how the machinery works, nothing a tenant sees',
  DEFAULT_LEVEL_BANDS: 'part of each questionnaire',
  DEFAULT_LEVEL_THRESHOLD: 'calibrated from the alarm budget',
  DEFAULT_ORDER_FIT_POLICY: 'how a model is fitted',
  DEFAULT_POLICY_DOCUMENT: 'the document itself',
  DEFAULT_SATISFACTION_ATTRIBUTES: 'a catalogue, kept as data like the questionnaire',
  DEFAULT_SATISFACTION_BOUNDS: 'follows from the scale of the survey',
  DEFAULT_TRIGGER_POLICY: 'window.rules under another name',
  FOREWARNING_DAYS: 'how a detector is measured',
  ORDER_EWMA_WEIGHT: 'how a detector is built; its threshold is calibrated from the alarm budget',
};

/** Parts of a default that are no setting: the version is the document's own, the rest is told beside the name. */
const NO_SETTING: Readonly<Record<string, readonly string[]>> = {
  // A function, from the tenant's calendar.
  DEFAULT_CASE_POLICY: ['calendar'],
  DEFAULT_INVITATION_POLICY: ['isWorkingDay'],
  // A unit: how many weeks a month has.
  DEFAULT_LIFETIME_VALUE_POLICY: ['monthLength'],
};

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts') ? [readFileSync(path, 'utf8')] : [];
  });
}

/** Every constant that stands behind a parameter of a function, or of what a parameter is taken apart into. */
function parameterDefaults(): ReadonlySet<string> {
  const parameter = /\b\w+(?:: [^=\n]+?)? = ([A-Z][A-Z0-9_]+)(?: \/ [A-Z_]+)?(?=[,)\n]| })/g;
  const code = sources(SOURCE).map((text) => text.replaceAll(/^(?:export )?const \w+.*$/gm, ''));
  return new Set(code.flatMap((text) => [...text.matchAll(parameter)].map(([, name]) => name as string)));
}

/** The default as a stored document has it. */
function storable(name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const left = new Set(['version', ...(NO_SETTING[name] ?? [])]);
  const kept = Object.entries(value).filter(([key]) => !left.has(key));
  return Object.fromEntries(kept.map(([key, part]) => [key, typeof part === 'bigint' ? Number(part) : part]));
}

describe('the reach of the policy document', () => {
  const values: Readonly<Record<string, unknown>> = domain;
  const behindParameters = parameterDefaults();
  const defaults = Object.keys(values).filter((name) => {
    return name.startsWith('DEFAULT_') || (typeof values[name] === 'number' && behindParameters.has(name));
  });

  it('finds the defaults of the domain', () => {
    expect(defaults.length).toBeGreaterThan(80);
    expect(defaults).toEqual(expect.arrayContaining(['DEFAULT_TONE_POLICY', 'SWOT_MARGIN', 'ASSUMED_VOICED_SHARE']));
  });

  it('leaves no default without a place in the document, or a reason why it has none', () => {
    expect(defaults.filter((name) => !(name in PLACES) && !(name in ELSEWHERE))).toEqual([]);
    expect(Object.keys({ ...PLACES, ...ELSEWHERE }).filter((name) => !(name in values))).toEqual([]);
    expect(Object.keys(PLACES).filter((name) => name in ELSEWHERE)).toEqual([]);
  });

  it.each(Object.entries(PLACES))('%s stands at %s', (name, path) => {
    const place = path
      .split('.')
      .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], domain.DEFAULT_POLICY_DOCUMENT);
    const expected = storable(name, values[name]);
    if (typeof expected !== 'object' || expected === null) expect(place).toBe(expected);
    else expect(place).toMatchObject(expected);
  });
});
