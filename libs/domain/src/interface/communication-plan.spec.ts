import { describe, expect, it } from '@jest/globals';
import {
  communicationPlan,
  unregisteredHospitality,
  type CommunicationActivity,
  type CommunicationKind,
} from './communication-plan.js';

const activity = (
  kind: CommunicationKind,
  on: string,
  more: Partial<CommunicationActivity> = {},
): CommunicationActivity => ({
  id: `${kind} ${on}`,
  kind,
  on,
  attendees: 3,
  costMinor: 100n,
  hospitalityMinor: 0n,
  registerEntryId: null,
  ...more,
});

describe(communicationPlan.name, () => {
  const visits = { kind: 'EXECUTIVE_VISIT', from: '2026-01-15', everyMonths: 3 } as const;

  it('SV-04: holds what was done against what was planned', () => {
    const activities = [
      activity('EXECUTIVE_VISIT', '2026-01-14'),
      activity('EXECUTIVE_VISIT', '2026-01-15'),
      activity('EXECUTIVE_VISIT', '2026-10-15', { attendees: 5, costMinor: 250n }),
      activity('EXECUTIVE_VISIT', '2026-10-16'),
      activity('CUSTOMER_FORUM', '2026-02-01'),
    ];
    expect(communicationPlan([visits], activities, '2026-10-15')).toEqual([
      {
        kind: 'EXECUTIVE_VISIT',
        planned: 3,
        done: 2,
        kept: 2 / 3,
        attendees: 8,
        costMinor: 350n,
        nextDueOn: '2026-10-15',
        overdue: false,
      },
    ]);
  });

  it('SV-04: is due on the day and overdue on the next', () => {
    const on = (asOf: string) => communicationPlan([visits], [], asOf)[0];
    expect(on('2026-04-14')).toMatchObject({ planned: 0, kept: undefined, overdue: false, nextDueOn: '2026-04-15' });
    expect(on('2026-04-15')).toMatchObject({ planned: 1, kept: 0, overdue: false });
    expect(on('2026-04-16')).toMatchObject({ planned: 1, overdue: true });
  });

  it('SV-04: more than planned makes up for later ones', () => {
    const two = [activity('STUDY_TOUR', '2026-02-01'), activity('STUDY_TOUR', '2026-02-02')];
    const tours = { kind: 'STUDY_TOUR', from: '2026-01-31', everyMonths: 1 } as const;
    expect(communicationPlan([tours], two, '2026-02-28')).toMatchObject([
      { planned: 1, done: 2, kept: 1, nextDueOn: '2026-04-30', overdue: false },
    ]);
    expect(communicationPlan([tours, visits], [], '2026-02-01').map(({ kind }) => kind)).toEqual([
      'STUDY_TOUR',
      'EXECUTIVE_VISIT',
    ]);
  });

  it.each([0, -1, 1.5, NaN])('SV-04: refuses every %p months', (everyMonths) => {
    expect(() => communicationPlan([{ ...visits, everyMonths }], [], '2026-10-15')).toThrow('INVALID_LENGTH');
  });
});

describe(unregisteredHospitality.name, () => {
  it('SV-04: finds hospitality without an entry in the register', () => {
    const activities = [
      activity('STUDY_TOUR', '2026-02-01', { id: 'registered', hospitalityMinor: 9n, registerEntryId: 'g1' }),
      activity('STUDY_TOUR', '2026-02-01', { id: 'none', hospitalityMinor: 1n }),
      activity('STUDY_TOUR', '2026-02-01', { id: 'unknown entry', hospitalityMinor: 1n, registerEntryId: 'g2' }),
      activity('CUSTOMER_FORUM', '2026-02-01', { id: 'nothing given' }),
    ];
    expect(unregisteredHospitality(activities, ['g1'])).toEqual(['none', 'unknown entry']);
    expect(unregisteredHospitality(activities.slice(0, 1), ['g1'])).toEqual([]);
  });
});
