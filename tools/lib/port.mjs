// @ts-check
import { createServer } from 'node:net';
import { LaunchError } from './launch-error.mjs';

/**
 * @param {string | undefined} value of the variable PORT
 * @returns {number} 3000 when not set; 0 lets the system choose
 * @throws {LaunchError} PORT_INVALID
 */
export function parsePort(value) {
  const port = Number(value || 3000);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new LaunchError('PORT_INVALID', `PORT must be a number from 0 to 65535 and is ${JSON.stringify(value)}.`);
}

/**
 * Found out before anything is built or started, which would be for nothing.
 * @param {number} port
 * @throws {LaunchError} PORT_TAKEN, PORT_FORBIDDEN
 */
export async function requireFreePort(port) {
  if (port === 0) return;
  // Somebody may listen on one family or address only.
  for (const host of ['::', '0.0.0.0', '127.0.0.1', '::1']) {
    const code = await tryToListen(port, host);
    if (code === 'EADDRINUSE') {
      const other = port === 65_535 ? 3000 : port + 1;
      throw new LaunchError(
        'PORT_TAKEN',
        `Port ${port} is in use by another program; choose another: PORT=${other} npm start`,
      );
    }
    if (code === 'EACCES') {
      throw new LaunchError(
        'PORT_FORBIDDEN',
        `This user may not listen on port ${port}; choose one above 1023: PORT=3000 npm start`,
      );
    }
  }
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>} error code
 */
function tryToListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** @returns {Promise<number>} a port of 127.0.0.1 on which nobody listens at the moment */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
