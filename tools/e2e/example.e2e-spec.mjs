// @ts-check
import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BRANDS } from '../lib/iowa-data.mjs';
import { startNode, until } from '../test/support/processes.mjs';
import { home, removeData, temporaryFolder } from './support/product.mjs';

const CITIES = ['ADAIR', 'AMES', 'DES MOINES'];
const WEEKS = 110;
const ROWS = (BRANDS.length * CITIES.length * WEEKS).toLocaleString('en');

/** A small copy of the real data: the same files, three cities that buy every week. */
function writeData(/** @type {string} */ folder) {
  for (const [b, { file, name }] of BRANDS.entries()) {
    const lines = ['week,item,city,county,liters,dollars'];
    for (let w = 0; w < WEEKS; w++) {
      const week = new Date(Date.UTC(2014, 3, 27) + w * 7 * 86_400_000).toISOString().slice(0, 10);
      for (const [c, city] of CITIES.entries())
        lines.push(`${week},${name.toUpperCase()} VODKA,${city},POLK,${b + 1}.5,${(b + 1) * (c + 2)}.25`);
    }
    writeFileSync(join(folder, `${file}_week_city.csv.gz`), gzipSync(`${lines.join('\n')}\n`));
  }
}

describe('npm run example:iowa', () => {
  const folder = home();
  const kept = join(folder, 'example-iowa');
  afterAll(() => {
    if (existsSync(kept)) removeData(kept);
    removeData(folder);
  });
  const start = (/** @type {string} */ data) =>
    startNode('../bin/example-iowa.mjs', { args: [data], env: { HOME: homedir(), MORTISE_HOME: folder } });

  it('loads, judges and reports; again it changes nothing; at Ctrl-C it leaves nothing running', async () => {
    using data = temporaryFolder();
    writeData(data.path);
    const first = start(data.path);
    expect(await first.ended).toBe(0);
    expect(first.output()).toContain(`Order lines: ${ROWS} rows read, ${ROWS} added, 0 there already, 0 rejected`);
    for (const { name } of BRANDS) expect(first.output()).toMatch(new RegExp(`^${name} .*\\d`, 'm'));
    expect(first.output()).toMatch(/^Order lines █{30} 2,970 \/ 2,970 {2}100 %/m);
    expect(first.output()).not.toMatch(/NaN|undefined|null/);

    const second = start(data.path);
    const unchanged = `Order lines: ${ROWS} rows read, 0 added, ${ROWS} there already, 0 rejected`;
    await until(() => second.output().includes(unchanged), 'the second run has loaded', 90_000);
    second.pressControlC();
    expect(await second.ended).toBe(130);
    expect(second.lines().at(-1)).toBe('Stopping …');
    for (const name of ['mortise.lock', 'postgres/postmaster.pid']) expect(existsSync(join(kept, name))).toBe(false);
  }, 240_000);

  it('says in one line which file is missing', async () => {
    using data = temporaryFolder();
    const command = start(data.path);
    expect(await command.ended).toBe(1);
    expect(command.lines()).toEqual([expect.stringMatching(/^EXAMPLE_DATA_MISSING: .*Admiral_Nelson/)]);
  });
});
