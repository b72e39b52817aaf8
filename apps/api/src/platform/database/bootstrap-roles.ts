import pg from 'pg';
import { DATABASE_ROLES, rolePassword } from './database-roles.js';

/** Key of the advisory lock that keeps two starting processes from preparing the same database at once. */
export const BOOTSTRAP_LOCK = 6_127_001;

/** Two starts at the same moment are rare, ten in a row do not happen. */
const MOST_TRIES = 10;

/**
 * Creates the roles, the schemas and what must be granted once per database. Safe to run at every start.
 * Roles belong to the whole cluster, so databases that share a cluster share them (and the secret).
 */
export async function bootstrapRoles(adminUrl: string, secret: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Session level: the lock must outlast the single statements below, and this connection is never pooled.
    await client.query('select pg_advisory_lock($1)', [BOOTSTRAP_LOCK]);
    await createRole(client, 'mortise_owner', null);
    for (const role of DATABASE_ROLES) await createRole(client, role, rolePassword(secret, role));
    const database = client.escapeIdentifier((client as unknown as { database: string }).database);
    for (const statement of grants(database)) await changing(client, statement);
  } finally {
    await client.end();
  }
}

async function createRole(client: pg.Client, role: string, password: string | null): Promise<void> {
  const login = password === null ? 'nologin' : `login password ${client.escapeLiteral(password)}`;
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (rowCount) {
    if (password !== null) await changing(client, `alter role ${role} ${login}`);
    return;
  }
  await client
    .query(`create role ${role} ${login} noinherit nocreatedb nocreaterole`)
    // Roles are cluster-wide while the lock is per database: another database's start may have been quicker.
    .catch((error: { code?: string }) => {
      if (error.code !== '42710' && error.code !== '23505') throw error;
    });
}

/** Roles are cluster-wide: where another database's start changes the same one at that moment, PostgreSQL gives up at once. */
async function changing(client: pg.Client, statement: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      if (tries === MOST_TRIES || !/tuple concurrently/.test((error as Error).message)) throw error;
    }
  }
}

function grants(database: string): string[] {
  return [
    `do $$ begin if not pg_has_role('mortise_migrator', 'mortise_owner', 'set') then grant mortise_owner to mortise_migrator; end if;
     if not pg_has_role(current_user, 'mortise_owner', 'set') then execute format('grant mortise_owner to %I', current_user); end if;
     if not pg_has_role(current_user, 'mortise_queue', 'set') then execute format('grant mortise_queue to %I', current_user); end if;
     if not pg_has_role(current_user, 'mortise_import', 'set') then execute format('grant mortise_import to %I', current_user); end if; end $$`
      // PostgreSQL 15 knows no SET privilege of a membership; MEMBER is the same question there.
      .replaceAll("'set'", "'member'"),
    `grant connect on database ${database} to mortise_app, mortise_import, mortise_queue, mortise_migrator`,
    `create schema if not exists mortise authorization mortise_owner`,
    `create schema if not exists staging authorization mortise_import`,
    `create schema if not exists queue authorization mortise_queue`,
    `revoke all on schema staging, queue from public`,
    `grant usage on schema mortise to mortise_app, mortise_import`,
    `alter role mortise_app in database ${database} set search_path = mortise`,
    `alter role mortise_import in database ${database} set search_path = mortise, staging`,
    `alter role mortise_migrator in database ${database} set search_path = mortise`,
    `alter role mortise_app in database ${database} set statement_timeout = '15s'`,
    `alter role mortise_app in database ${database} set idle_in_transaction_session_timeout = '60s'`,
    // Citus forwards SET LOCAL to its workers only with this; plain PostgreSQL keeps it as an unused setting.
    `alter role mortise_app in database ${database} set citus.propagate_set_commands = 'local'`,
    `alter role mortise_import in database ${database} set citus.propagate_set_commands = 'local'`,
  ];
}
