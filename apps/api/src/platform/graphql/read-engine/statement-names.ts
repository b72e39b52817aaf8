/** Longest statement that is worth keeping prepared. */
const MAX_LENGTH = 32_768;

/**
 * Names for the statements that are worth keeping prepared. A text gets one when it comes a second time: a client that
 * makes up ever new documents fills neither this table nor PostgreSQL's memory with statements that never come back.
 */
export class StatementNames {
  private readonly names = new Map<string, string>();
  private seen = new Set<string>();
  private count = 0;

  /** @param max how many texts have a name at a time */
  constructor(private readonly max: number) {}

  /** The statement's name; empty for one that is parsed each time. */
  of(text: string): string {
    if (text.length > MAX_LENGTH) return '';
    const known = this.names.get(text);
    if (known !== undefined) return known;
    if (!this.seen.delete(text)) {
      if (this.seen.size >= this.max) this.seen = new Set();
      this.seen.add(text);
      return '';
    }
    const [oldest] = this.names.keys();
    if (this.names.size >= this.max && oldest !== undefined) this.names.delete(oldest);
    const name = `read_${++this.count}`;
    this.names.set(text, name);
    return name;
  }
}
