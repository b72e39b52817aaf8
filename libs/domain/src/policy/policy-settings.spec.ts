import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY_DOCUMENT, type PolicyDocument } from './policy-document.js';
import { isPolicyPathWithin, policyDifferences, policySettings, withPolicySettings } from './policy-settings.js';
import { validatePolicy } from './validate-policy.js';

const set = (path: string, value: unknown): PolicyDocument => {
  const result = validatePolicy(withPolicySettings(DEFAULT_POLICY_DOCUMENT, [{ path, value }]));
  if (!result.ok) throw new TypeError(JSON.stringify(result.reasons));
  return result.document;
};

describe(policySettings.name, () => {
  const settings = policySettings(DEFAULT_POLICY_DOCUMENT);
  const of = (path: string) => settings.find((setting) => setting.path === path);

  it('names everything once, with what it may be', () => {
    expect(settings.length).toBeGreaterThan(250);
    expect(new Set(settings.map(({ path }) => path)).size).toBe(settings.length);
    expect(of('schema')).toBeUndefined();
    expect(of('alert.recoveryCycles')).toEqual({
      ...{ path: 'alert.recoveryCycles', value: 2, standard: 2, choices: null },
      bound: { min: 1, max: 100, whole: true },
    });
    expect(of('signals.mixLoss.threshold')?.bound).toEqual({ min: 0, max: 1, whole: false });
    expect(of('complaint.fullFormFrom')).toMatchObject({ bound: null, choices: expect.arrayContaining(['CRITICAL']) });
    expect(of('share.coverage')).toMatchObject({ bound: null, choices: [0.5, 0.8, 0.9, 0.95] });
    expect(of('alarm.tuning.enabled')).toMatchObject({ value: true, bound: null, choices: null });
    expect(of('calendar.weekdays')?.choices).toContain('SATURDAY');
    expect(of('stagnation.limitMonths')).toMatchObject({ value: {}, bound: null });
    expect(of('stage.gates.advance.STABLE')?.value).toBe(DEFAULT_POLICY_DOCUMENT.stage.gates.advance.STABLE);
  });

  it('takes every one of them back as it is', () => {
    for (const { path, value } of settings) expect(set(path, value)).toEqual(DEFAULT_POLICY_DOCUMENT);
  });

  it('shows what was set beside the standard', () => {
    const [setting] = policySettings(set('value.repriceMonths', 9)).filter(({ path }) =>
      path.endsWith('repriceMonths'),
    );
    expect(setting).toMatchObject({ value: 9, standard: 6 });
  });
});

describe(withPolicySettings.name, () => {
  it('changes what is named, later changes last, and nothing else', () => {
    const changed = withPolicySettings(DEFAULT_POLICY_DOCUMENT, [
      { path: 'alert.recoveryCycles', value: 3 },
      { path: 'alert.recoveryCycles', value: 4 },
      { path: 'stagnation.limitMonths', value: { STABLE: 24 } },
    ]);
    expect(policyDifferences(DEFAULT_POLICY_DOCUMENT, changed as PolicyDocument)).toEqual([
      { path: 'alert.recoveryCycles', from: 2, to: 4 },
      { path: 'stagnation.limitMonths', from: {}, to: { STABLE: 24 } },
    ]);
    expect(DEFAULT_POLICY_DOCUMENT.alert.recoveryCycles).toBe(2);
  });

  it.each([
    'alert.colour',
    'alert.recoveryCycles.deep',
    '',
    '__proto__.x',
    'alert.__proto__',
    'constructor',
    'toString.x',
  ])('a path that leads nowhere, %p, is refused by the check', (path) => {
    const result = validatePolicy(withPolicySettings(DEFAULT_POLICY_DOCUMENT, [{ path, value: 1 }]));
    expect(result.ok).toBe(false);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe(policyDifferences.name, () => {
  it('sees none where only the order of keys differs', () => {
    const { limitMonths: _limitMonths, ...rest } = DEFAULT_POLICY_DOCUMENT.stagnation;
    const one = { ...DEFAULT_POLICY_DOCUMENT, stagnation: { ...rest, limitMonths: { STABLE: 24, INITIAL: 6 } } };
    const other = { ...DEFAULT_POLICY_DOCUMENT, stagnation: { limitMonths: { INITIAL: 6, STABLE: 24 }, ...rest } };
    expect(policyDifferences(one, other)).toEqual([]);
    expect(policyDifferences(set('calendar.holidays', ['2026-12-25']), DEFAULT_POLICY_DOCUMENT)).toEqual([
      { path: 'calendar.holidays', from: ['2026-12-25'], to: [] },
    ]);
  });
});

describe(isPolicyPathWithin.name, () => {
  it.each([
    ['alert', true],
    ['alert.recoveryCycles', true],
    ['alertness', false],
    ['case', false],
  ])('%s: %p', (path, within) => {
    expect(isPolicyPathWithin(path, ['alert', 'calendar'])).toBe(within);
  });
});
