import {
  type BusinessFunction,
  type InterfaceForm,
  type InterfaceReading,
  type RelationshipInterface,
} from '@mortise/domain';
import type { Locale } from '../../platform/context/request-context.js';
import { dayName } from '../../platform/pictures/day-name.js';
import { area, dot, FRAME, legend, picture, PLOT, rule, text } from '../../platform/pictures/svg.js';
import { INTERFACE_WORDS } from './interface.words.js';

type Point = readonly [x: number, y: number];

/** What a picture of an interface shows. */
export interface InterfaceSubject {
  readonly account: string;
  /** The form it has settled into; null where there is none yet. */
  readonly form: InterfaceForm | null;
  readonly read: Pick<
    RelationshipInterface,
    'asOf' | 'reading' | 'missing' | 'touches' | 'windowDays' | 'matrix' | 'jointTeams'
  >;
}

const LEFT = 236;
const RIGHT = FRAME.width - LEFT;
const CENTRE = FRAME.width / 2;
/** Below the names of both sides. */
const TOP = PLOT.top + 22;
const MIDDLE = (TOP + PLOT.bottom) / 2;
/** Widest and narrowest line between two functions. */
const WIDTH = { most: 9, least: 1.5 } as const;

/** Our functions from the middle outwards; each stands opposite its counterpart, so that who meets the own kind is drawn level. */
const ROWS: readonly BusinessFunction[] = [
  ...(['SALES', 'ENGINEERING', 'QUALITY', 'MANAGEMENT', 'SERVICE', 'RESEARCH_AND_DEVELOPMENT', 'PRODUCTION'] as const),
  ...(['LOGISTICS', 'FINANCE', 'MARKETING', 'INFORMATION_TECHNOLOGY', 'PURCHASING'] as const),
];
const COUNTERPARTS: Readonly<Partial<Record<BusinessFunction, BusinessFunction>>> = {
  SALES: 'PURCHASING',
  PURCHASING: 'SALES',
};
const counterpart = (code: BusinessFunction): BusinessFunction => COUNTERPARTS[code] ?? code;

/** The contact matrix drawn between the functions of both sides, over the outline of the form, as SVG. */
export function interfacePicture({ account, form, read }: InterfaceSubject, locale: Locale): string {
  const words = INTERFACE_WORDS[locale];
  const shown = form ?? read.reading;
  const title = shown === null ? account : words.title(account, words.form[shown]);
  if (read.matrix.length === 0) return nothing(title, words.nothing, locale);
  const subtitle = `${words.asOf(dayName(read.asOf, locale))} · ${words.contacts(read.touches, read.windowDays)}`;
  const missing =
    read.missing.length === 0
      ? ''
      : words.missing(new Intl.ListFormat(locale).format(read.missing.map((gap) => words.gap[gap])));
  const place = places(new Set(read.matrix.flatMap((cell) => [cell.ours, counterpart(cell.theirs)])));
  const ours = new Map(read.matrix.map((cell) => [cell.ours, place(cell.ours)]));
  const theirs = new Map(read.matrix.map((cell) => [cell.theirs, place(counterpart(cell.theirs))]));
  const heaviest = Math.max(...read.matrix.map(({ weight }) => weight));
  return picture(title, [subtitle, missing].filter((part) => part !== '').join(' · '), locale, [
    text(24, 32, title, 'text title'),
    text(24, 53, subtitle, 'soft'),
    ...legend([
      { label: words.active, line: 'actual' },
      { label: words.inactive, line: 'usual dashed' },
      ...(read.jointTeams.length === 0 ? [] : [{ label: words.team(read.jointTeams.length), dot: 'actual-fill' }]),
    ]),
    outline(shown),
    text(CENTRE, FRAME.height - 18, missing, 'soft', 'middle'),
    text(LEFT - 14, PLOT.top + 4, words.ours, 'soft', 'end'),
    text(RIGHT + 14, PLOT.top + 4, words.theirs, 'soft'),
    ...read.matrix.map(({ ours: from, theirs: to, weight, active }) => {
      const [left, right] = [place(from), place(counterpart(to))];
      return active
        ? band(left, right, WIDTH.least + (WIDTH.most - WIDTH.least) * Math.sqrt(weight / heaviest))
        : rule(LEFT, left, RIGHT, right, 'line usual dashed');
    }),
    ...[...ours].flatMap(([code, y]) => [
      dot(LEFT, y, 4.5, 'actual-fill'),
      text(LEFT - 14, y + 4, words.function[code], 'text', 'end'),
    ]),
    ...[...theirs].flatMap(([code, y]) => [
      dot(RIGHT, y, 4.5, 'actual-fill'),
      text(RIGHT + 14, y + 4, words.function[code], 'text'),
    ]),
    // A rim keeps the team apart from the bands that run through the middle.
    ...(read.jointTeams.length === 0 ? [] : [dot(CENTRE, MIDDLE, 11, 'ground'), dot(CENTRE, MIDDLE, 7, 'actual-fill')]),
  ]);
}

function nothing(title: string, words: string, locale: Locale): string {
  return picture(title, words, locale, [
    text(24, 32, title, 'text title'),
    text(CENTRE, MIDDLE, words, 'soft', 'middle'),
  ]);
}

/** Where the rows that there are stand, from the middle outwards. */
function places(there: ReadonlySet<BusinessFunction>): (row: BusinessFunction) => number {
  const shown = ROWS.filter((code) => there.has(code));
  const span = Math.min(34, (PLOT.bottom - TOP - 16) / Math.max(1, shown.length - 1));
  // 0, −1, +1, −2, +2 …: moved by half a step where the number is even, so that the whole stands in the middle.
  const shift = shown.length % 2 === 0 ? 0.5 : 0;
  const step = (index: number): number => (index % 2 === 0 ? -index / 2 : (index + 1) / 2);
  return (row) => MIDDLE + (step(shown.indexOf(row)) - shift) * span;
}

/** Butterfly: two wings that touch in one point. Triangle: our whole breadth meets the customer. Diamond: broad in the middle. */
function outline(form: InterfaceReading | null): string {
  const [top, bottom] = [TOP, PLOT.bottom];
  const [left, right, middle]: readonly Point[] = [
    [LEFT, MIDDLE],
    [RIGHT, MIDDLE],
    [CENTRE, MIDDLE],
  ];
  const wing = (x: number): string => area([[x, top], middle as Point], [[x, bottom], middle as Point], 'band');
  if (form === 'BUTTERFLY' || form === 'FORMING') return wing(LEFT) + wing(RIGHT);
  if (form === 'TRIANGLE') return area([[LEFT, top], right as Point], [[LEFT, bottom], right as Point], 'band');
  if (form === 'DIAMOND')
    return area(
      [left as Point, [CENTRE, top], right as Point],
      [left as Point, [CENTRE, bottom], right as Point],
      'band',
    );
  return '';
}

function band(left: number, right: number, width: number): string {
  const half = width / 2;
  return area(
    [
      [LEFT, left - half],
      [RIGHT, right - half],
    ],
    [
      [LEFT, left + half],
      [RIGHT, right + half],
    ],
    'actual-fill',
  );
}
