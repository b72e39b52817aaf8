import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { incidentLoss } from './incident-loss.js';
import { incidentNotices } from './notices.js';
import { affectedAccounts, lotsContaining, suppliersOfLots, type LotShipment } from './traceability.js';

const shipment = (
  lot: string,
  accountId: string,
  shippedOn: string,
  quantity: number,
  valueMinor: bigint,
): LotShipment => ({
  lot,
  accountId,
  shippedOn,
  quantity,
  valueMinor,
});

describe(affectedAccounts.name, () => {
  const shipments = [
    shipment('L1', 'b', '2026-11-02', 5, 50n),
    shipment('L2', 'a', '2026-11-01', 1, 10n),
    shipment('L1', 'a', '2026-11-03', 4, 40n),
    shipment('L1', 'a', '2026-10-30', 2, 20n),
    shipment('L3', 'c', '2026-11-01', 9, 90n),
  ];

  it('SV-03: finds who received goods of the lots, the highest value first', () => {
    expect(affectedAccounts(['L1', 'L2'], shipments)).toEqual([
      { accountId: 'a', lots: ['L1', 'L2'], quantity: 7, valueMinor: 70n, lastShippedOn: '2026-11-03' },
      { accountId: 'b', lots: ['L1'], quantity: 5, valueMinor: 50n, lastShippedOn: '2026-11-02' },
    ]);
    expect(affectedAccounts(['L1', 'L3'], shipments).map(({ accountId }) => accountId)).toEqual(['c', 'a', 'b']);
    expect(affectedAccounts(['L3'], shipments).map(({ accountId }) => accountId)).toEqual(['c']);
    expect(affectedAccounts(['L9'], shipments)).toEqual([]);
  });

  it('SV-03: equals by id, and in any order of the shipments', () => {
    const equal = [shipment('L1', 'b', '2026-11-02', 0, 5n), shipment('L1', 'a', '2026-11-02', 1, 5n)];
    expect(affectedAccounts(['L1'], equal).map(({ accountId }) => accountId)).toEqual(['a', 'b']);
    fc.assert(
      fc.property(fc.shuffledSubarray(shipments, { minLength: shipments.length }), (shuffled) => {
        expect(affectedAccounts(['L2', 'L1', 'L3'], shuffled)).toEqual(affectedAccounts(['L1', 'L2', 'L3'], shipments));
      }),
    );
  });

  it('SV-03: refuses quantities and days that are none, of any lot', () => {
    for (const quantity of [-1, NaN, Infinity]) {
      expect(() => affectedAccounts([], [shipment('L1', 'a', '2026-11-02', quantity, 5n)])).toThrow('INVALID_NUMBER');
    }
    expect(() => affectedAccounts([], [shipment('L1', 'a', '2026-11-31', 1, 5n)])).toThrow('INVALID_DATE');
  });
});

describe(lotsContaining.name, () => {
  const components = [
    { lot: 'PUMP-7', contains: 'SEAL-3', supplier: 'sealmaker' },
    { lot: 'PUMP-7', contains: 'ROTOR-1' },
    { lot: 'UNIT-9', contains: 'PUMP-7' },
    { lot: 'ROTOR-1', contains: 'STEEL-5', supplier: 'mill' },
    { lot: 'VALVE-2', contains: 'STEEL-6', supplier: 'mill' },
  ];

  it('SV-03 RM-22: follows a bad lot through everything made of it', () => {
    expect(lotsContaining(['STEEL-5'], components)).toEqual(['PUMP-7', 'ROTOR-1', 'STEEL-5', 'UNIT-9']);
    expect(lotsContaining(['SEAL-3', 'STEEL-6'], components)).toEqual([
      'PUMP-7',
      'SEAL-3',
      'STEEL-6',
      'UNIT-9',
      'VALVE-2',
    ]);
    expect(lotsContaining(['OTHER'], components)).toEqual(['OTHER']);
  });

  it('RM-22: names the suppliers whose lots are in it, at any depth', () => {
    expect(suppliersOfLots(['UNIT-9'], components)).toEqual(['mill', 'sealmaker']);
    expect(suppliersOfLots(['VALVE-2', 'ROTOR-1'], components)).toEqual(['mill']);
    expect(suppliersOfLots(['SEAL-3'], components)).toEqual([]);
  });

  it('RM-22: lots that contain each other come to an end', () => {
    const circle = [
      { lot: 'A', contains: 'B', supplier: 's' },
      { lot: 'B', contains: 'A' },
    ];
    expect(lotsContaining(['A'], circle)).toEqual(['A', 'B']);
    expect(suppliersOfLots(['B'], circle)).toEqual(['s']);
  });
});

describe(incidentNotices.name, () => {
  const incident = {
    kind: 'QUALITY_ACCIDENT',
    knownAt: '2026-11-20T08:00:00.000Z',
    accountIds: ['a', 'b', 'c', 'a'],
  } as const;
  const due = '2026-11-21T08:00:00.000Z';

  it('SV-03: who is still to be told comes first', () => {
    const given = [
      { accountId: 'a', at: '2026-11-20T12:00:00.000Z' },
      { accountId: 'b', at: '2026-11-21T08:00:00.001Z' },
      { accountId: 'a', at: '2026-11-20T09:00:00+00:00' },
      { accountId: 'x', at: '2026-11-20T09:00:00.000Z' },
    ];
    expect(incidentNotices(incident, given, '2026-11-22T00:00:00.000Z')).toEqual([
      { accountId: 'c', dueAt: due, state: 'OVERDUE', givenAt: null },
      { accountId: 'a', dueAt: due, state: 'GIVEN', givenAt: '2026-11-20T09:00:00.000Z' },
      { accountId: 'b', dueAt: due, state: 'GIVEN_LATE', givenAt: '2026-11-21T08:00:00.001Z' },
    ]);
  });

  it('SV-03: at its deadline a notice is in time', () => {
    const state = (at: string, asOf: string) => incidentNotices(incident, [{ accountId: 'a', at }], asOf)[2]?.state;
    expect(state(due, due)).toBe('GIVEN');
    expect(incidentNotices(incident, [], due).map((one) => one.state)).toEqual(['DUE', 'DUE', 'DUE']);
    expect(incidentNotices(incident, [], '2026-11-21T08:00:00.001Z')[0]?.state).toBe('OVERDUE');
  });

  it('SV-03: what is due goes before what is given; a notice of tomorrow is none', () => {
    const given = [
      { accountId: 'a', at: '2026-11-20T09:00:00.000Z' },
      { accountId: 'c', at: '2026-11-20T11:00:00.000Z' },
    ];
    expect(
      incidentNotices(incident, given, '2026-11-20T10:00:00.000Z').map((one) => [one.accountId, one.state]),
    ).toEqual([
      ['b', 'DUE'],
      ['c', 'DUE'],
      ['a', 'GIVEN'],
    ]);
  });

  it('SV-03: the time allowed goes by the kind of incident', () => {
    const dueAt = (kind: 'CONSUMER_COMPLAINT' | 'NATURAL_DISASTER' | 'SUPPLY_FAILURE') =>
      incidentNotices({ ...incident, kind }, [], incident.knownAt)[0]?.dueAt;
    expect(dueAt('CONSUMER_COMPLAINT')).toBe('2026-11-22T08:00:00.000Z');
    expect(dueAt('NATURAL_DISASTER')).toBe(due);
    expect(dueAt('SUPPLY_FAILURE')).toBe(due);
    const hours = { QUALITY_ACCIDENT: 0, CONSUMER_COMPLAINT: 1, NATURAL_DISASTER: 1, SUPPLY_FAILURE: 1 };
    expect(incidentNotices(incident, [], incident.knownAt, hours)[0]?.dueAt).toBe(incident.knownAt);
    for (const wrong of [-1, NaN, Infinity]) {
      expect(() => incidentNotices(incident, [], due, { ...hours, QUALITY_ACCIDENT: wrong })).toThrow('INVALID_LENGTH');
    }
  });
});

describe(incidentLoss.name, () => {
  const goods = (exposedMinor: bigint, securedMinor: bigint, lossMinor: bigint) => {
    return { accountId: 'a', exposedMinor, securedMinor, lossMinor };
  };

  it('SV-03: what was secured in time is the loss avoided', () => {
    expect(incidentLoss([goods(100n, 75n, 12n), goods(60n, 5n, 3n)])).toEqual({
      exposedMinor: 160n,
      avoidedMinor: 80n,
      atLargeMinor: 80n,
      lossMinor: 15n,
      avoidedShare: 0.5,
    });
  });

  it('SV-03: no account saves more than it received', () => {
    expect(incidentLoss([goods(10n, 11n, 0n), goods(10n, 0n, 0n)])).toMatchObject({
      avoidedMinor: 10n,
      avoidedShare: 0.5,
    });
    expect(incidentLoss([goods(10n, 10n, 0n)])).toMatchObject({ avoidedMinor: 10n, atLargeMinor: 0n, avoidedShare: 1 });
    expect(incidentLoss([goods(0n, 5n, 1n)])).toMatchObject({
      avoidedMinor: 0n,
      avoidedShare: undefined,
      lossMinor: 1n,
    });
    expect(incidentLoss([]).avoidedShare).toBeUndefined();
  });

  it.each([goods(-1n, 0n, 0n), goods(0n, -1n, 0n), goods(0n, 0n, -1n)])('SV-03: refuses %p', (wrong) => {
    expect(() => incidentLoss([wrong])).toThrow('INVALID_NUMBER');
  });
});
