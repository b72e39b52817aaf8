import { Counter } from 'prom-client';
import { registry } from '../../http/metrics.controller.js';

/**
 * Who answered: the statement's text (of a document known before, or through Apollo), the executor from what resolvers had
 * given, or the executor alone.
 */
type Lane = 'hot' | 'text' | 'finished' | 'executor';

const answers = new Counter({
  name: 'mortise_graphql_answers_total',
  help: 'GraphQL answers by who wrote them: PostgreSQL (hot, text), or the executor (finished after a fallback, executor).',
  labelNames: ['lane'] as const,
  registers: [registry],
});

export function countAnswer(lane: Lane): void {
  answers.inc({ lane });
}
