// @ts-check
import { readFileSync } from 'node:fs';
import { startApi } from '../../lib/built-api.mjs';
import { ready } from '../lifecycle.mjs';

// Whoever started it may ask for the most memory it has held so far, in bytes.
process.on('message', () => void process.send?.(peakMemory()));
ready(await startApi({ jobs: process.argv.includes('--jobs') }));

/** As the kernel has measured it. On Linux `maxRSS` would also know what held the memory before this program. */
function peakMemory() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
}
