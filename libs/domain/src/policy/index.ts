export * from './migrate-policy.js';
export { policyBound, type PolicyBound } from './policy-bounds.js';
export * from './policy-document.js';
export * from './policy-fault.js';
export * from './validate-policy.js';
