export * from './migrate-policy.js';
export type { PolicyBound } from './policy-bound-table.js';
export { policyBound } from './policy-bounds.js';
export * from './policy-document.js';
export * from './policy-fault.js';
export * from './policy-settings.js';
export { giftPolicy, type PolicyParts } from './policy-parts.js';
export * from './validate-policy.js';
