import { describe, expect, it } from '@jest/globals';
import { alertQuality, type AlertOutcome } from './alert-quality.js';

const alert = (label: AlertOutcome['label'], rest: Partial<AlertOutcome> = {}): AlertOutcome => ({
  ...{ kinds: ['ORDER_GAP'], label, raisedOn: '2026-03-02', missingSince: '2026-02-20' },
  ...{ triageDueOn: '2026-03-03', triagedOn: label === null ? null : '2026-03-03' },
  ...rest,
});

describe(alertQuality.name, () => {
  it('RG-06: tells precision from what people said, with its interval, by kind and in all', () => {
    const alerts = [
      ...Array.from({ length: 6 }, () => alert('CONFIRMED')),
      ...Array.from({ length: 4 }, () => alert('FALSE_ALARM', { kinds: ['ORDER_GAP', 'MIX_LOSS'] })),
      alert(null, { kinds: ['MIX_LOSS'] }),
    ];
    const quality = alertQuality(alerts, [], 22);
    expect(quality).toMatchObject({ alerts: 11, confirmed: 6, falseAlarms: 4, startsPerAccountYear: 0.5 });
    expect(quality.precision).toMatchObject({ value: 0.6, cases: 10, reason: null });
    // Wilson's interval of 6 out of 10.
    expect(quality.precision.low).toBeCloseTo(0.3127, 3);
    expect(quality.precision.high).toBeCloseTo(0.8318, 3);
    expect(quality.byKind).toMatchObject([
      { kind: 'ORDER_GAP', alerts: 10, precision: { value: 0.6 } },
      {
        kind: 'MIX_LOSS',
        alerts: 5,
        confirmed: 0,
        falseAlarms: 4,
        precision: { value: null, cases: 4, reason: 'TOO_FEW' },
      },
    ]);
  });

  it('§8.19: tells how late a warning was, and how late somebody looked', () => {
    const late = alert('CONFIRMED', { triagedOn: '2026-03-06' });
    const alerts = [...Array.from({ length: 4 }, () => alert('CONFIRMED')), late];
    expect(alertQuality(alerts, [], 1)).toMatchObject({
      detectionDelay: { days: 10, cases: 5, reason: null },
      triageDelay: { days: 1, cases: 5 },
      triagedInTime: { value: 0.8, cases: 5 },
    });
    expect(alertQuality([late], [], 1).detectionDelay).toEqual({ days: null, cases: 1, reason: 'TOO_FEW' });
  });

  it('RG-06: tells how long before a loss the first warning came, and how many losses nobody warned of', () => {
    const losses = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', null].map((warnedOn) => ({
      ...{ lostOn: '2026-06-01', warnedOn },
    }));
    expect(alertQuality([], losses, 0)).toMatchObject({
      lossesWarned: { value: 5 / 6, cases: 6 },
      leadTime: { days: 92, cases: 5 },
      startsPerAccountYear: null,
      precision: { value: null, reason: 'TOO_FEW' },
    });
  });
});
