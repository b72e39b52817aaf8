import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import type { LatenessReading } from '../receivables/lateness.js';
import {
  assessSilentComplaint,
  DEFAULT_SILENT_COMPLAINT_POLICY,
  gradeSilentComplaint,
  SILENT_COMPLAINT_SIGNS,
  silentComplaintWindow,
  type SilentComplaintFacts,
} from './silent-complaint.js';
import type { ToneReading } from './tone.js';

const AS_OF = '2026-11-19';
const ago = (days: number): string => dateOfEpochDay(epochDay(AS_OF) - days);
const payment = (days: number, unusual = true): LatenessReading => ({
  settledOn: ago(days),
  daysLate: unusual ? 20 : 0,
  habitualDaysLate: 0,
  z: unusual ? 20 : 0,
  unusual,
});
const tone = (days: number, drop = true): ToneReading => ({ on: ago(days), tone: 2, usualTone: 4, z: -3, drop });
const assess = (facts: Partial<SilentComplaintFacts>, policy = DEFAULT_SILENT_COMPLAINT_POLICY) =>
  assessSilentComplaint({ asOf: AS_OF, payments: [], tones: [], ...facts }, policy);
const above = { habitDays: 30, averageDays: 60, limitDays: 40, aboveLimit: true };
const slow = { usualHours: 4, recentHours: 9, growth: 2.25, slowed: true };

describe(assessSilentComplaint.name, () => {
  it('CP-02 CP-03: given two unusually late payments in 60 days, a possible unspoken complaint and an invitation', () => {
    const payments = [payment(40), payment(20, false), payment(5)];
    expect(assess({ payments })).toEqual({
      kind: 'POSSIBLE_UNSPOKEN_COMPLAINT',
      on: AS_OF,
      signs: ['LATE_PAYMENT'],
      latePayments: [payments[0], payments[2]],
      toneDrops: [],
      invitation: { type: 'INVITE_TO_COMPLAIN', dueOn: '2026-11-24' },
    });
  });

  it('CP-02: given the tone dropped twice in 60 days, then an alert', () => {
    expect(assess({ tones: [tone(59), tone(3, false), tone(0)] })).toMatchObject({ signs: ['TONE_DROP'] });
    expect(assess({ tones: [tone(60), tone(0)] })).toBeNull();
    expect(assess({ tones: [tone(-1), tone(0)] })).toBeNull();
  });

  it('CP-02: given one of each, then an alert with both series', () => {
    const alert = assess({ payments: [payment(30)], tones: [tone(10)] });
    expect(alert).toMatchObject({ signs: ['LATE_PAYMENT', 'TONE_DROP'] });
    expect([alert?.latePayments.length, alert?.toneDrops.length]).toEqual([1, 1]);
  });

  it('CP-02: given one sign only, or two further apart, or none of the last three payments, then nothing', () => {
    expect(assess({})).toBeNull();
    expect(assess({ payments: [payment(5)] })).toBeNull();
    expect(assess({ payments: [payment(60), payment(5)] })).toBeNull();
    expect(assess({ payments: [payment(59), payment(5)] })).not.toBeNull();
    expect(
      assess({ payments: [payment(9), payment(8), payment(3, false), payment(2, false), payment(1, false)] }),
    ).toBeNull();
    expect(assess({ payments: [payment(9), payment(8), payment(-1, false)] })).not.toBeNull();
  });

  it('§8.6: outstanding days above their limit are enough; slowed replies only join another sign', () => {
    expect(assess({ outstanding: above })).toMatchObject({ signs: ['OUTSTANDING_DAYS'] });
    expect(assess({ outstanding: { ...above, aboveLimit: false } })).toBeNull();
    expect(assess({ replies: slow })).toBeNull();
    expect(assess({ replies: slow }, { ...DEFAULT_SILENT_COMPLAINT_POLICY, signs: 1 })).toBeNull();
    expect(assess({ replies: slow, tones: [tone(3)] })).toMatchObject({ signs: ['TONE_DROP', 'SLOW_REPLIES'] });
    expect(assess({ replies: { ...slow, slowed: false }, tones: [tone(3)] })).toBeNull();
  });

  it('§8.6: a shortage of cash explains late payment away, not tone', () => {
    const late = { payments: [payment(9), payment(8)], outstanding: above, creditRiskExplained: true };
    expect(assess(late)).toBeNull();
    expect(assess({ ...late, tones: [tone(3), tone(2)] })).toMatchObject({ signs: ['TONE_DROP'], latePayments: [] });
    expect(assess({ ...late, creditRiskExplained: false })).toMatchObject({
      signs: ['LATE_PAYMENT', 'OUTSTANDING_DAYS'],
    });
  });

  it('CP-03: the invitation follows the tenant’s calendar', () => {
    const facts = { asOf: AS_OF, payments: [], tones: [tone(1), tone(2)] };
    const alert = assessSilentComplaint(facts, DEFAULT_SILENT_COMPLAINT_POLICY, () => true);
    expect(alert?.invitation.dueOn).toBe('2026-11-22');
  });

  it('CP-02: another sign never takes an alert away', () => {
    const days = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 5 });
    fc.assert(
      fc.property(days, days, fc.integer({ min: 0, max: 59 }), (late, rude, more) => {
        const payments = [...late].sort((a, b) => b - a).map((day) => payment(day));
        const tones = rude.map((day) => tone(day));
        const alert = assess({ payments, tones });
        const after = assess({ payments, tones: [...tones, tone(more)] });
        if (alert !== null) expect(after).not.toBeNull();
        for (const sign of alert?.signs ?? []) expect(SILENT_COMPLAINT_SIGNS).toContain(sign);
        expect(assess({ payments, tones: [...tones].reverse() }) === null).toBe(alert === null);
      }),
    );
  });

  it('has a window of 60 days, the last one included', () => {
    expect(silentComplaintWindow('2026-03-01')).toEqual({ from: '2026-01-01', to: '2026-03-01' });
  });
});

describe(gradeSilentComplaint.name, () => {
  const grade = (facts: Partial<SilentComplaintFacts>) =>
    gradeSilentComplaint({ asOf: AS_OF, payments: [], tones: [], ...facts });

  it('CP-02: twice is an alert with its invitation, once is watched, never is nothing', () => {
    const payments = [payment(40), payment(5)];
    expect(grade({ payments })).toEqual({
      grade: 'ALERT',
      signs: ['LATE_PAYMENT'],
      latePayments: payments,
      toneDrops: [],
      ...{ score: 20, threshold: 2, ratio: 10 },
      inviteBy: '2026-11-24',
    });
    expect(grade({ payments: [payment(5)] })).toMatchObject({ grade: 'WATCH', inviteBy: null, ratio: 10 });
    expect(grade({})).toBeNull();
    expect(grade({ replies: slow })).toBeNull();
  });

  it('§8.6: outstanding days above their limit are enough; the clearest sign gives the score', () => {
    expect(grade({ outstanding: above })).toMatchObject({ grade: 'ALERT', score: 60, threshold: 40, ratio: 1.5 });
    expect(grade({ outstanding: above, tones: [{ ...tone(3), z: -2.5 }] })).toMatchObject({ score: 60 });
    expect(grade({ tones: [{ ...tone(3), z: -8 }], outstanding: above })).toMatchObject({ score: 8, threshold: 2 });
    expect(grade({ outstanding: { ...above, limitDays: 0 } })).toMatchObject({ ratio: 1 });
  });

  it('§8.6: what a shortage of cash explains is not even watched', () => {
    expect(grade({ payments: [payment(5)], outstanding: above, creditRiskExplained: true })).toBeNull();
  });
});
