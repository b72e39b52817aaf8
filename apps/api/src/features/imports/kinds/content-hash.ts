import { hash } from 'node:crypto';

/** 128 bits of SHA-256 as the text of a uuid, of parts that cannot run into each other. */
export function hashOf(parts: readonly (string | null)[]): string {
  return hash('sha256', parts.join('\u001f'), 'hex').slice(0, 32);
}

/** As {@link hashOf}, led by a day, so that what is loaded by date lands side by side in an index. */
export function hashOfDay(day: string, parts: readonly (string | null)[]): string {
  return day.replaceAll('-', '') + hashOf(parts).slice(8);
}

/** Within which all keys of a batch lie, none of them twice: two uuids as text. */
export interface KeyRange {
  readonly first: string;
  readonly last: string;
}

/** Most lines of most orders have a number like this, which is a key's last eight digits. */
const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,8})$/;

/**
 * As {@link hashOf}, led by the last nine digits of a group's number (an order's), so that what is numbered one after the
 * other lands side by side in an index: with millions of rows that is what decides how fast they go in. And it notices when
 * a batch is in the order of its groups, as most files are: then no key can stand in it twice.
 */
export class GroupedHash {
  private group: string | undefined;
  private lead = '';
  /** The lead and a hash of the group, where the member's number follows. */
  private stem = '';
  private readonly members = new Set<string>();
  private first: string | undefined;
  private ordered = true;

  of(group: string, member: string): string {
    if (group !== this.group) {
      this.group = group;
      const digits = group.replaceAll(/\D/g, '').slice(-9);
      const hashed = hashOf([group]);
      const lead = digits === '' ? hashed.slice(0, 8) : Number(digits).toString(16).padStart(8, '0');
      if (this.first === undefined) this.first = lead;
      else if (lead <= this.lead) this.ordered = false;
      this.lead = lead;
      this.stem = lead + hashed.slice(8, 24);
      this.members.clear();
    }
    if (this.ordered) {
      const before = this.members.size;
      if (this.members.add(member).size === before) this.ordered = false;
    }
    if (PLAIN_NUMBER.test(member)) return this.stem + Number(member).toString(16).padStart(8, '0');
    return this.lead + hashOf([group, member]).slice(8);
  }

  /** Another batch begins. @returns the one's before, where its groups and their members came in order */
  endBatch(): KeyRange | undefined {
    const { first, lead, ordered } = this;
    this.group = this.first = undefined;
    this.ordered = true;
    this.members.clear();
    return ordered && first !== undefined ? { first: first.padEnd(32, '0'), last: lead.padEnd(32, 'f') } : undefined;
  }
}
