import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../until.js';
import { freePort } from './free-port.js';

/** Settings of `redis.conf`, each with its value. */
type Settings = Readonly<Record<string, string>>;

/** What production asks for. */
export const LASTING: Settings = { appendonly: 'yes', save: '' };

/** A Redis of its own that can be killed and started again on what it kept. */
export class RedisServer {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly settings: Settings,
    private readonly dir: string,
    private readonly port: number,
  ) {}

  /** Whether this machine has a Redis at all. */
  static installed(): boolean {
    return spawnSync('redis-server', ['--version']).status === 0;
  }

  static async start(settings: Settings = LASTING): Promise<RedisServer> {
    const dir = await mkdtemp(join(tmpdir(), 'mortise-redis-'));
    const redis = new RedisServer(settings, dir, await freePort());
    await redis.restart();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again, with what it kept on disk; resolves when it answers. */
  async restart(): Promise<void> {
    const settings = Object.entries(this.settings).flatMap(([name, value]) => [`--${name}`, value]);
    const place = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.dir];
    this.process = spawn('redis-server', [...place, ...settings], { stdio: 'ignore' });
    await until(() => this.answers());
  }

  /** As a Redis that was set up anew, or restored from a copy that is too old. */
  async restartEmpty(): Promise<void> {
    await this.signal('SIGKILL');
    await rm(this.dir, { recursive: true });
    await mkdir(this.dir);
    await this.restart();
  }

  async signal(signal: NodeJS.Signals): Promise<void> {
    const { process } = this;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const ends = signal === 'SIGKILL' || signal === 'SIGTERM';
    const gone = ends ? once(process, 'exit') : undefined;
    process.kill(signal);
    await gone;
  }

  async stop(): Promise<void> {
    await this.signal('SIGKILL');
    await rm(this.dir, { recursive: true, force: true });
  }

  private answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write('PING\r\n'));
      socket.once('data', (answer) => resolve(/^(\+PONG|-NOAUTH)/.test(answer.toString())));
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
      socket.on('data', () => socket.destroy());
    });
  }
}
