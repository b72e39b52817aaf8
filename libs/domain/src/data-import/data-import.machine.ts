import type { StateMachine } from '../machine/state-machine.js';

export const IMPORT_STATES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'UNDOING', 'UNDONE'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/**
 * An import begins with the first rows of its file, while the rest is still on its way: a file whose header does not fit
 * never becomes one. What has ended, well or early, can be taken back once. Taking back is one step with its end, so
 * that nobody finds an import half undone.
 */
export const IMPORT_MACHINE: StateMachine<ImportState> = {
  name: 'data-import',
  initial: 'RUNNING',
  transitions: {
    RUNNING: ['SUCCEEDED', 'FAILED'],
    SUCCEEDED: ['UNDOING'],
    FAILED: ['UNDOING'],
    UNDOING: ['UNDONE'],
    UNDONE: [],
  },
};
