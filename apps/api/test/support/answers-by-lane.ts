import { expect } from '@jest/globals';
import type { GraphqlClient } from '../graphql-client.js';
import type { TestApp } from '../start-test-app.js';

/** How many GraphQL answers were written by `hot`, `text`, `finished` or `executor` so far, as the metrics tell it. */
export async function answersBy(test: TestApp, lane: string): Promise<number> {
  const metrics = await (await fetch(`${test.url}/metrics`)).text();
  return Number(new RegExp(`mortise_graphql_answers_total\\{lane="${lane}"\\} (\\d+)`).exec(metrics)?.[1] ?? 0);
}

/** Sends it until it is answered without Apollo: then the document is known, and the caller too. */
export async function makeHot(
  test: TestApp,
  client: GraphqlClient,
  document: string,
  variables: () => Readonly<Record<string, unknown>> = () => ({}),
): Promise<void> {
  for (let time = 0; time < 2; time++) await client.data(document, variables());
  const hot = await answersBy(test, 'hot');
  await client.data(document, variables());
  expect(await answersBy(test, 'hot')).toBe(hot + 1);
}
