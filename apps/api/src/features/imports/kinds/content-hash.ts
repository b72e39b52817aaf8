import { hash } from 'node:crypto';

/** 128 bits of SHA-256 as the text of a uuid, of parts that cannot run into each other. */
export function hashOf(parts: readonly (string | null)[]): string {
  return hash('sha256', parts.join('\u001f'), 'hex').slice(0, 32);
}

/** As {@link hashOf}, led by a day, so that what is loaded by date lands side by side in an index. */
export function hashOfDay(day: string, parts: readonly (string | null)[]): string {
  return day.replaceAll('-', '') + hashOf(parts).slice(8);
}

/** As {@link hashOf}, led by a group (an order), so that its members land side by side in an index. */
export class GroupedHash {
  private group = '';
  private lead = hashOf(['']).slice(0, 12);

  of(group: string, member: string): string {
    if (group !== this.group) {
      this.group = group;
      this.lead = hashOf([group]).slice(0, 12);
    }
    return this.lead + hashOf([group, member]).slice(12);
  }
}
