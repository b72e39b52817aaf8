import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_ASSESSMENT_POLICY } from '../assessment/assessment-policy.js';
import { DEFAULT_ESCALATION_STEPS } from '../calendar/service-standard.js';
import { DMU_ROLES } from '../contact/code-lists.js';
import { DEFAULT_INTERFACE_POLICY } from '../interface/interface-form.js';
import { DEFAULT_KRALJIC_POLICY } from '../kraljic/kraljic.js';
import { DEFAULT_PURCHASING_SCALE } from '../kraljic/purchasing-criteria.js';
import { DEFAULT_GIFT_POLICY } from '../profitability/courtesy-gift.js';
import { DEFAULT_PLACEMENT_POLICY } from '../profitability/move-placement.js';
import { DEFAULT_MOVE_POLICY } from '../profitability/propose-move.js';
import { DEFAULT_CLOSENESS_SCALE } from '../relationship-difference/closeness.js';
import { LARGE_POWER_GAP } from '../relationship-difference/dependence.js';
import { DEFAULT_DIFFERENCE_WEIGHTS } from '../relationship-difference/difference-profile.js';
import { DEFAULT_MIX_LOSS } from '../signal/mix-loss.js';
import { DEFAULT_PRICE_PRESSURE } from '../signal/price-pressure.js';
import { DEFAULT_SILENT_COMPLAINT_POLICY } from '../silent-complaint/silent-complaint.js';
import { DEFAULT_STAGNATION_POLICY, stagnationLimit } from '../stage-dynamics/stagnation.js';
import { DEFAULT_STAGE_POLICY } from '../stage/stage-policy.js';
import { migratePolicy } from './migrate-policy.js';
import { policyBound } from './policy-bounds.js';
import { DEFAULT_POLICY_DOCUMENT, POLICY_SCHEMA, versioned } from './policy-document.js';
import { giftPolicy } from './policy-parts.js';
import { validatePolicy } from './validate-policy.js';

type Raw = Record<string, unknown>;

/** The defaults with one value replaced; `undefined` removes it. */
function changed(path: string, value: unknown): Raw {
  const document = JSON.parse(JSON.stringify(DEFAULT_POLICY_DOCUMENT)) as Raw;
  const names = path.split('.');
  const last = names.pop() as string;
  const parent = names.reduce((part, name) => part[name] as Raw, document);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return document;
}
const faults = (document: unknown): readonly string[] => {
  const result = validatePolicy(document);
  return result.ok ? [] : result.reasons.map(({ code, path }) => `${code} ${path}`);
};

/** Every number of the defaults outside the gates, by its path. */
function numbers(part: unknown, path = ''): readonly string[] {
  if (path.startsWith('stage.gates')) return [];
  if (typeof part === 'number') return [path];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) => numbers(value, path === '' ? name : `${path}.${name}`));
}

describe('the policy document', () => {
  it('has sound defaults that survive storage', () => {
    expect(validatePolicy(DEFAULT_POLICY_DOCUMENT)).toEqual({ ok: true, document: DEFAULT_POLICY_DOCUMENT });
    const stored = JSON.parse(JSON.stringify(DEFAULT_POLICY_DOCUMENT)) as unknown;
    expect(stored).toEqual(DEFAULT_POLICY_DOCUMENT);
    expect(JSON.stringify(stored)).not.toContain('version');
  });

  it('is put together from the defaults of each concept', () => {
    const { signals, stagnation, kraljic, valueMoves, relationshipDifference, complaint } = DEFAULT_POLICY_DOCUMENT;
    expect(signals).toMatchObject({ pricePressure: DEFAULT_PRICE_PRESSURE, mixLoss: DEFAULT_MIX_LOSS });
    expect(stagnation).toEqual({ ...DEFAULT_STAGNATION_POLICY, limitMonths: {} });
    expect(kraljic).toEqual({ ...DEFAULT_KRALJIC_POLICY, purchasing: DEFAULT_PURCHASING_SCALE });
    expect(valueMoves).toEqual({ placement: DEFAULT_PLACEMENT_POLICY, rule: DEFAULT_MOVE_POLICY });
    expect(relationshipDifference).toEqual({
      weights: DEFAULT_DIFFERENCE_WEIGHTS,
      closeness: DEFAULT_CLOSENESS_SCALE,
      largePowerGap: LARGE_POWER_GAP,
    });
    expect(Object.values(complaint.escalation)).toEqual(DEFAULT_ESCALATION_STEPS);
    expect(stagnationLimit('STABLE', [], stagnation)).toEqual(stagnationLimit('STABLE', []));
  });

  it('gives a part the version of the whole', () => {
    const stage = versioned(DEFAULT_POLICY_DOCUMENT.stage, DEFAULT_STAGE_POLICY.version);
    expect(stage).toEqual(DEFAULT_STAGE_POLICY);
    expect(versioned(DEFAULT_POLICY_DOCUMENT.stage, '7').version).toBe('7');
  });

  it.each(numbers(DEFAULT_POLICY_DOCUMENT))('%s: is a number within its bounds', (path) => {
    for (const value of [-1e9, 1e12, NaN]) expect(faults(changed(path, value))).toContain(`OUT_OF_RANGE ${path}`);
    expect(faults(changed(path, '1'))).toEqual([`TYPE_WRONG ${path}`]);
    expect(faults(changed(path, null))).toEqual([`VALUE_REQUIRED ${path}`]);
  });

  it.each([
    ['alarm.startsPerAccountYear', 0, ['OUT_OF_RANGE alarm.startsPerAccountYear']],
    ['alarm.staleOrdersDays', 45.5, ['NOT_WHOLE alarm.staleOrdersDays']],
    ['alarm.colour', 1, ['FIELD_UNKNOWN alarm.colour']],
    ['alarm.tuning.enabled', false, []],
    ['alarm.tuning.enabled', 0, ['TYPE_WRONG alarm.tuning.enabled']],
    ['calendar.weekdays', ['SATURDAY'], []],
    ['calendar.weekdays', [], ['OUT_OF_RANGE calendar.weekdays']],
    ['calendar.weekdays', ['FUNDAY'], ['CODE_UNKNOWN calendar.weekdays.0']],
    ['calendar.holidays', ['2026-12-25', '2027-01-01'], []],
    [
      'calendar.holidays',
      ['2026-02-30', 20261225],
      ['DAY_INVALID calendar.holidays.0', 'DAY_INVALID calendar.holidays.1'],
    ],
    ['calendar.holidays', Array<string>(400).fill('2026-12-25'), []],
    ['calendar.holidays', Array<string>(401).fill('2026-12-25'), ['OUT_OF_RANGE calendar.holidays']],
    ['calendar.workdays', '2026-12-25', ['TYPE_WRONG calendar.workdays']],
    ['contact.mergedRoles', { INITIATOR: 'USER', GATEKEEPER: 'BUYER' }, []],
    ['contact.mergedRoles', { INITIATOR: 'KING' }, ['CODE_UNKNOWN contact.mergedRoles.INITIATOR']],
    ['contact.mergedRoles', { INITIATOR: 1 }, ['CODE_UNKNOWN contact.mergedRoles.INITIATOR']],
    ['contact.mergedRoles', { KING: 'USER' }, ['FIELD_UNKNOWN contact.mergedRoles.KING']],
    ['contact.mergedRoles', { USER: 'USER' }, ['OUT_OF_RANGE contact.mergedRoles.USER']],
    ['contact.mergedRoles', { INITIATOR: 'USER', USER: 'BUYER' }, ['OUT_OF_RANGE contact.mergedRoles.INITIATOR']],
    ['value.reachProbability', 1.1, ['OUT_OF_RANGE value.reachProbability']],
    ['alarm', [], ['TYPE_WRONG alarm']],
    ['alarm', 5, ['TYPE_WRONG alarm']],
    ['alarm', undefined, ['VALUE_REQUIRED alarm']],
    ['more', {}, ['FIELD_UNKNOWN more']],
    ['share.coverage', 0.85, ['OUT_OF_RANGE share.coverage']],
    ['share.coverage', 0.95, []],
    ['schema', 2, ['OUT_OF_RANGE schema']],
    ['share.coefficientOfVariation.A', 5.1, ['OUT_OF_RANGE share.coefficientOfVariation.A']],
    ['window.threats.COST_DOWN_NEED', 1.01, ['OUT_OF_RANGE window.threats.COST_DOWN_NEED']],
    ['complaint.fullFormFrom', 'NEVER', ['CODE_UNKNOWN complaint.fullFormFrom']],
    ['complaint.fullFormFrom', 'CRITICAL', []],
    [
      'complaint.customerReviews',
      ['D3', 'D9', 4],
      ['CODE_UNKNOWN complaint.customerReviews.1', 'CODE_UNKNOWN complaint.customerReviews.2'],
    ],
    ['complaint.customerReviews', 'D3', ['TYPE_WRONG complaint.customerReviews']],
    ['complaint.customerReviews', ['D3', 'D4'], []],
    ['complaint.authorMayAccept', 'yes', ['TYPE_WRONG complaint.authorMayAccept']],
    ['complaint.deadlines.days', { D4: 7, D0: 1 }, []],
    ['complaint.deadlines.days', {}, []],
    ['complaint.deadlines.days', { D9: 1 }, ['FIELD_UNKNOWN complaint.deadlines.days.D9']],
    ['complaint.deadlines.days', { D0: 0 }, ['OUT_OF_RANGE complaint.deadlines.days.D0']],
    ['assessment.cap.basicBelow', 3.5, ['ORDER_WRONG assessment.cap.cooperativeBelow']],
    ['assessment.cap.basicBelow', 3, []],
    ['assessment.validity.staleAfterMonths', 5, ['ORDER_WRONG assessment.validity.staleAfterMonths']],
    ['interface.diamond.pairs', 2, ['ORDER_WRONG interface.diamond.pairs']],
    ['interface.triangle.pairs', 1, ['ORDER_WRONG interface.triangle.pairs']],
    ['complaint.escalation.owner', 2, ['ORDER_WRONG complaint.escalation.manager']],
    ['complaint.escalation.executive', 0.9, ['ORDER_WRONG complaint.escalation.executive']],
    ['receivables.lateness.signal.needed', 4, ['ORDER_WRONG receivables.lateness.signal.last']],
    ['interface.diamond.salesPurchasingBelow', 0.9, ['ORDER_WRONG interface.butterfly.salesPurchasingFrom']],
    ['receivables.lateness.historyLength', 3, ['ORDER_WRONG receivables.lateness.historyLength']],
    ['silentComplaint.lastPayments', 0, ['OUT_OF_RANGE silentComplaint.lastPayments']],
    ['silentComplaint.invitationWorkingDays', 1.5, ['NOT_WHOLE silentComplaint.invitationWorkingDays']],
    ['signals.pricePressure.usualMonths', 5, ['ORDER_WRONG signals.pricePressure.usualMonths']],
    ['signals.mixLoss.threshold', 1.1, ['OUT_OF_RANGE signals.mixLoss.threshold']],
    ['stagnation.limitMonths', { STABLE: 24, INITIAL: 6 }, []],
    ['stagnation.limitMonths', { STABLE: 0 }, ['OUT_OF_RANGE stagnation.limitMonths.STABLE']],
    ['stagnation.limitMonths', { STABLE: '24' }, ['TYPE_WRONG stagnation.limitMonths.STABLE']],
    ['stagnation.limitMonths', { ENDED: 24 }, ['FIELD_UNKNOWN stagnation.limitMonths.ENDED']],
    ['kraljic.highestStage.LEVERAGE', 'STABLE', []],
    ['kraljic.highestStage.LEVERAGE', 'ENDED', ['CODE_UNKNOWN kraljic.highestStage.LEVERAGE']],
    ['kraljic.purchasing.ampleSuppliers', 1, ['OUT_OF_RANGE kraljic.purchasing.ampleSuppliers']],
    ['valueMoves.rule.cullPeriods', 1, ['OUT_OF_RANGE valueMoves.rule.cullPeriods']],
    ['valueMoves.placement.profit.high', 0.3, ['ORDER_WRONG valueMoves.placement.profit.high']],
    ['valueMoves.placement.potential.high', 0.3, ['ORDER_WRONG valueMoves.placement.potential.high']],
    ['relationshipDifference.weights.CONFLICT', 10.5, ['OUT_OF_RANGE relationshipDifference.weights.CONFLICT']],
    ['accountPlan.authorMayApprove', 1, ['TYPE_WRONG accountPlan.authorMayApprove']],
    ['advisory.languages', ['en', 'de'], ['CODE_UNKNOWN advisory.languages.1']],
    ['assessment.alphaBounds.firm', 0.6, ['ORDER_WRONG assessment.alphaBounds.firm']],
    ['assessment.records.annualMonths', 2, ['ORDER_WRONG assessment.records.annualMonths']],
    ['assessment.exploratoryDwell.complexMonths', 6, ['ORDER_WRONG assessment.exploratoryDwell.complexMonths']],
    ['assessment.integrationFloors.SHARED_PLANNING', 'BASIC', []],
    [
      'assessment.integrationFloors.SHARED_PLANNING',
      'DEEP',
      ['CODE_UNKNOWN assessment.integrationFloors.SHARED_PLANNING'],
    ],
    ['interface.executiveChannel.openDays', 181, ['ORDER_WRONG interface.executiveChannel.dormantDays']],
    ['contact.roleWeights.STRANGER', 1, ['FIELD_UNKNOWN contact.roleWeights.STRANGER']],
    ['receivables.credibility.weights.delay', 0, ['OUT_OF_RANGE receivables.credibility.weights.delay']],
    ['receivables.creditWarningPercent', 90.5, ['NOT_WHOLE receivables.creditWarningPercent']],
    ['silentComplaint.tone.weight', 0, ['OUT_OF_RANGE silentComplaint.tone.weight']],
    ['silentComplaint.voicedShare', 0, ['OUT_OF_RANGE silentComplaint.voicedShare']],
    ['customerFile.kind.loyal.orderDays', 3, ['ORDER_WRONG customerFile.kind.loyal.orderDays']],
    ['customerFile.kind.loyal.spanDays', 364, ['ORDER_WRONG customerFile.kind.loyal.spanDays']],
    ['customerFile.ratioLimits.CURRENT_RATIO.green', 0.9, ['ORDER_WRONG customerFile.ratioLimits.CURRENT_RATIO.green']],
    [
      'customerFile.ratioLimits.NET_PROFIT_MARGIN.green',
      -0.1,
      ['ORDER_WRONG customerFile.ratioLimits.NET_PROFIT_MARGIN.green'],
    ],
    [
      'customerFile.ratioLimits.RETURN_ON_ASSETS.red',
      0.1,
      ['ORDER_WRONG customerFile.ratioLimits.RETURN_ON_ASSETS.green'],
    ],
    [
      'customerFile.ratioLimits.COLLECTION_PERIOD.red',
      59,
      ['ORDER_WRONG customerFile.ratioLimits.COLLECTION_PERIOD.red'],
    ],
    [
      'customerFile.ratioLimits.INVENTORY_PERIOD.red',
      59,
      ['ORDER_WRONG customerFile.ratioLimits.INVENTORY_PERIOD.red'],
    ],
    ['loyalty.lockIn.effort', 51, ['ORDER_WRONG loyalty.lockIn.troublesome']],
    ['relationshipQuality.floors.STABLE', 6, ['ORDER_WRONG relationshipQuality.floors.STRATEGIC']],
    ['gift.yearlyLimitMinor', 2_999, ['ORDER_WRONG gift.yearlyLimitMinor']],
    ['play.valueCuts.a', 0.96, ['ORDER_WRONG play.valueCuts.b']],
    ['play.strategies.C.STABLE', 'HOLD', []],
    ['play.strategies.C.STABLE', 'DROP', ['CODE_UNKNOWN play.strategies.C.STABLE']],
    ['culture.personalTrust.byCountry', { TW: 0.8, CN: 0 }, []],
    ['culture.personalTrust.byCountry', { TW: 1.1 }, ['OUT_OF_RANGE culture.personalTrust.byCountry.TW']],
    ['culture.personalTrust.byCountry', { Taiwan: 0.8 }, ['FIELD_UNKNOWN culture.personalTrust.byCountry.Taiwan']],
    ['misalignment.STABLE.level.floor', null, []],
    ['misalignment.DEVELOPMENT.level.floor', 'EXPLORATORY', []],
    ['misalignment.DEVELOPMENT.level.floor', 1, ['TYPE_WRONG misalignment.DEVELOPMENT.level.floor']],
    ['misalignment.DEVELOPMENT.level.floor', 'DEEP', ['CODE_UNKNOWN misalignment.DEVELOPMENT.level.floor']],
    ['misalignment.STABLE.level.target', null, ['VALUE_REQUIRED misalignment.STABLE.level.target']],
    ['misalignment.STABLE.level.target', 'BASIC', ['ORDER_WRONG misalignment.STABLE.level.target']],
    ['misalignment.STABLE.interface.floor', 'DIAMOND', ['ORDER_WRONG misalignment.STABLE.interface.target']],
    ['misalignment.STABLE.posture.floor', 'PROACTIVE', ['ORDER_WRONG misalignment.STABLE.posture.target']],
    ['stage.approvals.ENDED.approvers', 1, ['OUT_OF_RANGE stage.approvals.ENDED.approvers']],
    ['stage.approvals.STABLE.approvers', 1.5, ['OUT_OF_RANGE stage.approvals.STABLE.approvers']],
    ['stage.approvals.STABLE.approvers', 6, ['OUT_OF_RANGE stage.approvals.STABLE.approvers']],
    ['stage.approvals.STABLE.approvers', 5, []],
    ['stage.approvals.STABLE.approvers', 0, ['OUT_OF_RANGE stage.approvals.STABLE.approvers']],
  ])('%s = %j gives %j', (path, value, expected) => {
    expect(faults(changed(path, value))).toEqual(expected);
  });

  it('refuses roles of which none has weight', () => {
    const weightless = Object.fromEntries(DMU_ROLES.map((role) => [role, 0]));
    expect(faults(changed('contact.roleWeights', weightless))).toEqual(['OUT_OF_RANGE contact.roleWeights']);
    expect(faults(changed('contact.roleWeights', { ...weightless, [DMU_ROLES[0]]: 0.1 }))).toEqual([]);
  });

  it('gives the limits of gifts in whole minor units', () => {
    expect(giftPolicy(DEFAULT_POLICY_DOCUMENT)).toEqual(DEFAULT_GIFT_POLICY);
  });

  it.each([null, undefined, 5, 'x', []])('refuses %p as a document', (raw) => {
    expect(validatePolicy(raw).ok).toBe(false);
  });

  it('leaves no number of the defaults without a bound of its own', () => {
    const unbounded = policyBound('something.else');
    const chosen = ['schema', 'share.coverage'];
    const open = numbers(DEFAULT_POLICY_DOCUMENT).filter((path) => {
      return !chosen.includes(path) && !path.startsWith('stage.approvals') && policyBound(path) === unbounded;
    });
    expect(open).toEqual([]);
  });

  it('looks up bounds by the longest end of the path', () => {
    expect(policyBound('alarm.staleOrdersDays')).toEqual({ min: 7, max: 3_650, whole: true });
    expect(policyBound('window.rules.COST_DOWN_NEED.days').whole).toBe(true);
    expect(policyBound('something.else')).toEqual({ min: 0, max: 1e9 });
    expect(policyBound('x.toString')).toEqual({ min: 0, max: 1e9 });
  });
});

describe('gates of the policy', () => {
  const initial = 'stage.gates.advance.INITIAL';
  const line = { code: 'FIRST_INVOICED_ORDER', required: true, months: 12 };
  const gate = (path: string, lines: unknown) => faults(changed(path, lines));

  it('keep the fact they are there for', () => {
    expect(gate(initial, [line])).toEqual([]);
    expect(gate(initial, [])).toEqual([`CRITERION_REQUIRED ${initial}.FIRST_INVOICED_ORDER`]);
    expect(gate(initial, [{ ...line, required: false }])).toHaveLength(1);
    expect(gate(initial, [{ ...line, oneOf: 'A' }])).toHaveLength(1);
    expect(gate(initial, [line, line])).toEqual([`CRITERION_TWICE ${initial}`]);
    expect(gate(initial, [line, { code: 'CAUSE_CODE', required: true }])).toEqual([
      `CRITERION_NEVER_MET ${initial}.CAUSE_CODE`,
    ]);
  });

  it('§10.14: keep a cause, a repair plan and a ground on the way down', () => {
    const path = 'stage.gates.regress.INITIAL';
    const cause = { code: 'CAUSE_CODE', required: true };
    const plan = { code: 'REPAIR_PLAN', required: true };
    const loss = { code: 'LOSS_EVENT', required: true };
    expect(gate(path, [cause, plan, loss])).toEqual([]);
    expect(gate(path, [cause, plan])).toEqual([`GROUND_REQUIRED ${path}`]);
    expect(gate(path, [cause, plan, { ...loss, required: false }])).toEqual([`GROUND_REQUIRED ${path}`]);
    expect(gate(path, [plan, loss])).toEqual([`CRITERION_REQUIRED ${path}.CAUSE_CODE`]);
    const either = [
      { ...loss, oneOf: 'L' },
      { code: 'VENDOR_QUALIFIED', required: true, oneOf: 'L' },
    ];
    expect(gate(path, [cause, plan, ...either])).toEqual([`GROUND_REQUIRED ${path}`]);
    const both = [
      { ...loss, oneOf: 'L' },
      { code: 'NO_ORDER_IN_WINDOW', required: true, oneOf: 'L' },
    ];
    expect(gate(path, [cause, plan, ...both, { code: 'VENDOR_QUALIFIED', required: true, oneOf: 'M' }])).toEqual([]);
  });

  it('bound a share above 0, up to 1 and over months', () => {
    const path = 'stage.gates.advance.STABLE';
    const share = { code: 'SHARE_LOWER_BOUND', required: true, min: 0.5, months: 3 };
    expect(gate(path, [share])).toEqual([]);
    expect(gate(path, [{ ...share, min: 1 }])).toEqual([]);
    for (const bad of [{ min: 0 }, { min: 1.1 }, { min: undefined }, { months: undefined }]) {
      expect(gate(path, [{ ...share, ...bad }])).toEqual([`BOUND_REQUIRED ${path}.0`]);
    }
    const lost = { code: 'SHARE_UPPER_BOUND', required: true, min: 0.5, months: 3 };
    expect(gate(path, [share, lost])).toEqual([`BOUND_REQUIRED ${path}.1`]);
    expect(gate(path, [share, { ...lost, below: 0.45 }])).toEqual([]);
  });

  it.each([
    [{ code: 'LUNCH' }, 'CODE_UNKNOWN code'],
    [{ colour: 1 }, 'FIELD_UNKNOWN colour'],
    [{ required: 1 }, 'OUT_OF_RANGE required'],
    [{ oneOf: '' }, 'OUT_OF_RANGE oneOf'],
    [{ min: '1' }, 'OUT_OF_RANGE min'],
    [{ min: 1e7 }, 'OUT_OF_RANGE min'],
    [{ below: -1e7 }, 'OUT_OF_RANGE below'],
    [{ months: 0 }, 'OUT_OF_RANGE months'],
    [{ months: 37 }, 'OUT_OF_RANGE months'],
    [{ months: 1.5 }, 'OUT_OF_RANGE months'],
    [{ level: 'x'.repeat(41) }, 'OUT_OF_RANGE level'],
    [{ forms: 'DIAMOND' }, 'OUT_OF_RANGE forms'],
    [{ forms: [1] }, 'OUT_OF_RANGE forms'],
  ])('refuse a line with %j', (rest, expected) => {
    const [code, field] = expected.split(' ');
    expect(gate(initial, [{ ...line, ...rest }])).toEqual([`${code} ${initial}.0.${field}`]);
  });

  it('are lists of lines, not too long', () => {
    expect(gate(initial, 5)).toEqual([`TYPE_WRONG ${initial}`]);
    expect(gate(initial, [null])).toEqual([`TYPE_WRONG ${initial}.0`]);
    expect(gate(initial, ['x'])).toEqual([`TYPE_WRONG ${initial}.0`]);
    expect(gate(initial, Array(31).fill(line))).toEqual([`OUT_OF_RANGE ${initial}`]);
    expect(gate(initial, Array(30).fill(line))).toEqual([`CRITERION_TWICE ${initial}`]);
    expect(gate(initial, [{ ...line, level: 'BASIC', forms: ['DIAMOND'], oneOf: undefined }])).toEqual([]);
  });
});

describe(migratePolicy.name, () => {
  it('keeps what an older document decided and fills in the rest', () => {
    const { stage, alarm } = DEFAULT_POLICY_DOCUMENT;
    const old = { stage: { ...stage, repairMonths: 6 }, alarm: { ...alarm, startsPerAccountYear: 1 } };
    const result = migratePolicy(old);
    expect(result).toMatchObject({ ok: true, document: { schema: POLICY_SCHEMA, alarm: { startsPerAccountYear: 1 } } });
    expect(result).toEqual({ ok: true, document: { ...DEFAULT_POLICY_DOCUMENT, ...old } });
    expect(migratePolicy({ ...old, schema: 1 })).toEqual(result);
    expect(migratePolicy(result.ok ? result.document : null)).toEqual(result);
  });

  it('reads a document of the second shape, which had fewer parts and settings, with the defaults of what came since', () => {
    const keysOf = (part: object): readonly string[] => Object.keys(part).filter((key) => key !== 'version');
    const settings: Readonly<Record<string, readonly string[] | undefined>> = {
      ...{ schema: undefined, stage: undefined, alarm: undefined, share: undefined, posture: undefined },
      ...{ alert: undefined, complaint: undefined, stagnation: undefined, kraljic: undefined, valueMoves: undefined },
      ...{ relationshipDifference: undefined, contact: ['singleThreadLimit'], receivables: ['lateness'] },
      assessment: keysOf(DEFAULT_ASSESSMENT_POLICY),
      interface: keysOf(DEFAULT_INTERFACE_POLICY),
      silentComplaint: keysOf(DEFAULT_SILENT_COMPLAINT_POLICY),
      window: ['rules', 'threats', 'entry'],
      advisory: ['stockCoverDays', 'collectionDriftDays', 'seasonLeadWeeks'],
      signals: ['pricePressure', 'mixLoss'],
    };
    const present = DEFAULT_POLICY_DOCUMENT as unknown as Raw;
    const second = Object.fromEntries(
      Object.entries(settings).map(([part, names]) => {
        const own = present[part] as Raw;
        return [part, names === undefined ? own : Object.fromEntries(names.map((name) => [name, own[name]]))];
      }),
    );
    const old = { ...second, schema: 2, contact: { singleThreadLimit: 0.7 } };
    expect(validatePolicy(old).ok).toBe(false);
    expect(migratePolicy({ ...second, schema: 2 })).toEqual({ ok: true, document: DEFAULT_POLICY_DOCUMENT });
    expect(migratePolicy(old)).toEqual({
      ok: true,
      document: {
        ...DEFAULT_POLICY_DOCUMENT,
        contact: { ...DEFAULT_POLICY_DOCUMENT.contact, singleThreadLimit: 0.7 },
      },
    });
    expect(old).not.toHaveProperty('gift');
  });

  it('keeps what a document of the second shape says of a setting, and its faults', () => {
    const { receivables } = DEFAULT_POLICY_DOCUMENT;
    const own = { ...DEFAULT_POLICY_DOCUMENT, schema: 2, receivables: { ...receivables, creditWarningPercent: 80 } };
    expect(migratePolicy(own)).toMatchObject({ ok: true, document: { receivables: { creditWarningPercent: 80 } } });
    for (const part of [undefined, null, 5, []]) {
      const result = migratePolicy({ ...DEFAULT_POLICY_DOCUMENT, schema: 2, contact: part });
      expect(result.ok ? [] : result.reasons.map(({ path }) => path)).toEqual(['contact']);
    }
    const lacking = { ...DEFAULT_POLICY_DOCUMENT, schema: 2, receivables: {} };
    expect(migratePolicy(lacking)).toEqual({
      ok: false,
      reasons: [{ code: 'VALUE_REQUIRED', path: 'receivables.lateness' }],
    });
  });

  it('reads a document of the first shape with deadlines of cases and holidays, and one without the calendar and tuning', () => {
    const { stage, alarm, value, calendar, case: cases } = DEFAULT_POLICY_DOCUMENT;
    const { tuning: _tuning, ...thresholds } = alarm;
    const deadlines = { openWithinWorkingDays: 2, stepWorkingDays: { ...cases.stepWorkingDays, TRIAGE: 3 } };
    const own = { ...value, repriceMonths: 9 };
    const first = { stage, alarm: thresholds, value: own, case: { ...deadlines, holidays: ['2026-12-25'] } };
    expect(migratePolicy(first)).toEqual({
      ok: true,
      document: {
        ...DEFAULT_POLICY_DOCUMENT,
        value: own,
        case: { ...cases, ...deadlines },
        calendar: { ...calendar, holidays: ['2026-12-25'] },
      },
    });
    expect(migratePolicy({ ...first, case: deadlines })).toMatchObject({ ok: true, document: { calendar } });
    expect(migratePolicy({ ...first, case: 5 }).ok).toBe(false);
    const { calendar: _calendar, value: _value, ...rest } = DEFAULT_POLICY_DOCUMENT;
    const third = { ...rest, schema: 3, alarm: thresholds };
    expect(migratePolicy(third)).toEqual({ ok: true, document: DEFAULT_POLICY_DOCUMENT });
    const { recording: _recording, ...fourth } = DEFAULT_POLICY_DOCUMENT;
    expect(migratePolicy({ ...fourth, schema: 4 })).toEqual({ ok: true, document: DEFAULT_POLICY_DOCUMENT });
    const { followUp: _followUp, ...fifth } = DEFAULT_POLICY_DOCUMENT;
    expect(migratePolicy({ ...fifth, schema: 5 })).toEqual({ ok: true, document: DEFAULT_POLICY_DOCUMENT });
  });

  it('refuses a shape it does not know, and faults of an older one', () => {
    for (const schema of [POLICY_SCHEMA + 1, 0, '2', {}]) {
      expect(migratePolicy({ ...DEFAULT_POLICY_DOCUMENT, schema })).toEqual({
        ok: false,
        reasons: [{ code: 'SCHEMA_UNKNOWN', path: 'schema' }],
      });
    }
    for (const raw of [null, 5, []]) {
      expect(migratePolicy(raw)).toEqual({ ok: false, reasons: [{ code: 'TYPE_WRONG', path: '' }] });
    }
    expect(migratePolicy({ alarm: {} }).ok).toBe(false);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect(typeof migratePolicy(raw).ok).toBe('boolean');
        expect(typeof migratePolicy({ ...DEFAULT_POLICY_DOCUMENT, share: raw, stage: { gates: raw } }).ok).toBe(
          'boolean',
        );
      }),
    );
  });
});
