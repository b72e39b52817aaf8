import { preset } from '../../jest.preset.mjs';

export default { ...preset, displayName: 'domain', moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' } };
