import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { until } from '../until.js';
import { freePort } from './free-port.js';

/** PgBouncer refuses to run as root; this user owns nothing. */
const NOBODY = 65_534;

/** A PgBouncer in transaction mode before a PostgreSQL; it asks PostgreSQL itself for the passwords of those who sign in. */
export class Pgbouncer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly dir: string,
    /** Without a database: that is up to who connects. */
    readonly url: string,
    private readonly consoleUrl: string,
  ) {}

  static installed(): boolean {
    return spawnSync('pgbouncer', ['--version']).status === 0;
  }

  /** @param serverUrl a superuser's; `connections`: how many each role has to each database */
  static async start(serverUrl: string, connections: number): Promise<Pgbouncer> {
    const { hostname, port: serverPort, username, password } = new URL(serverUrl);
    const dir = await mkdtemp(join(tmpdir(), 'mortise-pgbouncer-'));
    const port = await freePort();
    const settings = join(dir, 'pgbouncer.ini');
    const users = join(dir, 'users.txt');
    await writeFile(users, `"${username}" "${decodeURIComponent(password)}"\n`);
    await writeFile(
      settings,
      `[databases]
* = host=${hostname} port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
pool_mode = transaction
default_pool_size = ${connections}
auth_type = scram-sha-256
auth_file = ${users}
auth_user = ${username}
admin_users = ${username}
`,
    );
    const root = process.getuid?.() === 0;
    if (root) for (const path of [dir, settings, users]) await chown(path, NOBODY, NOBODY);
    const child = spawn('pgbouncer', [settings], { stdio: 'ignore', ...(root && { uid: NOBODY, gid: NOBODY }) });
    const console = new URL(`postgres://127.0.0.1:${port}/pgbouncer`);
    console.username = username;
    console.password = password;
    const pooler = new Pgbouncer(child, dir, `postgres://127.0.0.1:${port}`, console.toString());
    await until(() =>
      pooler.roles().then(
        () => true,
        () => false,
      ),
    );
    return pooler;
  }

  /** Who has signed in through it. */
  async roles(): Promise<string[]> {
    const client = new pg.Client({ connectionString: this.consoleUrl });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ user: string }>('show pools');
      return [...new Set(rows.map(({ user }) => user))].sort();
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const gone = once(this.process, 'exit');
      this.process.kill('SIGKILL');
      await gone;
    }
    await rm(this.dir, { recursive: true, force: true });
  }
}
