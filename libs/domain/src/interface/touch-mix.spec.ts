import { describe, expect, it } from '@jest/globals';
import { touchMix, type TypedTouch } from './touch-mix.js';

const touch = (id: string, type: TypedTouch['type'], more: Partial<TypedTouch> = {}): TypedTouch => ({
  id,
  type,
  hospitality: false,
  registerEntryId: null,
  ...more,
});

describe(touchMix.name, () => {
  it('RM-10: counts social contacts apart from the others', () => {
    const types = ['BUSINESS', 'SOCIAL', 'BUSINESS', 'SERVICE', 'ENQUIRY', 'CAMPAIGN', 'SOCIAL', 'BUSINESS'] as const;
    expect(touchMix(types.map((type, i) => touch(`${i}`, type)))).toEqual({
      counts: { BUSINESS: 3, SOCIAL: 2, SERVICE: 1, ENQUIRY: 1, CAMPAIGN: 1 },
      socialShare: 0.25,
      unregistered: [],
    });
    expect(touchMix([]).socialShare).toBeUndefined();
  });

  it('RM-10: hospitality is registered, whatever the contact was for', () => {
    const touches = [
      touch('dinner', 'SOCIAL', { hospitality: true }),
      touch('registered', 'SOCIAL', { hospitality: true, registerEntryId: 'g1' }),
      touch('meal', 'BUSINESS', { hospitality: true }),
      touch('walk', 'SOCIAL'),
    ];
    expect(touchMix(touches).unregistered).toEqual(['dinner', 'meal']);
  });
});
