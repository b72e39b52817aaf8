import pg from 'pg';

/**
 * @param {import('pg').ClientConfig} config
 * @param {string} sql
 * @returns {Promise<Record<string, unknown>[]>} rows
 */
export async function query(config, sql) {
  const client = new pg.Client(config);
  // A server that is shut down under us says so through this event, too.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
