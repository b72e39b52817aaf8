// @ts-check

/** Jest `globalTeardown` for `jest-postgres-setup.mjs`. A default export, because Jest asks for one. */
export default async function tearDown() {
  const { stopTestPostgres } = /** @type {{ stopTestPostgres?: () => Promise<void> }} */ (globalThis);
  await stopTestPostgres?.();
}
