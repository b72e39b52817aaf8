import type { DomainError } from './domain-error.js';
import { sqlState } from './public-error.js';

/** SQLSTATE of a broken unique key. */
export const UNIQUE_VIOLATION = '23505';
/** SQLSTATE of a row that another row still refers to, or refers to nothing. */
export const FOREIGN_KEY_VIOLATION = '23503';

/** Waits for a statement and gives the one database error it may end in its name; the transaction is lost either way. */
export async function naming<T>(state: string, error: () => DomainError, statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (cause) {
    throw sqlState(cause) === state ? error() : cause;
  }
}
