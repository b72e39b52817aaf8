import { describe, expect, it } from '@jest/globals';
import { decideRebate, type RebateRecord, rebateTierFaults } from './rebate-agreement.js';
import type { RebateScheme } from './rebate.js';

const ACT = { by: 'staff:1', at: '2025-01-03T10:00:00Z' };
const of = (state: RebateRecord['state']): RebateRecord => ({ state, from: '2024-01', to: '2024-12' });

describe(decideRebate.name, () => {
  it('activates or withdraws a draft, and nothing else', () => {
    expect(decideRebate({ ...ACT, type: 'ACTIVATE' }, of('DRAFT'))).toEqual({
      ok: true,
      events: [{ ...ACT, type: 'REBATE_ACTIVATED' }],
    });
    expect(decideRebate({ ...ACT, type: 'WITHDRAW' }, of('DRAFT'))).toMatchObject({
      events: [{ type: 'REBATE_WITHDRAWN' }],
    });
    for (const state of ['ACTIVE', 'ENDED', 'SETTLED', 'WITHDRAWN'] as const)
      for (const type of ['ACTIVATE', 'WITHDRAW'] as const)
        expect(decideRebate({ ...ACT, type }, of(state))).toMatchObject({
          reasons: [{ code: 'TRANSITION_NOT_ALLOWED' }],
        });
  });

  it('ends an agreement before its time, with a word why', () => {
    const end = { ...ACT, type: 'END', last: '2024-06', note: 'Moved to a fixed price.' } as const;
    expect(decideRebate(end, of('ACTIVE'))).toEqual({
      ok: true,
      events: [{ ...ACT, type: 'REBATE_ENDED', to: '2024-06', note: end.note }],
    });
    expect(decideRebate({ ...end, last: '2024-01' }, of('ACTIVE')).ok).toBe(true);
    for (const last of ['2023-12', '2024-12'])
      expect(decideRebate({ ...end, last, note: ' ' }, of('ACTIVE'))).toEqual({
        ok: false,
        reasons: [{ code: 'NOTE_REQUIRED' }, { code: 'END_OUTSIDE_PERIOD' }],
      });
    expect(decideRebate(end, of('DRAFT'))).toMatchObject({ reasons: [{ code: 'TRANSITION_NOT_ALLOWED' }] });
  });

  it('settles after the period, once', () => {
    const settle = { ...ACT, type: 'SETTLE', amountMinor: 0n, today: '2025-01-01' } as const;
    expect(decideRebate(settle, of('ACTIVE'))).toMatchObject({ events: [{ type: 'REBATE_SETTLED', amountMinor: 0n }] });
    expect(decideRebate(settle, of('ENDED')).ok).toBe(true);
    expect(decideRebate({ ...settle, today: '2024-12-31', amountMinor: -1n }, of('ACTIVE'))).toEqual({
      ok: false,
      reasons: [{ code: 'PERIOD_NOT_OVER' }, { code: 'AMOUNT_NEGATIVE' }],
    });
    expect(decideRebate(settle, of('SETTLED'))).toMatchObject({ reasons: [{ code: 'TRANSITION_NOT_ALLOWED' }] });
  });

  it('wants to know who and when', () => {
    expect(decideRebate({ by: '', at: 'x', type: 'ACTIVATE' }, of('DRAFT'))).toEqual({
      ok: false,
      reasons: [{ code: 'ACTOR_REQUIRED' }, { code: 'TIME_REQUIRED' }],
    });
  });
});

describe(rebateTierFaults.name, () => {
  const faults = (tiers: RebateScheme['tiers']) =>
    rebateTierFaults({ kind: 'RETROACTIVE', tiers }).map(({ code }) => code);

  it('names what is wrong with tiers', () => {
    const tiers = (count: number) => Array.from({ length: count }, (_, at) => ({ fromMinor: BigInt(at), rate: '0.1' }));
    expect(faults(tiers(20))).toEqual([]);
    expect(faults(tiers(21))).toEqual(['TIERS_TOO_MANY']);
    expect(faults([])).toEqual(['TIERS_REQUIRED']);
    expect(faults([{ fromMinor: 0n, rate: '1.5' }])).toEqual(['TIERS_INVALID']);
    expect(() => faults([{ fromMinor: 0n, rate: null as unknown as string }])).toThrow(TypeError);
  });
});
