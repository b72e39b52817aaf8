import { afterEach, describe, expect, it } from '@jest/globals';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { mortise } from '../lib/mortise-command.mjs';
import { freePort } from '../lib/port.mjs';
import { IS_ROOT, startNode, temporaryFolder, until } from './support/processes.mjs';

const REPORT = {
  id: 'i1',
  rowsRead: 2,
  rowsAdded: 1,
  rowsUnchanged: 0,
  rowsRejected: 1,
  created: {},
  errorsUrl: '/imports/i1/errors.csv',
};

/** @type {import('node:http').Server[]} */
const servers = [];
afterEach(() => servers.splice(0).forEach((server) => server.close().closeAllConnections()));

/**
 * Some program behind HTTP that is, or is not, a Mortise.
 * @param {import('node:http').RequestListener} answer
 */
async function serve(answer) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
}

/** @param {string[]} args after `import accounts` */
async function importAccounts(...args) {
  /** @type {{ out: string[], error: string[] }} */
  const said = { out: [], error: [] };
  const code = await mortise(['import', 'accounts', ...args], {
    env: {},
    out: (line) => said.out.push(line),
    error: (line) => said.error.push(line),
  });
  return { code, ...said };
}

describe('mortise import', () => {
  it('names what it cannot read, whoever runs it', async () => {
    using folder = temporaryFolder();
    const url = await serve((request, response) => void request.resume().on('end', () => response.end('{}')));
    const closed = join(folder.path, 'closed.csv');
    writeFileSync(closed, 'externalId,name\n');
    chmodSync(closed, 0);
    for (const file of [folder.path, join(folder.path, 'absent.csv'), ...(IS_ROOT ? [] : [closed])])
      expect(await importAccounts(file, '--url', url, '--token', 't')).toMatchObject({
        code: 2,
        error: [expect.stringMatching(/^FILE_UNREADABLE: /)],
      });
  });

  it('reads a pipe, whose size nobody knows beforehand', async () => {
    using folder = temporaryFolder();
    const pipe = join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    let received = '';
    const url = await serve(async (request, response) => {
      for await (const chunk of request) received += chunk;
      response.end(JSON.stringify({ ...REPORT, rowsRejected: 0 }));
    });
    const imported = importAccounts(pipe, '--url', url, '--token', 't');
    spawn('/bin/sh', ['-c', 'printf "externalId,name\\n1,A\\n" > "$0"', pipe]);
    expect((await imported).code).toBe(0);
    expect(received).toBe('externalId,name\n1,A\n');
  });

  it.each([
    ['that is none', 'nowhere at all'],
    ['without a protocol', 'localhost:3000'],
    ['of another protocol', 'ftp://localhost/'],
  ])('refuses an address %s', async (_, url) => {
    expect(await importAccounts('-', '--url', url, '--token', 't')).toEqual({
      code: 2,
      out: [],
      error: [expect.stringMatching(/^URL_INVALID: .*--url http/)],
    });
  });

  it('says what to do when nobody answers there', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.csv');
    writeFileSync(file, 'externalId,name\n');
    // A name with two addresses, as localhost has on most machines: Node has one error for each and no message for both.
    const url = `http://localhost:${await freePort()}`;
    for (const who of [
      ['--token', 't'],
      ['--tenant', 't', '--email', 'e', '--password', 'p'],
    ])
      expect(await importAccounts(file, '--url', url, ...who)).toMatchObject({
        code: 2,
        error: [expect.stringMatching(/^CONNECTION_FAILED: .*ECONNREFUSED.*npm start.*--url/)],
      });
  });

  it('says that an answer is not Mortise’s', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.csv');
    writeFileSync(file, 'externalId,name\n');
    const url = await serve((request, response) => {
      request.resume();
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    });
    for (const who of [
      ['--token', 't'],
      ['--tenant', 't', '--email', 'e', '--password', 'p'],
    ])
      expect(await importAccounts(file, '--url', url, ...who)).toMatchObject({
        code: 2,
        error: [expect.stringMatching(/^ANSWER_UNEXPECTED: .*502/)],
      });
  });

  it('says so when the connection breaks off in the answer', async () => {
    const url = await serve((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-length': 1000 }).write('{"id":');
      setImmediate(() => response.destroy());
    });
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.csv');
    writeFileSync(file, 'externalId,name\n');
    expect(await importAccounts(file, '--url', url, '--token', 't')).toMatchObject({
      code: 2,
      error: [expect.stringMatching(/^CONNECTION_FAILED: .*again/)],
    });
  });

  it('keeps the path of an address behind a proxy, and letters that arrive in two parts', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.csv');
    writeFileSync(file, 'externalId,name\n');
    /** @type {(string | undefined)[]} */
    const asked = [];
    const url = await serve((request, response) => {
      asked.push(request.url?.split('?')[0]);
      request.resume().on('end', () => {
        if (request.method === 'POST') return void response.end(JSON.stringify(REPORT));
        const list = Buffer.from('row,value\n1,榫卯\n');
        // Each write is a chunk of its own, and the first ends within a letter.
        response.write(list.subarray(0, 13));
        response.end(list.subarray(13));
      });
    });
    const { code, out } = await importAccounts(file, '--url', `${url}/mortise/`, '--token', 't');
    expect(asked).toEqual(['/mortise/imports/accounts', '/mortise/imports/i1/errors.csv']);
    expect(code).toBe(1);
    expect(out).toContain('  1,榫卯');
  });

  it('does not report a defect of its own as rejected rows', async () => {
    /** @type {string[]} */
    const error = [];
    const out = () => {
      throw new Error('broken screen');
    };
    expect(await mortise(['--help'], { env: {}, out, error: (line) => error.push(line) })).toBe(2);
    expect(error).toEqual([expect.stringMatching(/broken screen\n +at /)]);
  });

  it('does not send a big file to its end once it is refused', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'endless');
    execFileSync('mkfifo', [file]);
    let refused = false;
    const url = await serve((request, response) => {
      request.once('data', () => {
        refused = true;
        response.writeHead(404, { connection: 'close', 'content-type': 'application/json' });
        response.end('{"code":"IMPORT_KIND_UNKNOWN","message":"no such kind"}');
        request.resume();
      });
    });
    const endless = startNode('fixtures/write-for-ever.mjs', { args: [file] });
    expect(await importAccounts(file, '--url', url, '--token', 't')).toMatchObject({
      code: 2,
      error: ['IMPORT_KIND_UNKNOWN: no such kind'],
    });
    expect(refused).toBe(true);
    await until(() => endless.output() === 'nobody reads any more\n', 'the writer has noticed');
  });
});
