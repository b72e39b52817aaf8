import { describe, expect, it } from '@jest/globals';
import { acknowledged, closed, CUSTOMER, INTAKE, received, REPORTS, SUPPLIER } from '../../test/complaint-scenario.js';
import { businessCalendar } from '../calendar/business-calendar.js';
import { fixedOffset, instantOf } from '../calendar/zone.js';
import { complaintClocks, type ComplaintClockName } from './complaint-clocks.js';
import type { ComplaintEvent } from './complaint.model.js';
import { DEFAULT_COMPLAINT_POLICY, DEFAULT_DEADLINE_TEMPLATE, type DeadlineTemplate } from './complaint-policy.js';
import { relatedComplaints, type ComplaintFingerprint } from './related-complaints.js';

const calendar = businessCalendar({ zone: fixedOffset(480) });
const HOUR = 3_600_000;
// Received on Monday 2026-11-23 at noon in Shanghai.
const local = (text: string): string => instantOf(Date.parse(`${text}+08:00`));
const clockOf = (
  events: readonly ComplaintEvent[],
  clock: ComplaintClockName,
  now: string,
  template: DeadlineTemplate = DEFAULT_DEADLINE_TEMPLATE,
) =>
  complaintClocks(events, { calendar, policy: DEFAULT_COMPLAINT_POLICY, template, now: local(now) }).find(
    (one) => one.clock === clock,
  );
const at = (scenario: { events: readonly ComplaintEvent[] }, ...moments: readonly (readonly [string, string])[]) =>
  scenario.events.map((event) => {
    const moved = moments.find(([type]) => type === event.type);
    return moved === undefined ? event : { ...event, at: local(moved[1]) };
  });

describe(complaintClocks.name, () => {
  it('has none before a complaint comes in, and those of its form after', () => {
    const options = { calendar, policy: DEFAULT_COMPLAINT_POLICY, template: DEFAULT_DEADLINE_TEMPLATE };
    expect(complaintClocks([], { ...options, now: local('2026-11-23T12:00') })).toEqual([]);
    const names = (events: readonly ComplaintEvent[]) =>
      complaintClocks(events, { ...options, now: local('2026-11-23T12:00') }).map(({ clock }) => clock);
    expect(names(received('SHORT').events)).toEqual(['ACKNOWLEDGE', 'RESOLVE', 'D2', 'D3', 'D4', 'D5', 'D6']);
    const full = ['ACKNOWLEDGE', 'RESOLVE', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8'];
    expect(names(received('FULL').events)).toEqual(full);
    expect(names(received().then({ ...CUSTOMER, type: 'REQUIRE_FULL_FORM', reason: 'x' }).events)).toEqual(full);
  });

  it('CP-04: holds each severity to its own standard', () => {
    expect(clockOf(received().events, 'ACKNOWLEDGE', '2026-11-23T14:00')).toEqual({
      clock: 'ACKNOWLEDGE',
      status: 'RUNNING',
      elapsed: HOUR,
      remaining: 15 * HOUR,
      dueAt: local('2026-11-25T12:00'),
      breaches: 0,
      escalation: 0,
      run: 1,
    });
    const critical = received().events.map((event) =>
      event.type === 'COMPLAINT_RECEIVED' ? { ...event, intake: { ...INTAKE, severity: 'CRITICAL' as const } } : event,
    );
    expect(clockOf(critical, 'ACKNOWLEDGE', '2026-11-23T14:00')).toMatchObject({ remaining: HOUR });
    expect(clockOf(critical, 'RESOLVE', '2026-11-23T14:00')).toMatchObject({ remaining: 7 * 8 * HOUR - HOUR });
  });

  it('gives D1–D3 a day, D4 7, D5 and D6 14, D7 25 and D8 30', () => {
    const { events } = received('FULL');
    const due = Object.fromEntries(
      complaintClocks(events, {
        calendar,
        policy: DEFAULT_COMPLAINT_POLICY,
        template: DEFAULT_DEADLINE_TEMPLATE,
        now: local('2026-11-23T12:00'),
      }).map(({ clock, remaining }) => [clock, remaining / (8 * HOUR)]),
    );
    expect(due).toMatchObject({ D1: 1, D2: 1, D3: 1, D4: 7, D5: 14, D6: 14, D7: 25, D8: 30, RESOLVE: 20 });
    expect(clockOf(events, 'D3', '2026-11-23T12:00')).toMatchObject({ dueAt: local('2026-11-24T12:00') });
    const days: DeadlineTemplate = { basis: 'CALENDAR_DAYS', days: { D4: 7 } };
    expect(clockOf(events, 'D4', '2026-11-23T12:00', days)).toMatchObject({ dueAt: local('2026-11-30T12:00') });
    expect(clockOf(events, 'D5', '2026-11-23T12:00', days)).toBeUndefined();
  });

  it('stops each clock where its work is done', () => {
    const events = at(
      closed(),
      ['COMPLAINT_ACKNOWLEDGED', '2026-11-23T14:00'],
      ['STEP_SUBMITTED', '2026-11-24T10:00'],
      ['COMPLAINT_ANALYSED', '2026-11-24T10:00'],
      ['CLAIM_DECIDED', '2026-11-24T10:00'],
      ['ACTION_COMPLETED', '2026-11-24T11:00'],
      ['ACTION_CONFIRMED', '2026-11-25T11:00'],
      ['COMPLAINT_CLOSED', '2026-11-25T12:00'],
    );
    const elapsed = (clock: ComplaintClockName) => clockOf(events, clock, '2026-12-25T12:00')?.elapsed;
    expect([elapsed('ACKNOWLEDGE'), elapsed('D2'), elapsed('RESOLVE')]).toEqual([HOUR, 6 * HOUR, 7 * HOUR]);
    expect(clockOf(events, 'D4', '2026-12-25T12:00')).toMatchObject({ status: 'STOPPED', breaches: 0 });
  });

  it('says when a step was taken, and when it was due then', () => {
    const given = (moment: string) =>
      at(
        closed(),
        ...(['STEP_SUBMITTED', 'COMPLAINT_ANALYSED', 'ACTION_COMPLETED', 'COMPLAINT_CLOSED'] as const).map(
          (type) => [type, moment] as const,
        ),
      );
    const events = given('2026-11-24T10:00');
    expect(clockOf(events, 'D2', '2026-12-25T12:00')).toMatchObject({
      ...{ status: 'STOPPED', reachedAt: local('2026-11-24T10:00'), dueAt: local('2026-11-24T12:00'), run: 1 },
    });
    const late = clockOf(given('2026-11-25T10:00'), 'D2', '2026-12-25T12:00');
    expect(late).toMatchObject({ reachedAt: local('2026-11-25T10:00'), breachedAt: local('2026-11-24T12:00') });
    expect(late).not.toHaveProperty('dueAt');
    const { events: again } = closed().then({ ...CUSTOMER, type: 'REOPEN', from: 'D4', reason: 'leaks' });
    expect(clockOf(again, 'D4', '2026-12-25T12:00')).toMatchObject({ run: 2 });
    expect(clockOf(again, 'D4', '2026-12-25T12:00')).not.toHaveProperty('reachedAt');
    expect(clockOf(again, 'D2', '2026-12-25T12:00')).toMatchObject({ run: 1 });
  });

  it('stands still while paused, and runs on when a step is rejected', () => {
    const paused = acknowledged().then({
      ...SUPPLIER,
      at: local('2026-11-23T14:00'),
      type: 'PAUSE',
      reason: 'WAITING_FOR_GOODS',
    });
    expect(clockOf(paused.events, 'D2', '2026-11-25T12:00')).toMatchObject({ status: 'PAUSED', elapsed: HOUR });
    const resumed = paused
      .then({ ...SUPPLIER, at: local('2026-11-25T09:00'), type: 'RESUME' })
      .then({ ...SUPPLIER, at: local('2026-11-25T10:00'), type: 'SUBMIT_STEP', ...REPORTS.D2 });
    expect(clockOf(resumed.events, 'D2', '2026-11-27T10:00')).toMatchObject({ status: 'STOPPED', elapsed: 2 * HOUR });
    const rejected = resumed.then({
      ...{ ...CUSTOMER, at: local('2026-11-26T10:00') },
      ...{ type: 'REJECT_STEP', step: 'D2', reason: 'no' },
    });
    const late = clockOf(rejected.events, 'D2', '2026-11-27T09:30');
    expect(late).toMatchObject({ status: 'RUNNING', elapsed: 9.5 * HOUR, breachedAt: local('2026-11-26T17:00') });
    expect(late).toMatchObject({ escalation: 2, breaches: 1 });
    expect(clockOf(rejected.events, 'D4', '2026-11-27T09:30')?.breaches).toBe(0);
  });

  it('starts anew what is reopened and leaves the rest', () => {
    const pausedBefore = acknowledged()
      .acts('SHORT')
      .then({ ...SUPPLIER, type: 'PAUSE', reason: 'WAITING_FOR_CUSTOMER' });
    const reopened = pausedBefore.then({
      ...{ ...CUSTOMER, at: local('2026-12-01T10:00') },
      ...{ type: 'REOPEN', from: 'D5', reason: 'leaks' },
    });
    const standing = (clock: ComplaintClockName) => clockOf(reopened.events, clock, '2026-12-01T11:00');
    expect(standing('D5')).toMatchObject({ status: 'RUNNING', elapsed: HOUR });
    expect(standing('RESOLVE')).toMatchObject({ status: 'RUNNING', elapsed: HOUR });
    expect(standing('D4')).toMatchObject({ status: 'STOPPED', elapsed: 0 });
    expect(standing('ACKNOWLEDGE')).toMatchObject({ status: 'STOPPED', elapsed: 0 });
  });

  it('ends with the complaint for steps that a rejected claim did not need', () => {
    const ended = acknowledged()
      .submits('D2', 'D3', 'D4')
      .then({ ...SUPPLIER, type: 'DECIDE_CLAIM', verdict: 'REJECTED', explanation: 'x', recourse: 'y' })
      .then({ ...SUPPLIER, type: 'COMPLETE_ACTION' })
      .then({ ...CUSTOMER, type: 'CONFIRM' })
      .then({ ...SUPPLIER, type: 'PAUSE', reason: 'WAITING_FOR_AUTHORITY' })
      .then({ ...SUPPLIER, at: local('2026-11-23T15:00'), type: 'CLOSE' });
    expect(clockOf(ended.events, 'D6', '2026-12-25T12:00')).toMatchObject({ status: 'STOPPED', elapsed: 0 });
    expect(clockOf(ended.events, 'D6', '2026-12-25T12:00')?.breachedAt).toBeUndefined();
  });

  it('runs for such steps only while the claim is not rejected', () => {
    const rejected = acknowledged()
      .submits('D2', 'D3', 'D4')
      .then({
        ...{ ...SUPPLIER, at: local('2026-11-23T14:00') },
        ...{ type: 'DECIDE_CLAIM', verdict: 'REJECTED', explanation: 'x', recourse: 'y' },
      });
    expect(clockOf(rejected.events, 'D6', '2026-12-25T12:00')).toMatchObject({ status: 'STOPPED', elapsed: HOUR });
    expect(clockOf(rejected.events, 'RESOLVE', '2026-11-23T15:00')).toMatchObject({ status: 'RUNNING' });
    const again = rejected.then({
      ...{ ...SUPPLIER, at: local('2026-11-24T09:00') },
      ...{ type: 'DECIDE_CLAIM', verdict: 'ACCEPTED', explanation: 'x', recourse: 'y' },
    });
    expect(clockOf(again.events, 'D6', '2026-11-24T10:00')).toMatchObject({ status: 'RUNNING', elapsed: 2 * HOUR });
    expect(clockOf(again.events, 'D4', '2026-11-24T10:00')).toMatchObject({ status: 'STOPPED' });
    const ended = rejected
      .then({ ...SUPPLIER, at: local('2026-11-23T14:30'), type: 'COMPLETE_ACTION' })
      .then({ ...{ ...CUSTOMER, at: local('2026-11-24T09:00') }, type: 'REOPEN', from: 'D6', reason: 'it is yours' });
    expect(clockOf(ended.events, 'D5', '2026-11-24T10:00')).toMatchObject({ status: 'RUNNING', elapsed: 2 * HOUR });
    expect(clockOf(ended.events, 'D6', '2026-11-24T10:00')).toMatchObject({ status: 'RUNNING', elapsed: HOUR });
    expect(clockOf(ended.events, 'D4', '2026-11-24T10:00')).toMatchObject({ status: 'STOPPED' });
  });
});

describe(relatedComplaints.name, () => {
  const print = (
    number: string,
    receivedOn: string,
    rest: Partial<ComplaintFingerprint> = {},
  ): ComplaintFingerprint => {
    return { number, accountId: 'a', part: 'p', lot: 'l', defect: 'd', receivedOn, open: false, ...rest };
  };
  const fresh = print('new', '2026-11-23', { open: true });

  it('warns of an open complaint of the same account, part, lot and defect', () => {
    const earlier = [
      print('same', '2026-11-20', { open: true }),
      print('new', '2026-11-20', { open: true }),
      print('other lot', '2026-11-20', { open: true, lot: 'm' }),
      print('other account', '2026-11-20', { open: true, accountId: 'b' }),
      print('other part', '2026-11-20', { open: true, part: 'q' }),
      print('other defect', '2026-11-20', { open: true, defect: 'e' }),
      print('later', '2026-11-24', { open: true }),
    ];
    expect(relatedComplaints(fresh, earlier, 365)).toEqual({ duplicates: ['same'], recurrences: ['other lot'] });
  });

  it('warns of a recurrence within the time looked back', () => {
    const earlier = [print('yes', '2025-11-23'), print('too old', '2025-11-22'), print('today', '2026-11-23')];
    expect(relatedComplaints(fresh, earlier, 365)).toEqual({ duplicates: [], recurrences: ['yes', 'today'] });
  });

  it('matches nothing that is not stated', () => {
    const { part: _part, ...partless } = print('x', '2026-11-20', { open: true });
    expect(relatedComplaints({ ...partless, number: 'y' }, [partless], 365)).toEqual({
      duplicates: [],
      recurrences: [],
    });
    const { lot: _lot, ...lotless } = print('z', '2026-11-20', { open: true });
    expect(relatedComplaints({ ...lotless, number: 'y' }, [lotless], 365).duplicates).toEqual(['z']);
  });
});
