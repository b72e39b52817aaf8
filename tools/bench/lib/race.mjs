// @ts-check
import { CONTENDERS } from '../contenders/contenders.mjs';
import { startServer } from './database.mjs';
import { checkWrites } from './written.mjs';
import { Expectations, prepareReads, prepareWrites } from './preparation.mjs';
import { signInBuyers, signInStaff } from './principals.mjs';
import { asJson, asTable, summarise } from './report.mjs';
import { runRounds } from './rounds.mjs';
import { FULL, seed } from './seed.mjs';

/** @import { Workload } from './contender.mjs' */
/** @import { Options } from './options.mjs' */
/** @import { Entrant } from './preparation.mjs' */
/** @import { Racer } from './rounds.mjs' */
/** @import { Resources } from './resources.mjs' */

/**
 * Mortise beside the others on one database: answers compared first, then throughput.
 * @param {Options} options
 * @param {{ resources: Resources, log: (line: string) => void, print: (text: string) => void }} surroundings
 */
export async function race(options, { resources, log, print }) {
  const server = await resources.add(startServer(log));
  const database = await server.createDatabase('bench');
  const population = { ...FULL, tenants: Math.max(1, Math.round(FULL.tenants * options.scale)) };
  await seed(database.adminUrl, population, log);
  const staff = await signInStaff(database.adminUrl, population);
  const buyers = await signInBuyers(database.adminUrl, population);

  const expectations = new Expectations();
  /** @type {(Racer & Entrant)[]} */
  const racers = [];
  for (const contender of options.only.flatMap((name) => CONTENDERS[name] ?? [])) {
    const { port } = await resources.add(contender.start(database, server.home));
    const entrant = { name: contender.name, contender, port };
    const reads = await prepareReads(entrant, staff, expectations);
    racers.push({ ...entrant, requests: { ...reads, W1: prepareWrites(entrant, buyers) } });
    log(`${contender.name} answers ${reads.R1.length} pages and ${reads.R2.length} accounts as expected.`);
  }
  // Only now: what is written changes what is read.
  for (const racer of racers) await checkWrites(racer, buyers, database.adminUrl, expectations);
  const plan = { ...options, workloads: /** @type {Workload[]} */ (options.workloads) };
  const summary = summarise(await runRounds(racers, plan, { resources, log }));
  print(options.json ? asJson(summary) : asTable(summary));
}
