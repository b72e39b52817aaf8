import {
  BUSINESS_FUNCTIONS,
  type BusinessFunction,
  INTERFACE_FORMS,
  jointTeams,
  relationshipInterface,
  TIERS,
  type TouchEntry,
} from '@mortise/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LOCALES } from '../../platform/context/request-context.js';
import { interfacePicture } from './interface-picture.js';

const TODAY = '2026-06-30';
const touch = (id: string, more: Partial<TouchEntry> = {}): TouchEntry => ({
  ...{ id, on: '2026-06-01', initiator: 'OURS', ourPersonId: 'li', contactId: 'wang' },
  ...{ ourFunction: 'SALES', theirFunction: 'PURCHASING', theirTier: 'WORKING' },
  ...more,
});
const readOf = (touches: readonly TouchEntry[]) => relationshipInterface({ touches, teams: [], proposals: [] }, TODAY);
/** Every place that anything stands at. */
const numbersOf = (svg: string): number[] => [
  ...[...svg.matchAll(/ (?:x|y|x1|x2|y1|y2|cx|cy)="([^"]*)"/g)].map(([, value]) => Number(value)),
  ...[...svg.matchAll(/ d="M([^"Z]*)/g)].flatMap(([, places]) => (places as string).split(/[ L]/).map(Number)),
];

describe(interfacePicture.name, () => {
  it.each([
    ['en', 'Steel &#38; Sons: butterfly', 'Missing: more pairs of functions'],
    ['zh-CN', 'Steel &#38; Sons：蝴蝶形', '尚缺：更多对口部门'],
    ['zh-TW', 'Steel &#38; Sons：蝴蝶形', '尚缺：更多對口部門'],
  ] as const)('says in %s what form it is and what is missing', (locale, title, missing) => {
    const read = readOf([touch('1'), touch('2')]);
    const svg = interfacePicture({ account: 'Steel & Sons', form: 'BUTTERFLY', read }, locale);
    expect(svg).toContain(title);
    expect(svg).toContain(missing);
    expect(svg).toContain(`lang="${locale}"`);
  });

  it('draws active pairs as bands and others as thin lines', () => {
    const read = readOf([touch('1'), touch('2'), touch('3', { theirFunction: 'QUALITY' })]);
    const svg = interfacePicture({ account: 'Acme', form: null, read }, 'en');
    expect(svg.match(/<path class="actual-fill"/g)).toHaveLength(1);
    // One of them explains the line.
    expect(svg.match(/class="line usual dashed"/g)).toHaveLength(2);
  });

  it('draws level who meets the own kind, sales and purchasing too, whoever else is there', () => {
    const pair = (theirFunction: BusinessFunction, ourFunction = theirFunction) =>
      ['1', '2'].map((id) => touch(`${id}${ourFunction}`, { ourFunction, theirFunction }));
    const kinds = (['PRODUCTION', 'RESEARCH_AND_DEVELOPMENT', 'SERVICE', 'LOGISTICS', 'MANAGEMENT'] as const).flatMap(
      (code) => pair(code),
    );
    const level = (svg: string): boolean[] =>
      [...svg.matchAll(/<path class="actual-fill" d="M\S+ (\S+?)L\S+ (\S+?)L/g)].map(
        ([, left, right]) => left === right,
      );
    const read = readOf([...kinds, ...pair('PURCHASING', 'SALES')]);
    expect(level(interfacePicture({ account: 'Acme', form: 'DIAMOND', read }, 'en'))).toEqual(Array(6).fill(true));
    const across = readOf([...kinds, ...pair('QUALITY', 'SALES')]);
    expect(
      level(interfacePicture({ account: 'Acme', form: 'DIAMOND', read: across }, 'en')).filter(Boolean),
    ).toHaveLength(5);
  });

  it('puts a rim around a joint team, so that it stands out from the bands', () => {
    const team = {
      id: 'team',
      on: '2026-05-01',
      subject: 'Tube',
      functions: ['QUALITY'],
      ourPeople: 2,
      theirPeople: 2,
    };
    const rims = (active: boolean): number => {
      const facts = { touches: [touch('1'), touch('2')], teams: jointTeams([{ ...team, active }]), proposals: [] };
      const svg = interfacePicture({ account: 'Acme', form: null, read: relationshipInterface(facts, TODAY) }, 'en');
      return svg.match(/<circle [^>]*class="ground"/g)?.length ?? 0;
    };
    expect([rims(true), rims(false)]).toEqual([1, 0]);
  });

  it('says so where nothing is logged', () => {
    const svg = interfacePicture({ account: 'Acme', form: 'DIAMOND', read: readOf([]) }, 'en');
    expect(svg).toContain('No contact is logged in this time.');
    expect(svg).toContain('Acme: diamond');
  });

  it('keeps everything inside of the picture, whoever meets whom', () => {
    const touches = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        ourFunction: fc.constantFrom(...BUSINESS_FUNCTIONS),
        theirFunction: fc.constantFrom(...BUSINESS_FUNCTIONS),
        theirTier: fc.constantFrom(...TIERS),
      }),
      { maxLength: 150, selector: ({ id }) => id },
    );
    const form = fc.constantFrom(...INTERFACE_FORMS, null);
    fc.assert(
      fc.property(touches, form, fc.constantFrom(...LOCALES), (entries, settled, locale) => {
        const read = readOf(entries.map(({ id, ...more }) => touch(id, more)));
        const numbers = numbersOf(interfacePicture({ account: 'A', form: settled, read }, locale));
        expect(numbers.every((value) => value >= 0 && value <= 720)).toBe(true);
      }),
    );
  });
});
