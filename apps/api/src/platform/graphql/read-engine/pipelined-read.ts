import type { Connection, Submittable } from 'pg';
import { serialize } from 'pg-protocol';
import type { Statement } from '../../database/tenant-sql.js';

const EXECUTE = serialize.execute();
const SYNC = serialize.sync();

/** Statements of one round trip: everything between two synchronisation points is one transaction. */
export interface PreparedStatement extends Statement {
  /** Name under which the connection keeps the parsed and planned statement; none: parsed each time. */
  readonly name: string;
}

/** What a connection has prepared under which name; names of a failed round trip are uncertain and closed first. */
interface Prepared {
  readonly known: Set<string>;
  readonly uncertain: Set<string>;
}

const prepared = new WeakMap<object, Prepared>();

/** How many named statements a connection holds. */
export function preparedCount(connection: object): number {
  const state = prepared.get(connection);
  // What failed may be there all the same.
  return (state?.known.size ?? 0) + (state?.uncertain.size ?? 0);
}

/**
 * Sends several statements at once and waits once. The rows' first column is all that is kept, as text and unparsed.
 * Written for `client.query(…)` of node-postgres, which drives whatever has these methods.
 */
export class PipelinedRead implements Submittable {
  private readonly rows: (string | null)[][] = [];
  private index = 0;
  private readonly parsing: string[] = [];

  constructor(
    private readonly statements: readonly PreparedStatement[],
    private readonly mapValue: (value: unknown) => unknown,
    private readonly done: (error: Error | null, rows: readonly (readonly (string | null)[])[]) => void,
  ) {
    this.rows = statements.map(() => []);
  }

  /** Gives an error back instead of throwing it: node-postgres may call this from an event of the socket. */
  submit(connection: Connection): Error | null {
    try {
      connection.stream.write(this.messages(connection));
      return null;
    } catch (error) {
      return error as Error;
    }
  }

  private messages(connection: Connection): Buffer {
    const { known, uncertain } = stateOf(connection);
    const messages: Buffer[] = [];
    for (const { name, text, values } of this.statements) {
      if (uncertain.delete(name)) messages.push(serialize.close({ type: 'S', name }));
      if (!known.has(name) && !this.parsing.includes(name)) {
        messages.push(serialize.parse({ name, text }));
        if (name !== '') this.parsing.push(name);
      }
      messages.push(serialize.bind({ statement: name, values: [...values], valueMapper: this.mapValue }), EXECUTE);
    }
    messages.push(SYNC);
    // One buffer: the system call is the dearest part of a short statement.
    return Buffer.concat(messages);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    this.rows[this.index]?.push(fields[0] ?? null);
  }

  handleCommandComplete(): void {
    this.index++;
  }

  handleReadyForQuery(connection: Connection): void {
    const { known } = stateOf(connection);
    for (const name of this.parsing) known.add(name);
    this.done(null, this.rows);
  }

  handleError(error: Error, connection?: Connection): void {
    if (connection) for (const name of this.parsing) stateOf(connection).uncertain.add(name);
    this.done(error, []);
  }

  handleRowDescription(): void {
    // Nobody asked for one: the single column is text.
  }

  handleEmptyQuery(): void {
    this.index++;
  }

  handlePortalSuspended(): void {
    // Rows are never asked for in portions.
  }

  handleCopyInResponse(): void {
    // No statement copies.
  }

  handleCopyData(): void {
    // No statement copies.
  }
}

function stateOf(connection: object): Prepared {
  let state = prepared.get(connection);
  if (!state) prepared.set(connection, (state = { known: new Set(), uncertain: new Set() }));
  return state;
}
