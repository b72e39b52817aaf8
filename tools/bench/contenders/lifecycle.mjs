// @ts-check

/** Tells the bench that this server listens, and ends with it. @param {import('node:net').Server} server */
export function ready(server) {
  process.once('disconnect', () => process.exit(0));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.(port);
}

/**
 * @param {string} name
 * @returns {string} the environment variable, which the bench always sets
 */
export function setting(name) {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing.`);
  return value;
}
