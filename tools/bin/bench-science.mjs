#!/usr/bin/env node
// @ts-check
// npm run bench:science [-- --json] [-- --only nps,kogut-singh]
//
// Measures every model of libs/domain on the public data sets in ../shared/data (or MORTISE_DATA_DIR) and prints its
// figure, the published or measured anchor, what the simple rule reaches that users would use instead, and the seconds
// that the production function takes per 100,000 accounts. The models are in libs/domain/bench, one file each; a model
// whose data set is missing is printed as skipped. Chance is seeded: every figure but the times is the same each time.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LaunchError, runCommand } from '../lib/launch-error.mjs';
import { REPOSITORY } from '../lib/launcher.mjs';
import { requireNode } from '../lib/node-version.mjs';

await runCommand(async () => {
  requireNode();
  const { json, only } = options(process.argv.slice(2));
  const { loadTypeScript } = await import('../lib/typescript-loader.mjs');
  loadTypeScript();
  const { BENCH_MODELS } = await domain('models.ts');
  const { jsonOf, runModel, tableOf } = await domain('report.ts');
  const rows = chosen(BENCH_MODELS, only).map((model) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${model.name} …`);
    return runModel(model);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  console.log(json ? JSON.stringify(jsonOf(rows), null, 2) : tableOf(rows));
  return 0;
});

/** @param {string} file of libs/domain/bench; the address is computed so that type checks of the tools end here */
function domain(file) {
  return import(pathToFileURL(join(REPOSITORY, 'libs/domain/bench', file)).href);
}

/** @param {string[]} args */
function options(args) {
  try {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, only: { type: 'string' } } });
    return { json: values.json === true, only: values.only?.split(',').map((name) => name.trim()) };
  } catch (cause) {
    throw new LaunchError('INVALID_ARGUMENT', `${/** @type {Error} */ (cause).message}; known: --json, --only a,b`, {
      cause,
    });
  }
}

/**
 * @param {readonly { readonly name: string }[]} models
 * @param {readonly string[] | undefined} names
 */
function chosen(models, names) {
  const unknown = names?.filter((name) => !models.some((model) => model.name === name)) ?? [];
  if (unknown.length > 0) {
    const all = models.map(({ name }) => name).join(', ');
    throw new LaunchError('UNKNOWN_MODEL', `no model ${unknown.join(', ')}; there are ${all}`);
  }
  return models.filter(({ name }) => names === undefined || names.includes(name));
}
