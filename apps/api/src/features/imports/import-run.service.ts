import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type ImportActor, ImportDatabase } from '../../platform/database/import-database.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { toPublicError } from '../../platform/errors/public-error.js';
import { logger } from '../../platform/http/logger.js';
import { PolicyService } from '../policies/policy.service.js';
import { createImportKind } from './kinds/index.js';
import type { Created, ImportKindName } from './import-kind.js';
import type { ImportOptions } from './import-options.js';
import { ImportBatches } from './import-batches.js';
import { contentOf, failureOf, type ImportFile, recordReaderOf } from './import-file.js';
import { rowFormatOf } from './import-plan.js';
import { ImportTurns } from './import-turns.js';
import { ImportRun } from './import-run.js';
import { ImportRefused } from './import.errors.js';
import { type Counts, ImportRecord, LOST_AFTER_SECONDS } from './import.record.js';
import { resolveColumns } from './reading/columns.js';
import { TextDecoding } from './reading/decode-text.js';
import type { FileRecord } from './reading/file-records.js';

/** What came of an import. */
export interface ImportReport {
  readonly id: string;
  readonly counts: Counts;
  readonly created: Created;
}

/** Runs imports while their files arrive. Not one transaction: each batch is one, so that a file of any size goes in. */
@Injectable()
export class ImportRunService {
  constructor(
    @Inject(ImportDatabase) private readonly database: ImportDatabase,
    @Inject(ImportRecord) private readonly record: ImportRecord,
    @Inject(ImportTurns) private readonly turns: ImportTurns,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /**
   * @throws ImportRefused before anything is stored, when options or header do not fit
   * @throws DomainError with the import's id among its reasons, when it fails on the way
   */
  async run(
    ctx: RequestContext,
    kindName: ImportKindName,
    options: ImportOptions,
    file: ImportFile,
  ): Promise<ImportReport> {
    const currency = await this.currency(ctx, options);
    const { document: policy } = await this.policies.current(ctx);
    // The file may take hours: the request's connection goes back now.
    await ctx.unit.refresh();
    const actor: ImportActor = {
      tenantId: ctx.tenantId,
      principal: ctx.principal,
      locale: ctx.locale,
      requestId: ctx.requestId,
    };
    const kind = createImportKind(kindName);
    const correct = options.onChange === 'correct';
    if (correct && !kind.corrects) throw onChangeUnknown(kindName);
    const reader = recordReaderOf(file, options, Object.keys(kind.fields));
    const decoder = new TextDecoding();
    const progress = { bytes: 0 };
    const importId = uuidv7();
    let run: ImportRun | undefined;
    let heart: NodeJS.Timeout | undefined;

    const begin = async (head: readonly FileRecord[]): Promise<ImportRun | undefined> => {
      const [header, ...rest] = head;
      if (!header) return undefined;
      if (header.broken)
        throw new ImportRefused('HEADER_BROKEN', 'The first line, which should name the columns, cannot be read.');
      const plan = {
        importId,
        actor,
        kind,
        columns: resolveColumns(kind.fields, header.cells, options.map, options.set),
        format: rowFormatOf(options, currency, ctx.now()),
        createMissing: options.createMissing,
        correct,
        policy,
      };
      const begun = new ImportRun(new ImportBatches(this.database, this.record, this.turns, plan), plan);
      await this.begin(actor, begun, kindName, file, options, importId);
      heart = setInterval(() => void this.giveSign(actor, importId), (LOST_AFTER_SECONDS * 1_000) / 3);
      rest.forEach(begun.take);
      return begun;
    };
    const read = async (work: (each: (record: FileRecord) => void) => void): Promise<void> => {
      if (run) {
        run.bytes = progress.bytes;
        work(run.take);
      } else {
        const head: FileRecord[] = [];
        work(({ row, cells, broken }) => head.push({ row, cells: [...cells], broken }));
        run = await begin(head);
      }
      await run?.ready();
    };

    try {
      for await (const bytes of contentOf(file, progress))
        await read((each) => reader.write(decoder.write(bytes), each));
      await read((each) => {
        reader.write(decoder.end(), each);
        reader.end(each);
      });
      if (!run) throw new ImportRefused('FILE_EMPTY', 'The file has no header line.');
      run.bytes = progress.bytes;
      await run.end();
      await this.finish(actor, run, importId);
      return { id: importId, counts: run.counts, created: run.created };
    } catch (error) {
      const reason = failureOf(error, file);
      if (!run) throw reason;
      await this.fail(actor, run, importId, reason);
      throw reason instanceof DomainError ? withImportId(reason, importId) : reason;
    } finally {
      clearInterval(heart);
    }
  }

  private async currency(ctx: RequestContext, options: ImportOptions): Promise<string> {
    const tenant = await ctx.unit.first<{ currency: string }>(
      tenantSql`select currency from tenant where id = ${TENANT}`,
    );
    const currency = tenant?.currency ?? 'EUR';
    if (options.currency !== undefined && options.currency !== currency) {
      throw new ImportRefused(
        'CURRENCY_NOT_SUPPORTED',
        `Amounts must be in ${currency}, the currency of this supplier.`,
      );
    }
    return currency;
  }

  private async begin(
    actor: ImportActor,
    run: ImportRun,
    kind: ImportKindName,
    file: ImportFile,
    options: ImportOptions,
    id: string,
  ): Promise<void> {
    const { map, set, ...rest } = options;
    await this.database.transaction(actor, async (session) => {
      await this.record.begin(session.ctx, {
        id,
        kind,
        fileName: file.name,
        totalBytes: file.totalBytes,
        options: { ...rest, map: Object.fromEntries(map), set: Object.fromEntries(set) },
      });
      await run.batches.staging.create(session);
    });
  }

  private async finish(actor: ImportActor, run: ImportRun, id: string): Promise<void> {
    await this.database.transaction(actor, async (session) => {
      await run.batches.staging.drop(session);
      await this.record.succeed(session.ctx, id, run.bytes);
    });
  }

  private async fail(actor: ImportActor, run: ImportRun, id: string, reason: unknown): Promise<void> {
    await run.settled();
    await this.database
      .transaction(actor, async (session) => {
        await run.batches.staging.drop(session);
        await this.record.fail(session.ctx, id, toPublicError(reason));
      })
      // Without a database nothing can be marked; once it is back, the sweep sees that the import runs no more.
      .catch((error: unknown) => logger.error({ err: error, importId: id }, 'import could not be marked as failed'));
  }

  private async giveSign(actor: ImportActor, id: string): Promise<void> {
    await this.database
      .transaction(actor, ({ ctx }) => this.record.giveSign(ctx, id))
      .catch((error: unknown) => logger.warn({ err: error, importId: id }, 'import'));
  }
}

function onChangeUnknown(kind: ImportKindName): ImportRefused {
  const message = `onChange=correct: ${kind} only ever add.`;
  return new ImportRefused('IMPORT_OPTION_INVALID', message, [
    { path: ['onChange'], code: 'NOT_CORRECTABLE', message },
  ]);
}

function withImportId(error: DomainError, importId: string): DomainError {
  return new DomainError(error.kind, error.code, error.message, [
    ...error.reasons,
    { code: 'IMPORT_FAILED', importId },
  ]);
}
