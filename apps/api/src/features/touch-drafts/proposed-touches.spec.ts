import { describe, expect, it } from '@jest/globals';
import type { FoundPerson } from './found-touch.js';
import {
  type AddressBook,
  type ContactPlace,
  type OurPerson,
  proposeTouches,
  type SaidPerson,
} from './proposed-touches.js';

const WEI = { staffId: 'wei', name: 'Wei', businessFunction: 'SALES' } as const;
const TAO = { staffId: 'tao', name: 'Tao', businessFunction: 'QUALITY' } as const;
const place = (more: Partial<ContactPlace> = {}): ContactPlace => ({
  ...{ contactId: 'mei', name: 'Mei', accountId: 'mill', accountName: 'Mill', validFrom: '2026-01-01', validTo: null },
  ...{ tier: 'MIDDLE', businessFunction: 'PURCHASING', ...more },
});
const BOOK: AddressBook = {
  ours: new Map<string, OurPerson>([
    ['wei@us', WEI],
    ['tao@us', TAO],
  ]),
  staff: new Map<string, OurPerson>([
    ['wei', WEI],
    ['tao', TAO],
  ]),
  places: new Map([
    ['mei@mill', [place()]],
    ['li@mill', [place({ contactId: 'li', tier: 'TOP', businessFunction: null })]],
    [
      'he@mill',
      [place({ contactId: 'he', validFrom: '2026-12-01' }), place({ contactId: 'he', validTo: '2026-05-01' })],
    ],
    ['go@both', [place({ contactId: 'go' }), place({ contactId: 'go', accountId: 'yard' })]],
  ]),
  placesOf: new Map([
    ['mei', [place()]],
    ['go', [place({ contactId: 'go' }), place({ contactId: 'go', accountId: 'yard' })]],
  ]),
};
const people = (...named: readonly string[]): readonly FoundPerson[] =>
  named.map((one) => {
    const [part, address] = one.split(' ') as [FoundPerson['part'], string];
    return { part, address, name: null };
  });
const propose = (
  named: readonly string[],
  kind: 'MESSAGE' | 'APPOINTMENT' = 'MESSAGE',
  said: readonly SaidPerson[] = [],
) => {
  const proposal = proposeTouches({ kind, on: '2026-11-20', people: people(...named) }, BOOK, 'wei', said);
  const pairs = proposal.touches.map(
    ({ ourPersonId, contactId, accountId }) => `${ourPersonId} ${contactId} ${accountId}`,
  );
  return { ...proposal, pairs, gaps: proposal.gaps.map(({ code, address }) => `${code} ${address ?? ''}`.trim()) };
};
const told = (address: string, contactId: string, more: Partial<SaidPerson> = {}): SaidPerson => ({
  ...{ address, contactId, accountId: null, businessFunction: null, ...more },
});

describe(proposeTouches.name, () => {
  it('has both functions and the tier from the books', () => {
    expect(propose(['FROM wei@us', 'TO mei@mill'])).toMatchObject({
      ...{ initiator: 'OURS', complete: true, gaps: [] },
      touches: [
        {
          ...{ accountId: 'mill', contactId: 'mei', ourPersonId: 'wei' },
          ...{ ourFunction: 'SALES', theirFunction: 'PURCHASING', theirTier: 'MIDDLE' },
        },
      ],
    });
  });

  it.each([
    ['who wrote, to each it went to', ['FROM tao@us', 'TO mei@mill', 'TO wei@us', 'CC go@one'], ['tao mei mill']],
    ['whom they addressed', ['FROM mei@mill', 'TO tao@us', 'CC wei@us', 'TO li@mill'], ['tao mei mill']],
    [
      'whom they copied, where they addressed nobody of ours',
      ['FROM mei@mill', 'TO x@y', 'CC tao@us'],
      ['tao mei mill'],
    ],
    ['whoever hands it in, where ours are not named', ['FROM mei@mill', 'TO info@us'], ['wei mei mill']],
  ])('has a message between %s', (_, named, pairs) => {
    expect(propose(named).pairs).toEqual(pairs);
  });

  it('has an appointment between each of ours and each of theirs', () => {
    const named = ['FROM mei@mill', 'TO tao@us', 'TO wei@us', 'TO x@y'];
    expect(propose(named, 'APPOINTMENT')).toMatchObject({
      initiator: 'THEIRS',
      pairs: ['tao mei mill', 'wei mei mill'],
    });
    expect(propose(['FROM x@y', 'TO mei@mill'], 'APPOINTMENT')).toMatchObject({
      initiator: 'OURS',
      pairs: ['wei mei mill'],
    });
  });

  it.each([
    ['x@y', [], 'UNKNOWN_ADDRESS x@y', false],
    ['he@mill', [], 'NOT_THERE_THAT_DAY he@mill', false],
    ['go@both', [], 'SEVERAL_PLACES go@both', true],
    ['li@mill', [], 'FUNCTION_UNKNOWN li@mill', true],
    ['li@mill', [told('li@mill', 'nobody')], 'UNKNOWN_ADDRESS li@mill', false],
    ['go@both', [told('go@both', 'go', { accountId: 'elsewhere' })], 'NOT_THERE_THAT_DAY go@both', false],
  ])('says what is missing of %s', (address, said, gap, needed) => {
    const { gaps, complete, pairs } = propose(['FROM wei@us', `TO ${address}`, 'TO mei@mill'], 'MESSAGE', said);
    expect(gaps).toEqual([gap]);
    expect(complete).toBe(!needed);
    expect(pairs).toEqual(['wei mei mill']);
  });

  it('wants somebody of theirs', () => {
    expect(propose(['FROM wei@us', 'TO x@y'])).toMatchObject({
      ...{ complete: false, pairs: [], gaps: ['UNKNOWN_ADDRESS x@y', 'NOBODY_OF_THEIRS'] },
    });
    expect(propose(['FROM x@y', 'TO wei@us', 'TO mei@mill']).gaps).toContain('NOBODY_OF_THEIRS');
  });

  it.each([
    ['who it is', 'TO x@y', told('x@y', 'mei'), 'wei mei mill'],
    ['at which account', 'TO go@both', told('go@both', 'go', { accountId: 'yard' }), 'wei go yard'],
    ['who else', 'TO tao@us', told('of@forwarded', 'mei'), 'wei mei mill'],
    ['that it is none of ours', 'TO tao@us', told('tao@us', 'mei'), 'wei mei mill'],
  ])('takes it when told %s', (_, to, said, pair) => {
    expect(propose(['FROM wei@us', to], 'MESSAGE', [said])).toMatchObject({ complete: true, pairs: [pair], gaps: [] });
  });

  it('takes what somebody does when told, and one person with two addresses once', () => {
    const book = { ...BOOK, placesOf: new Map([['li', BOOK.places.get('li@mill') ?? []]]) };
    const draft = {
      kind: 'MESSAGE',
      on: '2026-11-20',
      people: people('FROM wei@us', 'TO li@mill', 'TO li@home'),
    } as const;
    const said = ['li@mill', 'li@home'].map((address) => told(address, 'li', { businessFunction: 'MANAGEMENT' }));
    expect(proposeTouches(draft, book, 'wei', said)).toMatchObject({
      complete: true,
      touches: [{ theirFunction: 'MANAGEMENT', theirTier: 'TOP' }],
    });
  });

  it('is no contact between so many at once', () => {
    const staff = new Map(Array.from({ length: 11 }, (_, i) => [`s${i}`, { ...WEI, staffId: `s${i}` }] as const));
    const theirs = new Map(Array.from({ length: 10 }, (_, i) => [`c${i}`, [place({ contactId: `c${i}` })]] as const));
    const book: AddressBook = { ours: staff, staff, places: theirs, placesOf: new Map() };
    const named = people(...[...staff.keys(), ...theirs.keys()].map((address) => `TO ${address}`));
    const { complete, touches, gaps } = proposeTouches(
      { kind: 'APPOINTMENT', on: '2026-11-20', people: named },
      book,
      's0',
    );
    expect([complete, touches.length, gaps]).toEqual([false, 100, [{ code: 'TOO_MANY_PAIRS', address: null }]]);
  });
});
