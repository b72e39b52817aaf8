import { CRITERION_CODES } from '@mortise/domain';
import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { IMPORT_KINDS } from '../imports/import-kind.js';
import { recordedBy } from './recording.js';

describe(recordedBy.name, () => {
  const schema = buildSchema(readFileSync(new URL('../../../schema/staff.graphql', import.meta.url), 'utf8'));
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  const imports = IMPORT_KINDS.map((kind) => `import:${kind}`);

  it.each(CRITERION_CODES)('names what there is for %s', (code) => {
    expect([...mutations, ...imports]).toEqual(expect.arrayContaining([...recordedBy(code)]));
  });
});
