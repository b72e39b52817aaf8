import { CRITERION_CODES, criterionTraits, type CriterionCode, type GateCriterion } from '../stage/criteria.js';
import type { PolicyFault } from './policy-fault.js';

/** What a gate must ask for, so that nobody walks through without the one fact it is there for. */
export interface GateRule {
  /** Required by themselves, not as alternatives. */
  readonly essential: readonly CriterionCode[];
  /** One of these is required, by itself or among alternatives that are all of these. */
  readonly ground: readonly CriterionCode[];
  /** What the proposals of this gate never prove, so that it would never open. */
  readonly never: readonly CriterionCode[];
}

const advance = (essential: CriterionCode): GateRule => ({
  essential: [essential],
  ground: [],
  never: ['CAUSE_CODE', 'REPAIR_PLAN'],
});
const REGRESS: GateRule = {
  essential: ['CAUSE_CODE', 'REPAIR_PLAN'],
  ground: ['SHARE_UPPER_BOUND', 'NO_ORDER_IN_WINDOW', 'LOSS_EVENT'],
  never: [],
};

/** The gates of a policy by their path, with their rules. */
export const GATE_RULES: Readonly<Record<string, GateRule>> = {
  'stage.gates.advance.INITIAL': advance('FIRST_INVOICED_ORDER'),
  'stage.gates.advance.STABLE': advance('SHARE_LOWER_BOUND'),
  'stage.gates.advance.STRATEGIC': advance('SHARE_LOWER_BOUND'),
  'stage.gates.regress.DEVELOPMENT': REGRESS,
  'stage.gates.regress.INITIAL': REGRESS,
  'stage.gates.regress.STABLE': REGRESS,
  'stage.gates.terminate': {
    essential: ['CAUSE_CODE'],
    ground: ['NO_ORDER_IN_WINDOW', 'WRITTEN_TERMINATION'],
    never: ['REPAIR_PLAN'],
  },
  'stage.gates.reenter': { essential: [], ground: [], never: ['CAUSE_CODE', 'REPAIR_PLAN'] },
};

const FIELDS = ['code', 'required', 'oneOf', 'min', 'below', 'months', 'level', 'forms'];
const MOST_LINES = 30;

/** Everything wrong with one gate. O(lines²). */
export function gateFaults(raw: unknown, path: string, rule: GateRule): readonly PolicyFault[] {
  if (!Array.isArray(raw)) return [{ code: 'TYPE_WRONG', path }];
  if (raw.length > MOST_LINES) return [{ code: 'OUT_OF_RANGE', path }];
  const faults = raw.flatMap((line, i) => lineFaults(line, `${path}.${i}`));
  if (faults.length > 0) return faults;
  const lines = raw as readonly GateCriterion[];
  const codes = lines.map(({ code }) => code);
  const essential = rule.essential.filter((wanted) => {
    return !lines.some(({ code, required, oneOf }) => code === wanted && required && oneOf === undefined);
  });
  const never = codes.filter((code) => rule.never.includes(code));
  return [
    ...(new Set(codes).size < codes.length ? [{ code: 'CRITERION_TWICE', path } as const] : []),
    ...essential.map((criterion) => ({ code: 'CRITERION_REQUIRED', path: `${path}.${criterion}` }) as const),
    ...(hasGround(lines, rule.ground) ? [] : [{ code: 'GROUND_REQUIRED', path } as const]),
    ...never.map((criterion) => ({ code: 'CRITERION_NEVER_MET', path: `${path}.${criterion}` }) as const),
  ];
}

function hasGround(lines: readonly GateCriterion[], ground: readonly CriterionCode[]): boolean {
  if (ground.length === 0) return true;
  return lines.some(({ code, required, oneOf }) => {
    if (!required || !ground.includes(code)) return false;
    return oneOf === undefined || lines.every((other) => other.oneOf !== oneOf || ground.includes(other.code));
  });
}

function lineFaults(raw: unknown, path: string): readonly PolicyFault[] {
  if (typeof raw !== 'object' || raw === null) return [{ code: 'TYPE_WRONG', path }];
  const { code, required, oneOf, min, below, months, level, forms } = raw as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(raw).filter((name) => !FIELDS.includes(name));
  const bad = (name: string, wrong: boolean): readonly PolicyFault[] => {
    return wrong ? [{ code: 'OUT_OF_RANGE', path: `${path}.${name}` }] : [];
  };
  const bound = code === 'SHARE_LOWER_BOUND' ? min : below;
  const share = code === 'SHARE_LOWER_BOUND' || code === 'SHARE_UPPER_BOUND';
  return [
    ...unknown.map((name) => ({ code: 'FIELD_UNKNOWN', path: `${path}.${name}` }) as const),
    ...(CRITERION_CODES.some((known) => known === code)
      ? []
      : [{ code: 'CODE_UNKNOWN', path: `${path}.code` } as const]),
    ...bad('required', typeof required !== 'boolean'),
    ...bad('oneOf', oneOf !== undefined && !isName(oneOf)),
    ...bad('min', min !== undefined && !isWithin(min, -1e6, 1e6)),
    ...bad('below', below !== undefined && !isWithin(below, -1e6, 1e6)),
    ...bad('months', months !== undefined && !(isWithin(months, 1, 36) && Number.isInteger(months))),
    ...bad('level', level !== undefined && !isName(level)),
    ...bad('forms', forms !== undefined && !(Array.isArray(forms) && forms.every(isName))),
    // A share that nothing bounds, or over no months, is met by everybody.
    ...(share && !(isWithin(bound, Number.MIN_VALUE, 1) && months !== undefined)
      ? [{ code: 'BOUND_REQUIRED', path } as const]
      : []),
    // So is a figure without a floor above the bottom of its scale.
    ...(isUnboundedFigure(code, min) ? [{ code: 'BOUND_REQUIRED', path } as const] : []),
  ];
}

function isUnboundedFigure(code: unknown, min: unknown): boolean {
  const known = CRITERION_CODES.find((one) => one === code);
  const scale = known === undefined ? undefined : criterionTraits(known).scale;
  return scale !== undefined && !(isWithin(min, scale.min, scale.max) && min !== scale.min);
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= 40;
}

function isWithin(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}
