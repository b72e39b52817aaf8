import { describe, expect, it } from '@jest/globals';
import { DEFAULT_INTEGRATION_FLOORS, integrationFit, PROCESS_INTEGRATIONS } from './integration-fit.js';
import { RELATIONSHIP_LEVELS } from './levels.js';

describe(integrationFit.name, () => {
  it('RM-13: warns of integration before the two cooperate', () => {
    const fits = RELATIONSHIP_LEVELS.map((level) => integrationFit(level, PROCESS_INTEGRATIONS).map(({ fit }) => fit));
    expect(fits).toEqual([
      Array(3).fill('TOO_EARLY'),
      Array(3).fill('TOO_EARLY'),
      Array(3).fill('FITS'),
      Array(3).fill('FITS'),
      Array(3).fill('FITS'),
    ]);
  });

  it('RM-13: says nothing while the level is not known, and takes floors from the tenant', () => {
    expect(integrationFit(null, ['SHARED_PLANNING'])).toEqual([
      { integration: 'SHARED_PLANNING', floor: 'COOPERATIVE', fit: 'UNKNOWN' },
    ]);
    const floors = { ...DEFAULT_INTEGRATION_FLOORS, ELECTRONIC_ORDERS: 'BASIC' } as const;
    expect(integrationFit('BASIC', ['SHARED_PLANNING', 'ELECTRONIC_ORDERS'], floors)).toEqual([
      { integration: 'SHARED_PLANNING', floor: 'COOPERATIVE', fit: 'TOO_EARLY' },
      { integration: 'ELECTRONIC_ORDERS', floor: 'BASIC', fit: 'FITS' },
    ]);
  });
});
