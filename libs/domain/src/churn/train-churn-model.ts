import { DEFAULT_LABEL_POLICY } from './churn-label.js';
import { checkFitOptions, fitChurnModel, type ChurnFitOptions } from './churn-fit.js';
import type { ChurnModel } from './churn-model.js';
import { labelledSlices, type LabelledSlices, type SliceSelection } from './churn-slices.js';
import type { AccountTrade } from './order-ledger.js';
import { POOLED_CHURN_MODELS } from './pooled-churn-models.js';

export interface ChurnTraining extends SliceSelection, ChurnFitOptions {}

/** Labelled slices from which a tenant has a model of its own. */
export const LEAST_CHURN_SLICES = 300;

/**
 * A model of loss or decline fitted on several slices of a ledger; undefined where they do not carry one, see
 * {@link fitChurnModel}. O(cut-offs · entries + slices · features² · folds).
 *
 * @throws InvalidValueError `INVALID_DATE` for a cut-off whose horizon is not over by `knownUntil`
 */
export function trainChurnModel(ledger: readonly AccountTrade[], training: ChurnTraining): ChurnModel | undefined {
  return fitSlices(labelledSlices(ledger, training), training);
}

function fitSlices(slices: LabelledSlices, training: ChurnTraining): ChurnModel | undefined {
  const { label, labels = DEFAULT_LABEL_POLICY } = training;
  return fitChurnModel(slices, { label, horizonDays: labels.horizonDays }, training);
}

/**
 * The tenant's own model where its ledger has enough labelled slices, else the pooled one that is shipped. The pooled
 * models look {@link DEFAULT_LABEL_POLICY} ahead, whatever horizon was asked for. Throws as {@link trainChurnModel}.
 */
export function churnModelFor(
  ledger: readonly AccountTrade[],
  training: ChurnTraining,
): { readonly source: 'OWN' | 'POOLED'; readonly model: ChurnModel } {
  checkFitOptions(training);
  const slices = labelledSlices(ledger, training);
  const own = slices.slices.length >= LEAST_CHURN_SLICES ? fitSlices(slices, training) : undefined;
  if (own !== undefined) return { source: 'OWN', model: own };
  return { source: 'POOLED', model: POOLED_CHURN_MODELS[training.label] };
}
