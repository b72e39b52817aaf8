import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterAll, live, refusalCodes, stepsNotTaken, type Workflow } from '../../test/workflow-life.js';
import { ADVISORY_KINDS, advisoryFigures } from '../ledger/supply-assurance.js';
import { statementFacts } from './advisory-facts.js';
import { advisoryTextFor } from './advisory-text.js';
import { decideAdvisory, isToldAlready } from './advisory.decide.js';
import { evolveAdvisory, INITIAL_ADVISORY, replayAdvisory } from './advisory.evolve.js';
import { ADVISORY_MACHINE, ADVISORY_STATES, type AdvisoryState } from './advisory.machine.js';
import {
  FIGURE_ADVISORIES,
  type AdvisoryCommand,
  type AdvisoryContent,
  type AdvisoryEvent,
  type AdvisoryRecord,
} from './advisory.model.js';

const at = '2026-06-05T10:00:00Z';
const by = (person: string) => ({ by: person, at });
const TEXT = { language: 'zh-TW', title: '庫存偏高', body: '目前庫存可用 120 天。' };
const CONTENT: AdvisoryContent = {
  ...{ accountId: 'a1', kind: 'STOCK_CEILING', texts: [TEXT], figure: { measured: 120, limit: 90 } },
};
const compose = (change: Partial<AdvisoryContent> = {}): AdvisoryCommand => {
  return { ...by('kim'), type: 'COMPOSE', content: { ...CONTENT, ...change } };
};
const rewrite: AdvisoryCommand = { ...by('lee'), type: 'REWRITE', texts: [{ ...TEXT, language: 'en' }] };
const approve = (person = 'max'): AdvisoryCommand => ({ ...by(person), type: 'APPROVE' });
const takeBack: AdvisoryCommand = { ...by('max'), type: 'TAKE_BACK', reason: 'figure is old' };
const send: AdvisoryCommand = { ...by('kim'), type: 'SEND', recipients: ['wang', 'li', 'wang'] };
const read = (contact = 'wang'): AdvisoryCommand => ({ ...by(contact), type: 'CONFIRM_READ' });
const acted = (contact = 'wang'): AdvisoryCommand => ({
  ...by(contact),
  type: 'REPORT_ACTION',
  action: 'held two orders',
});

const workflow: Workflow<AdvisoryState, AdvisoryRecord, AdvisoryCommand, AdvisoryEvent> = {
  machine: ADVISORY_MACHINE,
  initial: INITIAL_ADVISORY,
  stateOf: ({ state }) => state,
  decide: decideAdvisory,
  evolve: evolveAdvisory,
  replay: replayAdvisory,
};
const after = (...commands: readonly AdvisoryCommand[]) => afterAll(workflow, ...commands);
const refused = (command: AdvisoryCommand, item: AdvisoryRecord) => refusalCodes(workflow, command, item);
const sent = [compose(), approve(), send];

describe(decideAdvisory.name, () => {
  it('P7, SV-05: goes from its draft to what the customer did about it', () => {
    expect(after(compose())).toMatchObject({ state: 'DRAFT', content: CONTENT, authors: ['kim'], approvedBy: null });
    expect(after(compose(), approve())).toMatchObject({ state: 'APPROVED', approvedBy: 'max' });
    expect(after(...sent)).toMatchObject({ state: 'SENT', sentAt: at, recipients: ['wang', 'li'], receipts: [] });
    expect(after(...sent, read())).toMatchObject({ state: 'READ', receipts: [by('wang')] });
    expect(after(...sent, read(), acted())).toMatchObject({
      ...{ state: 'ACTED', actions: [{ ...by('wang'), action: 'held two orders' }], version: 5 },
    });
  });

  it('SV-05: needs an approver who did not write it, however little they wrote', () => {
    expect(refused(approve('kim'), after(compose()))).toEqual(['AUTHOR_MAY_NOT_APPROVE']);
    const both = after(compose(), rewrite);
    expect(both).toMatchObject({
      authors: ['kim', 'lee'],
      content: { texts: [{ language: 'en' }], kind: 'STOCK_CEILING' },
    });
    for (const author of ['kim', 'lee']) expect(refused(approve(author), both)).toEqual(['AUTHOR_MAY_NOT_APPROVE']);
    expect(refused(send, after(compose()))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('SV-05: what was approved is not changed: it is taken back with a reason, and approved anew', () => {
    const approved = after(compose(), approve());
    expect(refused(rewrite, approved)).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(after(compose(), approve(), takeBack)).toMatchObject({ state: 'DRAFT', approvedBy: null });
    expect(refused({ ...takeBack, reason: ' ' } as AdvisoryCommand, approved)).toEqual(['REASON_REQUIRED']);
    expect(refused(takeBack, after(...sent))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refused(send, after(compose(), approve(), takeBack))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('SV-05: needs a language that is offered, and a text in it', () => {
    const french = { ...TEXT, language: 'fr' };
    expect(decideAdvisory(compose({ texts: [TEXT, french] }), INITIAL_ADVISORY)).toEqual({
      ok: false,
      reasons: [{ code: 'LANGUAGE_NOT_OFFERED', languages: ['en', 'zh-TW', 'zh-CN'] }],
    });
    expect(decideAdvisory(compose({ texts: [french] }), INITIAL_ADVISORY, { languages: ['fr'] }).ok).toBe(true);
    for (const gap of [{ title: ' ' }, { body: '' }]) {
      const texts = [
        { ...TEXT, language: 'en' },
        { ...TEXT, ...gap },
      ];
      expect(refused(compose({ texts }), INITIAL_ADVISORY)).toEqual(['TEXT_REQUIRED']);
      expect(refused({ ...rewrite, texts } as AdvisoryCommand, after(compose()))).toEqual(['TEXT_REQUIRED']);
    }
    expect(refused(compose({ texts: [] }), INITIAL_ADVISORY)).toEqual(['TEXT_REQUIRED']);
    expect(refused(compose({ texts: [TEXT, TEXT] }), INITIAL_ADVISORY)).toEqual(['LANGUAGE_TWICE']);
    expect(refused(compose({ accountId: '' }), INITIAL_ADVISORY)).toEqual(['ACCOUNT_REQUIRED']);
  });

  it('SV-05: of stock and collection rests on a figure beyond its limit; the other kinds are written by people', () => {
    for (const kind of ADVISORY_KINDS) {
      const { figure: _figure, ...bare } = { ...CONTENT, kind };
      const rests = (FIGURE_ADVISORIES as readonly string[]).includes(kind);
      const command: AdvisoryCommand = { ...by('kim'), type: 'COMPOSE', content: bare };
      expect(refused(command, INITIAL_ADVISORY)).toEqual(rests ? ['FIGURE_REQUIRED'] : []);
    }
    const figure = (measured: number, limit = 90) =>
      refused(compose({ figure: { measured, limit } }), INITIAL_ADVISORY);
    expect(figure(90)).toEqual(['FIGURE_WITHIN_LIMIT']);
    expect(figure(90.5)).toEqual([]);
    expect(figure(NaN)).toEqual(['FIGURE_REQUIRED']);
    expect(figure(99, Infinity)).toEqual(['FIGURE_REQUIRED']);
  });

  it('SV-05: is sent to somebody, and to nobody of ours who could then confirm it', () => {
    const approved = after(compose(), approve());
    for (const recipients of [[], ['wang', ' ']]) {
      expect(refused({ ...send, recipients } as AdvisoryCommand, approved)).toEqual(['RECIPIENT_REQUIRED']);
    }
    for (const ours of ['kim', 'max']) {
      const forged = { ...send, recipients: ['wang', ours] } as AdvisoryCommand;
      expect(refused(forged, approved)).toEqual(['RECIPIENT_IS_OURS']);
    }
  });

  it('SV-05: read receipts come from the recipients, one of each, also after somebody has acted', () => {
    expect(refused(read('kim'), after(...sent))).toEqual(['NOT_A_RECIPIENT']);
    expect(refused(read(), after(...sent, read()))).toEqual(['ALREADY_READ']);
    expect(after(...sent, read(), read('li'))).toMatchObject({ state: 'READ', receipts: [by('wang'), by('li')] });
    expect(after(...sent, read(), acted(), read('li'))).toMatchObject({ state: 'ACTED', receipts: { length: 2 } });
    for (const early of [after(compose()), after(compose(), approve())]) {
      expect(refused(read(), early)).toEqual(['TRANSITION_NOT_ALLOWED']);
    }
  });

  it('SV-05: only who has read it can say what they did', () => {
    expect(refused(acted(), after(...sent))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refused(acted('li'), after(...sent, read()))).toEqual(['NOT_READ_BY_ACTOR']);
    expect(refused({ ...acted(), action: '' } as AdvisoryCommand, after(...sent, read()))).toEqual(['ACTION_REQUIRED']);
    expect(refused(acted(), after(...sent, read(), acted()))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('P7: is written once and before anything else, by somebody, at a time', () => {
    expect(refused(compose(), after(compose()))).toEqual(['ALREADY_COMPOSED']);
    for (const command of [rewrite, approve(), takeBack, send, read(), acted()]) {
      expect(refused(command, INITIAL_ADVISORY)).toEqual(['NOT_COMPOSED']);
    }
    expect(refused({ ...compose(), by: ' ', at: '' }, INITIAL_ADVISORY)).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED']);
    expect(() => evolveAdvisory(INITIAL_ADVISORY, { ...by('kim'), type: 'OTHER' } as never)).toThrow(TypeError);
  });
});

describe(statementFacts.name, () => {
  const year = { year: 2025, receivablesMinor: 20n, revenueMinor: 100n, inventoryMinor: 40n, costOfGoodsMinor: 80n };
  const { receivablesMinor: _owed, costOfGoodsMinor: _cost, ...silent } = year;

  it('SV-05: reads stock and collection out of the statements of two years', () => {
    expect(statementFacts(year, { year: 2024, receivablesMinor: 10n, revenueMinor: 100n })).toEqual({
      stock: { quantity: 40, offtake: 80, days: 365 },
      collectionDays: [36.5, 73],
    });
    expect(advisoryFigures(statementFacts(year))).toEqual([{ kind: 'STOCK_CEILING', measured: 182.5, limit: 90 }]);
    expect(statementFacts(silent, year)).toEqual({});
  });
});

describe(isToldAlready.name, () => {
  const told = after(...sent, read(), read('li'), acted());
  const action = 'held two orders';

  it('SV-05: knows a receipt, and the words of who has acted, when they come twice', () => {
    expect(isToldAlready({ type: 'CONFIRM_READ', by: 'li' }, told)).toBe(true);
    expect(isToldAlready({ type: 'CONFIRM_READ', by: 'li' }, after(...sent, read()))).toBe(false);
    expect(isToldAlready({ type: 'REPORT_ACTION', by: 'wang', action }, told)).toBe(true);
    expect(isToldAlready({ type: 'REPORT_ACTION', by: 'li', action }, told)).toBe(false);
    expect(isToldAlready({ type: 'REPORT_ACTION', by: 'wang', action: 'sold some' }, told)).toBe(false);
  });
});

describe(advisoryTextFor.name, () => {
  const text = (language: string) => ({ ...TEXT, language });

  it('SV-05: in the wanted language, else in the same one written otherwise, else in English, else the first', () => {
    expect(advisoryTextFor([text('en'), text('zh-TW'), text('zh-CN')], 'zh-CN')).toEqual(text('zh-CN'));
    expect(advisoryTextFor([text('en'), text('zh-TW')], 'zh-CN')).toEqual(text('zh-TW'));
    expect(advisoryTextFor([text('zh-TW'), text('en')], 'de')).toEqual(text('en'));
    expect(advisoryTextFor([text('zh-TW'), text('zh-CN')], 'en')).toEqual(text('zh-TW'));
  });
});

describe('any course of an advisory', () => {
  const person = fc.constantFrom('kim', 'lee', 'max', 'wang', 'li');
  const command: fc.Arbitrary<AdvisoryCommand> = fc
    .record({ who: person, pick: fc.nat({ max: 13 }) })
    .map(({ who, pick }) => {
      const all = [compose(), rewrite, approve('max'), send, read('wang'), acted('wang'), takeBack];
      const one = all[pick % all.length] ?? send;
      return pick < all.length ? one : { ...one, by: who };
    });
  const courses = fc.array(command, { maxLength: 24 }).map((all) => [compose(), ...all]);

  it('P7: follows the table, is never sent unapproved and never approved by an author', () => {
    fc.assert(
      fc.property(courses, (commands) => {
        const { item } = live(workflow, commands);
        if (item.approvedBy !== null) expect(item.authors).not.toContain(item.approvedBy);
        if (item.sentAt !== null) expect(item.approvedBy).not.toBeNull();
        const readers = item.receipts.map((receipt) => receipt.by);
        expect(new Set(readers).size).toBe(readers.length);
        for (const reader of readers) expect(item.recipients).toContain(reader);
        for (const action of item.actions) expect(readers).toContain(action.by);
      }),
      { numRuns: 400 },
    );
  });

  it('P7: takes every step of the table, so that the properties say something', () => {
    const lives = fc.sample(courses, { numRuns: 1500, seed: 7 }).map((commands) => live(workflow, commands));
    expect(stepsNotTaken(ADVISORY_MACHINE, lives)).toEqual([]);
    expect(new Set(lives.map(({ item }) => item.state)).size).toBe(ADVISORY_STATES.length);
  });
});
