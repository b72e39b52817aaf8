import type { BusinessFunction, IsoDate, Tier } from '@mortise/domain';
import type { FoundPerson, FoundTouch } from './found-touch.js';

/** A member of the supplier's staff. */
export interface OurPerson {
  readonly staffId: string;
  readonly name: string;
  readonly businessFunction: BusinessFunction;
}

/** What somebody was at an account, from a day on and up to another. */
export interface ContactPlace {
  readonly contactId: string;
  readonly name: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly tier: Tier;
  readonly businessFunction: BusinessFunction | null;
}

/** What the books know of addresses. */
export interface AddressBook {
  /** Ours by address. */
  readonly ours: ReadonlyMap<string, OurPerson>;
  /** Ours by identifier; whoever the draft belongs to is among them. */
  readonly staff: ReadonlyMap<string, OurPerson>;
  /** What people with an address were at accounts, at any time. */
  readonly places: ReadonlyMap<string, readonly ContactPlace[]>;
  /** The same by the person. */
  readonly placesOf: ReadonlyMap<string, readonly ContactPlace[]>;
}

/** Who an address is, as somebody says it. */
export interface SaidPerson {
  readonly address: string;
  readonly contactId: string;
  readonly accountId: string | null;
  readonly businessFunction: BusinessFunction | null;
}

/** Whose side an address is on; UNKNOWN: nobody knows it. */
export const ADDRESS_SIDES = ['OURS', 'THEIRS', 'UNKNOWN'] as const;
export type AddressSide = (typeof ADDRESS_SIDES)[number];

export interface RecognisedPerson extends FoundPerson {
  readonly side: AddressSide;
  readonly staffId: string | null;
  /** What the person was at accounts on the day: one where it is clear. */
  readonly places: readonly ContactPlace[];
}

/** Most contacts between one of ours and one of theirs on one occasion; with more of them nobody has met anybody. */
export const MOST_TOUCHES_OF_DRAFT = 100;

/** What a draft lacks. All but UNKNOWN_ADDRESS and NOT_THERE_THAT_DAY have to be answered before it can be recorded. */
export const TOUCH_GAPS = [
  'UNKNOWN_ADDRESS',
  'NOT_THERE_THAT_DAY',
  'SEVERAL_PLACES',
  'FUNCTION_UNKNOWN',
  'NOBODY_OF_THEIRS',
  'TOO_MANY_PAIRS',
] as const;
export type TouchGapCode = (typeof TOUCH_GAPS)[number];
const PASSING: readonly TouchGapCode[] = ['UNKNOWN_ADDRESS', 'NOT_THERE_THAT_DAY'];

export interface TouchGap {
  readonly code: TouchGapCode;
  /** Whose it is; null: of the draft as a whole. */
  readonly address: string | null;
}

/** One contact between one of ours and one of theirs. */
export interface ProposedTouch {
  readonly accountId: string;
  readonly contactId: string;
  readonly ourPersonId: string;
  readonly ourFunction: BusinessFunction;
  readonly theirFunction: BusinessFunction;
  readonly theirTier: Tier;
}

export interface TouchProposal {
  readonly initiator: 'OURS' | 'THEIRS';
  readonly people: readonly RecognisedPerson[];
  readonly touches: readonly ProposedTouch[];
  readonly gaps: readonly TouchGap[];
  /** Whether nothing has to be said before it can be recorded. */
  readonly complete: boolean;
}

/**
 * What a message or an appointment would be recorded as. A message is a contact between whoever wrote it and each to whom it
 * went; an appointment between each of ours and each of theirs. Who wrote a message of theirs wrote to those of ours it was
 * addressed to, else to those it was copied to, else to whoever hands it in.
 *
 * @param ownerId who hands it in
 */
export function proposeTouches(
  draft: Pick<FoundTouch, 'kind' | 'on' | 'people'>,
  book: AddressBook,
  ownerId: string,
  said: readonly SaidPerson[] = [],
): TouchProposal {
  // Who forwards a message names in its header only whom it was forwarded to: the other side has to be said.
  const more = said.filter(({ address }) => !draft.people.some((person) => person.address === address));
  const named = [...draft.people, ...more.map(({ address }) => ({ address, name: null, part: 'TO' }) as const)];
  const people = named.map((person) => recognised(person, draft.on, book, said));
  const sender = people.find(({ part }) => part === 'FROM');
  const [initiator, ours, theirs] = sidesOf(draft.kind, people, sender);
  const staff = ours.flatMap(({ staffId }) => (staffId === null ? [] : [staffId]));
  const touches: ProposedTouch[] = [];
  const gaps: TouchGap[] = people.flatMap((person) => gapOf(person));
  const seen = new Set<string>();
  for (const person of theirs) {
    const [place, another] = person.places;
    // Two addresses of one person are one person.
    if (!place || another || seen.has(place.contactId)) continue;
    seen.add(place.contactId);
    const theirFunction =
      said.find(({ address }) => address === person.address)?.businessFunction ?? place.businessFunction;
    if (theirFunction === null) {
      gaps.push({ code: 'FUNCTION_UNKNOWN', address: person.address });
      continue;
    }
    const { accountId, contactId, tier: theirTier } = place;
    for (const ourPersonId of staff.length > 0 ? new Set(staff) : [ownerId]) {
      const ourFunction = book.staff.get(ourPersonId)?.businessFunction;
      if (ourFunction) touches.push({ accountId, contactId, ourPersonId, ourFunction, theirFunction, theirTier });
    }
  }
  if (theirs.every(({ places }) => places.length === 0)) gaps.push({ code: 'NOBODY_OF_THEIRS', address: null });
  if (touches.length > MOST_TOUCHES_OF_DRAFT) gaps.push({ code: 'TOO_MANY_PAIRS', address: null });
  touches.splice(MOST_TOUCHES_OF_DRAFT);
  return { initiator, people, touches, gaps, complete: gaps.every(({ code }) => PASSING.includes(code)) };
}

function recognised(
  person: FoundPerson,
  on: IsoDate,
  book: AddressBook,
  said: readonly SaidPerson[],
): RecognisedPerson {
  const told = said.find(({ address }) => address === person.address);
  const ours = told ? undefined : book.ours.get(person.address);
  if (ours) return { ...person, side: 'OURS', staffId: ours.staffId, places: [] };
  const known = told ? book.placesOf.get(told.contactId) : book.places.get(person.address);
  if (!known) return { ...person, side: 'UNKNOWN', staffId: null, places: [] };
  const places = known.filter(
    ({ validFrom, validTo, accountId }) =>
      validFrom <= on && (validTo === null || on <= validTo) && (told?.accountId ?? accountId) === accountId,
  );
  return { ...person, side: 'THEIRS', staffId: null, places };
}

function sidesOf(
  kind: FoundTouch['kind'],
  people: readonly RecognisedPerson[],
  sender: RecognisedPerson | undefined,
): readonly ['OURS' | 'THEIRS', readonly RecognisedPerson[], readonly RecognisedPerson[]] {
  const [ours, theirs] = (['OURS', 'THEIRS'] as const).map((asked) => people.filter(({ side }) => side === asked)) as [
    RecognisedPerson[],
    RecognisedPerson[],
  ];
  if (kind === 'APPOINTMENT') return [sender?.side === 'THEIRS' ? 'THEIRS' : 'OURS', ours, theirs];
  if (sender?.side === 'OURS') return ['OURS', [sender], theirs];
  const addressed = ours.filter(({ part }) => part === 'TO');
  return ['THEIRS', addressed.length > 0 ? addressed : ours, theirs.filter((person) => person === sender)];
}

function gapOf({ side, places, address }: RecognisedPerson): readonly TouchGap[] {
  if (side === 'UNKNOWN') return [{ code: 'UNKNOWN_ADDRESS', address }];
  if (side === 'OURS' || places.length === 1) return [];
  return [{ code: places.length === 0 ? 'NOT_THERE_THAT_DAY' : 'SEVERAL_PLACES', address }];
}
