/** A PostgreSQL server that only one file of tests uses, so that it may be killed. */
export interface OwnPostgres {
  readonly adminUrl: string;
  /** Of the server that runs now: one that was killed is started again, at the same address. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** Plain JavaScript outside of this project. */
const TOOL = new URL('../../../../tools/lib/test-postgres.mjs', import.meta.url).href;

/** Starts one; apps that are started from now on make their databases on it. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const { startTestPostgres } = (await import(TOOL)) as { startTestPostgres: () => Promise<OwnPostgres> };
  const postgres = await startTestPostgres();
  process.env['TEST_DATABASE_URL'] = postgres.adminUrl;
  return postgres;
}
