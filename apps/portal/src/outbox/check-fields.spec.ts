import { describe, expect, it } from '@jest/globals';
import { complete, faultyParts, refusedParts } from './check-fields.js';

const FIELDS = { subject: 's', description: 'd', orderLine: null, lot: '', quantity: '', unit: '' };

describe(faultyParts.name, () => {
  it('asks for subject and description only', () => {
    expect(faultyParts(FIELDS)).toEqual([]);
    expect(faultyParts({ ...FIELDS, subject: '  ', description: '' })).toEqual(['subject', 'description']);
  });

  it.each(['12.5', '1', '0.001', '１２．５', '1 000', '123456789012345.123456'])(
    'takes the quantity %s',
    (quantity) => {
      expect(faultyParts({ ...FIELDS, quantity })).toEqual([]);
    },
  );

  it.each(['0', '0.00', '-1', '1,5', 'two', '1e3', '.5', '1234567890123456', '0.1234567'])(
    'does not take the quantity %s',
    (quantity) => {
      expect(faultyParts({ ...FIELDS, quantity })).toEqual(['quantity']);
    },
  );
});

describe(complete.name, () => {
  it('writes full-width digits in the notation of the API', () => {
    expect(complete({ ...FIELDS, quantity: ' １２．５ ' }).quantity).toBe('12.5');
  });

  it('leaves out what a paste from a spreadsheet brings along and the API refuses', () => {
    const pasted = {
      ...FIELDS,
      subject: ' Leaks\tat the seam\u0000',
      description: 'One\n\ttwo\u0000',
      lot: 'L1\t',
      unit: '\tpcs',
    };
    expect(complete(pasted)).toMatchObject({
      subject: 'Leaks at the seam',
      description: 'One\n\ttwo',
      lot: 'L1',
      unit: 'pcs',
    });
    expect(faultyParts({ ...FIELDS, subject: '\u0000' })).toEqual(['subject']);
  });
});

describe(refusedParts.name, () => {
  it('finds the parts that the paths name, in the order of the form', () => {
    const reasons = [
      ['input', 'quantity'],
      ['input', 'fileIds', 0],
      ['input', 'orderLineId'],
      ['input', 'subject'],
    ];
    expect(refusedParts({ code: 'INPUT_INVALID', reasons: reasons.map((path) => ({ path })) })).toEqual([
      'subject',
      'photos',
      'orderLine',
      'quantity',
    ]);
  });

  it.each([
    ['ORDER_LINE_NOT_FOUND', ['orderLine']],
    ['FILE_TOO_LARGE', ['photos']],
    ['PHOTO_LOST', ['photos']],
    ['IDEMPOTENCY_KEY_REUSED', []],
  ])('knows what %s is about', (code, parts) => {
    expect(refusedParts({ code, reasons: [] })).toEqual(parts);
  });
});
