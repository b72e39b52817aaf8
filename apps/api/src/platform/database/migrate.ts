import pg from 'pg';
import { DataSource } from 'typeorm';
import { BOOTSTRAP_LOCK, bootstrapRoles } from './bootstrap-roles.js';
import { roleUrl } from './database-roles.js';
import { MIGRATIONS } from './migrations/index.js';

/** The database was used by a later release; starting an older one on it could damage data. */
export class SchemaNewer extends Error {
  readonly code = 'SCHEMA_NEWER';
}

/**
 * Prepares roles and brings the schema up to date. Concurrent starts wait for one another.
 * @returns the names of the migrations that were run now.
 * @throws SchemaNewer when the database holds a migration this release does not know.
 */
export async function migrate(adminUrl: string, secret: string): Promise<string[]> {
  await bootstrapRoles(adminUrl, secret);
  const lock = new pg.Client({ connectionString: adminUrl });
  await lock.connect();
  const source = new DataSource({
    type: 'postgres',
    url: roleUrl(adminUrl, secret, 'mortise_migrator'),
    schema: 'mortise',
    migrations: MIGRATIONS,
    migrationsTableName: 'schema_migration',
    // A direct connection, so start-up options are fine here; everything is owned by the role nobody can sign in as.
    extra: { max: 1, options: '-c role=mortise_owner -c search_path=mortise' },
  });
  try {
    await lock.query('select pg_advisory_lock($1)', [BOOTSTRAP_LOCK]);
    await source.initialize();
    await refuseNewerSchema(source);
    const run = await source.runMigrations({ transaction: 'each' });
    return run.map((migration) => migration.name);
  } finally {
    if (source.isInitialized) await source.destroy();
    await lock.end();
  }
}

async function refuseNewerSchema(source: DataSource): Promise<void> {
  const [{ exists }] = (await source.query(`select to_regclass('mortise.schema_migration') is not null as exists`)) as [
    { exists: boolean },
  ];
  if (!exists) return;
  const applied = (await source.query('select name from mortise.schema_migration')) as { name: string }[];
  const known = new Set<string>(MIGRATIONS.map((migration) => migration.name));
  const unknown = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    throw new SchemaNewer(`The database was upgraded by a later release (${unknown.join(', ')}); start that release.`);
  }
}
