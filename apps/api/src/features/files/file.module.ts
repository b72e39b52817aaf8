import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { sendError } from '../../platform/errors/http-error.filter.js';
import { FileLinks } from '../../platform/links/signed-links.js';
import { FileTypeNotAllowed } from '../../platform/files/file.errors.js';
import { IMAGE_TYPES, isImageType } from '../../platform/files/image-type.js';
import { LocalFileStore } from '../../platform/files/local-file-store.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { FileDownloadController } from './file-download.controller.js';
import { FileUploadController, mediaTypeOf } from './file-upload.controller.js';
import { FileService } from './file.service.js';

const ROUTE = '/portal/files';

@Module({
  controllers: [FileDownloadController, FileUploadController],
  providers: [
    FileService,
    {
      provide: LocalFileStore,
      inject: [CONFIG],
      useFactory: (config: Config) => new LocalFileStore(join(config.home, 'files')),
    },
    { provide: FileLinks, inject: [CONFIG], useFactory: (config: Config) => new FileLinks(config.secret) },
  ],
  exports: [FileService],
})
export class FileModule implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(FileService) private readonly files: FileService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('files.sweep', (ctx) => this.files.sweep(ctx));
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    // Pictures reach the route as streams, unread; everything else is refused before a parser sees it.
    fastify.addContentTypeParser([...IMAGE_TYPES], (request, body, done) => {
      if (request.routeOptions.url === ROUTE) done(null, body);
      else done(new FileTypeNotAllowed());
    });
    fastify.addHook('onRequest', async (request, reply) => {
      if (request.method !== 'POST' || request.routeOptions.url !== ROUTE || isImageType(mediaTypeOf(request))) return;
      sendError(request, reply, new FileTypeNotAllowed());
      return reply;
    });
  }
}
