import { dateOfEpochDay, epochDay } from '@mortise/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LOCALES } from '../../platform/context/request-context.js';
import type { LevelSeries, OrderRhythm } from '../alerts/alert-why.types.js';
import { scale, ticks } from '../../platform/pictures/svg.js';
import { levelPicture } from './level-picture.js';
import { rhythmPicture } from './rhythm-picture.js';

const week = (index: number): string => dateOfEpochDay(epochDay('2024-01-07') + 7 * index);
const levelOf = (
  values: readonly (readonly [actual: number, expected: number | null, limit: number | null])[],
): LevelSeries => ({
  kind: 'FOUR_WEEK_LEVEL',
  weeks: 4,
  threshold: 3,
  speaks: true,
  points: values.map(([actual, expected, lowerLimit], index) => ({
    from: week(index),
    to: week(index),
    sales: actual,
    actual,
    expected,
    lowerLimit,
  })),
});
const RHYTHM: OrderRhythm = {
  lastOrder: '2026-02-01',
  expectedIntervalDays: 13.6,
  expectedNextOrder: '2026-02-15',
  alarmFrom: '2026-02-27',
  gapDays: 45,
  ratio: 3.3,
  threshold: 1.9,
  speaks: true,
  orderDays: ['2025-12-20', '2026-01-05', '2026-01-18', '2026-02-01'],
};
/** Every place that anything stands at. */
const numbersOf = (svg: string): number[] => [
  ...[...svg.matchAll(/ (?:x|y|x1|x2|y1|y2|cx|cy)="([^"]*)"/g)].map(([, value]) => Number(value)),
  ...[...svg.matchAll(/ d="M([^"Z]*)/g)].flatMap(([, places]) => (places as string).split(/[ L]/).map(Number)),
];

describe(levelPicture.name, () => {
  const subject = { account: 'Steel & Sons <AG>', currency: 'EUR' };

  it('marks what is below the limit, and says how much is missing', () => {
    const level = levelOf([
      [100_00, 100_00, 60_00],
      [90_00, 100_00, 60_00],
      [40_00, 100_00, 60_00],
    ]);
    const svg = levelPicture({ ...subject, level }, 'en');
    expect(svg.match(/class="alarm"/g)).toHaveLength(3);
    expect(svg).toContain('<desc id="d">60% below the usual · As of Jan 21, 2024, freed from the season</desc>');
    expect(svg).toContain('Steel &#38; Sons &#60;AG&#62;: sales of 4 weeks');
    expect(svg).toContain('€100');
  });

  it.each([
    ['zh-CN', '近 4 周销售额', '比通常水平低 60%'],
    ['zh-TW', '近 4 週銷售額', '比通常水準低 60%'],
  ] as const)('speaks %s', (locale, title, finding) => {
    const level = levelOf([
      [100, 100, 60],
      [40, 100, 60],
    ]);
    const svg = levelPicture({ ...subject, level }, locale);
    expect(svg).toContain(title);
    expect(svg).toContain(finding);
    expect(svg).toContain(`lang="${locale}"`);
  });

  it('says so where the history is too short', () => {
    expect(levelPicture({ ...subject, level: levelOf([]) }, 'en')).toContain('The history is too short for a picture.');
  });

  it('keeps every point inside of the picture, whatever the amounts', () => {
    const amount = fc.integer({ min: -1_000_000_000, max: 9_000_000_000_000 });
    const point = fc.tuple(amount, fc.option(amount, { nil: null }), fc.option(amount, { nil: null }));
    fc.assert(
      fc.property(fc.array(point, { maxLength: 91 }), fc.constantFrom(...LOCALES), (values, locale) => {
        const numbers = numbersOf(levelPicture({ ...subject, level: levelOf(values) }, locale));
        expect(numbers.every((value) => value >= 0 && value <= 720)).toBe(true);
      }),
    );
  });
});

describe(rhythmPicture.name, () => {
  it('shows each order, when the next was due and from when its absence is an alarm', () => {
    const svg = rhythmPicture({ account: 'Acme', asOf: '2026-03-18', rhythm: RHYTHM }, 'en');
    expect(svg).toContain('45 days since the last order; usual are 14');
    expect(svg).toContain('Next order expected: Feb 15, 2026');
    expect(svg).toContain('Alarm from: Feb 27, 2026');
    expect(svg.match(/<circle/g)).toHaveLength(RHYTHM.orderDays.length + 1);
    expect(svg).toContain('alarm-ground');
    expect(numbersOf(svg).every((value) => value >= 0 && value <= 720)).toBe(true);
  });

  it('shades nothing before the alarm', () => {
    expect(rhythmPicture({ account: 'Acme', asOf: '2026-02-20', rhythm: RHYTHM }, 'en')).not.toContain(
      '<rect class="alarm-ground"',
    );
  });
});

describe('scales', () => {
  it('have round marks from 0 to what is shown', () => {
    expect(ticks(87)).toEqual([0, 50, 100]);
    expect(ticks(3.2)).toEqual([0, 1, 2, 3, 4]);
    expect(ticks(0)).toEqual([0]);
  });

  it('put what has no span into the middle', () => {
    expect(scale(5, 5, 0, 100)(5)).toBe(50);
    expect(scale(0, 10, 0, 100)(2.5)).toBe(25);
  });
});
