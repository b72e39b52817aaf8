import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterAll, live, refusalCodes, stepsNotTaken, type Workflow } from '../../test/workflow-life.js';
import { VALUE_FACETS } from '../interface/customer-care.js';
import { LEDGER_KINDS } from '../ledger/ledger-kinds.js';
import { decideValueEntry } from './value-entry.decide.js';
import { evolveValueEntry, INITIAL_VALUE_ENTRY, replayValueEntry } from './value-entry.evolve.js';
import { VALUE_ENTRY_MACHINE, type ValueEntryState } from './value-entry.machine.js';
import {
  VALUE_TYPES,
  type ClaimedValue,
  type ValueEntryCommand,
  type ValueEntryEvent,
  type ValueEntryRecord,
} from './value-entry.model.js';
import { valueStatement } from './value-statement.js';

const at = '2026-06-05T10:00:00Z';
const ours = (by = 'kim') => ({ by, at, side: 'SUPPLIER' }) as const;
const theirs = (by = 'wang') => ({ by, at, side: 'CUSTOMER' }) as const;
const CLAIM: ClaimedValue = {
  ...{ accountId: 'a1', valueType: 'PERFORMANCE', evidence: 'audit 7' },
  amount: { amountMinor: 120_000n, currency: 'EUR' },
};
const claim = (change: Partial<ClaimedValue> = {}): ValueEntryCommand => {
  return { ...ours(), type: 'CLAIM', claim: { ...CLAIM, ...change } };
};
const anew = (change: Partial<ClaimedValue> = {}): ValueEntryCommand => {
  return { ...ours('lee'), type: 'CLAIM_ANEW', claim: { ...CLAIM, ...change } };
};
const confirm = (by = 'wang'): ValueEntryCommand => ({ ...theirs(by), type: 'CONFIRM_VALUE' });
const dispute = (reason = 'half of it'): ValueEntryCommand => ({ ...theirs(), type: 'DISPUTE_VALUE', reason });

const workflow: Workflow<ValueEntryState, ValueEntryRecord, ValueEntryCommand, ValueEntryEvent> = {
  machine: VALUE_ENTRY_MACHINE,
  initial: INITIAL_VALUE_ENTRY,
  stateOf: ({ state }) => state,
  decide: decideValueEntry,
  evolve: evolveValueEntry,
  replay: replayValueEntry,
};
const after = (...commands: readonly ValueEntryCommand[]) => afterAll(workflow, ...commands);
const refused = (command: ValueEntryCommand, item: ValueEntryRecord) => refusalCodes(workflow, command, item);

describe(decideValueEntry.name, () => {
  it('P8, ST-22: is claimed by us and confirmed by the customer', () => {
    expect(after(claim())).toMatchObject({ state: 'CLAIMED', claim: CLAIM, claimedBy: ['kim'], confirmed: null });
    expect(after(claim(), confirm())).toMatchObject({ state: 'CUSTOMER_CONFIRMED', confirmed: { by: 'wang', at } });
  });

  it('P8: nobody of ours confirms or disputes, whatever side they say they are on', () => {
    const forged = (type: 'CONFIRM_VALUE' | 'DISPUTE_VALUE') => ({ ...ours('max'), type, reason: 'x' }) as never;
    for (const type of ['CONFIRM_VALUE', 'DISPUTE_VALUE'] as const) {
      expect(refused(forged(type), after(claim()))).toEqual(['SIDE_NOT_ALLOWED']);
    }
    expect(refused(confirm('kim'), after(claim()))).toEqual(['CLAIMANT_MAY_NOT_JUDGE']);
    expect(refused({ ...dispute(), by: 'kim' }, after(claim()))).toEqual(['CLAIMANT_MAY_NOT_JUDGE']);
    expect(refused(confirm('lee'), after(claim(), dispute(), anew()))).toEqual(['CLAIMANT_MAY_NOT_JUDGE']);
    expect(refused(confirm('kim'), after(claim(), dispute(), anew()))).toEqual(['CLAIMANT_MAY_NOT_JUDGE']);
  });

  it('P8: the customer claims nothing on our behalf', () => {
    expect(refused({ ...claim(), side: 'CUSTOMER' } as never, INITIAL_VALUE_ENTRY)).toEqual(['SIDE_NOT_ALLOWED']);
    expect(refused({ ...anew(), side: 'CUSTOMER' } as never, after(claim(), dispute()))).toEqual(['SIDE_NOT_ALLOWED']);
  });

  it('P8: what is disputed, with a reason, is claimed anew and then confirmed', () => {
    const lower = anew({ amount: { amountMinor: 60_000n, currency: 'EUR' } });
    const disputed = after(claim(), dispute());
    expect(disputed).toMatchObject({
      state: 'CUSTOMER_DISPUTED',
      disputes: [{ by: 'wang', at, reason: 'half of it' }],
    });
    expect(after(claim(), dispute(), lower)).toMatchObject({ state: 'CLAIMED', claimedBy: ['kim', 'lee'] });
    expect(after(claim(), dispute(), lower, confirm()).claim?.amount?.amountMinor).toBe(60_000n);
    expect(refused(dispute(' '), after(claim()))).toEqual(['REASON_REQUIRED']);
    expect(refused(confirm(), disputed)).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refused(anew(), after(claim()))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refused(anew({ accountId: 'a2' }), disputed)).toEqual(['ANOTHER_CLAIM']);
    expect(refused(anew({ valueType: 'CO_CREATED' }), disputed)).toEqual(['ANOTHER_CLAIM']);
    expect(refused(anew({ evidence: '' }), disputed)).toEqual(['EVIDENCE_REQUIRED']);
  });

  it('P8: what is confirmed stays', () => {
    const done = after(claim(), confirm());
    for (const command of [confirm('li'), dispute(), anew()]) {
      expect(refused(command, done)).toEqual(['TRANSITION_NOT_ALLOWED']);
    }
    expect(refused(claim(), done)).toEqual(['ALREADY_CLAIMED']);
  });

  it('ST-22: has a type, an amount or a grade, and what shows it', () => {
    const { amount: _amount, ...bare } = CLAIM;
    const of = (change: Partial<ClaimedValue>, from: ClaimedValue = CLAIM) => {
      return refused({ ...ours(), type: 'CLAIM', claim: { ...from, ...change } }, INITIAL_VALUE_ENTRY);
    };
    expect(of({}, bare)).toEqual(['VALUE_REQUIRED']);
    for (const grade of [1, 5]) expect(of({ grade }, bare)).toEqual([]);
    for (const grade of [0, 6, 2.5, NaN]) expect(of({ grade }, bare)).toEqual(['GRADE_OUT_OF_RANGE']);
    expect(of({ accountId: '', evidence: ' ' })).toEqual(['ACCOUNT_REQUIRED', 'EVIDENCE_REQUIRED']);
    expect(of({ amount: { amountMinor: 0n, currency: 'EUR' } })).toEqual(['AMOUNT_NOT_POSITIVE']);
    for (const currency of ['eur', 'EURO', 'XEUR ']) {
      expect(of({ amount: { amountMinor: 1n, currency } })).toEqual(['CURRENCY_INVALID']);
    }
  });

  it('P8: nobody confirms figures they have not seen', () => {
    const entry = after(claim(), dispute(), anew());
    expect(refused({ ...confirm(), expectedVersion: 1 }, entry)).toEqual(['STALE_VALUE_ENTRY']);
    expect(refused({ ...confirm(), expectedVersion: 3 }, entry)).toEqual([]);
  });

  it('P8: needs who and when, and a claim first', () => {
    expect(refused({ ...claim(), by: '', at: '' }, INITIAL_VALUE_ENTRY)).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED']);
    for (const command of [confirm(), dispute(), anew()]) {
      expect(refused(command, INITIAL_VALUE_ENTRY)).toEqual(['NOT_CLAIMED']);
    }
    expect(() => evolveValueEntry(INITIAL_VALUE_ENTRY, { ...ours(), type: 'OTHER' } as never)).toThrow(TypeError);
  });

  it('ST-22, IF-14: speaks of the types and facets of the ledger', () => {
    expect(LEDGER_KINDS.VALUE_ENTRY.fields.valueType.codes).toEqual(VALUE_TYPES);
    expect(LEDGER_KINDS.VALUE_ENTRY.fields.facet.codes).toEqual(VALUE_FACETS);
  });
});

const commands: fc.Arbitrary<readonly ValueEntryCommand[]> = fc
  .array(fc.constantFrom(confirm(), confirm('kim'), dispute(), dispute(), anew(), anew(), claim(), dispute('')), {
    maxLength: 8,
  })
  .map((all) => [claim(), ...all]);

describe('any course of a value entry', () => {
  it('P8: follows the table, and is confirmed only by somebody who did not claim it', () => {
    fc.assert(
      fc.property(commands, (all) => {
        const { item, events } = live(workflow, all);
        if (item.state === 'CUSTOMER_CONFIRMED') {
          expect(item.claimedBy).not.toContain(item.confirmed?.by);
          expect(events.filter(({ type }) => type === 'VALUE_CONFIRMED')).toMatchObject([{ side: 'CUSTOMER' }]);
          for (const command of all) expect(decideValueEntry(command, item).ok).toBe(false);
        } else expect(item.confirmed).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('P8: takes every step of the table, so that the properties say something', () => {
    const lives = fc.sample(commands, { numRuns: 500, seed: 8 }).map((all) => live(workflow, all));
    expect(stepsNotTaken(VALUE_ENTRY_MACHINE, lives)).toEqual([]);
  });
});

describe(valueStatement.name, () => {
  const usd = { amountMinor: 5n, currency: 'USD' };
  const { amount: _amount, ...bare } = CLAIM;

  it('ST-22: sums what stands by type and currency, and tells how much the customer confirmed', () => {
    const graded = after(
      { ...ours(), type: 'CLAIM', claim: { ...bare, valueType: 'CO_CREATED', grade: 4 } },
      confirm(),
    );
    const rows = [after(claim(), confirm()), after(claim({ amount: usd })), graded, after(claim(), dispute())];
    expect(valueStatement([...rows, INITIAL_VALUE_ENTRY])).toEqual({
      total: {
        ...{ entries: 3, confirmed: 2 },
        ...{ claimedMinor: { EUR: 120_000n, USD: 5n }, confirmedMinor: { EUR: 120_000n } },
      },
      byType: {
        PERFORMANCE: {
          ...{ entries: 2, confirmed: 1 },
          ...{ claimedMinor: { EUR: 120_000n, USD: 5n }, confirmedMinor: { EUR: 120_000n } },
        },
        RELATIONSHIP: { entries: 0, confirmed: 0, claimedMinor: {}, confirmedMinor: {} },
        CO_CREATED: { entries: 1, confirmed: 1, claimedMinor: {}, confirmedMinor: {} },
      },
      confirmedRatio: 2 / 3,
    });
    expect(valueStatement([]).confirmedRatio).toBeUndefined();
  });

  it('ST-22: does not depend on the order, and never confirms more than was claimed', () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 6 }), (courses) => {
        const rows = courses.map((all) => live(workflow, all).item);
        const { total, byType, confirmedRatio = 0 } = valueStatement(rows);
        expect(valueStatement([...rows].reverse())).toEqual(valueStatement(rows));
        expect((total.confirmedMinor['EUR'] ?? 0n) <= (total.claimedMinor['EUR'] ?? 0n)).toBe(true);
        expect(Object.values(byType).reduce((sum, { entries }) => sum + entries, 0)).toBe(total.entries);
        expect(confirmedRatio >= 0 && confirmedRatio <= 1).toBe(true);
      }),
    );
  });
});
