import pg from 'pg';

type Query = (...args: unknown[]) => unknown;

/** How many statements the application sends while something is done; everything that goes on at the time counts. */
export async function countStatements<T>(
  work: () => Promise<T>,
): Promise<{ readonly answer: T; readonly sent: number }> {
  const client = pg.Client.prototype as unknown as { query: Query };
  const { query } = client;
  let sent = 0;
  client.query = function (this: unknown, ...args: unknown[]) {
    sent += 1;
    return query.apply(this, args);
  };
  try {
    return { answer: await work(), sent };
  } finally {
    client.query = query;
  }
}
