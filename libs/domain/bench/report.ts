import type { BenchModel, Measurement } from './bench-model.js';
import { secondsPer100k } from './timing.js';

/** Whether a figure is what it should be, and better than what users would do instead. */
export type Verdict = 'HOLDS' | 'MISSES_ANCHOR' | 'NO_BETTER_THAN_SIMPLE';

export interface MeasuredRow extends Measurement {
  readonly name: string;
  readonly verdict: Verdict;
  readonly secondsPer100k: number;
  /** Accounts that were timed; the seconds are scaled from them. */
  readonly timedAccounts: number;
  /** What was timed. */
  readonly timed: string;
}

/** A model without its data. */
export interface SkippedRow {
  readonly name: string;
  readonly skipped: string;
}

export type BenchRow = MeasuredRow | SkippedRow;

/** Measures and times one model; one whose data are missing says so. */
export function runModel({ name, missing, measure, workload }: BenchModel): BenchRow {
  if (missing !== undefined) return { name, skipped: missing };
  const measurement = measure();
  const times = { secondsPer100k: secondsPer100k(workload), timedAccounts: workload.accounts, timed: workload.run };
  return { name, ...measurement, verdict: verdictOf(measurement), ...times };
}

export function verdictOf(measurement: Measurement): Verdict {
  const { figure, anchor, simple, tolerance, anchorElsewhere = false } = measurement;
  const worse = badness(measurement);
  if (!anchorElsewhere && worse(figure) > worse(anchor) + tolerance + 1e-12) return 'MISSES_ANCHOR';
  return simple !== undefined && worse(figure) >= worse(simple) ? 'NO_BETTER_THAN_SIMPLE' : 'HOLDS';
}

/** A number that is smaller for better figures. */
function badness({ better, anchor }: Measurement): (figure: number) => number {
  if (better === 'LOWER') return (figure) => figure;
  return better === 'HIGHER' ? (figure) => -figure : (figure) => Math.abs(figure - anchor);
}

/** One object by model. A skipped model has null figures and its reason, so that no reader takes it for measured. */
export function jsonOf(rows: readonly BenchRow[]): Readonly<Record<string, object>> {
  const entries = rows.map((row): readonly [string, object] => {
    if ('skipped' in row) return [row.name, { figure: null, anchor: null, simple: null, skipped: row.skipped }];
    const { name, figure, anchor, simple = null, unit, secondsPer100k: seconds, ...rest } = row;
    return [name, { figure, anchor, simple, unit, secondsPer100k: seconds, ...rest }];
  });
  return Object.fromEntries(entries);
}

const HEADINGS = ['model', 'figure', 'anchor', 'simple', 'unit', 's per 100,000', 'note'] as const;
const RIGHT_ALIGNED = [1, 2, 3, 5];

/** An aligned table; anchors of other ledgers stand in brackets, what does not hold is said at the start of its note. */
export function tableOf(rows: readonly BenchRow[]): string {
  const cells = [HEADINGS, ...rows.map(cellsOf)];
  const last = HEADINGS.length - 1;
  const widths = HEADINGS.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, i) => {
        if (i === last) return cell;
        return RIGHT_ALIGNED.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
      })
      .join('  '),
  );
  return [...lines, '', LEGEND].join('\n');
}

const LEGEND =
  'Figures are measured in this run. Anchor: published, or measured by others on the same data; in brackets on another ' +
  'ledger. Simple: the rule\nthat users would use instead, on the same data. Seconds: the production function on synthetic ' +
  'accounts, scaled from the number in brackets.';

function cellsOf(row: BenchRow): readonly string[] {
  if ('skipped' in row) return [row.name, '–', '–', '–', '', '–', `SKIPPED: ${row.skipped}`];
  const { name, figure, anchor, simple, unit, secondsPer100k: seconds, timedAccounts, note, timed } = row;
  const digits = digitsOf(anchor);
  const shown = (value: number): string => numberText(value, digits);
  const time = `${seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(0)} (${timedAccounts.toLocaleString('en')})`;
  const anchorText = row.anchorElsewhere === true ? `[${shown(anchor)}]` : shown(anchor);
  return [
    name,
    shown(figure),
    anchorText,
    simple === undefined ? '–' : shown(simple),
    unit,
    time,
    `${remark(row)}${note}; time: ${timed}`,
  ];
}

function remark({ verdict }: MeasuredRow): string {
  if (verdict === 'MISSES_ANCHOR') return 'MISSES ITS ANCHOR: ';
  return verdict === 'NO_BETTER_THAN_SIMPLE' ? 'NO BETTER THAN THE SIMPLE RULE: ' : '';
}

/** Whole counts as they are, likelihoods with a tenth, shares with three digits. */
function digitsOf(anchor: number): number {
  if (Number.isInteger(anchor) && anchor > 1) return 0;
  const size = Math.abs(anchor);
  return size >= 100 ? 1 : size >= 5 ? 2 : 3;
}

function numberText(value: number, digits: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
