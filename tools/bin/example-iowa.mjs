#!/usr/bin/env node
// @ts-check
import { runCommand } from '../lib/launch-error.mjs';
import { requireNode } from '../lib/node-version.mjs';

await runCommand(async () => {
  requireNode();
  const { exampleIowa } = await import('../lib/example-iowa.mjs');
  return exampleIowa();
});
