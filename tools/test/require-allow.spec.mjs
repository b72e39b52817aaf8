import { describe, expect, it } from '@jest/globals';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { requireAllow } from '../eslint/require-allow.mjs';

/** @param {string} members of a resolver or controller */
function complaints(members) {
  const linter = new Linter();
  const messages = linter.verify(`class Complaints { ${members} }`, {
    languageOptions: { parser: /** @type {import('eslint').Linter.Parser} */ (tseslint.parser) },
    plugins: { mortise: { rules: { 'require-allow': /** @type {any} */ (requireAllow) } } },
    rules: { 'mortise/require-allow': 'error' },
  });
  return messages.map(({ message }) => message);
}

describe('require-allow', () => {
  it.each([
    "@Query(() => Complaint) @Allow('complaint.read') complaint() {}",
    "@Allow('public') @Get('health') health() {}",
    '@ResolveField() files() {}',
    'helper() {}',
  ])('accepts %s', (member) => expect(complaints(member)).toEqual([]));

  it.each([
    'Query',
    'Mutation',
    'Get',
    'Post',
    'Put',
    'Patch',
    'Delete',
    'All',
    'Head',
    'Options',
    'Sse',
    'RequestMapping',
  ])('refuses @%s without @Allow', (entrance) => {
    for (const decorator of [`@${entrance}()`, `@nest.${entrance}()`])
      expect(complaints(`${decorator} complaint() {}`)).toEqual([expect.stringMatching(`^@${entrance} needs @Allow`)]);
  });

  it('refuses @Subscription, guarded or not', () => {
    expect(complaints("@Subscription() @Allow('staff') filed() {}")).toEqual([expect.stringContaining('server-sent')]);
  });
});
