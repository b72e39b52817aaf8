import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { perspectiveMeans } from './perspectives.js';
import { perspectiveOf, RATER_GROUPS, type GroupedValue } from './raters.js';

const of = (group: GroupedValue['group'], ...values: readonly number[]) => values.map((value) => ({ group, value }));

describe(perspectiveMeans.name, () => {
  it('AS-02: knows four groups of raters, three of ours and the customer', () => {
    expect(RATER_GROUPS.map(perspectiveOf)).toEqual(['SUPPLIER', 'SUPPLIER', 'SUPPLIER', 'CUSTOMER']);
  });

  it('AS-02 §5.3: takes the mean within each group, over the groups, over the sides', () => {
    const views = perspectiveMeans([
      ...of('CUSTOMER', 10, 11),
      ...of('MARKETING', 20, 20, 20, 20),
      ...of('SALES_MANAGER', 12),
      ...of('OTHER_MANAGER', 13),
    ]);
    expect(views).toEqual({
      groups: [
        { group: 'MARKETING', mean: 20, raters: 4 },
        { group: 'SALES_MANAGER', mean: 12, raters: 1 },
        { group: 'OTHER_MANAGER', mean: 13, raters: 1 },
        { group: 'CUSTOMER', mean: 10.5, raters: 2 },
      ],
      supplier: 15,
      customer: 10.5,
      overall: 12.75,
      sides: 'BOTH',
    });
  });

  it('AS-02 §5.3: marks the view of one side as one-sided', () => {
    expect(perspectiveMeans(of('MARKETING', 12))).toMatchObject({
      ...{ supplier: 12, customer: null, overall: 12, sides: 'SUPPLIER_ONLY' },
    });
    expect(perspectiveMeans(of('CUSTOMER', 9))).toMatchObject({
      ...{ supplier: null, customer: 9, overall: 9, sides: 'CUSTOMER_ONLY' },
    });
    expect(perspectiveMeans([])).toBeUndefined();
  });

  it('lies between the lowest and the highest, whatever the order', () => {
    const value = fc.double({ min: 1, max: 24, noNaN: true });
    const values = fc.array(fc.record({ group: fc.constantFrom(...RATER_GROUPS), value }), { minLength: 1 });
    fc.assert(
      fc.property(values, (said) => {
        const views = perspectiveMeans(said);
        const figures = said.map((one) => one.value);
        expect(views?.overall).toBeGreaterThanOrEqual(Math.min(...figures) - 1e-9);
        expect(views?.overall).toBeLessThanOrEqual(Math.max(...figures) + 1e-9);
        expect(perspectiveMeans([...said].reverse())).toEqual(views);
      }),
    );
  });
});
