import { dateInZone, type ZoneOffset } from '@mortise/domain';
import PostalMime, { type Address } from 'postal-mime';
import {
  type FoundPerson,
  type FoundTouch,
  keyOf,
  MOST_PEOPLE,
  type PassedOver,
  peopleOf,
  subjectOf,
} from './found-touch.js';
import { TouchFileRefused, TouchFileTooLarge } from './touch-draft.errors.js';

const MOST_HEADER_BYTES = 256 * 1024;
const MOST_MEBIBYTES = 50;
const EARLIEST = Date.UTC(1990, 0);
/** Clocks of senders may be ahead. */
const AHEAD_MS = 24 * 3_600_000;

/**
 * The header of a message as it arrives. All behind it flows by unread and is forgotten, so that no body, no attachment and
 * nothing packed into one is ever held, stored or taken apart.
 *
 * @throws TouchFileRefused `MESSAGE_HEADER_TOO_LARGE`, `FILE_EMPTY` @throws TouchFileTooLarge
 */
export async function headerOf(content: AsyncIterable<Buffer>): Promise<Buffer> {
  let [head, whole, bytes] = [Buffer.alloc(0), false, 0];
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > MOST_MEBIBYTES * 1024 ** 2) throw new TouchFileTooLarge(MOST_MEBIBYTES);
    if (whole) continue;
    const before = head.length;
    head = Buffer.concat([head, piece]);
    const end = endOfHeader(head, before);
    whole = end !== undefined;
    if ((end ?? head.length) > MOST_HEADER_BYTES) throw new TouchFileRefused('MESSAGE_HEADER_TOO_LARGE');
    if (end !== undefined) head = Buffer.from(head.subarray(0, end));
  }
  if (bytes === 0) throw new TouchFileRefused('FILE_EMPTY');
  return head;
}

/**
 * What a message's header tells: who wrote to whom and when. Newsletters, replies of machines and the like are no contact.
 *
 * @throws TouchFileRefused `MESSAGE_BROKEN`
 */
export async function readMessage(
  header: Buffer,
  { now, zone }: { readonly now: Date; readonly zone: ZoneOffset },
): Promise<FoundTouch | PassedOver> {
  const message = await PostalMime.parse(header, { maxHeadersSize: MOST_HEADER_BYTES }).catch(() => {
    throw new TouchFileRefused('MESSAGE_BROKEN');
  });
  const at = new Date(message.date ?? '');
  const from = listed(message.from ? [message.from] : [], 'FROM');
  if (from.length === 0 || !(at.getTime() >= EARLIEST)) throw new TouchFileRefused('MESSAGE_BROKEN');
  if (at.getTime() > now.getTime() + AHEAD_MS) return 'IN_FUTURE';
  const headers = new Map(message.headers.map(({ key, value }) => [key, value.trim().toLowerCase()]));
  if (isAutomatic(headers)) return 'AUTOMATIC';
  const people = peopleOf([...from.slice(0, 1), ...listed(message.to, 'TO'), ...listed(message.cc, 'CC')]);
  if (people.length > MOST_PEOPLE) return 'TOO_MANY_PEOPLE';
  if (people[0]?.part !== 'FROM') throw new TouchFileRefused('MESSAGE_BROKEN');
  const sentAt = at > now ? now : at;
  return {
    // Who sends no identity is known by what the header says.
    key: keyOf(message.messageId?.trim() || header.toString('latin1')),
    ...{ kind: 'MESSAGE', at: sentAt, on: dateInZone(sentAt.toISOString(), zone), minutes: null, channel: 'EMAIL' },
    ...{ subject: subjectOf(message.subject), people },
  };
}

/** Where the first empty line ends; looks again a little before what has come last. */
function endOfHeader(head: Buffer, before: number): number | undefined {
  const from = Math.max(0, before - 3);
  const ends = ['\n\n', '\n\r\n'].flatMap((empty) => {
    const at = head.indexOf(empty, from);
    return at < 0 ? [] : [at + empty.length];
  });
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function listed(addresses: readonly Address[] | undefined, part: FoundPerson['part']) {
  return (addresses ?? [])
    .flatMap((one) => (one.group === undefined ? [one] : one.group))
    .map(({ address, name }) => ({ address, name, part }));
}

function isAutomatic(headers: ReadonlyMap<string, string>): boolean {
  const submitted = headers.get('auto-submitted') ?? 'no';
  return (
    !submitted.startsWith('no') ||
    ['bulk', 'list', 'junk'].includes(headers.get('precedence') ?? '') ||
    headers.has('list-id') ||
    headers.has('list-unsubscribe')
  );
}
