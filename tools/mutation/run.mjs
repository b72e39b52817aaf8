// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutationScores, mutationTable } from '../lib/mutation-score.mjs';
import { installOwnPackages } from '../lib/own-packages.mjs';

// npm run test:mutation [-- --mutate 'src/stage/!(*.spec).ts']
const folder = fileURLToPath(new URL('.', import.meta.url));
const domain = fileURLToPath(new URL('../../libs/domain/', import.meta.url));
installOwnPackages(folder, 'the mutation tests');
// It names its plug-in by the place where that is installed: only now is there one.
const { default: config } = await import('./stryker.config.mjs');
const report = join(domain, config.jsonReporter.fileName);
rmSync(report, { force: true });
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
if (existsSync(report)) {
  const scores = mutationScores(JSON.parse(readFileSync(report, 'utf8')));
  console.log(`\n${mutationTable(scores).join('\n')}`);
  // Stryker itself looks at all folders together: a weak one could hide among strong ones.
  const low = scores.filter(({ score = 100 }) => score < config.thresholds.break);
  for (const { folder: name } of low) console.error(`${name}: below ${config.thresholds.break} %`);
  if (low.length > 0) process.exitCode = 1;
}
