// @ts-check
// As bin/start.mjs, for a product that the test run has built already.
import { runCommand } from '../../lib/launch-error.mjs';
import { run } from '../../lib/launcher.mjs';

await runCommand(() => run({ buildFirst: false }));
