import { describe, expect, it } from '@jest/globals';
import { repairStanding } from './repair-plan.js';

const plan = { restore: 'STABLE', openedAt: '2026-01-10T09:00:00.000Z', deadline: '2027-01-10' } as const;
const lost = { to: 'INITIAL', at: '2026-01-10T09:00:00.000Z' } as const;

describe(repairStanding.name, () => {
  it('ST-11: is restored by the lost stage or a higher one up to the deadline', () => {
    const back = { to: 'STABLE', at: '2027-01-10T23:00:00.000Z' } as const;
    expect(repairStanding(plan, [lost, back], '2028-01-01')).toEqual({ outcome: 'RESTORED', restoredAt: back.at });
    const higher = { to: 'STRATEGIC', at: '2026-06-01T00:00:00.000Z' } as const;
    expect(repairStanding(plan, [lost, higher], '2026-06-01').outcome).toBe('RESTORED');
  });

  it('ST-11: is missed when the deadline passed without, also where the stage came back later', () => {
    const late = { to: 'STABLE', at: '2027-01-11T00:00:00.000Z' } as const;
    expect(repairStanding(plan, [lost, late], '2027-02-01')).toEqual({ outcome: 'MISSED', restoredAt: late.at });
    expect(repairStanding(plan, [lost], '2027-01-11')).toEqual({ outcome: 'MISSED', restoredAt: null });
  });

  it('ST-11: is under way until then; what stood before it opened, or an end, restores nothing', () => {
    const before = { to: 'STABLE', at: '2025-01-01T00:00:00.000Z' } as const;
    const ended = { to: 'ENDED', at: '2026-02-01T00:00:00.000Z' } as const;
    const same = { to: 'STABLE', at: plan.openedAt } as const;
    expect(repairStanding(plan, [same], '2026-02-01').outcome).toBe('UNDER_WAY');
    expect(repairStanding(plan, [before, lost, ended], '2027-01-10')).toEqual({
      outcome: 'UNDER_WAY',
      restoredAt: null,
    });
  });
});
