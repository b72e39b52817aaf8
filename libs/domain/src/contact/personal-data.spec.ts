import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decidePersonRequest, personalDataStanding, type PersonalDataItem } from './personal-data.js';

const ITEM: PersonalDataItem = {
  id: 'birthday',
  basis: 'CONSENT',
  purpose: 'courtesy',
  collectedOn: '2025-11-22',
  retentionMonths: 12,
  withdrawnOn: null,
};
const standing = (change: Partial<PersonalDataItem>, asOf = '2026-11-22') =>
  personalDataStanding({ ...ITEM, ...change }, asOf);

describe(personalDataStanding.name, () => {
  it('ET-04: may be used with basis, purpose and retention, up to its last day', () => {
    expect(standing({})).toEqual({ retainedUntil: '2026-11-22', faults: [], treatment: 'USE' });
    expect(standing({}, '2026-11-23')).toEqual({
      retainedUntil: '2026-11-22',
      faults: ['EXPIRED'],
      treatment: 'ERASE',
    });
    expect(standing({ basis: 'LEGITIMATE_INTEREST' }).treatment).toBe('USE');
  });

  it.each([
    [{ basis: null }, 'NO_BASIS'],
    [{ purpose: ' ' }, 'NO_PURPOSE'],
    [{ withdrawnOn: '2026-11-22' }, 'WITHDRAWN'],
  ] as const)('ET-04: %p must not be used', (change, fault) => {
    expect(standing(change)).toMatchObject({ faults: [fault], treatment: 'ERASE' });
  });

  it('ET-04: a withdrawal works from its day on', () => {
    expect(standing({ withdrawnOn: '2026-11-23' }).treatment).toBe('USE');
    expect(standing({ basis: null, purpose: '', withdrawnOn: '2020-01-01', retentionMonths: 0 }).faults).toEqual([
      'NO_BASIS',
      'NO_PURPOSE',
      'WITHDRAWN',
      'EXPIRED',
    ]);
  });

  it('ET-04: what a law asks to keep is locked, up to the day it lets go', () => {
    const obligation = { law: 'gift register', until: '2026-12-31' };
    expect(standing({ obligation }, '2026-12-31').treatment).toBe('LOCK');
    expect(standing({ obligation }, '2027-01-01').treatment).toBe('ERASE');
    expect(standing({ obligation }).treatment).toBe('USE');
  });

  it('ET-04: refuses a retention that is not whole', () => {
    expect(() => standing({ retentionMonths: 1.5 })).toThrow('INVALID_DATE');
  });
});

describe(decidePersonRequest.name, () => {
  const obligation = { law: 'tax', until: '2026-11-22' };
  const items = [ITEM, { ...ITEM, id: 'meal', obligation }, { ...ITEM, id: 'hobby', withdrawnOn: '2026-01-01' }];
  const request = {
    type: 'ERASE',
    contactId: 'wang',
    by: 'ann',
    at: '2026-11-22T23:00:00.000Z',
    identityVerified: true,
  } as const;
  const act = { contactId: 'wang', by: 'ann', at: '2026-11-22T23:00:00.000Z' };

  it('ET-04: an erasure takes everything but what a law asks to keep', () => {
    expect(decidePersonRequest(request, items)).toEqual({
      ok: true,
      events: [
        {
          type: 'PERSON_ERASED',
          ...act,
          erased: ['birthday', 'hobby'],
          locked: [{ item: 'meal', law: 'tax', until: '2026-11-22' }],
        },
      ],
    });
    expect(decidePersonRequest({ ...request, at: '2026-11-23T00:00:00.000Z' }, items)).toMatchObject({
      events: [{ erased: ['birthday', 'meal', 'hobby'], locked: [] }],
    });
  });

  it('ET-04: an export names all that is kept, also what may not be used any more', () => {
    expect(decidePersonRequest({ ...request, type: 'EXPORT' }, items)).toEqual({
      ok: true,
      events: [{ type: 'PERSON_EXPORTED', ...act, items: ['birthday', 'meal', 'hobby'] }],
    });
    expect(decidePersonRequest({ ...request, type: 'EXPORT' }, [])).toMatchObject({ events: [{ items: [] }] });
  });

  it('ET-04: nothing leaves and nothing is erased before it is certain who asks', () => {
    for (const type of ['EXPORT', 'ERASE'] as const) {
      expect(decidePersonRequest({ ...request, type, identityVerified: false }, items)).toEqual({
        ok: false,
        reasons: [{ code: 'IDENTITY_NOT_VERIFIED' }],
      });
    }
    expect(decidePersonRequest({ ...request, by: '', at: 'now', identityVerified: false }, [])).toEqual({
      ok: false,
      reasons: [{ code: 'ACTOR_REQUIRED' }, { code: 'TIME_REQUIRED' }, { code: 'IDENTITY_NOT_VERIFIED' }],
    });
  });

  it('ET-04: an erasure leaves no item out and none twice', () => {
    const item = fc.record({ held: fc.boolean(), basis: fc.constantFrom('CONSENT' as const, null) });
    fc.assert(
      fc.property(fc.array(item), (rows) => {
        const given = rows.map(({ held, basis }, i) => ({
          ...ITEM,
          id: `${i}`,
          basis,
          ...(held ? { obligation } : {}),
        }));
        const decision = decidePersonRequest(request, given);
        const event = decision.ok ? decision.events[0] : undefined;
        const told = event?.type === 'PERSON_ERASED' ? [...event.erased, ...event.locked.map((one) => one.item)] : [];
        expect(told.sort()).toEqual(given.map(({ id }) => id).sort());
      }),
    );
  });
});
