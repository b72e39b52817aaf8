import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { validateMachine } from '../machine/state-machine.js';
import { DEMAND_MOVEMENTS } from '../customer-file/demand-movement.js';
import type { LocalizedText } from '../text/localized-text.js';
import type { LedgerField } from './field.js';
import { feedsOf, parseLedgerEntry, type LedgerInput, type LedgerPayload } from './ledger-entry.js';
import { QUALITY_ITEM_CODES } from '../relationship-quality/items.js';
import { LEDGER_FEEDS } from './kind-declaration.js';
import { isLedgerKind, kindsFeeding, LEDGER_KIND_CODES, LEDGER_KINDS } from './ledger-kinds.js';
import { LEDGER_FIELD_LABELS, LEDGER_KIND_LABELS, type LedgerFieldName } from './ledger-labels.js';
import { LEDGER_MACHINES } from './record-machines.js';
import {
  ADVISORY_KINDS,
  advisoryFigures,
  allocateNewestFirst,
  holidayCover,
  seasonPlanningDay,
  suggestAdvisories,
} from './supply-assurance.js';

const TODAY = '2026-11-22';
const GIFT = {
  direction: 'GIVEN',
  ourPerson: 's1',
  contact: 'c1',
  courtesy: 'MEAL',
  amount: { amountMinor: '1000', currency: 'USD' },
  occasion: 'project start',
  publicOfficial: false,
  employerPolicy: 'ALLOWED',
};
const input = (kind: string, payload: Record<string, unknown>, rest: Partial<LedgerInput> = {}): LedgerInput => ({
  kind,
  accountId: 'a1',
  observedOn: TODAY,
  source: 'visit',
  confidence: 'B',
  payload,
  ...rest,
});
const faults = (one: LedgerInput, writer: Parameters<typeof parseLedgerEntry>[1] = 'SALES'): readonly string[] => {
  const result = parseLedgerEntry(one, writer, TODAY);
  return result.ok ? [] : result.reasons.map(({ code, path }) => `${code} ${path}`);
};

/** A value that the field takes. */
function sample(field: LedgerField): unknown {
  switch (field.type) {
    case 'CODE':
      return field.codes[0];
    case 'CODES':
      return field.codes.slice(0, 2);
    case 'NUMBER':
      return field.min;
    case 'MONEY':
      return { amountMinor: 5n, currency: 'CNY' };
    case 'DATE':
      return '2026-01-31';
    case 'FLAG':
      return true;
    default:
      return 'x';
  }
}

/** What a label says, in each language in which it says anything. */
const said = (label: LocalizedText): readonly string[] => Object.values(label).filter((text) => text !== '');

describe('ledger kinds', () => {
  it.each(LEDGER_KIND_CODES)('%s: takes what it declares, asks for what it needs and feeds something', (kind) => {
    const { fields, feeds, writers } = LEDGER_KINDS[kind];
    const all = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, sample(field)]));
    const full = parseLedgerEntry(input(kind, all), writers[0], TODAY);
    expect(full).toMatchObject({ ok: true, entry: { kind, accountId: 'a1', payload: all } });
    const entries = Object.entries<LedgerField>(fields);
    const required = entries.filter(([, field]) => field.optional !== true).map(([name]) => name);
    expect(faults(input(kind, {}), writers[0])).toEqual(required.map((name) => `VALUE_REQUIRED payload.${name}`));
    expect(required.length).toBeGreaterThan(0);
    expect(feedsOf(kind)).toEqual(feeds);
    expect(said(LEDGER_KIND_LABELS[kind])).toHaveLength(3);
    for (const name of Object.keys(fields)) {
      expect([name, said(LEDGER_FIELD_LABELS[name as LedgerFieldName]).length]).toEqual([name, 3]);
    }
  });

  it('has no label for a field that no kind has', () => {
    const names = new Set(LEDGER_KIND_CODES.flatMap((kind) => Object.keys(LEDGER_KINDS[kind].fields)));
    expect(Object.keys(LEDGER_FIELD_LABELS).sort()).toEqual([...names].sort());
  });

  it('every feed has a kind, and every kind is known by its code', () => {
    for (const feed of LEDGER_FEEDS) expect(kindsFeeding(feed).length).toBeGreaterThan(0);
    expect(kindsFeeding('POSTURE')).toEqual(['ADAPTATION']);
    expect(isLedgerKind('GIFT')).toBe(true);
    expect(isLedgerKind('toString')).toBe(false);
  });

  it('ST-24: asks of a relationship rating the twelve items of relationship quality', () => {
    const names = QUALITY_ITEM_CODES.map((item) =>
      item.toLowerCase().replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    );
    expect(Object.keys(LEDGER_KINDS.RELATIONSHIP_RATING.fields)).toEqual(['contact', 'focus', ...names]);
  });

  it('CF-02: has eight demand movements', () => {
    expect(DEMAND_MOVEMENTS).toHaveLength(8);
    expect(LEDGER_KINDS.DEMAND_MOVEMENT.fields.movement.codes).toBe(DEMAND_MOVEMENTS);
  });

  it('ET-01: has no field for a payment to a person, and gifts only in the register', () => {
    const names = Object.keys(LEDGER_FIELD_LABELS).join(' ').toLowerCase();
    for (const word of ['kickback', 'bribe', 'payee', 'commission', 'payto']) expect(names).not.toContain(word);
    const withContactAndMoney = LEDGER_KIND_CODES.filter((kind) => {
      const fields: readonly LedgerField[] = Object.values(LEDGER_KINDS[kind].fields);
      const person = fields.some((field) => field.type === 'REFERENCE' && field.to === 'CONTACT');
      return person && fields.some(({ type }) => type === 'MONEY');
    });
    expect(withContactAndMoney).toEqual(['GIFT']);
  });

  it('has types that follow from the declaration', () => {
    const payload: LedgerPayload<'SPEC_IN'> = { product: 'p', clause: '5.2', uniqueToUs: true };
    // @ts-expect-error a clause is required
    const without: LedgerPayload<'SPEC_IN'> = { product: 'p', uniqueToUs: true };
    // @ts-expect-error a code that the kind does not have
    const area: LedgerPayload<'ADAPTATION'>['area'] = 'COLOUR';
    expect([payload, without, area]).toHaveLength(3);
  });
});

describe(parseLedgerEntry.name, () => {
  it('takes neither an empty list nor a blank reference for an answer', () => {
    const team = { subject: 'seals', functions: [], ourPeople: 1, theirPeople: 1, active: true };
    expect(faults(input('JOINT_TEAM', team))).toEqual(['VALUE_REQUIRED payload.functions']);
    expect(faults(input('GIFT', { ...GIFT, contact: '  ' }))).toEqual(['VALUE_REQUIRED payload.contact']);
    const note = { product: 'p', feedbackType: 'QUALITY', severityPoints: 3, verbatim: 'x', contact: ' ' };
    const result = parseLedgerEntry(input('PRODUCT_FEEDBACK', note), 'SALES', TODAY);
    expect(result.ok && result.entry.payload).not.toHaveProperty('contact');
  });

  it('names a kind, field, code or writer that it does not know', () => {
    expect(faults(input('WISH', {}))).toEqual(['KIND_UNKNOWN kind']);
    expect(faults(input('GIFT', { ...GIFT, bonus: 1, courtesy: 'CASH' }))).toEqual([
      'FIELD_UNKNOWN payload.bonus',
      'CODE_UNKNOWN payload.courtesy',
    ]);
    expect(faults(input('GIFT', GIFT), 'CUSTOMER')).toEqual(['WRITER_NOT_ALLOWED kind']);
    expect(faults(input('GIFT', JSON.parse('{"__proto__": 1}') as Record<string, unknown>))).toContain(
      'FIELD_UNKNOWN payload.__proto__',
    );
  });

  it('takes no text that a database cannot keep, and no endless source', () => {
    for (const occasion of ['a\u0000b', 'half \ud800 of a character']) {
      expect(faults(input('GIFT', { ...GIFT, occasion }))).toEqual(['CHARACTER_NOT_ALLOWED payload.occasion']);
      expect(faults(input('GIFT', GIFT, { source: occasion }))).toEqual(['CHARACTER_NOT_ALLOWED source']);
    }
    expect(faults(input('GIFT', { ...GIFT, occasion: '\u{1F91D} 項目啟動' }))).toEqual([]);
    expect(faults(input('GIFT', GIFT, { source: 'x'.repeat(201) }))).toEqual(['TOO_LONG source']);
    expect(faults(input('GIFT', GIFT, { source: 'x'.repeat(200) }))).toEqual([]);
  });

  it('wants account, source, confidence and a day that has come', () => {
    const rest = { accountId: ' ', source: '', confidence: 'E', observedOn: '2026-02-30' };
    expect(faults(input('GIFT', GIFT, rest))).toEqual([
      'VALUE_REQUIRED accountId',
      'VALUE_REQUIRED source',
      'CODE_UNKNOWN confidence',
      'DATE_INVALID observedOn',
    ]);
    expect(faults(input('GIFT', GIFT, { observedOn: '2026-11-23' }))).toEqual(['OBSERVED_IN_FUTURE observedOn']);
  });

  it.each([
    ['TOUCH', 'tone', 0, 'OUT_OF_RANGE'],
    ['TOUCH', 'tone', 6, 'OUT_OF_RANGE'],
    ['TOUCH', 'tone', 2.5, 'NOT_WHOLE'],
    ['TOUCH', 'tone', '3', 'TYPE_WRONG'],
    ['TOUCH', 'tone', NaN, 'TYPE_WRONG'],
    ['TOUCH', 'topics', 'PRICE', 'TYPE_WRONG'],
    ['TOUCH', 'topics', ['PRICE', 1], 'CODE_UNKNOWN'],
    ['TOUCH', 'topics', ['LUNCH'], 'CODE_UNKNOWN'],
    ['TOUCH', 'promise', 'x'.repeat(501), 'TOO_LONG'],
    ['TOUCH', 'promise', 5, 'TYPE_WRONG'],
    ['TOUCH', 'promisedBy', 'soon', 'DATE_INVALID'],
    ['TOUCH', 'promisedBy', 20261122, 'TYPE_WRONG'],
    ['TOUCH', 'channel', 1, 'TYPE_WRONG'],
    ['TOUCH', 'contact', 1, 'TYPE_WRONG'],
    ['GIFT', 'occasion', '  ', 'VALUE_REQUIRED'],
    ['GIFT', 'publicOfficial', 'no', 'TYPE_WRONG'],
    ['GIFT', 'amount', 5, 'TYPE_WRONG'],
    ['GIFT', 'amount', null, 'VALUE_REQUIRED'],
    ['GIFT', 'amount', { amountMinor: 5n, currency: 'usd' }, 'CODE_UNKNOWN'],
    ['GIFT', 'amount', { amountMinor: 5n }, 'CODE_UNKNOWN'],
    ['GIFT', 'amount', { amountMinor: 1.5, currency: 'USD' }, 'TYPE_WRONG'],
    ['GIFT', 'amount', { amountMinor: '1.5', currency: 'USD' }, 'TYPE_WRONG'],
    ['GIFT', 'amount', { amountMinor: true, currency: 'USD' }, 'TYPE_WRONG'],
    ['GIFT', 'amount', { amountMinor: -1n, currency: 'USD' }, 'OUT_OF_RANGE'],
  ] as const)('%s.%s = %p is %s', (kind, name, value, expected) => {
    const { fields, writers } = LEDGER_KINDS[kind];
    const all = Object.fromEntries(Object.entries(fields).map(([one, field]) => [one, sample(field)]));
    expect(faults(input(kind, { ...all, [name]: value }), writers[0])).toEqual([`${expected} payload.${name}`]);
  });

  it('gives amounts exactly, codes once and blanks not at all', () => {
    const big = '900719925474099312345';
    const result = parseLedgerEntry(
      input('GIFT', { ...GIFT, amount: { amountMinor: big, currency: 'USD' } }),
      'SALES',
      TODAY,
    );
    expect(result).toMatchObject({ ok: true, entry: { payload: { amount: { amountMinor: BigInt(big) } } } });
    const counted = parseLedgerEntry(
      input('GIFT', { ...GIFT, amount: { amountMinor: 7, currency: 'USD' } }),
      'SALES',
      TODAY,
    );
    expect(counted).toMatchObject({ entry: { payload: { amount: { amountMinor: 7n } } } });
    const note = { subject: 's', description: 'd', competitor: ' ' };
    const noted = parseLedgerEntry(input('INTELLIGENCE_NOTE', note, { supersedes: 'e1' }), 'SALES', TODAY);
    expect(noted).toMatchObject({ ok: true, entry: { supersedes: 'e1', payload: { subject: 's', description: 'd' } } });
    expect(JSON.stringify(noted)).not.toContain('competitor');
    const team = { subject: 's', functions: ['SALES', 'SALES'], ourPeople: 1, theirPeople: 1, active: true };
    expect(parseLedgerEntry(input('JOINT_TEAM', team), 'SALES', TODAY)).toMatchObject({
      entry: { payload: { functions: ['SALES'] } },
    });
  });

  it('refuses a span that ends before it begins', () => {
    const span = {
      direction: 'OURS_TO_THEM',
      businessFunction: 'QUALITY',
      people: 1,
      from: '2026-02-02',
      to: '2026-02-01',
    };
    expect(faults(input('STAFF_EXCHANGE', span), 'TECHNICAL')).toEqual(['DATES_REVERSED payload.to']);
    expect(faults(input('STAFF_EXCHANGE', { ...span, to: '2026-02-02' }), 'TECHNICAL')).toEqual([]);
  });

  it('never throws and never lets a number beyond number through', () => {
    const anything = fc.dictionary(fc.constantFrom(...Object.keys(LEDGER_FIELD_LABELS), 'x'), fc.anything());
    fc.assert(
      fc.property(fc.constantFrom(...LEDGER_KIND_CODES), anything, (kind, payload) => {
        const result = parseLedgerEntry(input(kind, payload), LEDGER_KINDS[kind].writers[0], TODAY);
        if (!result.ok) expect(result.reasons.length).toBeGreaterThan(0);
        else for (const value of Object.values(result.entry.payload)) expect(value).not.toBe(Infinity);
      }),
    );
  });
});

describe('workflows of records', () => {
  it('§6 P7, P8, P9, P10: are sound tables', () => {
    for (const machine of LEDGER_MACHINES) expect(validateMachine(machine)).toEqual([]);
    expect(LEDGER_MACHINES.map(({ name }) => name)).toEqual(['value-entry', 'gift', 'product-feedback', 'advisory']);
  });
});

describe('service assurance', () => {
  it('SV-05: suggests the advisories that the figures bear out', () => {
    expect(ADVISORY_KINDS).toHaveLength(5);
    const stock = { quantity: 1_000, offtake: 300, days: 30 };
    expect(suggestAdvisories({ stock, collectionDays: [40, 45, 51] })).toEqual([
      { kind: 'STOCK_CEILING', measured: 100, limit: 90 },
      { kind: 'CASH_COLLECTION_CYCLE', measured: 11, limit: 10 },
    ]);
    expect(suggestAdvisories({ stock: { ...stock, quantity: 900 }, collectionDays: [40, 50] })).toEqual([]);
    expect(advisoryFigures({ stock: { ...stock, quantity: 900 }, collectionDays: [50, 40] })).toEqual([
      { kind: 'STOCK_CEILING', measured: 90, limit: 90 },
      { kind: 'CASH_COLLECTION_CYCLE', measured: -10, limit: 10 },
    ]);
    expect(advisoryFigures({ collectionDays: [40] })).toEqual([]);
    expect(suggestAdvisories({})).toEqual([]);
    expect(suggestAdvisories({ stock: { ...stock, offtake: 0 } })).toEqual([]);
    expect(() => suggestAdvisories({ collectionDays: [NaN] })).toThrow(InvalidValueError);
  });

  it('SV-01: checks the cover of a holiday', () => {
    expect(holidayCover({ stock: 10, inbound: 5, forecast: 15 })).toEqual({ covered: true, surplus: 0 });
    expect(holidayCover({ stock: 10, inbound: 5, forecast: 16 })).toEqual({ covered: false, surplus: -1 });
    expect(() => holidayCover({ stock: NaN, inbound: 0, forecast: 0 })).toThrow(InvalidValueError);
    expect(() => holidayCover({ stock: 1e308, inbound: 1e308, forecast: 0 })).toThrow(InvalidValueError);
  });

  it('SV-02: plans a season weeks before its peak', () => {
    expect(seasonPlanningDay('2027-02-06')).toBe('2026-12-12');
    expect(seasonPlanningDay('2027-02-06', 0)).toBe('2027-02-06');
    for (const weeks of [-1, 1.5]) expect(() => seasonPlanningDay('2027-02-06', weeks)).toThrow(InvalidValueError);
  });

  it('SV-01: gives the newest lots first, to whom has priority', () => {
    const lots = [
      { lot: 'old', producedOn: '2026-01-01', quantity: 5 },
      { lot: 'new', producedOn: '2026-02-01', quantity: 5 },
    ];
    const requests = [
      { accountId: 'b', priority: 2, quantity: 4 },
      { accountId: 'a', priority: 1, quantity: 7 },
    ];
    expect(allocateNewestFirst(lots, requests)).toEqual({
      allocations: [
        { accountId: 'a', lot: 'new', quantity: 5 },
        { accountId: 'a', lot: 'old', quantity: 2 },
        { accountId: 'b', lot: 'old', quantity: 3 },
      ],
      short: [{ accountId: 'b', priority: 2, quantity: 1 }],
    });
    expect(() => allocateNewestFirst([{ ...lots[0]!, quantity: -1 }], [])).toThrow(InvalidValueError);
    expect(() => allocateNewestFirst(lots, [{ ...requests[0]!, quantity: -1 }])).toThrow(InvalidValueError);
  });

  it('SV-01: gives out no more than there is and no more than was asked', () => {
    const lot = fc.record({ quantity: fc.integer({ min: 0, max: 20 }), month: fc.integer({ min: 1, max: 9 }) });
    const request = fc.record({ quantity: fc.integer({ min: 0, max: 20 }), priority: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(fc.array(lot), fc.array(request), (stock, asked) => {
        const lots = stock.map(({ quantity, month }, i) => ({
          lot: `${i}`,
          producedOn: `2026-0${month}-01`,
          quantity,
        }));
        const requests = asked.map((one, i) => ({ ...one, accountId: `${i}` }));
        const { allocations, short } = allocateNewestFirst(lots, requests);
        const total = (rows: readonly { quantity: number }[]) => rows.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(total(allocations)).toBe(Math.min(total(lots), total(requests)));
        expect(total(allocations) + total(short)).toBe(total(requests));
        for (const { lot: name, quantity } of lots) {
          expect(total(allocations.filter((one) => one.lot === name))).toBeLessThanOrEqual(quantity);
        }
        expect(allocations.every(({ quantity }) => quantity > 0)).toBe(true);
      }),
    );
  });
});
