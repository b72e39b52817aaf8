#!/usr/bin/env node
// @ts-check
// npm run schema: writes apps/api/schema/*.graphql as the running API describes itself.
process.env.MORTISE_WRITE_SCHEMA = '1';
process.argv.splice(2, process.argv.length, 'jest.e2e.config.mjs', 'apps/api', 'test/schema.e2e-spec.ts');
await import('./jest.mjs');
