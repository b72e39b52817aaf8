import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterAll, live, refusalCodes, stepsNotTaken, type Workflow } from '../../test/workflow-life.js';
import { LEDGER_KINDS } from '../ledger/ledger-kinds.js';
import { feedbackClusters } from './feedback-clusters.js';
import { decideProductFeedback } from './product-feedback.decide.js';
import { evolveProductFeedback, INITIAL_PRODUCT_FEEDBACK, replayProductFeedback } from './product-feedback.evolve.js';
import {
  PRODUCT_FEEDBACK_MACHINE,
  PRODUCT_FEEDBACK_STATES,
  type ProductFeedbackState,
} from './product-feedback.machine.js';
import {
  FEEDBACK_TYPES,
  FEEDBACK_VERDICTS,
  type FeedbackAnswer,
  type FeedbackDecision,
  type FeedbackNote,
  type ProductFeedbackCommand,
  type ProductFeedbackEvent,
  type ProductFeedbackRecord,
} from './product-feedback.model.js';

const act = { by: 'kim', at: '2026-06-05T10:00:00Z' };
const NOTE: FeedbackNote = {
  ...{ accountId: 'a1', product: 'HX-200', feedbackType: 'FUNCTION', severity: 3 },
  ...{ verbatim: 'the valve is hard to reach', contactId: 'wang' },
};
const ANSWER: FeedbackAnswer = { contactIds: ['li', 'wang'], language: 'zh-CN', text: '阀门将移到前面。' };
const note = (change: Partial<FeedbackNote> = {}): ProductFeedbackCommand => {
  return { ...act, type: 'NOTE_FEEDBACK', note: { ...NOTE, ...change } };
};
const cluster = (clusterId = 'c1'): ProductFeedbackCommand => ({ ...act, type: 'CLUSTER_FEEDBACK', clusterId });
const report = (reportId = '2026-Q2'): ProductFeedbackCommand => ({ ...act, type: 'REPORT_FEEDBACK', reportId });
const decide = (
  decision: FeedbackDecision = { verdict: 'DECLINED', explanation: 'no room' },
): ProductFeedbackCommand => {
  return { ...act, type: 'DECIDE_FEEDBACK', decision };
};
const answer = (change: Partial<FeedbackAnswer> = {}): ProductFeedbackCommand => {
  return { ...act, type: 'ANSWER_CUSTOMER', answer: { ...ANSWER, ...change } };
};

const correct = (change: Partial<FeedbackNote>): ProductFeedbackCommand => {
  return { ...act, type: 'CORRECT_NOTE', note: { ...NOTE, ...change } };
};
const TAKE_BACK: ProductFeedbackCommand = { ...act, type: 'TAKE_NOTE_BACK' };

const workflow: Workflow<ProductFeedbackState, ProductFeedbackRecord, ProductFeedbackCommand, ProductFeedbackEvent> = {
  machine: PRODUCT_FEEDBACK_MACHINE,
  initial: INITIAL_PRODUCT_FEEDBACK,
  stateOf: ({ state }) => state,
  decide: decideProductFeedback,
  evolve: evolveProductFeedback,
  replay: replayProductFeedback,
};
const after = (...commands: readonly ProductFeedbackCommand[]) => afterAll(workflow, ...commands);
const refused = (command: ProductFeedbackCommand, item: ProductFeedbackRecord) => refusalCodes(workflow, command, item);
const WAY = [note(), cluster(), report(), decide(), answer()];

describe(decideProductFeedback.name, () => {
  it('P10, PD-01: goes from the front line to product development and back to the customer', () => {
    const states = WAY.map((_, i) => after(...WAY.slice(0, i + 1)).state);
    expect(states).toEqual(PRODUCT_FEEDBACK_STATES);
    expect(after(...WAY)).toEqual({
      ...{
        version: 5,
        state: 'ANSWERED_TO_CUSTOMER',
        note: NOTE,
        takenBack: false,
        clusterId: 'c1',
        reportId: '2026-Q2',
      },
      ...{ decision: { verdict: 'DECLINED', explanation: 'no room' }, answer: { ...act, ...ANSWER } },
    });
  });

  it('P10: leaves no step out and takes none twice', () => {
    for (let done = 1; done <= WAY.length; done += 1) {
      const item = after(...WAY.slice(0, done));
      for (const [i, command] of WAY.entries()) {
        const expected = i === done ? [] : i === 0 ? ['ALREADY_NOTED'] : ['TRANSITION_NOT_ALLOWED'];
        expect(refused(command, item)).toEqual(expected);
      }
    }
    for (const command of WAY.slice(1)) expect(refused(command, INITIAL_PRODUCT_FEEDBACK)).toEqual(['NOT_NOTED']);
  });

  it('PD-01: is noted with product, account, severity and the customer’s own words', () => {
    expect(refused(note({ accountId: '', product: ' ', verbatim: '', severity: 0 }), INITIAL_PRODUCT_FEEDBACK)).toEqual(
      [...['ACCOUNT_REQUIRED', 'PRODUCT_REQUIRED', 'VERBATIM_REQUIRED', 'SEVERITY_OUT_OF_RANGE']],
    );
    for (const severity of [6, 2.5, NaN]) {
      expect(refused(note({ severity }), INITIAL_PRODUCT_FEEDBACK)).toEqual(['SEVERITY_OUT_OF_RANGE']);
    }
    for (const severity of [1, 5]) expect(refused(note({ severity }), INITIAL_PRODUCT_FEEDBACK)).toEqual([]);
    const nobody = { ...note(), by: ' ', at: 'x' };
    expect(refused(nobody, INITIAL_PRODUCT_FEEDBACK)).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED']);
  });

  it('P10: names its cluster and its report', () => {
    expect(refused(cluster(' '), after(note()))).toEqual(['CLUSTER_REQUIRED']);
    expect(refused(report(''), after(note(), cluster()))).toEqual(['REPORT_REQUIRED']);
  });

  it('P10: is decided with an explanation, and planned only for a day', () => {
    const reported = after(...WAY.slice(0, 3));
    const of = (decision: FeedbackDecision) => refused(decide(decision), reported);
    expect(of({ verdict: 'DECLINED', explanation: ' ' })).toEqual(['EXPLANATION_REQUIRED']);
    expect(of({ verdict: 'PLANNED', explanation: 'next revision' })).toEqual(['DATE_REQUIRED']);
    expect(of({ verdict: 'RESEARCHED', explanation: 'trial', dueOn: '2026-13-01' })).toEqual(['DATE_REQUIRED']);
    expect(of({ verdict: 'PLANNED', explanation: 'next revision', dueOn: '2026-12-01' })).toEqual([]);
    for (const verdict of FEEDBACK_VERDICTS.filter((one) => one !== 'PLANNED')) {
      expect(of({ verdict, explanation: 'so' })).toEqual([]);
    }
  });

  it('P10, PD-01: the answer goes back to the account, to whoever said it, in a language', () => {
    const decided = after(...WAY.slice(0, 4));
    const decision = decideProductFeedback(answer(), decided);
    expect(decision.ok && decision.events[0]).toEqual({
      ...{ ...act, type: 'CUSTOMER_ANSWERED', accountId: 'a1', verdict: 'DECLINED', answer: ANSWER },
    });
    expect(refused(answer({ text: ' ', language: '', contactIds: [] }), decided)).toEqual([
      ...['ANSWER_REQUIRED', 'LANGUAGE_REQUIRED', 'RECIPIENT_REQUIRED'],
    ]);
    expect(refused(answer({ contactIds: ['wang', ''] }), decided)).toEqual(['RECIPIENT_REQUIRED']);
    expect(decideProductFeedback(answer({ contactIds: ['li'] }), decided)).toEqual({
      ...{ ok: false, reasons: [{ code: 'SPEAKER_NOT_ANSWERED', contactId: 'wang' }] },
    });
    const { contactId: _contactId, ...anonymous } = NOTE;
    const nobody = after({ ...act, type: 'NOTE_FEEDBACK', note: anonymous }, ...WAY.slice(1, 4));
    expect(refused(answer({ contactIds: ['li'] }), nobody)).toEqual([]);
    expect(refused(answer(), { ...decided, decision: null })).toEqual(['EXPLANATION_REQUIRED']);
  });

  it('PD-01: what was noted can be corrected at any step, and is the customer’s own all the same', () => {
    for (let done = 1; done <= WAY.length; done += 1) {
      const item = after(...WAY.slice(0, done));
      const changed = after(...WAY.slice(0, done), correct({ verbatim: 'the valve leaks', severity: 5 }));
      expect(changed).toEqual({
        ...{ ...item, version: done + 1, note: { ...NOTE, verbatim: 'the valve leaks', severity: 5 } },
      });
      expect(refused(correct({ verbatim: ' ' }), item)).toEqual(['VERBATIM_REQUIRED']);
      expect(refused(correct({ accountId: 'a2' }), item)).toEqual(['ACCOUNT_DIFFERS']);
    }
    expect(refused(correct({}), INITIAL_PRODUCT_FEEDBACK)).toEqual(['NOT_NOTED']);
  });

  it('PD-01: what is about another product, or of another kind, begins anew until it is decided', () => {
    for (const change of [{ product: 'HX-300' }, { feedbackType: 'QUALITY' }] as const) {
      for (const done of [1, 2, 3]) {
        expect(after(...WAY.slice(0, done), correct(change))).toEqual({
          ...{ ...after(note()), version: done + 1, note: { ...NOTE, ...change } },
        });
      }
      for (const done of [4, 5]) {
        expect(after(...WAY.slice(0, done), correct(change)).state).toBe(PRODUCT_FEEDBACK_STATES[done - 1]);
      }
    }
  });

  it('PD-01: of what was taken back nothing becomes any more', () => {
    for (let done = 1; done <= WAY.length; done += 1) {
      const gone = after(...WAY.slice(0, done), TAKE_BACK);
      expect(gone).toEqual({ ...after(...WAY.slice(0, done)), version: done + 1, takenBack: true });
      for (const command of [...WAY.slice(1), correct({}), TAKE_BACK])
        expect(refused(command, gone)).toEqual(['TAKEN_BACK']);
    }
    expect(refused(TAKE_BACK, INITIAL_PRODUCT_FEEDBACK)).toEqual(['NOT_NOTED']);
  });

  it('P10: whoever said it and has gone need not be answered', () => {
    const decided = after(...WAY.slice(0, 4));
    const without = answer({ contactIds: ['li'] });
    expect(refused({ ...without, gone: ['chen'] } as ProductFeedbackCommand, decided)).toEqual([
      'SPEAKER_NOT_ANSWERED',
    ]);
    expect(refused({ ...without, gone: ['wang'] } as ProductFeedbackCommand, decided)).toEqual([]);
  });

  it('PD-01: speaks of the types of the ledger; an event that is none is refused', () => {
    expect(LEDGER_KINDS.PRODUCT_FEEDBACK.fields.feedbackType.codes).toEqual(FEEDBACK_TYPES);
    expect(() => evolveProductFeedback(INITIAL_PRODUCT_FEEDBACK, { ...act, type: 'OTHER' } as never)).toThrow(
      TypeError,
    );
  });
});

describe('any course of product feedback', () => {
  const bad = [cluster(''), report(''), decide({ verdict: 'PLANNED', explanation: '' }), answer({ contactIds: [] })];
  const next = (item: ProductFeedbackRecord) => {
    return WAY[item.state === null ? 0 : PRODUCT_FEEDBACK_STATES.indexOf(item.state) + 1] ?? answer();
  };
  const other = correct({ product: 'HX-300' });
  const courses = fc.array(fc.constantFrom(next, next, next, other, ...WAY, ...bad), { maxLength: 30 });

  it('P10: follows the table, and nothing is closed without an answer to the customer', () => {
    fc.assert(
      fc.property(courses, (commands) => {
        const { item } = live(workflow, commands);
        expect(item.state === 'ANSWERED_TO_CUSTOMER').toBe(item.answer !== null);
        if (item.answer === null) return;
        expect(item.answer.contactIds).toContain('wang');
        for (const command of [...WAY, ...bad]) expect(decideProductFeedback(command, item).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('P10: takes every step of the table, so that the properties say something', () => {
    const lives = fc.sample(courses, { numRuns: 500, seed: 10 }).map((commands) => live(workflow, commands));
    expect(stepsNotTaken(PRODUCT_FEEDBACK_MACHINE, lives)).toEqual([]);
  });
});

describe(feedbackClusters.name, () => {
  const said = (
    accountId: string,
    severity: number,
    product = 'HX',
    feedbackType: FeedbackNote['feedbackType'] = 'QUALITY',
  ) => ({
    ...{ accountId, severity, product, feedbackType },
  });
  const VALUES = new Map([
    ['big', 900],
    ['small', 100],
    ['loss', -50],
  ]);

  it('PD-01: clusters by product and kind, weighed by the value of the accounts', () => {
    const rows = [
      said('small', 5),
      said('small', 2),
      said('big', 1, 'HX', 'FUNCTION'),
      said('loss', 5),
      said('new', 5),
    ];
    expect(feedbackClusters(rows, VALUES)).toEqual([
      { product: 'HX', feedbackType: 'FUNCTION', notes: 1, accounts: 1, weight: expect.closeTo(0.18, 12) },
      { product: 'HX', feedbackType: 'QUALITY', notes: 4, accounts: 3, weight: expect.closeTo(0.1, 12) },
    ]);
    expect(feedbackClusters(rows, new Map()).map(({ weight, notes }) => [weight, notes])).toEqual([
      [0, 4],
      [0, 1],
    ]);
    expect(feedbackClusters([], VALUES)).toEqual([]);
  });

  it('PD-01: of the same weight, the more notes first, then by name and kind', () => {
    const rows = [
      said('x', 1, 'B'),
      said('x', 1, 'A', 'FUNCTION'),
      said('x', 1, 'A'),
      said('x', 1, 'C'),
      said('x', 1, 'C'),
    ];
    const order = feedbackClusters(rows, VALUES).map(({ product, feedbackType }) => `${product} ${feedbackType}`);
    expect(order).toEqual(['C QUALITY', 'A QUALITY', 'A FUNCTION', 'B QUALITY']);
  });

  it('PD-01: refuses a severity off the scale and a value that is none', () => {
    for (const severity of [0, 6, NaN])
      expect(() => feedbackClusters([said('a', severity)], VALUES)).toThrow('INVALID_NUMBER');
    expect(() => feedbackClusters([], new Map([['a', NaN]]))).toThrow('INVALID_NUMBER');
    expect(
      feedbackClusters(
        [said('a', 5)],
        new Map([
          ['a', 1e308],
          ['b', 1e308],
        ]),
      )[0]?.weight,
    ).toBe(0.5);
  });

  it('PD-01: stays within 0…1, knows no order, and repeating oneself weighs no more', () => {
    const one = fc
      .tuple(fc.constantFrom('big', 'small', 'loss', 'new'), fc.integer({ min: 1, max: 5 }), fc.constantFrom('A', 'B'))
      .map(([account, severity, product]) => said(account, severity, product));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (rows) => {
        const clusters = feedbackClusters(rows, VALUES);
        expect(feedbackClusters([...rows].reverse(), VALUES)).toEqual(clusters);
        for (const { weight } of clusters) expect(weight >= 0 && weight <= 1).toBe(true);
        const twice = feedbackClusters([...rows, ...rows], VALUES);
        expect(twice.map(({ weight }) => weight)).toEqual(clusters.map(({ weight }) => weight));
      }),
    );
  });
});
