import { finite } from '../errors/invalid-value.error.js';
import { checkedWeight } from '../statistics/weight.js';
import { compareText } from '../text/compare-text.js';

export const SWOT_KINDS = ['STRENGTH', 'WEAKNESS', 'OPPORTUNITY', 'THREAT'] as const;
export type SwotKind = (typeof SWOT_KINDS)[number];

export interface SwotEntry {
  readonly kind: SwotKind;
  /** An attribute, a trigger or a threat. */
  readonly subject: string;
  /** ≥ 0, on the scale of where it comes from: lead or lag in scale points times importance, strength or risk. */
  readonly weight: number;
  readonly from: 'ATTRIBUTE_GAP' | 'EXPECTATION_VACANCY' | 'TRIGGER' | 'MIRRORED_THREAT';
}

/** What is known of us, a named rival and the open windows. */
export interface SwotFacts {
  /** Perceived performance of both on the customer's attributes, with importance ≥ 0; 1 unless told. */
  readonly attributes: readonly {
    readonly attribute: string;
    readonly ours: number;
    readonly rival: number;
    readonly importance?: number;
    /** What no supplier meets, in scale points. */
    readonly vacancy?: number;
  }[];
  readonly openTriggers?: readonly { readonly code: string; readonly strength: number }[];
  readonly threats?: readonly { readonly threat: string; readonly risk: number }[];
}

/** Points on the customer's scale from which a lead is a strength and a lag a weakness. */
export const SWOT_MARGIN = 0.5;

/**
 * Entries to start an account's SWOT from: leads and lags against the rival, windows and unmet expectations, and the
 * ways in that a rival has. Heaviest first within each kind. Mortise's own proposal. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for scores beyond number, `INVALID_WEIGHT` for a negative importance, strength
 *   or risk
 */
export function suggestSwot(facts: SwotFacts, margin: number = SWOT_MARGIN): readonly SwotEntry[] {
  const { attributes, openTriggers = [], threats = [] } = facts;
  const entries: SwotEntry[] = attributes.flatMap(({ attribute, ours, rival, importance = 1, vacancy = 0 }) => {
    checkedWeight(importance);
    const lead = finite(finite(ours) - finite(rival));
    const found: SwotEntry[] = [];
    if (Math.abs(lead) >= margin && lead !== 0) {
      const kind = lead > 0 ? 'STRENGTH' : 'WEAKNESS';
      found.push({ kind, subject: attribute, weight: finite(Math.abs(lead) * importance), from: 'ATTRIBUTE_GAP' });
    }
    if (finite(vacancy) > 0) {
      const weight = finite(vacancy * importance);
      found.push({ kind: 'OPPORTUNITY', subject: attribute, weight, from: 'EXPECTATION_VACANCY' });
    }
    return found;
  });
  for (const { code, strength } of openTriggers) {
    entries.push({ kind: 'OPPORTUNITY', subject: code, weight: checkedWeight(strength), from: 'TRIGGER' });
  }
  for (const { threat, risk } of threats) {
    entries.push({ kind: 'THREAT', subject: threat, weight: checkedWeight(risk), from: 'MIRRORED_THREAT' });
  }
  const place = ({ kind }: SwotEntry): number => SWOT_KINDS.indexOf(kind);
  return entries.sort((a, b) => place(a) - place(b) || b.weight - a.weight || compareText(a.subject, b.subject));
}

/** What to do with a pair of entries (Weihrich 1982). */
export const TOWS_STRATEGIES = {
  USE_STRENGTH_FOR_OPPORTUNITY: ['STRENGTH', 'OPPORTUNITY'],
  USE_STRENGTH_AGAINST_THREAT: ['STRENGTH', 'THREAT'],
  MEND_WEAKNESS_FOR_OPPORTUNITY: ['WEAKNESS', 'OPPORTUNITY'],
  MEND_WEAKNESS_AGAINST_THREAT: ['WEAKNESS', 'THREAT'],
} as const satisfies Readonly<Record<string, readonly [SwotKind, SwotKind]>>;

export type TowsStrategy = keyof typeof TOWS_STRATEGIES;

export interface TowsPair {
  readonly strategy: TowsStrategy;
  readonly inner: SwotEntry;
  readonly outer: SwotEntry;
}

/** Pairs worth an action for each strategy, heaviest products first, at most `limit` of each. O(n²). */
export function towsPairs(entries: readonly SwotEntry[], limit = 3): readonly TowsPair[] {
  return (Object.keys(TOWS_STRATEGIES) as TowsStrategy[]).flatMap((strategy) => {
    const [innerKind, outerKind] = TOWS_STRATEGIES[strategy];
    const pairs = entries
      .filter(({ kind }) => kind === innerKind)
      .flatMap((inner) =>
        entries.filter(({ kind }) => kind === outerKind).map((outer) => ({ strategy, inner, outer })),
      );
    pairs.sort((a, b) => b.inner.weight * b.outer.weight - a.inner.weight * a.outer.weight);
    return pairs.slice(0, Math.max(0, limit));
  });
}
