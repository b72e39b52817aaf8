import { epochDay, type IsoDate } from '@mortise/domain';
import type { Locale } from '../../platform/context/request-context.js';
import type { OrderRhythm } from '../alerts/alert-why.types.js';
import { dayName } from '../../platform/pictures/day-name.js';
import { dot, legend, picture, PLOT, rule, scale, text } from '../../platform/pictures/svg.js';
import { emptyPicture } from './level-picture.js';
import { PICTURE_WORDS } from './picture.words.js';

/** What a picture of a rhythm shows. */
export interface RhythmSubject {
  readonly account: string;
  readonly asOf: IsoDate;
  readonly rhythm: OrderRhythm;
}

const MIDDLE = (PLOT.top + PLOT.bottom) / 2;

/** Orders on a line of time, when the next one was due, and from when its absence is an alarm, as SVG. */
export function rhythmPicture({ account, asOf, rhythm }: RhythmSubject, locale: Locale): string {
  const words = PICTURE_WORDS[locale];
  const title = words.rhythmTitle(account);
  const orders = rhythm.orderDays.map(epochDay);
  const [first] = orders;
  if (first === undefined) return emptyPicture(title, locale);
  const [today, expected, alarm] = [asOf, rhythm.expectedNextOrder, rhythm.alarmFrom].map(epochDay) as [
    number,
    number,
    number,
  ];
  const x = scale(first, Math.max(today, expected, alarm), PLOT.from - 30, PLOT.to - 20);
  const days = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(rhythm.expectedIntervalDays);
  const subtitle = words.silent(rhythm.gapDays, days);
  const end = x(Math.max(today, alarm));
  return picture(title, subtitle, locale, [
    text(24, 32, title, 'text title'),
    text(24, 53, subtitle, 'soft'),
    today > alarm
      ? `<rect class="alarm-ground" x="${x(alarm).toFixed(1)}" y="${PLOT.top}" width="${(end - x(alarm)).toFixed(1)}" height="${PLOT.bottom - PLOT.top}"/>`
      : '',
    rule(x(first), MIDDLE, x(today), MIDDLE, 'grid line'),
    ...orders.map((day) => dot(x(day), MIDDLE, 5, 'actual-fill')),
    // Each on its own side of the line of time, so that their names do not run into each other.
    ...mark(
      x(expected),
      [PLOT.top, MIDDLE + 12],
      PLOT.top + 20,
      `${words.expectedOrder}: ${dayName(rhythm.expectedNextOrder, locale)}`,
      'line usual dashed',
    ),
    ...mark(
      x(alarm),
      [MIDDLE - 12, PLOT.bottom],
      PLOT.bottom - 14,
      `${words.alarmFrom}: ${dayName(rhythm.alarmFrom, locale)}`,
      'line limit dashed',
    ),
    text(x(first), PLOT.bottom + 22, dayName(rhythm.orderDays[0] as IsoDate, locale), 'soft'),
    text(x(today), PLOT.bottom + 22, dayName(asOf, locale), 'soft', 'end'),
    ...legend([{ label: words.order, dot: 'actual-fill' }]),
  ]);
}

/** An upright line with its name beside it, on the side where there is room. */
function mark(
  x: number,
  [from, to]: readonly [from: number, to: number],
  y: number,
  name: string,
  classes: string,
): readonly string[] {
  const [at, anchor] = x > (PLOT.from + PLOT.to) / 2 ? ([x - 8, 'end'] as const) : ([x + 8, 'start'] as const);
  return [rule(x, from, x, to, classes), text(at, y, name, 'text', anchor)];
}
