import { describe, expect, it } from '@jest/globals';
import { LOCALES } from '../../platform/context/request-context.js';
import { textsOf } from '../../platform/pdf/pdf-report.js';
import type { DeliveredValue } from '../ledger/shared-ledger.service.js';
import { composeReview, type ReviewFacts, reviewFacts, type ReviewSources } from './review-facts.js';
import { reviewFileName, reviewReport } from './review-report.js';

const ID = '01890000-0000-7000-8000-000000000001';
const SECRET = 'INTERNAL';
/** What sources may come to know one day, and what no customer is to read. */
const INTERNAL = {
  ...{ health: SECRET, margin: SECRET, level: SECRET, stage: SECRET, alerts: SECRET, stance: SECRET, note: SECRET },
  ...{ owner: SECRET, budgetMinor: SECRET, confidence: SECRET, downstreamParty: SECRET, body: SECRET, facts: SECRET },
};

const performance = {
  ...{
    asOf: '2026-10-12',
    from: '2026-07-01',
    lines: 4,
    onTimeInFull: 0.25,
    onTime: 0.5,
    meanDelayDays: -1,
    overdue: 1,
  },
  ...{ pickUps: null, sources: [SECRET] },
  ...INTERNAL,
};
const value: DeliveredValue = {
  ...{ id: ID, on: '2026-08-01', type: 'PERFORMANCE', facet: 'SYSTEM', evidence: 'Meter', judgedAt: new Date(0) },
  ...{ amountMinor: '100', currency: 'EUR', grade: null, state: 'CLAIMED' },
  ...INTERNAL,
};
const sources: ReviewSources = {
  head: {
    ...{ year: 2026, quarter: 3, from: '2026-07-01', to: '2026-09-30', asOf: '2026-10-12', language: 'en' },
    ...{ supplier: 'Works', customer: 'Mill', message: null },
    ...INTERNAL,
  },
  ...{ deliveries: performance, deliveriesBefore: null, months: [{ from: '2026-07-01', performance }] },
  complaints: {
    ...{ received: 1, closed: 1, open: 0, responseHours: 2, resolutionDays: null },
    cases: [
      {
        ...{
          id: ID,
          number: 'C-1',
          subject: 'Leak',
          status: 'CLOSED',
          receivedOn: '2026-08-01',
          closedOn: '2026-08-02',
        },
        ...INTERNAL,
      },
    ],
    ...INTERNAL,
  },
  values: [
    value,
    { ...value, amountMinor: '250', state: 'CUSTOMER_CONFIRMED' },
    { ...value, amountMinor: '9000', state: 'CUSTOMER_DISPUTED', evidence: SECRET },
    { ...value, amountMinor: '7', currency: 'CNY' },
    { ...value, amountMinor: null, currency: null, grade: 3 },
  ],
  initiatives: [
    { id: ID, on: '2026-08-01', type: 'QUALITY', subject: 'Lot 7', status: 'DONE', result: null, ...INTERNAL },
  ],
  actions: [{ id: ID, text: 'Walk through', dueOn: '2026-11-01', status: 'OPEN', ...INTERNAL }],
  advisories: [{ id: ID, kind: 'MACRO_POLICY', title: 'Licence', sentOn: '2026-08-01', action: null, ...INTERNAL }],
};

/** The names of all members, lists left out. */
function names(of: unknown, at = ''): readonly string[] {
  if (Array.isArray(of)) return of.length === 0 ? [at] : names(of[0], at);
  if (typeof of !== 'object' || of === null) return [at];
  return Object.entries(of).flatMap(([name, part]) => names(part, at === '' ? name : `${at}.${name}`));
}

describe(composeReview.name, () => {
  const facts = composeReview(sources);

  it('ST-22: has what a customer may be shown, by name, and nothing else of what it is made of', () => {
    expect(names(facts)).toEqual([
      ...['year', 'quarter', 'from', 'to', 'asOf', 'language', 'supplier', 'customer', 'message'],
      ...['lines', 'onTimeInFull', 'onTime', 'meanDelayDays', 'overdue', 'onTimeInFullBefore'].map(
        (name) => `deliveries.${name}`,
      ),
      ...['from', 'lines', 'onTimeInFull'].map((name) => `deliveries.months.${name}`),
      ...['received', 'closed', 'open', 'responseHours', 'resolutionDays'].map((name) => `complaints.${name}`),
      ...['id', 'number', 'subject', 'status', 'receivedOn', 'closedOn'].map((name) => `complaints.cases.${name}`),
      'values.confirmedRatio',
      ...['currency', 'claimedMinor', 'confirmedMinor'].map((name) => `values.totals.${name}`),
      ...['id', 'on', 'type', 'evidence', 'confirmedAt', 'amountMinor', 'currency', 'grade'].map(
        (name) => `values.entries.${name}`,
      ),
      ...['id', 'on', 'type', 'subject', 'status', 'result'].map((name) => `initiatives.${name}`),
      ...['id', 'text', 'dueOn', 'status'].map((name) => `actions.${name}`),
      ...['id', 'kind', 'title', 'sentOn', 'action'].map((name) => `advisories.${name}`),
    ]);
    expect(JSON.stringify(facts)).not.toContain(SECRET);
  });

  it('refuses what has a member more, at any depth', () => {
    const [entry] = facts.values.entries;
    expect(reviewFacts.safeParse({ ...facts, health: 80 }).success).toBe(false);
    expect(reviewFacts.safeParse({ ...facts, deliveries: { ...facts.deliveries, margin: 1 } }).success).toBe(false);
    expect(
      reviewFacts.safeParse({ ...facts, values: { ...facts.values, entries: [{ ...entry, note: '' }] } }).success,
    ).toBe(false);
    expect(reviewFacts.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
  });

  it('P8: value that the customer disputes does not stand, and what it has not confirmed is marked as not', () => {
    expect(facts.values).toMatchObject({
      confirmedRatio: 1 / 4,
      totals: [
        { currency: 'CNY', claimedMinor: '7', confirmedMinor: '0' },
        { currency: 'EUR', claimedMinor: '350', confirmedMinor: '250' },
      ],
    });
    expect(facts.values.entries.map(({ confirmedAt }) => confirmedAt)).toEqual([
      null,
      '1970-01-01T00:00:00.000Z',
      null,
      null,
    ]);
  });

  it('nothing is no zero: of no lines, no complaints and no value there is no share', () => {
    const empty = composeReview({ ...sources, deliveries: null, values: [] });
    expect(empty.deliveries).toMatchObject({ lines: 0, onTimeInFull: null, onTime: null, meanDelayDays: null });
    expect(empty.values).toEqual({ confirmedRatio: null, totals: [], entries: [] });
  });
});

describe(reviewFileName.name, () => {
  it('is a name everywhere, whatever the customer is called', () => {
    const customer = 'A/S <"Mill"> a\\b: c|d?*';
    expect(reviewFileName({ ...composeReview(sources), customer })).toBe(
      'Quarterly review 2026-Q3 A S   Mill   a b  c d  .pdf',
    );
  });
});

describe(reviewReport.name, () => {
  const report = (change: Partial<ReviewFacts>) => reviewReport({ ...composeReview(sources), ...change }, new Date(0));

  it.each(LOCALES)('has words for everything in %s, and says nothing of what there is nothing of', (language) => {
    const whole = textsOf(report({ language }));
    expect(whole.filter((text) => text.includes('undefined'))).toEqual([]);
    const facts = composeReview(sources);
    const nothing = report({
      language,
      ...{ deliveries: { ...facts.deliveries, lines: 0 }, complaints: { ...facts.complaints, cases: [] } },
      ...{ values: { confirmedRatio: null, totals: [], entries: [] }, initiatives: [], actions: [], advisories: [] },
    });
    expect(nothing.blocks.map(({ kind }) => kind)).toEqual([
      'title',
      ...Array(3).fill(['heading', 'text']).flat(),
      'text',
    ]);
  });
});
