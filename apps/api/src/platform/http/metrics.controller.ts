import { Controller, Get, Header } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { Allow } from '../auth/allow.decorator.js';

/** Everything that is measured about this process. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'mortise_' });

const requestSeconds = new Histogram({
  name: 'mortise_http_request_duration_seconds',
  help: 'Time from the first byte of a request to the last of its answer.',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

/** Measures every request under its route's pattern, so that ids in paths do not multiply the series. */
export function registerMetrics(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    requestSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
}

/** Metrics in the Prometheus text format. */
@Controller('metrics')
export class MetricsController {
  @Get()
  @Allow('public')
  @Header('content-type', registry.contentType)
  metrics(): Promise<string> {
    return registry.metrics();
  }
}
