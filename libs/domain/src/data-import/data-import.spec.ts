import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterAll, live, refusalCodes, stepsNotTaken, type Workflow } from '../../test/workflow-life.js';
import { decideImport } from './data-import.decide.js';
import { evolveImport, INITIAL_IMPORT, replayImport } from './data-import.evolve.js';
import { IMPORT_MACHINE, IMPORT_STATES, type ImportState } from './data-import.machine.js';
import type { ImportCommand, ImportEvent, ImportRecord, ImportRows, ImportSource } from './data-import.model.js';
import { importAcceptance, importPercent } from './import-progress.js';

const second = (n: number) => new Date(Date.UTC(2026, 5, 5, 10, 0, n)).toISOString();
const at = (n: number, by = 'staff:kim') => ({ by, at: second(n) });
const SOURCE: ImportSource = { kind: 'order-lines', fileName: 'orders.csv', totalBytes: 1_000 };
const ROWS: ImportRows = { read: 10, added: 7, unchanged: 2, rejected: 1 };
const CREATED = { accounts: 1, products: 0, categories: 2 };
const start = (change: Partial<ImportSource> = {}): ImportCommand => {
  return { ...at(0), type: 'START_IMPORT', source: { ...SOURCE, ...change } };
};
const advance = (n = 5, bytes = 500, rows: ImportRows = ROWS): ImportCommand => {
  return { ...at(n), type: 'ADVANCE_IMPORT', rows, created: CREATED, bytes };
};
const sign = (n = 8): ImportCommand => ({ ...at(n), type: 'GIVE_SIGN' });
const finish = (bytes = 1_000): ImportCommand => ({ ...at(9), type: 'FINISH_IMPORT', bytes });
const fail: ImportCommand = { ...at(9), type: 'FAIL_IMPORT', errorCode: 'FILE_BROKEN', message: 'not gzip' };
const sweep = (n: number): ImportCommand => ({ ...at(n, 'system:import-sweep'), type: 'SWEEP_IMPORT' });
const undo = (...dependents: { code: string; count: number }[]): ImportCommand => {
  return { ...at(60, 'staff:lee'), type: 'UNDO_IMPORT', dependents };
};

const workflow: Workflow<ImportState, ImportRecord, ImportCommand, ImportEvent> = {
  machine: IMPORT_MACHINE,
  initial: INITIAL_IMPORT,
  stateOf: ({ state }) => state,
  decide: decideImport,
  evolve: evolveImport,
  replay: replayImport,
};
const after = (...commands: readonly ImportCommand[]) => afterAll(workflow, ...commands);
const refused = (command: ImportCommand, item: ImportRecord) => refusalCodes(workflow, command, item);

describe(decideImport.name, () => {
  it('P11, CR-05: runs batch by batch to its end', () => {
    expect(after(start())).toMatchObject({ state: 'RUNNING', source: SOURCE, started: at(0), seenAt: second(0) });
    const half = after(start(), advance(), advance(6, 900));
    expect(half).toMatchObject({
      ...{ state: 'RUNNING', bytes: 900, seenAt: second(6), finishedAt: null },
      rows: { read: 20, added: 14, unchanged: 4, rejected: 2 },
      created: { accounts: 2, products: 0, categories: 4 },
    });
    expect(after(start(), advance(), finish())).toMatchObject({
      ...{ state: 'SUCCEEDED', bytes: 1_000, rows: ROWS, finishedAt: second(9), error: null },
    });
  });

  it('P11: what ends early keeps what is in', () => {
    expect(after(start(), advance(), fail)).toMatchObject({
      ...{ state: 'FAILED', rows: ROWS, finishedAt: second(9), error: { code: 'FILE_BROKEN', message: 'not gzip' } },
    });
    for (const gap of [{ errorCode: '' }, { message: ' ' }]) {
      expect(refused({ ...fail, ...gap } as ImportCommand, after(start()))).toEqual(['ERROR_REQUIRED']);
    }
  });

  it('P11: one without a sign of life for fifteen seconds runs no more', () => {
    expect(refused(sweep(15), after(start()))).toEqual(['STILL_ALIVE']);
    expect(after(start(), sweep(16))).toMatchObject({ state: 'FAILED', error: { code: 'INTERRUPTED' } });
    expect(refused(sweep(20), after(start(), advance(5)))).toEqual(['STILL_ALIVE']);
    expect(refused(sweep(23), after(start(), advance(5), sign(8)))).toEqual(['STILL_ALIVE']);
    expect(after(start(), advance(5), sign(8), sweep(24)).state).toBe('FAILED');
    expect(decideImport(sweep(4), after(start()), { lostAfterSeconds: 3 }).ok).toBe(true);
    for (const ended of [after(start(), finish()), after(start(), fail)]) {
      expect(refused(sweep(99), ended)).toEqual(['TRANSITION_NOT_ALLOWED']);
    }
  });

  it('P11: whoever was declared dead meanwhile learns it with the next batch', () => {
    const swept = after(start(), sweep(16));
    for (const command of [advance(), sign(), finish()]) expect(refused(command, swept)).toEqual(['INTERRUPTED']);
    expect(refused(fail, swept)).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('P11: rows read are those added, unchanged and rejected; bytes do not get fewer', () => {
    const running = after(start(), advance(5, 500));
    expect(refused(advance(6, 500, { ...ROWS, read: 11 }), running)).toEqual(['ROWS_DO_NOT_ADD_UP']);
    expect(refused(advance(6, 499), running)).toEqual(['BYTES_LOST']);
    expect(refused(finish(499), running)).toEqual(['BYTES_LOST']);
    expect(refused(finish(500), running)).toEqual([]);
    for (const wrong of [-1, 0.5, NaN]) {
      expect(refused(advance(6, 600, { ...ROWS, added: wrong }), running)).toEqual(['COUNT_INVALID']);
      expect(refused(advance(6, wrong), running)).toEqual(['COUNT_INVALID']);
      expect(refused(finish(wrong), running)).toEqual(['COUNT_INVALID']);
      expect(refused(start({ totalBytes: wrong }), INITIAL_IMPORT)).toEqual(['COUNT_INVALID']);
    }
    expect(refused(start({ totalBytes: null, fileName: null }), INITIAL_IMPORT)).toEqual([]);
    expect(refused(start({ kind: ' ' }), INITIAL_IMPORT)).toEqual(['KIND_REQUIRED']);
  });

  it('P11: what has ended, well or early, is taken back in one step', () => {
    for (const ended of [after(start(), advance(), finish()), after(start(), advance(), fail)]) {
      const decision = decideImport(undo({ code: 'CONTACT_DEPENDS', count: 0 }), ended);
      const act = at(60, 'staff:lee');
      expect(decision).toEqual({
        ok: true,
        events: [
          { ...act, type: 'IMPORT_UNDO_STARTED' },
          { ...act, type: 'IMPORT_UNDONE' },
        ],
      });
    }
    expect(after(start(), finish(), undo())).toMatchObject({ state: 'UNDONE', undone: at(60, 'staff:lee') });
  });

  it('P11: is not taken back while it runs, twice, or while others’ facts rest on it', () => {
    expect(refused(undo(), after(start()))).toEqual(['IMPORT_RUNNING']);
    expect(refused(undo(), after(start(), finish(), undo()))).toEqual(['ALREADY_UNDONE']);
    const used = [{ code: 'COMPLAINT_DEPENDS', count: 2 }];
    const done = after(start(), finish());
    expect(decideImport(undo(...used, { code: 'CONTACT_DEPENDS', count: 0 }), done)).toEqual({
      ...{ ok: false, reasons: [{ code: 'IMPORT_IN_USE', dependents: used }] },
    });
    expect(after(start(), finish()).state).toBe('SUCCEEDED');
    const half = evolveImport(done, { ...at(61), type: 'IMPORT_UNDO_STARTED' });
    expect(decideImport(undo(), half)).toMatchObject({
      ...{ ok: false, reasons: [{ code: 'TRANSITION_NOT_ALLOWED', from: 'UNDOING', allowed: ['UNDONE'] }] },
    });
  });

  it('P11: begins once, by somebody, at a time', () => {
    expect(refused(start(), after(start()))).toEqual(['ALREADY_STARTED']);
    for (const command of [advance(), sign(), finish(), fail, sweep(99), undo()]) {
      expect(refused(command, INITIAL_IMPORT)).toEqual(['NOT_STARTED']);
    }
    expect(refused({ ...start(), by: '', at: 'x' }, INITIAL_IMPORT)).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED']);
    expect(() => evolveImport(INITIAL_IMPORT, { ...at(1), type: 'OTHER' } as never)).toThrow(TypeError);
  });
});

describe('the progress of an import', () => {
  it('P11: is bytes received of bytes announced, and all of it at the end', () => {
    expect(importPercent(INITIAL_IMPORT)).toBeNull();
    expect(importPercent(after(start()))).toBe(0);
    expect(importPercent(after(start(), advance()))).toBe(50);
    expect(importPercent(after(start(), advance(5, 1_500)))).toBe(100);
    expect(importPercent(after(start(), advance(), fail))).toBe(50);
    expect(importPercent(after(start({ totalBytes: null }), advance()))).toBeNull();
    const done = after(start({ totalBytes: null }), finish());
    expect([done, after(start(), finish(), undo())].map(importPercent)).toEqual([100, 100]);
    expect(importPercent({ ...done, state: 'UNDOING' })).toBe(100);
  });

  it('CR-05: and what part of its rows was fit to be taken in', () => {
    expect(importAcceptance(INITIAL_IMPORT)).toBeUndefined();
    expect(importAcceptance(after(start(), advance()))).toBe(0.9);
  });
});

describe('any course of an import', () => {
  const one = fc.oneof(
    fc.constantFrom(start(), sign(), finish(), finish(2_000), fail, undo(), undo({ code: 'X', count: 1 })),
    fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 1_200 })).map(([n, bytes]) => advance(n, bytes)),
    fc.nat({ max: 60 }).map(sweep),
  );
  const courses = fc.array(one, { maxLength: 15 }).map((all) => [start(), ...all]);

  it('P11: follows the table, loses no row and never rests half undone', () => {
    fc.assert(
      fc.property(courses, (commands) => {
        const { item, events } = live(workflow, commands);
        const { read, added, unchanged, rejected } = item.rows;
        expect(read).toBe(added + unchanged + rejected);
        expect(item.state).not.toBe('UNDOING');
        const batches = events.filter(({ type }) => type === 'IMPORT_ADVANCED');
        expect(read).toBe(batches.length * ROWS.read);
        expect(item.finishedAt === null).toBe(item.state === 'RUNNING');
        const percent = importPercent(item) ?? 0;
        expect(percent >= 0 && percent <= 100).toBe(true);
        if (item.state === 'UNDONE') for (const command of commands) expect(decideImport(command, item).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('P11: takes every step of the table, so that the properties say something', () => {
    const lives = fc.sample(courses, { numRuns: 1500, seed: 11 }).map((commands) => live(workflow, commands));
    expect(stepsNotTaken(IMPORT_MACHINE, lives)).toEqual([]);
    expect(Object.keys(IMPORT_MACHINE.transitions)).toEqual([...IMPORT_STATES]);
  });
});
