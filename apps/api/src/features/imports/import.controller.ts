import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { importKindOf, readImportOptions } from './import-options.js';
import type { ImportFile } from './import-file.js';
import { ImportRunService } from './import-run.service.js';
import { ImportMediaTypeUnsupported } from './import.errors.js';
import { ImportService } from './import.service.js';

/** What an import answers when its file has ended. */
interface ImportAnswer {
  readonly id: string;
  readonly status: 'SUCCEEDED';
  /** = rowsAdded + rowsUnchanged + rowsRejected */
  readonly rowsRead: number;
  readonly rowsAdded: number;
  readonly rowsUnchanged: number;
  readonly rowsRejected: number;
  readonly created: { readonly accounts: number; readonly products: number; readonly categories: number };
  /** Where the rejected rows can be downloaded. */
  readonly errorsUrl: string;
}

/** Takes files in as they arrive, and gives rejected rows out. */
@Controller('imports')
export class ImportController {
  constructor(
    @Inject(ImportRunService) private readonly runs: ImportRunService,
    @Inject(ImportService) private readonly imports: ImportService,
  ) {}

  @Post(':kind')
  @Allow('import.run')
  async run(
    @Ctx() ctx: RequestContext,
    @Param('kind') kind: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const options = readImportOptions(query);
      const { id, counts, created } = await this.runs.run(
        ctx,
        importKindOf(kind),
        options,
        fileOf(request, options.fileName ?? null),
      );
      const answer: ImportAnswer = {
        id,
        status: 'SUCCEEDED',
        rowsRead: counts.read,
        rowsAdded: counts.added,
        rowsUnchanged: counts.unchanged,
        rowsRejected: counts.rejected,
        created,
        errorsUrl: `/imports/${id}/errors.csv`,
      };
      await reply.send(answer);
    } catch (error) {
      // The answer may come before the file has ended; the rest of it is read and forgotten, else the sender never listens.
      void reply.header('connection', 'close');
      request.raw.resume();
      throw error;
    }
  }

  @Get(':id/errors.csv')
  @Allow('import.run')
  async errors(@Ctx() ctx: RequestContext, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.imports.get(ctx, id);
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="import-${found.id}-errors.csv"`);
    await reply.send(Readable.from(this.imports.errorsCsv(ctx, found.id)));
  }
}

/** @throws ImportMediaTypeUnsupported */
function fileOf(request: FastifyRequest, name: string | null): ImportFile {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!(request.body instanceof Readable) || !['identity', 'gzip'].includes(encoding))
    throw new ImportMediaTypeUnsupported();
  const length = Number(request.headers['content-length']);
  return {
    content: request.body,
    format: request.headers['content-type']?.includes('ndjson') ? 'NDJSON' : 'DELIMITED',
    gzip: encoding === 'gzip',
    totalBytes: Number.isSafeInteger(length) ? length : null,
    name,
  };
}
