import pg from 'pg';

type Query = (...args: unknown[]) => unknown;

/** How often it is done: what else this process does comes in between now and then, but hardly each time. */
const TIMES = 3;

/** How many statements the application sends at least while something is read. */
export async function countStatements<T>(
  read: () => Promise<T>,
): Promise<{ readonly answer: T; readonly sent: number }> {
  const client = pg.Client.prototype as unknown as { query: Query };
  const { query } = client;
  let sent = 0;
  client.query = function (this: unknown, ...args: unknown[]) {
    sent += 1;
    return query.apply(this, args);
  };
  try {
    let fewest = Number.POSITIVE_INFINITY;
    for (let time = 1; ; time++) {
      sent = 0;
      const answer = await read();
      fewest = Math.min(fewest, sent);
      if (time === TIMES) return { answer, sent: fewest };
    }
  } finally {
    client.query = query;
  }
}
