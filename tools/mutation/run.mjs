// @ts-check
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installOwnPackages } from '../lib/own-packages.mjs';

// npm run test:mutation [-- --mutate 'src/stage/*.ts']
const folder = fileURLToPath(new URL('.', import.meta.url));
const domain = fileURLToPath(new URL('../../libs/domain/', import.meta.url));
installOwnPackages(folder, 'the mutation tests');
const { status } = spawnSync(
  process.execPath,
  [
    `${folder}node_modules/@stryker-mutator/core/bin/stryker.js`,
    'run',
    `${folder}stryker.config.mjs`,
    ...process.argv.slice(2),
  ],
  { cwd: domain, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
