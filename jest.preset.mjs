// One transform for every project: ES modules, decorators with metadata, native class fields off (Lit and TypeORM need that).
export const swc = [
  '@swc/jest',
  {
    module: { type: 'es6' },
    sourceMaps: 'inline',
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  },
];

/** @type {import('jest').Config} */
export const preset = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^@mortise/domain$': '<rootDir>/../../libs/domain/src/index.ts' },
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  clearMocks: true,
};
