import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ContextFactory } from '../../platform/context/context.factory.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { logger } from '../../platform/http/logger.js';
import { requestContextOf } from '../../platform/http/request-contexts.js';

/** How exact the time of last use is; one write per key in this time. */
const GRAIN_MS = 3_600_000;

/** Notes after each answer to an API key that the key was used. The answer never waits for it and never fails by it. */
@Injectable()
export class ApiKeyUsage implements OnModuleInit, BeforeApplicationShutdown {
  private readonly noted = new Map<string, number>();
  private readonly writing = new Set<Promise<void>>();

  constructor(
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onResponse', (request, _, done) => {
      const ctx = requestContextOf(request);
      if (ctx?.principal.kind === 'STAFF' && ctx.principal.apiKeyId !== null)
        this.note(ctx.tenantId, ctx.principal.apiKeyId, ctx.now());
      done();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.writing);
  }

  private note(tenantId: string, apiKeyId: string, at: Date): void {
    if (at.getTime() - (this.noted.get(apiKeyId) ?? 0) < GRAIN_MS) return;
    this.noted.set(apiKeyId, at.getTime());
    const write = this.write(tenantId, apiKeyId, at)
      .catch((error: unknown) => logger.warn({ err: error, apiKeyId }, 'the use of an API key was not noted'))
      .finally(() => this.writing.delete(write));
    this.writing.add(write);
  }

  private write(tenantId: string, apiKeyId: string, at: Date): Promise<void> {
    const before = new Date(at.getTime() - GRAIN_MS);
    return this.contexts.asSystem(tenantId, 'api-key-usage', (ctx) =>
      ctx.transaction(async () => {
        await ctx.unit.execute(tenantSql`
          update api_key set last_used_at = ${at} where tenant_id = ${TENANT} and id = ${apiKeyId}
            and (last_used_at is null or last_used_at < ${before})`);
      }),
    );
  }
}
