export * from './account-attention.js';
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
export * from './customer-care.js';
export * from './executive-channel.js';
export * from './interface-form.js';
export * from './interface-history.js';
export * from './logging-completeness.js';
export * from './sales-purchasing-trend.js';
export * from './topic-mix.js';
export * from './upgrade-levers.js';
