// @ts-check
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { grafserv } from 'postgraphile/grafserv/node';
import { ready, setting } from '../lifecycle.mjs';
import { preset } from './preset.mjs';

const workers = Number(setting('WORKERS'));

if (workers > 1 && cluster.isPrimary) {
  /** @type {unknown[]} */
  let address = [];
  for (let index = 0; index < workers; index++) [, address] = [0, await once(cluster.fork(), 'listening')];
  ready(/** @type {any} */ ({ address: () => address[0] }));
} else {
  const settings = {
    connectionString: setting('DATABASE_URL'),
    secret: setting('MORTISE_SECRET'),
    poolSize: 8 / workers,
  };
  const instance = postgraphile(preset(settings)).createServ(grafserv);
  const server = createServer();
  await instance.addTo(server);
  server.listen(0, '127.0.0.1', () => workers === 1 && ready(server));
}
