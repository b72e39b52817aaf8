export {
  contributionIndependence,
  DEFAULT_CONTRIBUTION_POLICY,
  expectedContribution,
  fitContribution,
  type ContributionBasis,
  type ContributionFit,
  type ContributionIndependence,
  type ContributionPolicy,
  type ExpectedContribution,
  type GroupContribution,
  type SegmentHistory,
} from './contribution.js';
export { contributionHistory, type DatedContribution } from './contribution-history.js';
export {
  fitGammaGamma,
  gammaGammaMean,
  type ContributionHistory,
  type GammaGammaFit,
  type GammaGammaModel,
} from './gamma-gamma.js';
export {
  DEFAULT_LIFETIME_VALUE_POLICY,
  lifetimeValue,
  type LifetimeValue,
  type LifetimeValuePolicy,
  type ValuedAccount,
} from './lifetime-value.js';
