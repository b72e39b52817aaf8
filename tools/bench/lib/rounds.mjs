// @ts-check
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startProcess } from './processes.mjs';

/** @import { Workload } from './contender.mjs' */
/** @import { Job, Outcome } from './load.mjs' */
/** @import { Resources } from './resources.mjs' */

const LOAD = fileURLToPath(new URL('load.mjs', import.meta.url));
const WARM_UP_MILLISECONDS = 2_000;

/**
 * @typedef {object} Racer
 * @property {string} name
 * @property {number} port
 * @property {Partial<Record<Workload, Buffer[]>>} requests
 *
 * @typedef {{ workload: Workload, connections: number, name: string, round: number, outcome: Outcome }} Measurement
 */

/**
 * Lets all racers run in turn, round by round, each time in another order, so that what else happens on the machine
 * meets all of them alike.
 * @param {readonly Racer[]} racers
 * @param {{ workloads: readonly Workload[], connections: readonly number[], rounds: number, seconds: number }} plan
 * @param {{ resources: Resources, log: (line: string) => void }} surroundings
 * @returns {Promise<Measurement[]>}
 * @throws {Error} when a request failed
 */
export async function runRounds(racers, { workloads, connections, rounds, seconds }, { resources, log }) {
  const load = await resources.add(Promise.resolve(startProcess([process.execPath, LOAD], {})));
  /**
   * @param {Racer} racer
   * @param {Workload} workload
   * @param {Omit<Job, 'port' | 'requests'>} job
   * @returns {Promise<Outcome>}
   */
  const measure = async ({ name, port, requests }, workload, job) => {
    load.child.send({ ...job, port, requests: requests[workload] });
    const [outcome] = await once(load.child, 'message');
    if (outcome.failures === 0) return outcome;
    throw new Error(`${name}: ${outcome.failures} requests of ${workload} failed, the first with:\n${outcome.failure}`);
  };

  for (const racer of racers) {
    for (const workload of workloads) {
      const milliseconds = Math.min(WARM_UP_MILLISECONDS, seconds * 1_000);
      await measure(racer, workload, { connections: Math.max(...connections), milliseconds });
    }
  }
  /** @type {Measurement[]} */
  const measurements = [];
  for (let round = 0; round < rounds; round++) {
    for (const workload of workloads) {
      for (const count of connections) {
        const order = racers.map((_, index) => /** @type {Racer} */ (racers[(index + round) % racers.length]));
        for (const racer of order) {
          const outcome = await measure(racer, workload, { connections: count, milliseconds: seconds * 1_000 });
          measurements.push({ workload, connections: count, name: racer.name, round, outcome });
        }
      }
    }
    log(`Round ${round + 1} of ${rounds} done.`);
  }
  return measurements;
}
