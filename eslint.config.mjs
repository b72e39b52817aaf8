import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { requireAllow } from './tools/eslint/require-allow.mjs';

const NO_NODE = {
  patterns: [
    {
      group: ['node:*', 'fs', 'path', 'os', 'crypto', 'http', 'child_process'],
      message: 'This code also runs in a browser.',
    },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/out-tsc/**',
      '**/coverage/**',
      '.nx/**',
      '.mortise/**',
      '**/.stryker-tmp/**',
      'apps/api/schema/**',
    ],
  },
  ...tseslint.configs.strict,
  {
    plugins: { '@nx': nx, mortise: { rules: { 'require-allow': requireAllow } } },
    rules: {
      // Apps never import each other; ui knows the domain at most; the domain knows nothing.
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: ['^.*/jest\\.preset\\.mjs$', '^.*/tools/.*\\.mjs$'],
          depConstraints: [
            { sourceTag: 'scope:domain', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'scope:ui', onlyDependOnLibsWithTags: ['scope:domain'] },
            { sourceTag: 'scope:api', onlyDependOnLibsWithTags: ['scope:domain', 'scope:tools'] },
            { sourceTag: 'scope:portal', onlyDependOnLibsWithTags: ['scope:domain', 'scope:ui', 'scope:tools'] },
            { sourceTag: 'scope:tools', onlyDependOnLibsWithTags: [] },
          ],
        },
      ],
      // Nest modules are classes without members.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
    },
  },
  {
    files: ['apps/api/src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'mortise/require-allow': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    // The domain has no dependency and touches nothing outside: no clock, no chance, no process.
    files: ['libs/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', NO_NODE],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch', 'console'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is passed in.' },
        { object: 'Math', property: 'random', message: 'Chance is passed in.' },
      ],
    },
  },
  {
    files: ['libs/ui/src/**/*.ts', 'apps/portal/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    ...lit.configs['flat/recommended'],
    plugins: { ...lit.configs['flat/recommended'].plugins, wc },
    rules: {
      ...lit.configs['flat/recommended'].rules,
      ...wc.configs['flat/recommended'].rules,
      'no-restricted-imports': ['error', NO_NODE],
      // Custom elements are closed over by Lit's decorators, and connectedCallback is Lit's own.
      'wc/guard-super-call': 'off',
    },
  },
  {
    files: ['**/*.config.{mjs,ts}', 'eslint.config.mjs', 'tools/lib/jest-*.mjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['tools/**/*.mjs'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.spec.ts', '**/*.e2e-spec.ts', '**/test/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  prettier,
);
