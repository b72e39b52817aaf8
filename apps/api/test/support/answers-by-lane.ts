import type { TestApp } from '../start-test-app.js';

/** How many GraphQL answers were written by `hot`, `text`, `finished` or `executor` so far, as the metrics tell it. */
export async function answersBy(test: TestApp, lane: string): Promise<number> {
  const metrics = await (await fetch(`${test.url}/metrics`)).text();
  return Number(new RegExp(`mortise_graphql_answers_total\\{lane="${lane}"\\} (\\d+)`).exec(metrics)?.[1] ?? 0);
}
