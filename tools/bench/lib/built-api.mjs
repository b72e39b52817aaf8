// @ts-check

/**
 * What the bench uses of the built API: its migrations, its tokens and its application. Loaded by address, because apps
 * are not for importing; the bench is the one exception, since it measures the application without its launcher.
 * @param {string} module
 */
const load = (module) => import(new URL(`../../../apps/api/dist/${module}.js`, import.meta.url).href);

/** @type {typeof import('../../../apps/api/dist/platform/database/migrate.js')} */
export const { migrate } = await load('platform/database/migrate');

/** @type {typeof import('../../../apps/api/dist/platform/database/database-roles.js')} */
export const { roleUrl } = await load('platform/database/database-roles');

/** @type {typeof import('../../../apps/api/dist/platform/auth/access-token.js')} */
export const { AccessTokens } = await load('platform/auth/access-token');

/** @type {typeof import('../../../apps/api/dist/platform/auth/opaque-token.js')} */
export const { issueToken } = await load('platform/auth/opaque-token');

/**
 * Starts the application as a process that answers requests alone. What follows a commit (relay, jobs) belongs to the
 * worker and is not measured: nobody else in the race has anything of the kind.
 * @param {{ jobs: boolean }} [parts] with jobs, it does everything that one Mortise does
 * @returns {Promise<import('node:http').Server>} listening
 */
export async function startApi({ jobs } = { jobs: false }) {
  const [{ createApp }, { readConfig }, { OutboxRelay }, { prepareQueue }] = await Promise.all(
    ['app', 'platform/config/config', 'platform/jobs/outbox.relay', 'platform/jobs/queue'].map(load),
  );
  const config = readConfig(process.env);
  await prepareQueue(config);
  const app = await createApp(config, { requests: true, jobs });
  if (!jobs) await app.get(OutboxRelay).stop();
  await app.listen(config.port, config.host);
  return app.getHttpServer();
}
