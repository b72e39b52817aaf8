#!/usr/bin/env node
// @ts-check
// npm run rules: writes docs/rules.md, which finds every rule of the domain by its id.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../lib/launch-error.mjs';
import { REPOSITORY } from '../lib/launcher.mjs';

await runCommand(async () => {
  const { RULES_PAGE, rulesPage } = await import('../lib/rules-page.mjs');
  writeFileSync(join(REPOSITORY, RULES_PAGE), rulesPage(REPOSITORY));
  return 0;
});
