import type { Workload } from './bench-model.js';

/** Accounts that the time is given for. */
const SCALE = 100_000;

/** Seconds per 100,000 accounts of one run after a shorter one that warms up. Scaled where fewer are timed. */
export function secondsPer100k({ accounts, prepare }: Workload): number {
  prepare(Math.max(1, Math.ceil(accounts / 20)))();
  const run = prepare(accounts);
  const start = performance.now();
  run();
  return ((performance.now() - start) / 1000) * (SCALE / accounts);
}
