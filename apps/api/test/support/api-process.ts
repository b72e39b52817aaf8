import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '../../dist');

/** As the launcher starts it (`NODE_FLAGS` there). */
const NODE_FLAGS = ['--max-semi-space-size=8'];

/** A Mortise process of its own, as it is started in production: its memory is its own and it can be killed. */
export class ApiProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Starts the built API, or a worker that answers nobody; resolves when it is ready. */
  static async start(
    env: Readonly<Record<string, string>>,
    port: number,
    entry: 'main' | 'worker' = 'main',
  ): Promise<ApiProcess> {
    const file = join(DIST, `${entry}.js`);
    if (!existsSync(file)) throw new Error('The API is not built; run npm run build.');
    const child = fork(file, {
      // As the apps in the tests' own process: in production no webhook goes to this machine.
      env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'test', LOG_LEVEL: 'error', ...env, PORT: String(port) },
      execArgv: NODE_FLAGS,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`The API ended with ${code} before it was ready.`)));
    });
    return new ApiProcess(child, `http://127.0.0.1:${port}`);
  }

  /** Highest resident memory so far, in bytes, as the kernel has measured it. */
  peakMemory(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  }

  /** Processor time so far, in seconds. */
  cpuSeconds(): number {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    if (!this.alive) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await gone;
  }
}
