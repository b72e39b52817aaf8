import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { TouchMediaTypeUnsupported } from './touch-draft.errors.js';
import { TOUCH_FILE_TYPES } from './touch-file.service.js';

const ROUTES = ['/touches/files', '/inbound/email/:token'];

/** Hands messages and calendars over as streams. Every other route goes on refusing such bodies. */
@Injectable()
export class TouchBodyParser implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance() as unknown as FastifyInstance;
    fastify.addContentTypeParser([...TOUCH_FILE_TYPES], (request, payload, done) => {
      if (ROUTES.includes(request.routeOptions.url ?? '')) done(null, payload);
      else done(new TouchMediaTypeUnsupported());
    });
  }
}
