import { isLevelAtLeast, type RelationshipLevel } from './levels.js';

/** Processes that two companies can run as one. */
export const PROCESS_INTEGRATIONS = ['ELECTRONIC_ORDERS', 'VENDOR_MANAGED_STOCK', 'SHARED_PLANNING'] as const;
export type ProcessIntegration = (typeof PROCESS_INTEGRATIONS)[number];

/** The level from which each integration is expected to carry. */
export type IntegrationFloors = Readonly<Record<ProcessIntegration, RelationshipLevel>>;

/** None below cooperation. Mortise's own proposal, configurable. */
export const DEFAULT_INTEGRATION_FLOORS: IntegrationFloors = {
  ELECTRONIC_ORDERS: 'COOPERATIVE',
  VENDOR_MANAGED_STOCK: 'COOPERATIVE',
  SHARED_PLANNING: 'COOPERATIVE',
};

export interface IntegrationFit {
  readonly integration: ProcessIntegration;
  readonly floor: RelationshipLevel;
  /** `TOO_EARLY` is a warning, not a ban; `UNKNOWN` while the level has not been assessed. */
  readonly fit: 'FITS' | 'TOO_EARLY' | 'UNKNOWN';
}

/** Whether the relationship is deep enough for the integrations that are proposed or in place, in their order. O(n). */
export function integrationFit(
  level: RelationshipLevel | null,
  integrations: readonly ProcessIntegration[],
  floors: IntegrationFloors = DEFAULT_INTEGRATION_FLOORS,
): readonly IntegrationFit[] {
  return integrations.map((integration) => {
    const floor = floors[integration];
    const fit = level === null ? 'UNKNOWN' : isLevelAtLeast(level, floor) ? 'FITS' : 'TOO_EARLY';
    return { integration, floor, fit };
  });
}
