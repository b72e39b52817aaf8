import { BatchBuffer } from './batch-buffer.js';
import { ImportBatches } from './import-batches.js';
import type { Created } from './import-kind.js';
import type { ImportPlan } from './import-plan.js';
import { SLOTS } from './import-staging.js';
import type { Counts } from './import.record.js';
import type { FileRecord } from './reading/file-records.js';
import { Row } from './reading/row.js';

const BATCH_ROWS = 32_000;
const BATCH_BYTES = 16 * 1024 * 1024;
/** A slow file is committed and shown at least so often. */
const BATCH_MILLISECONDS = 1_000;
const SHOWN = 200;

/**
 * One file on its way into the facts: while PostgreSQL merges a batch, the next one is copied in and the one after that is
 * read. Then reading waits, and the sender with it: two batches are all that is ever held in memory.
 */
export class ImportRun {
  readonly counts: Counts = { read: 0, added: 0, unchanged: 0, rejected: 0 };
  readonly created: Created = { accounts: 0, products: 0, categories: 0 };
  bytes = 0;
  private readonly row: Row<string>;
  private filling = new BatchBuffer();
  private spare = new BatchBuffer();
  private batchNumber = 0;
  /** Rows of earlier batches that wait in the slot for the end of the file. */
  private readonly waiting = { rowCount: 0, rejectedCount: 0 };
  private copying: Promise<void> = Promise.resolve();
  private readonly merges: Promise<void>[] = Array.from({ length: SLOTS }, () => Promise.resolve());
  private merging: Promise<void> = Promise.resolve();
  private underWay = 0;
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
      else this.filling.add(rowNumber, values);
    }
  };

  /** Resolves when more may come: at once, or when there is room again. Call it after each piece of the file. */
  async ready(): Promise<void> {
    const { read, bytes } = this.filling;
    const late = this.underWay === 0 && read > 0 && Date.now() - this.mergedAt > BATCH_MILLISECONDS;
    if (late || read >= BATCH_ROWS || bytes >= BATCH_BYTES) await this.send(false);
  }

  /** Merges what is left and waits for all of it. */
  async end(): Promise<void> {
    await this.send(true);
    await this.merging;
  }

  /** Waits until nothing is under way any more, whatever became of it. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.copying, this.merging]);
  }

  /** Sends the batch off when the spare buffer is free. Anything that failed before is thrown here, and stops the import. */
  private async send(last: boolean): Promise<void> {
    await this.copying;
    const { filling: batch, spare } = this;
    spare.clear();
    this.filling = spare;
    this.spare = batch;
    const { whole = false } = this.plan.kind;
    const number = this.batchNumber++;
    const slot = whole ? 0 : number % SLOTS;
    const staged = {
      slot,
      rowCount: this.waiting.rowCount + batch.rowCount,
      rejectedCount: this.waiting.rejectedCount + batch.rejectedCount,
    };
    const { bytes } = this;
    this.copying = (this.merges[slot] as Promise<void>).then(() =>
      this.batches.stage(batch, slot, whole && number > 0),
    );
    if (whole && !last) Object.assign(this.waiting, staged);
    else this.merges[slot] = this.merging = this.mergeBehind(this.merging, this.copying, staged, last, bytes);
    // Told to whoever waits next; until then a failure must not count as unhandled.
    for (const each of [this.copying, this.merging]) each.catch(() => undefined);
  }

  private async mergeBehind(
    before: Promise<void>,
    copied: Promise<void>,
    staged: Parameters<ImportBatches['merge']>[0],
    last: boolean,
    bytes: number,
  ): Promise<void> {
    this.underWay++;
    try {
      await Promise.all([before, copied]);
      const { counts, created } = await this.batches.merge(staged, last, bytes);
      for (const key of ['read', 'added', 'unchanged', 'rejected'] as const) this.counts[key] += counts[key];
      for (const key of ['accounts', 'products', 'categories'] as const) this.created[key] += created[key];
    } finally {
      this.underWay--;
      this.mergedAt = Date.now();
    }
  }
}

const BROKEN = {
  QUOTE_BROKEN: 'A quote is not closed, or something stands behind a closed one.',
  ROW_TOO_LONG: 'Longer than 1 Mi characters.',
  NOT_AN_OBJECT: 'Not a JSON object.',
} as const;

function onlyEmptyCellsBeyond(cells: readonly string[], count: number): boolean {
  return cells.length > count && cells.slice(count).every((cell) => cell === '');
}
