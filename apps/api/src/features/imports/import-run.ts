import { BatchBuffer } from './batch-buffer.js';
import type { ImportBatches, Staged } from './import-batches.js';
import type { Created } from './import-kind.js';
import type { ImportPlan } from './import-plan.js';
import { SLOTS } from './import-staging.js';
import type { Counts } from './import.record.js';
import type { FileRecord } from './reading/file-records.js';
import { Row } from './reading/row.js';

/** Rows are copied in pieces: so much of a file is held in memory at most, twice. */
const PIECE_ROWS = 8_000;
const PIECE_BYTES = 2 * 1024 * 1024;
/** Fewer are not merged while more come quickly: each merge costs something before its first row. */
const LEAST_ROWS = 32_000;
/** A slow file is committed and shown at least so often. */
const BATCH_MILLISECONDS = 1_000;
const SHOWN = 200;
const NOTHING: readonly [] = [];

/**
 * One file on its way into the facts: while PostgreSQL merges a batch, the pieces of the next one are copied in and the piece
 * after these is read. A batch is what has come during the merge before it, so that batches grow until reading waits for
 * merging, and the sender for both: two pieces are all that is ever held in memory.
 */
export class ImportRun {
  readonly counts: Counts = { read: 0, added: 0, unchanged: 0, rejected: 0 };
  readonly created: Created = { accounts: 0, products: 0, categories: 0 };
  bytes = 0;
  private readonly row: Row<string>;
  private filling = new BatchBuffer();
  private spare = new BatchBuffer();
  /** The batch that comes together in its slot. */
  private batch: Staged = emptyIn(0);
  private copying: Promise<void> = Promise.resolve();
  private merging: Promise<void> = Promise.resolve();
  private underWay = false;
  private mergedAt = Date.now();

  constructor(
    readonly batches: ImportBatches,
    private readonly plan: ImportPlan,
  ) {
    this.row = new Row(plan.columns, plan.format);
  }

  /** Takes a record in. Bound, so that a reader can hand records over one by one: kept in lists, they would grow old. */
  readonly take = ({ row: rowNumber, cells, broken }: FileRecord): void => {
    const { columns, kind } = this.plan;
    if (broken) {
      const { code, value } = broken;
      this.filling.reject(rowNumber, [{ column: null, code, value, message: BROKEN[code] }]);
    } else if (cells.length !== columns.count && !onlyEmptyCellsBeyond(cells, columns.count)) {
      const message = `Has ${cells.length} cells where the header has ${columns.count}.`;
      const value = cells.join(' | ').slice(0, SHOWN);
      this.filling.reject(rowNumber, [{ column: null, code: 'COLUMN_COUNT', value, message }]);
    } else {
      this.row.take(cells);
      const values = kind.read(this.row);
      if (this.row.problems.length > 0) this.filling.reject(rowNumber, this.row.problems);
      else {
        this.filling.add(rowNumber, values);
        for (const told of kind.references?.() ?? NOTHING) this.filling.refer(rowNumber, told);
      }
    }
  };

  /** Resolves when more may come: at once, or when there is room again. Call it after each piece of the file. */
  async ready(): Promise<void> {
    const { read, bytes } = this.filling;
    const { whole = false, batchRows = LEAST_ROWS } = this.plan.kind;
    const late = !whole && !this.underWay && Date.now() - this.mergedAt > BATCH_MILLISECONDS;
    // Batches end where pieces end: what a batch refers to is told in its own pieces.
    if (read < PIECE_ROWS && bytes < PIECE_BYTES && !(late && read > 0)) return;
    await this.stage();
    const waiting = this.batch.rowCount + this.batch.rejectedCount;
    if (!whole && (late || waiting >= batchRows || (!this.underWay && waiting >= LEAST_ROWS))) await this.merge();
  }

  /** Merges what is left and waits for all of it. */
  async end(): Promise<void> {
    if (this.filling.read > 0) await this.stage();
    await this.merge();
    await this.merging;
  }

  /** Waits until nothing is under way any more, whatever became of it. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.copying, this.merging]);
  }

  /** Sends a piece off when the one before it has been copied. Anything that failed before is thrown here, and stops the import. */
  private async stage(): Promise<void> {
    await this.copying;
    const { filling: piece, spare, batch } = this;
    spare.clear();
    this.filling = spare;
    this.spare = piece;
    const behind = batch.rowCount + batch.rejectedCount > 0;
    this.batch = {
      ...batch,
      rowCount: batch.rowCount + piece.rowCount,
      rejectedCount: batch.rejectedCount + piece.rejectedCount,
    };
    this.copying = toldLater(this.batches.stage(piece, batch.slot, behind));
  }

  /** Merges the batch when the one before it has been merged, whose slot takes the next. */
  private async merge(): Promise<void> {
    await this.merging;
    const { copying, bytes } = this;
    const batch = { ...this.batch, keys: this.plan.kind.endBatch?.() };
    this.batch = emptyIn((batch.slot + 1) % SLOTS);
    this.merging = toldLater(this.mergeBehind(copying, batch, bytes));
  }

  private async mergeBehind(copied: Promise<void>, batch: Staged, bytes: number): Promise<void> {
    this.underWay = true;
    try {
      await copied;
      const { counts, created } = await this.batches.merge(batch, bytes);
      for (const key of ['read', 'added', 'unchanged', 'rejected'] as const) this.counts[key] += counts[key];
      for (const key of ['accounts', 'products', 'categories'] as const) this.created[key] += created[key];
    } finally {
      this.underWay = false;
      this.mergedAt = Date.now();
    }
  }
}

function emptyIn(slot: number): Staged {
  return { slot, rowCount: 0, rejectedCount: 0, keys: undefined };
}

/** Told to whoever waits for it next; until then a failure must not count as unhandled. */
function toldLater(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

const BROKEN = {
  QUOTE_BROKEN: 'A quote is not closed, or something stands behind a closed one.',
  ROW_TOO_LONG: 'Longer than 1 Mi characters.',
  NOT_AN_OBJECT: 'Not a JSON object.',
} as const;

function onlyEmptyCellsBeyond(cells: readonly string[], count: number): boolean {
  return cells.length > count && cells.slice(count).every((cell) => cell === '');
}
