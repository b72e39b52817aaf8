import { compile, sql, type Sql } from './tenant-sql.js';

/**
 * Something that was taken for granted and must still be so. It is confirmed once, before anything else of the request, in
 * the same transaction as the first thing that is done; where it does not hold, that fails with MR002.
 */
export class Confirmation {
  done = false;

  /**
   * @param name of the statement that confirms
   * @param condition what must hold, as SQL
   */
  constructor(
    private readonly name: string,
    readonly condition: Sql,
  ) {}

  /** A statement of its own that fails unless the condition holds. */
  statement(tenantId: string): { readonly name: string; readonly text: string; readonly values: readonly unknown[] } {
    return {
      name: this.name,
      ...compile(sql`select case when ${this.condition} then '' else caller_changed() end`, tenantId),
    };
  }
}
