import { describe, expect, it } from '@jest/globals';
import { LineReferences } from './line-references.js';

describe(LineReferences.name, () => {
  it('tells each account and product once, by number', () => {
    const references = new LineReferences();
    expect([
      references.account('C1', 'Acme'),
      references.account('C2', null),
      references.account('C1', 'Acme'),
    ]).toEqual([1, 2, 1]);
    expect([references.product('I1', null, 'G1', null), references.product('I1', null, 'G1', null)]).toEqual([1, 1]);
    expect(references.take()).toEqual([
      [1, 'C1', 'Acme', null, null, null, null],
      [2, 'C2', null, null, null, null, null],
      [1, null, null, 'I1', null, 'G1', null],
    ]);
    expect(references.take()).toEqual([]);
  });

  it('tells again where a name, a category or its name come for the first time', () => {
    const references = new LineReferences();
    references.account('C1', null);
    references.product('I1', null, null, null);
    references.product('I2', null, 'G1', null);
    references.take();
    references.account('C1', 'Acme');
    references.account('C1', 'Other');
    references.product('I1', 'Pipe', null, null);
    references.product('I1', 'Tube', 'G1', null);
    references.product('I2', null, 'G1', 'Metal');
    references.product('I2', null, 'G1', 'Steel');
    expect(references.take()).toEqual([
      [1, 'C1', 'Acme', null, null, null, null],
      [1, null, null, 'I1', 'Pipe', null, null],
      [1, null, null, 'I1', 'Tube', 'G1', null],
      [2, null, null, 'I2', null, 'G1', 'Metal'],
    ]);
  });

  it('begins anew with each batch', () => {
    const references = new LineReferences();
    references.account('C1', null);
    references.account('C2', null);
    references.clear();
    expect(references.account('C2', null)).toBe(1);
    expect(references.take().at(-1)).toEqual([1, 'C2', null, null, null, null, null]);
  });
});
