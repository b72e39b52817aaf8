import type { GraphqlClient } from './graphql-client.js';
import { until } from './until.js';

interface Job {
  readonly status: string;
  readonly percent: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Asks for an evaluation and waits until the job is done. @returns what the job says of itself */
export async function evaluate(
  client: GraphqlClient,
  accountIds?: readonly string[],
  asOf?: string,
  timeoutMs?: number,
): Promise<Job> {
  const { evaluateAccounts: id } = await client.data<{ evaluateAccounts: string }>(
    'mutation ($ids: [ID!], $asOf: Date) { evaluateAccounts(accountIds: $ids, asOf: $asOf) }',
    { ids: accountIds, asOf },
  );
  return until(async () => {
    const { job } = await client.data<{ job: Job | null }>(
      'query ($id: ID!) { job(id: $id) { status percent detail } }',
      { id },
    );
    return job && ['SUCCEEDED', 'FAILED'].includes(job.status) ? job : null;
  }, timeoutMs);
}
