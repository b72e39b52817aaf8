import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { TIERS } from '../contact/code-lists.js';
import { classifyInterface, interfaceMetrics } from './classify-interface.js';
import type { ContactTouch } from './contact-matrix.js';
import { type CountedContact, countedInterface } from './interface-timeline.js';

const TODAY = '2026-11-22';

describe(countedInterface.name, () => {
  it('IF-01…03: says the same of counted contacts as of each of them', () => {
    const functions = fc.constantFrom('SALES', 'PURCHASING', 'MANAGEMENT', 'QUALITY', 'LOGISTICS');
    const contact = fc
      .tuple(
        fc.integer({ min: -2, max: 200 }),
        functions,
        functions,
        fc.constantFrom(...TIERS),
        fc.constantFrom('p', 'q'),
      )
      .map(([ago, ourFunction, theirFunction, theirTier, who]): ContactTouch => ({
        ...{ on: dateOfEpochDay(epochDay(TODAY) - ago), ourPersonId: who, contactId: who },
        ...{ ourFunction, theirFunction, theirTier },
      }));
    const counted = fc.tuple(contact, fc.integer({ min: 1, max: 4 }));
    const teams = fc.constantFrom([], [{ from: '2026-01-01', ourMembers: 1, theirMembers: 1 }]);
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 30, size: 'max' }), teams, (given, working) => {
        const one = given.flatMap(([each, count]) => Array.from({ length: count }, () => each));
        const metrics = interfaceMetrics(one, working, TODAY);
        const counts = given.map(([each, count]): CountedContact => ({ ...each, count }));
        expect(countedInterface(counts, working, TODAY)).toBe(metrics ? classifyInterface(metrics).reading : null);
      }),
      { numRuns: 400 },
    );
  });
});
