import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REPORTS } from '../../test/complaint-scenario.js';
import { EIGHT_D_STEPS, type StepReport, type StepReports } from './eight-d.js';
import { stepReportFaults, type GivenReports } from './step-report-faults.js';

const BEFORE: GivenReports = { D4: REPORTS.D4.report, D5: REPORTS.D5.report };

const codesOf = (given: StepReport, before: GivenReports = BEFORE): readonly string[] =>
  stepReportFaults(given, before).map(({ code, path }) => `${code} ${path}`);
const d4 = (causes: StepReports['D4']['causes']) => codesOf({ step: 'D4', report: { causes } });
const [cause] = REPORTS.D4.report.causes as [StepReports['D4']['causes'][number]];
const [action] = REPORTS.D5.report.actions as [StepReports['D5']['actions'][number]];
const [proof] = REPORTS.D6.report.verified as [StepReports['D6']['verified'][number]];

describe(stepReportFaults.name, () => {
  it.each(EIGHT_D_STEPS)('finds none in a sound %s', (step) => {
    expect(stepReportFaults(REPORTS[step], BEFORE)).toEqual([]);
  });

  it('names step and path', () => {
    const report = { symptom: ' ', emergencyAction: { taken: false, description: '' } };
    expect(stepReportFaults({ step: 'D0', report })).toEqual([
      { code: 'VALUE_REQUIRED', step: 'D0', path: 'symptom' },
      { code: 'VALUE_REQUIRED', step: 'D0', path: 'emergencyAction.description' },
    ]);
  });

  it('wants a leader who is of the team', () => {
    const team = [{ person: ' ', businessFunction: '' }];
    expect(codesOf({ step: 'D1', report: { leader: 'kim', team } })).toEqual([
      'VALUE_REQUIRED team.0.person',
      'VALUE_REQUIRED team.0.businessFunction',
      'LEADER_NOT_IN_TEAM leader',
    ]);
    expect(codesOf({ step: 'D1', report: { leader: '', team: [] } })).toEqual([
      'VALUE_REQUIRED leader',
      'LEADER_NOT_IN_TEAM leader',
    ]);
  });

  it('wants a described problem', () => {
    const isAndIsNot = [{ question: ' ', is: 'a', isNot: 'b' }];
    expect(codesOf({ step: 'D2', report: { description: '', quantityAffected: -1, isAndIsNot } })).toEqual([
      'VALUE_REQUIRED description',
      'QUANTITY_INVALID quantityAffected',
      'VALUE_REQUIRED isAndIsNot.0.question',
    ]);
    expect(codesOf({ step: 'D2', report: { description: 'x', quantityAffected: Infinity } })).toHaveLength(1);
    expect(codesOf({ step: 'D2', report: { description: 'x', quantityAffected: 0 } })).toEqual([]);
  });

  it('wants every place contained or said not to apply', () => {
    const report: StepReports['D3'] = {
      SUPPLIER: { applies: true, action: '', doneOn: '2026-02-30', quantityChecked: -1, quantityDefective: -2 },
      TRANSIT: { applies: false, reason: ' ' },
      CUSTOMER: { applies: true, action: 'sorted', doneOn: '2026-02-01', quantityChecked: 5, quantityDefective: 6 },
    };
    expect(codesOf({ step: 'D3', report })).toEqual([
      'VALUE_REQUIRED SUPPLIER.action',
      'DATE_INVALID SUPPLIER.doneOn',
      'QUANTITY_INVALID SUPPLIER.quantityChecked',
      'QUANTITY_INVALID SUPPLIER.quantityDefective',
      'VALUE_REQUIRED TRANSIT.reason',
      'QUANTITY_INVALID CUSTOMER.quantityDefective',
    ]);
    const partly = { SUPPLIER: { ...report.CUSTOMER, quantityDefective: 5 } } as unknown as StepReports['D3'];
    expect(codesOf({ step: 'D3', report: partly })).toEqual(['VALUE_REQUIRED TRANSIT', 'VALUE_REQUIRED CUSTOMER']);
    const uncounted = { applies: true, action: 'x', doneOn: '2026-02-01', quantityDefective: 9 } as const;
    expect(codesOf({ step: 'D3', report: { SUPPLIER: uncounted, TRANSIT: uncounted, CUSTOMER: uncounted } })).toEqual(
      [],
    );
  });

  it('wants causes whose shares are 100 % together', () => {
    const shares = (...parts: readonly number[]) =>
      d4(parts.map((sharePercent, i) => ({ ...cause, id: `c${i}`, sharePercent })));
    expect(shares(100)).toEqual([]);
    expect(shares(33.33, 33.33, 33.34)).toEqual([]);
    expect(shares(0.07, 99.93)).toEqual([]);
    expect(shares(33.3, 33.3, 33.3)).toEqual(['SHARES_NOT_100 causes']);
    expect(shares(100, 0)).toEqual(['SHARE_INVALID causes']);
    expect(shares(110, -10)).toEqual(['SHARE_INVALID causes']);
    expect(shares(99.995, 0.005)).toContain('SHARE_INVALID causes');
    expect(shares(NaN)).toEqual(['SHARE_INVALID causes', 'SHARES_NOT_100 causes']);
    expect(d4([])).toEqual(['CAUSE_REQUIRED causes', 'SHARES_NOT_100 causes']);
    expect(d4([{ ...cause, kind: 'ESCAPE', id: '', description: '', sharePercent: 100 }])).toEqual([
      'CAUSE_REQUIRED causes',
      'VALUE_REQUIRED causes.0.id',
      'VALUE_REQUIRED causes.0.description',
    ]);
    const twice = { ...cause, sharePercent: 50 };
    expect(d4([twice, twice])).toEqual(['DUPLICATE_ID causes.1']);
  });

  it('takes any split of 100 % into hundredths, in any order', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { maxLength: 8 });
    fc.assert(
      fc.property(cuts, (marks) => {
        const ends = [...marks, 10_000].sort((a, b) => a - b);
        const causes = ends.map((end, i) => ({
          ...cause,
          id: `c${i}`,
          sharePercent: (end - (ends[i - 1] ?? 0)) / 100,
        }));
        expect(d4(causes)).toEqual([]);
        expect(d4([...causes].reverse())).toEqual([]);
        const more = causes.map((one, i) => (i === 0 ? { ...one, sharePercent: one.sharePercent + 0.01 } : one));
        expect(d4(more)).toEqual(['SHARES_NOT_100 causes']);
      }),
    );
  });

  it('wants an action for every cause, and no other', () => {
    const actions = [{ ...action, id: ' ', description: '', owner: '', dueOn: 'soon', causeId: 'c7' }, action, action];
    expect(codesOf({ step: 'D5', report: { actions } })).toEqual([
      'VALUE_REQUIRED actions.0.id',
      'VALUE_REQUIRED actions.0.description',
      'VALUE_REQUIRED actions.0.owner',
      'DATE_INVALID actions.0.dueOn',
      'UNKNOWN_CAUSE actions.0.causeId',
      'DUPLICATE_ID actions.2',
      'CAUSE_WITHOUT_ACTION causes.c2',
    ]);
    expect(codesOf({ step: 'D5', report: { actions: [action] } }, {})).toEqual(['UNKNOWN_CAUSE actions.0.causeId']);
  });

  it('wants every action verified by somebody on some day as effective', () => {
    const late = { ...proof, verifiedOn: '2026-11-30' };
    expect(codesOf({ step: 'D6', report: { verified: [late, { ...late, actionId: 'a9' }] } })).toEqual([
      'VERIFIED_BEFORE_IMPLEMENTED verified.0.verifiedOn',
      'UNKNOWN_ACTION verified.1.actionId',
      'VERIFIED_BEFORE_IMPLEMENTED verified.1.verifiedOn',
      'ACTION_NOT_VERIFIED actions.a2',
    ]);
    const blank = { ...proof, implementedOn: '', verifiedBy: ' ', verifiedOn: 'x', method: '', effective: false };
    expect(codesOf({ step: 'D6', report: { verified: [blank, blank] } })).toEqual([
      ...[0, 1].flatMap((i) => [
        `DATE_INVALID verified.${i}.implementedOn`,
        `VALUE_REQUIRED verified.${i}.verifiedBy`,
        `DATE_INVALID verified.${i}.verifiedOn`,
        `VALUE_REQUIRED verified.${i}.method`,
        `NOT_EFFECTIVE verified.${i}.effective`,
      ]),
      'DUPLICATE_ID verified.1',
      'ACTION_NOT_VERIFIED actions.a2',
    ]);
    const sameDay = REPORTS.D6.report.verified.map((one) => ({ ...one, verifiedOn: one.implementedOn }));
    expect(codesOf({ step: 'D6', report: { verified: sameDay } })).toEqual([]);
    expect(codesOf({ step: 'D6', report: { verified: [] } }, {})).toEqual([]);
  });

  it('wants an answer on FMEA and control plan, and lessons', () => {
    const preventive = [{ description: '', owner: ' ', dueOn: '' }];
    const report: StepReports['D7'] = {
      preventive,
      fmea: { updated: true, on: '', reference: '' },
      controlPlan: { updated: false, reason: '' },
    };
    expect(codesOf({ step: 'D7', report })).toEqual([
      'VALUE_REQUIRED preventive.0.description',
      'VALUE_REQUIRED preventive.0.owner',
      'DATE_INVALID preventive.0.dueOn',
      'DATE_INVALID fmea.on',
      'VALUE_REQUIRED fmea.reference',
      'VALUE_REQUIRED controlPlan.reason',
    ]);
    expect(codesOf({ step: 'D8', report: { lessons: '', teamRecognised: false } })).toEqual(['VALUE_REQUIRED lessons']);
  });
});
