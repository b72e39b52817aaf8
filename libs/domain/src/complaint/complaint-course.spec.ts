import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { businessCalendar } from '../calendar/business-calendar.js';
import { fixedOffset } from '../calendar/zone.js';
import { canTransition } from '../machine/state-machine.js';
import { complaintClocks } from './complaint-clocks.js';
import {
  type ComplaintCourse,
  type CourseCommand,
  type CourseEntry,
  courseFacts,
  decideCourse,
  evolveCourse,
} from './complaint-course.js';
import { COMPLAINT_MACHINE, COMPLAINT_STATES } from './complaint.machine.js';
import { DEFAULT_COMPLAINT_POLICY, DEFAULT_DEADLINE_TEMPLATE } from './complaint-policy.js';

const RECEIVED: ComplaintCourse = { status: 'RECEIVED', severity: 'MINOR', paused: null };
const move = (to: ComplaintCourse['status'], rest: object = {}): CourseCommand => {
  return { type: 'MOVE', to, note: null, from: null, ...rest };
};
const codes = (command: CourseCommand, course: ComplaintCourse): unknown => {
  const decision = decideCourse(command, course);
  return decision.ok ? decision.events.map(({ type }) => type) : decision.reasons.map(({ code }) => code);
};

describe(decideCourse.name, () => {
  it('follows the machine; what is reopened needs a reason and a step to begin from', () => {
    expect(codes(move('ACKNOWLEDGED'), RECEIVED)).toEqual(['ACKNOWLEDGED']);
    expect(codes(move('CLOSED'), RECEIVED)).toEqual(['TRANSITION_NOT_ALLOWED']);
    const closed = { ...RECEIVED, status: 'CLOSED' } as const;
    expect(codes(move('REOPENED'), closed)).toEqual(['REASON_REQUIRED']);
    expect(codes(move('REOPENED', { note: 'leaks', from: 'D8' }), closed)).toEqual(['STEP_NOT_IN_FORM']);
    expect(decideCourse(move('REOPENED', { note: 'leaks' }), closed)).toEqual({
      ok: true,
      events: [{ type: 'REOPENED', note: 'leaks', from: 'D4' }],
    });
  });

  it('contains what somebody has acknowledged and not acted on', () => {
    const contain = { type: 'CONTAIN', answer: 'New ones are on their way.' } as const;
    const can = COMPLAINT_STATES.filter((status) => decideCourse(contain, { ...RECEIVED, status }).ok);
    expect(can).toEqual(['ACKNOWLEDGED', 'ANALYSED', 'REOPENED']);
  });

  it('pauses, resumes and is assessed as long as it is open', () => {
    const pause = { type: 'PAUSE', reason: 'WAITING_FOR_CUSTOMER', note: null } as const;
    const assess = { type: 'ASSESS', severity: 'CRITICAL', note: 'safety' } as const;
    const waiting = { ...RECEIVED, paused: 'WAITING_FOR_GOODS' } as const;
    const closed = { ...RECEIVED, status: 'CLOSED' } as const;
    expect([codes(pause, RECEIVED), codes(pause, waiting), codes(pause, closed)]).toEqual([
      ...[['CLOCK_PAUSED'], ['ALREADY_PAUSED'], ['COMMAND_NOT_ALLOWED_NOW']],
    ]);
    const resume = { type: 'RESUME', note: null } as const;
    expect([codes(resume, RECEIVED), codes(resume, waiting)]).toEqual([['NOT_PAUSED'], ['CLOCK_RESUMED']]);
    expect([codes(assess, RECEIVED), codes(assess, closed)]).toEqual([
      ...[['SEVERITY_ASSESSED'], ['COMMAND_NOT_ALLOWED_NOW']],
    ]);
    expect(codes({ ...assess, severity: 'MINOR' }, RECEIVED)).toEqual(['SEVERITY_UNCHANGED']);
  });

  it('does what it decides: any commands lead along the machine and a pause ends with closing and reopening', () => {
    const command = fc.oneof(
      fc.record({
        type: fc.constant('MOVE' as const),
        to: fc.constantFrom(...COMPLAINT_STATES),
        note: fc.constantFrom(null, 'because'),
        from: fc.constantFrom(null, 'D3' as const, 'D5' as const),
      }),
      fc.constantFrom<CourseCommand>(
        { type: 'CONTAIN', answer: 'x' },
        { type: 'PAUSE', reason: 'WAITING_FOR_GOODS', note: null },
        { type: 'RESUME', note: 'x' },
        { type: 'ASSESS', severity: 'MAJOR', note: null },
      ),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        let course = RECEIVED;
        for (const each of commands) {
          const decision = decideCourse(each, course);
          for (const event of decision.ok ? decision.events : []) {
            const after = evolveCourse(course, event);
            if (after.status !== course.status) {
              expect(canTransition(COMPLAINT_MACHINE, course.status, after.status)).toBe(true);
            }
            if (after.status === 'CLOSED' || event.type === 'REOPENED') expect(after.paused).toBeNull();
            course = after;
          }
        }
      }),
    );
  });
});

describe(courseFacts.name, () => {
  const calendar = businessCalendar({ zone: fixedOffset(0) });
  const standing = (entries: readonly CourseEntry[], severity: ComplaintCourse['severity'] = 'MINOR') => {
    const options = { calendar, policy: DEFAULT_COMPLAINT_POLICY, template: DEFAULT_DEADLINE_TEMPLATE };
    const clocks = complaintClocks(courseFacts(entries, severity), { ...options, now: '2026-12-31T12:00:00.000Z' });
    return Object.fromEntries(clocks.map((clock) => [clock.clock, clock]));
  };
  const at = (day: number, hour = 9): string => `2026-12-0${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const come: CourseEntry = { type: 'RECEIVED', at: at(1) };

  it('holds a complaint to the severity it has now, from its receipt on', () => {
    const acknowledged = { type: 'ACKNOWLEDGED', at: at(1, 12) } as const;
    expect(standing([come, acknowledged])['ACKNOWLEDGE']).not.toHaveProperty('breachedAt');
    const assessed = [come, { type: 'SEVERITY_ASSESSED', at: at(1, 10) } as const, acknowledged];
    expect(standing(assessed, 'CRITICAL')['ACKNOWLEDGE']).toMatchObject({ breachedAt: at(1, 11) });
  });

  it('stops D3 by containment, D4 by the cause, and what is left of both by the action', () => {
    const contained = standing([come, { type: 'CONTAINED', at: at(2) }, { type: 'ANALYSED', at: at(3) }]);
    expect([contained['D3'], contained['D4']]).toMatchObject([{ reachedAt: at(2) }, { reachedAt: at(3) }]);
    const acted = standing([come, { type: 'ACTION', at: at(4) }]);
    expect([acted['D3'], acted['D4'], acted['RESOLVE']].map((clock) => clock?.reachedAt)).toEqual([
      ...[at(4), at(4), at(4)],
    ]);
    const reopened = standing([come, { type: 'ACTION', at: at(4) }, { type: 'REOPENED', at: at(7) }]);
    expect([reopened['D3'], reopened['D4'], reopened['RESOLVE']].map((clock) => clock?.status)).toEqual([
      ...['STOPPED', 'RUNNING', 'RUNNING'],
    ]);
    const anew = standing([come, { type: 'ACTION', at: at(4) }, { type: 'REOPENED', at: at(7), from: 'D3' }]);
    expect(anew['D3']).toMatchObject({ status: 'RUNNING', run: 2 });
  });

  it('stands still between pause and resumption', () => {
    const paused = standing([come, { type: 'CLOCK_PAUSED', at: at(1, 10) }]);
    expect(paused['RESOLVE']).toMatchObject({ status: 'PAUSED', elapsed: 3_600_000 });
    const again = [come, { type: 'CLOCK_PAUSED', at: at(1, 10) }, { type: 'CLOCK_RESUMED', at: at(2) }] as const;
    expect(standing([...again, { type: 'ACKNOWLEDGED', at: at(2, 11) }])['ACKNOWLEDGE']).toMatchObject({
      elapsed: 3 * 3_600_000,
    });
    expect(
      standing([...again, { type: 'CONFIRMED_BY_CUSTOMER', at: at(3) }, { type: 'CLOSED', at: at(4) }]),
    ).toMatchObject({
      RESOLVE: { status: 'STOPPED', reachedAt: at(4) },
    });
  });
});
