import { currencyFractionDigits, epochDay } from '@mortise/domain';
import type { Locale } from '../../platform/context/request-context.js';
import type { LevelSeries } from '../alerts/alert-why.types.js';
import { PICTURE_WORDS } from './picture.words.js';
import { dayName } from '../../platform/pictures/day-name.js';
import {
  area,
  dot,
  FRAME,
  legend,
  path,
  picture,
  PLOT,
  rule,
  scale,
  text,
  ticks,
} from '../../platform/pictures/svg.js';

type Point = readonly [x: number, y: number];

/** What a picture of a level shows. */
export interface LevelSubject {
  readonly account: string;
  readonly currency: string;
  readonly level: LevelSeries;
}

/** Sales of some weeks against what was usual and the limit, week by week, as SVG. */
export function levelPicture({ account, currency, level }: LevelSubject, locale: Locale): string {
  const words = PICTURE_WORDS[locale];
  const title = words.levelTitle(account, level.weeks);
  const { points } = level;
  const last = points.at(-1);
  if (last === undefined || points.length < 2) return emptyPicture(title, locale);
  const major = 10 ** currencyFractionDigits(currency);
  const amounts = points.flatMap(({ actual, expected, lowerLimit }) => [actual, expected ?? 0, lowerLimit ?? 0]);
  const most = Math.max(0, ...amounts) / major;
  const marks = ticks(most);
  const y = scale(0, marks.at(-1) as number, PLOT.bottom, PLOT.top);
  const days = points.map(({ to }) => epochDay(to));
  const x = scale(days[0] as number, days.at(-1) as number, PLOT.from, PLOT.to);
  const placed = (of: (point: (typeof points)[number]) => number | null): Point[] =>
    points.flatMap((point, index): Point[] => {
      const value = of(point);
      return value === null ? [] : [[x(days[index] as number), y(Math.max(0, value / major))]];
    });
  const [actual, expected] = [placed((point) => point.actual), placed(({ expected: usual }) => usual)];
  const limit = placed(({ lowerLimit }) => lowerLimit);
  const below = points.flatMap(({ actual: value, lowerLimit }, index) =>
    lowerLimit !== null && value < lowerLimit ? [actual[index] as Point] : [],
  );
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumSignificantDigits: 3,
  });
  const missing = last.expected !== null && last.expected > 0 ? 1 - last.actual / last.expected : null;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const finding = missing !== null && missing > 0 ? words.missing(percent.format(missing)) : '';
  const subtitle = [finding, words.asOf(dayName(last.to, locale))].filter((part) => part !== '').join(' · ');
  return picture(title, subtitle, locale, [
    text(24, 32, title, 'text title'),
    text(24, 53, subtitle, 'soft'),
    ...legend([
      { label: words.actual, line: 'actual' },
      { label: words.expected, line: 'usual dashed' },
      { label: words.limit, line: 'limit dashed' },
      ...(below.length > 0 ? [{ label: words.below, dot: 'alarm' }] : []),
    ]),
    ...marks.flatMap((mark) => [
      rule(PLOT.from, y(mark), PLOT.to, y(mark), 'grid thin'),
      text(PLOT.from - 8, y(mark) + 4, money.format(mark), 'soft', 'end'),
    ]),
    ...monthMarks(days, x, locale),
    area(expected, limit, 'band'),
    path(limit, 'line limit dashed'),
    path(expected, 'line usual dashed'),
    path(actual, 'line actual'),
    ...below.map(([left, top]) => dot(left, top, 3.5, 'alarm')),
    dot(...(actual.at(-1) as Point), 5, below.length > 0 && level.speaks ? 'alarm' : 'actual-fill'),
  ]);
}

/** What there is to show where nothing can be shown. */
export function emptyPicture(title: string, locale: Locale): string {
  const { nothing } = PICTURE_WORDS[locale];
  return picture(title, nothing, locale, [
    text(24, 32, title, 'text title'),
    text(FRAME.width / 2, FRAME.height / 2, nothing, 'soft', 'middle'),
  ]);
}

/** The first of each third month. */
function monthMarks(days: readonly number[], x: (day: number) => number, locale: Locale): readonly string[] {
  const [first, last] = [days[0] as number, days.at(-1) as number];
  const name = new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  const start = new Date(first * 86_400_000);
  const marks: string[] = [];
  for (let month = start.getUTCMonth() + 1; ; month++) {
    const at = Date.UTC(start.getUTCFullYear(), month, 1);
    const day = at / 86_400_000;
    if (day > last) return marks;
    if (new Date(at).getUTCMonth() % 3 === 0 && x(day) < PLOT.to - 20)
      marks.push(
        rule(x(day), PLOT.bottom, x(day), PLOT.bottom + 5, 'grid thin'),
        text(x(day), PLOT.bottom + 22, name.format(at), 'soft', 'middle'),
      );
  }
}
