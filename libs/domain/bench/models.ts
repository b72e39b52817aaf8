import { agreementModels } from './agreement.js';
import { assessment } from './assessment.js';
import { associationRuleCount } from './association-rules.js';
import type { BenchModel } from './bench-model.js';
import { churnModels } from './churn.js';
import { controlChartModels } from './control-charts.js';
import { bgNbd, mbgCnbd, nbd, paretoNbd } from './expected-orders.fit.js';
import { aliveCdnow, buyersCdnow, buyersGrocery, forecastError } from './expected-orders.hold-out.js';
import { gammaGamma } from './gamma-gamma.js';
import { kogutSinghDistance } from './kogut-singh.js';
import { nextProductModels } from './next-product.js';
import { npsError } from './nps.js';
import { committeeDrops, committeeStops } from './order-committee.js';
import { rfm } from './rfm.js';
import { shareHysteresis } from './share-hysteresis.js';
import { lateProbabilities, silentComplaint, silentComplaintHabit } from './silent-complaint.js';
import { whaleCurvePeak } from './whale-curve.js';

/** Every model that is measured, in the order in which it is printed. */
export const BENCH_MODELS: readonly BenchModel[] = [
  shareHysteresis,
  committeeDrops,
  committeeStops,
  ...controlChartModels,
  nbd,
  paretoNbd,
  bgNbd,
  mbgCnbd,
  forecastError,
  buyersCdnow,
  buyersGrocery,
  aliveCdnow,
  ...churnModels,
  silentComplaint,
  silentComplaintHabit,
  lateProbabilities,
  rfm,
  gammaGamma,
  whaleCurvePeak,
  ...nextProductModels,
  associationRuleCount,
  assessment,
  ...agreementModels,
  npsError,
  kogutSinghDistance,
];
