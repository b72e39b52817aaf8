/** What can go wrong at once for several customers. */
export const INCIDENT_KINDS = ['QUALITY_ACCIDENT', 'CONSUMER_COMPLAINT', 'NATURAL_DISASTER', 'SUPPLY_FAILURE'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];
