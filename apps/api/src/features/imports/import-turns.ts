import { Injectable } from '@nestjs/common';

/**
 * Whose turn it is to change a tenant's facts, in this process. The database lets one in at a time anyway; but whoever
 * waits there holds a connection, and a few imports of one supplier would have all of them.
 */
@Injectable()
export class ImportTurns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs `work` when everything of this tenant that came before has ended, whatever became of it. */
  async take<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(tenantId) ?? Promise.resolve();
    const turn = before.then(work);
    const over = turn.catch(() => undefined);
    this.last.set(tenantId, over);
    try {
      return await turn;
    } finally {
      if (this.last.get(tenantId) === over) this.last.delete(tenantId);
    }
  }
}
