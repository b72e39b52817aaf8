// @ts-check
import { fileURLToPath } from 'node:url';
import { installOwnPackages } from '../lib/own-packages.mjs';

// npm run bench
installOwnPackages(fileURLToPath(new URL('.', import.meta.url)), 'the bench');
const { main } = await import('./lib/main.mjs');
process.exitCode = await main(process.argv.slice(2));
