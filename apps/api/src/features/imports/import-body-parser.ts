import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ImportMediaTypeUnsupported } from './import.errors.js';

const ROUTE = '/imports/:kind';
const TYPES = ['text/csv', 'application/x-ndjson', 'application/octet-stream'];

/** Hands bodies of imports over as streams of any length. Every other route goes on refusing such bodies. */
@Injectable()
export class ImportBodyParser implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance() as unknown as FastifyInstance;
    for (const type of TYPES) {
      if (fastify.hasContentTypeParser(type)) continue;
      fastify.addContentTypeParser(type, (request, payload, done) => {
        if (request.routeOptions.url === ROUTE) done(null, payload);
        else done(new ImportMediaTypeUnsupported());
      });
    }
  }
}
