/** Facts behind the entry to a new customer; leave out what is not known. */
export interface EntryFacts {
  readonly dmuCoverage?: number;
  /** Strength of the relation to the key person, 0–5. */
  readonly keyPersonStrength?: number;
  /** Weighted score of our offer on the customer's criteria, and of the incumbent's on the same scale. */
  readonly fitScore?: number;
  readonly incumbentFitScore?: number;
  readonly openWindows: number;
}

export interface EntryRule {
  readonly dmuCoverage: number;
  readonly keyPersonStrength: number;
  /** How far our fit must be ahead of the incumbent's. */
  readonly fitLead: number;
  readonly openWindows: number;
}

/** The floors of the gate to a first order, and a fit no worse than the incumbent's. */
export const DEFAULT_ENTRY_RULE: EntryRule = { dmuCoverage: 0.4, keyPersonStrength: 3, fitLead: 0, openWindows: 1 };

export type EntryLight = 'GREEN' | 'RED' | 'UNKNOWN';

/** Three lights: a relation, a fitting offer and an occasion. None stands in for another. */
export interface EntryReadiness {
  readonly relation: EntryLight;
  readonly fit: EntryLight;
  readonly occasion: EntryLight;
  readonly ready: boolean;
}

/** Whether an entry has its three conditions together; unknown is not ready. Mortise's own proposal. O(1). */
export function entryReadiness(facts: EntryFacts, rule: EntryRule = DEFAULT_ENTRY_RULE): EntryReadiness {
  const { dmuCoverage, keyPersonStrength, fitScore, incumbentFitScore, openWindows } = facts;
  const lead = fitScore === undefined || incumbentFitScore === undefined ? undefined : fitScore - incumbentFitScore;
  const relation = both(light(dmuCoverage, rule.dmuCoverage), light(keyPersonStrength, rule.keyPersonStrength));
  const fit = light(lead, rule.fitLead);
  const occasion = light(openWindows, rule.openWindows);
  return { relation, fit, occasion, ready: [relation, fit, occasion].every((one) => one === 'GREEN') };
}

function light(value: number | undefined, least: number): EntryLight {
  if (value === undefined || Number.isNaN(value)) return 'UNKNOWN';
  return value >= least ? 'GREEN' : 'RED';
}

function both(one: EntryLight, other: EntryLight): EntryLight {
  if (one === 'RED' || other === 'RED') return 'RED';
  return one === 'UNKNOWN' || other === 'UNKNOWN' ? 'UNKNOWN' : 'GREEN';
}
