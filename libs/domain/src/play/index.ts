export * from './plan-goal.js';
export * from './play.model.js';
export * from './play-ethics.js';
export * from './play-selection.js';
export * from './playbook.js';
export { PROHIBITED_WORDS } from './prohibited-words.js';
export * from './strategy-matrix.js';
