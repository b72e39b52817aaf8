// @ts-check
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import { figuresLines } from '../lib/figures-client.mjs';
import { mortise } from '../lib/mortise-command.mjs';

const FIGURES = {
  account_month: { cells: 1234, stray: 0, missing: 0, wrong: 0 },
  account_share: { cells: 7, stray: 1, missing: 2, wrong: 3 },
};

describe('mortise figures', () => {
  /** @type {import('node:http').Server | undefined} */
  let server;
  afterEach(() => void server?.close());

  /**
   * A Mortise whose job takes two looks.
   * @param {object} end how the job ends
   * @param {object[]} asked what it was asked
   */
  async function serve(end, asked) {
    let looks = 0;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        const { query, variables } = JSON.parse(body);
        asked.push(variables);
        const job = ++looks > 2 ? end : { status: 'RUNNING', percent: 30, detail: {} };
        const data = query.startsWith('mutation') ? { rebuildFigures: 'j1' } : { job };
        response.end(JSON.stringify({ data }));
      });
    });
    await new Promise((resolve) => server?.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    return `http://127.0.0.1:${port}`;
  }

  /** @param {string[]} args */
  async function run(...args) {
    /** @type {{ out: string[], error: string[] }} */
    const said = { out: [], error: [] };
    const code = await mortise(['figures', ...args, '--token', 't'], {
      env: {},
      out: (line) => said.out.push(line),
      error: (line) => said.error.push(line),
    });
    return { code, ...said };
  }

  it('waits for the job, shows each table, and ends with 1 where something differs', async () => {
    /** @type {object[]} */
    const asked = [];
    const detail = { repair: false, differing: 6, figures: FIGURES };
    const url = await serve({ status: 'SUCCEEDED', percent: 100, detail }, asked);
    const { code, out } = await run('--url', url);
    expect(asked).toEqual([{ repair: false }, { id: 'j1' }, { id: 'j1' }]);
    expect(code).toBe(1);
    expect(out).toEqual([
      'table          cells  wrong  missing  stray',
      'account_month  1,234      0        0      0',
      'account_share      7      3        2      1',
      '6 cells differ from the facts; --repair brings them in line.',
    ]);
  });

  it('ends with 0 where what differed was repaired', async () => {
    /** @type {object[]} */
    const asked = [];
    const detail = { repair: true, differing: 6, figures: FIGURES };
    const url = await serve({ status: 'SUCCEEDED', percent: 100, detail }, asked);
    const { code, out } = await run('--repair', '--url', url);
    expect([code, asked[0]]).toEqual([0, { repair: true }]);
    expect(out.at(-1)).toBe('6 cells differed from the facts and were brought in line with them.');
  });

  it('says why the job failed, and ends with 2', async () => {
    const url = await serve({ status: 'FAILED', percent: 0, errorCode: 'INTERNAL_ERROR', error: 'oh', detail: {} }, []);
    expect(await run('--url', url)).toEqual({ code: 2, out: [], error: ['INTERNAL_ERROR: oh'] });
  });

  it('says so where nothing differs', () => {
    const figures = { account_month: FIGURES.account_month };
    expect(figuresLines({ repair: false, differing: 0, figures }).at(-1)).toBe('Nothing differs from the facts.');
  });
});
