import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { contactSilence } from './contact-silence.js';

describe(contactSilence.name, () => {
  it('SG-22: holds each tier against its cadence', () => {
    const silence = contactSilence({ WORKING: '2026-05-31', MIDDLE: '2026-04-01' }, '2026-06-30');
    expect(silence).toEqual({
      tiers: [
        { tier: 'WORKING', state: 'WITHIN_CADENCE', lastContact: '2026-05-31', days: 30, cadenceDays: 30, ratio: 1 },
        { tier: 'MIDDLE', state: 'WITHIN_CADENCE', lastContact: '2026-04-01', days: 90, cadenceDays: 90, ratio: 1 },
        { tier: 'TOP', state: 'UNLOGGED', lastContact: null, days: null, cadenceDays: 180, ratio: null },
      ],
      score: 1,
      alarm: false,
    });
  });

  it('SG-22: is overdue on the first day after the cadence, at any tier', () => {
    const silence = contactSilence({ WORKING: '2026-06-30', TOP: '2026-01-01' }, '2026-07-01');
    expect(silence).toMatchObject({ alarm: true, score: 181 / 180 });
    expect(silence.tiers.map(({ state }) => state)).toEqual(['WITHIN_CADENCE', 'UNLOGGED', 'OVERDUE']);
  });

  it('SG-22: unlogged is not silent', () => {
    expect(contactSilence({}, '2026-07-01')).toMatchObject({ alarm: false, score: null });
  });

  it('watches only tiers with a cadence', () => {
    const silence = contactSilence({ WORKING: '2020-01-01', TOP: '2026-06-30' }, '2026-07-01', { TOP: 10 });
    expect(silence.tiers.map(({ tier }) => tier)).toEqual(['TOP']);
    expect(silence).toMatchObject({ alarm: false, score: 0.1 });
  });

  it('counts a contact of tomorrow as today’s', () => {
    expect(contactSilence({ TOP: '2026-07-09' }, '2026-07-01')).toMatchObject({ score: 0 });
  });

  it.each([0, -1, NaN, Infinity])('refuses a cadence of %p days', (TOP) => {
    expect(() => contactSilence({}, '2026-07-01', { TOP })).toThrow('INVALID_NUMBER');
  });

  it('alarms exactly when a ratio is above 1, and never less as days go by', () => {
    const day = fc.integer({ min: 0, max: 900 });
    fc.assert(
      fc.property(day, day, day, (working, middle, later) => {
        const on = (offset: number): string => dateOfEpochDay(epochDay('2024-01-01') + offset);
        const contacts = { WORKING: on(working), MIDDLE: on(middle) };
        const [now, then] = [contactSilence(contacts, on(900)), contactSilence(contacts, on(900 + later))];
        expect(now.alarm).toBe((now.score ?? 0) > 1);
        expect(then.score).toBeGreaterThanOrEqual(now.score as number);
      }),
    );
  });
});
