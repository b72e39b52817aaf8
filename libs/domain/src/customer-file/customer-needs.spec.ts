import { describe, expect, it } from '@jest/globals';
import { needStanding, VALUE_CHAIN_FUNCTIONS, valueChainCoverage } from './customer-needs.js';

describe(valueChainCoverage.name, () => {
  const known = { need: 'less scrap', owner: 'li', contribution: 'training' };

  it('RM-17: a function is covered with its need, its owner and our part', () => {
    const { covered, gaps } = valueChainCoverage({
      PRODUCTION: known,
      FINANCE: { ...known, owner: ' ' },
      MARKETING: { ...known, need: '', contribution: '' },
    });
    expect(covered).toBeCloseTo(1 / 6, 12);
    expect(gaps).toEqual([
      { businessFunction: 'DEVELOPMENT', missing: ['need', 'owner', 'contribution'] },
      { businessFunction: 'MANUFACTURING', missing: ['need', 'owner', 'contribution'] },
      { businessFunction: 'MANAGEMENT', missing: ['need', 'owner', 'contribution'] },
      { businessFunction: 'FINANCE', missing: ['owner'] },
      { businessFunction: 'MARKETING', missing: ['need', 'contribution'] },
    ]);
    const all = Object.fromEntries(VALUE_CHAIN_FUNCTIONS.map((one) => [one, known]));
    expect(valueChainCoverage(all)).toEqual({ covered: 1, gaps: [] });
    expect(valueChainCoverage({}).covered).toBe(0);
  });
});

describe(needStanding.name, () => {
  const closed = (notedOn: string, on: string, solved: boolean, action = 'new seal') => {
    return { notedOn, action, closed: { on, solved } };
  };

  it('RM-18: how many needs were solved, and how long it took to close them', () => {
    const needs = [
      closed('2026-01-01', '2026-01-11', true),
      closed('2026-01-01', '2026-01-31', false, ''),
      { notedOn: '2026-01-01', action: ' ', closed: null },
      { notedOn: '2026-01-01', action: 'visit', closed: null },
      { notedOn: '2026-01-01', action: 'call', closed: null },
      closed('2026-01-01', '2026-01-21', true),
      closed('2026-01-01', '2026-01-21', true),
      closed('2026-01-01', '2026-01-21', true),
    ];
    expect(needStanding(needs)).toEqual({ needs: 8, solvedRatio: 0.5, untouched: 1, medianDays: 20 });
    expect(needStanding(needs.slice(2, 5))).toMatchObject({ solvedRatio: 0, medianDays: undefined });
    expect(needStanding([])).toEqual({ needs: 0, solvedRatio: undefined, untouched: 0, medianDays: undefined });
  });
});
