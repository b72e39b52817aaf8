export * from './account-attention.js';
export * from './alliance-efficiency.js';
export * from './butterfly-symptoms.js';
export * from './classify-interface.js';
export * from './communication-mode.js';
export {
  contactMatrix,
  effectiveBreadth,
  type ContactMatrix,
  type ContactTouch,
  type MatrixCell,
} from './contact-matrix.js';
export * from './contact-sums.js';
export * from './communication-plan.js';
export * from './communication-watch.js';
export * from './customer-care.js';
export * from './dialogue.js';
export * from './exchange-trend.js';
export * from './executive-channel.js';
export * from './interface-criteria.js';
export * from './interface-form.js';
export * from './interface-history.js';
export * from './interface-timeline.js';
export * from './joint-teams.js';
export * from './logging-completeness.js';
export * from './network-density.js';
export * from './recording-policy.js';
export * from './relationship-interface.js';
export * from './responsiveness.js';
export * from './sales-purchasing-trend.js';
export * from './technical-exchange.js';
export * from './topic-mix.js';
export * from './touch-mix.js';
export * from './upgrade-levers.js';
