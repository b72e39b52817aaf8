import type { IsoDate } from '@mortise/domain';
import { createHash } from 'node:crypto';

/** What a draft of a touch comes from. */
export const TOUCH_DRAFT_KINDS = ['MESSAGE', 'APPOINTMENT'] as const;
export type TouchDraftKind = (typeof TOUCH_DRAFT_KINDS)[number];

/** Through which a draft says that it went: codes of the ledger. */
export type FoundChannel = 'EMAIL' | 'VISIT' | 'VIDEO' | 'CALL';

/** Somebody whom a message or an appointment names. */
export interface FoundPerson {
  /** In small letters. */
  readonly address: string;
  readonly name: string | null;
  /** FROM: who wrote or invited; TO: addressed or invited; CC: copied. */
  readonly part: 'FROM' | 'TO' | 'CC';
}

/** What is read out of a message or an appointment; what was written in it is never read. */
export interface FoundTouch {
  /** What makes it the same again, see {@link keyOf}. */
  readonly key: string;
  readonly kind: TouchDraftKind;
  /** When it was; null of something that lasts whole days. */
  readonly at: Date | null;
  /** The day in the supplier's time zone. */
  readonly on: IsoDate;
  /** How long it lasted, 0–1440; null: unknown, or longer. */
  readonly minutes: number | null;
  readonly channel: FoundChannel;
  readonly subject: string | null;
  readonly people: readonly FoundPerson[];
}

/** Why a message or an appointment is no contact that could be recorded. */
export const PASSED_OVER = [
  'AUTOMATIC',
  'CANCELLED',
  'IN_FUTURE',
  'TOO_EARLY',
  'TIME_ZONE_UNKNOWN',
  'TOO_MANY_PEOPLE',
  'WITHOUT_PEOPLE',
  'BROKEN',
] as const;
export type PassedOver = (typeof PASSED_OVER)[number];

/** Most people of one message or appointment; more of them are no contact between people. */
export const MOST_PEOPLE = 100;
/** Nothing that a database, or a screen, would stumble over. */
const ADDRESS = /^[^\s\p{C}@<>"]+@[^\s\p{C}@<>"]+$/u;
const LONGEST_ADDRESS = 254;
const LONGEST_SUBJECT = 150;
/** The addresses that messages are copied to hold a secret, which is kept nowhere in clear. */
const OWN_ADDRESS = /mi[a-z2-7]{52}/;

/** People by address, each once, in the part that comes first; what is no address is left out. */
export function peopleOf(
  named: readonly { readonly address: string; readonly name: string | null; readonly part: FoundPerson['part'] }[],
): readonly FoundPerson[] {
  const people = new Map<string, FoundPerson>();
  for (const { address: written, name, part } of named) {
    const address = written.trim().toLowerCase();
    if (!ADDRESS.test(address) || address.length > LONGEST_ADDRESS || OWN_ADDRESS.test(address)) continue;
    if (!people.has(address)) people.set(address, { address, name: oneLine(name, 100), part });
  }
  return [...people.values()];
}

/** What makes a message or an appointment the same again, of whatever length and letters its identity is. */
export function keyOf(...identity: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
}

/** A subject as it may be kept: one line without control characters; null of an empty one. */
export function subjectOf(text: string | null | undefined): string | null {
  return oneLine(text, LONGEST_SUBJECT);
}

function oneLine(text: string | null | undefined, most: number): string | null {
  const line = (text ?? '')
    .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  // Cut where no character is cut in two.
  return line === ''
    ? null
    : line
        .slice(0, most)
        .replace(/[\ud800-\udbff]$/, '')
        .trim();
}
