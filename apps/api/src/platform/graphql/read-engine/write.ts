import type { TenantSql } from '../../database/tenant-sql.js';
import type { Read } from './read.js';

/**
 * What a mutation returns instead of running in a transaction of several statements: one statement that writes everything
 * (row, histories, announcement) and the read of the answer, both sent in the same round trip and transaction.
 */
export class Write<T> {
  declare readonly type: T;

  constructor(
    /** Gives one row of one column: JSON text. It must itself write nothing where `settle` will refuse. */
    readonly statement: TenantSql,
    /** Looks at what the statement gave. @throws DomainError when that means that nothing was written */
    readonly settle: (result: unknown) => void,
    /** What was written. */
    readonly read: Read<T>,
    /** Called once it is committed. */
    readonly committed: () => void,
  ) {}
}
