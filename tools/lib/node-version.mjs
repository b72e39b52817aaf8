// @ts-check
import { LaunchError } from './launch-error.mjs';

/** Jest needs 24.9 to `require()` ES modules; several libraries have left Node 20. */
const MINIMUM = /** @type {const} */ ([24, 9]);

/**
 * This file and `launch-error.mjs` must run on any Node, so that an old one gets this line and not a syntax error.
 * @param {string} [version] such as `24.21.0`
 * @throws {LaunchError} NODE_TOO_OLD
 */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  throw new LaunchError(
    'NODE_TOO_OLD',
    `Node ${MINIMUM.join('.')} or newer is needed and this is ${version}; \`npm ci\` brings Node 24 along and npm scripts ` +
      'such as `npm start` use it (not when installed with --omit=optional).',
  );
}
