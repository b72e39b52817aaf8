import { hash } from 'node:crypto';

/** 128 bits of SHA-256 as the text of a uuid, of parts that cannot run into each other. */
export function hashOf(parts: readonly (string | null)[]): string {
  return hash('sha256', parts.join('\u001f'), 'hex').slice(0, 32);
}

/** As {@link hashOf}, led by a day, so that what is loaded by date lands side by side in an index. */
export function hashOfDay(day: string, parts: readonly (string | null)[]): string {
  return day.replaceAll('-', '') + hashOf(parts).slice(8);
}

/**
 * As {@link hashOf}, led by the last nine digits of a group's number (an order's), so that what is numbered one after the
 * other lands side by side in an index: with millions of rows that is what decides how fast they go in.
 */
export class GroupedHash {
  private group: string | undefined;
  private lead = '';

  of(group: string, member: string): string {
    if (group !== this.group) {
      this.group = group;
      const digits = group.replaceAll(/\D/g, '').slice(-9);
      this.lead = digits === '' ? hashOf([group]).slice(0, 8) : Number(digits).toString(16).padStart(8, '0');
    }
    return this.lead + hashOf([group, member]).slice(8);
  }
}
