import type { StateMachine } from '../machine/state-machine.js';
import type { Stage } from '../stage/stages.js';

/** What opens a window of opportunity at a customer whom somebody else supplies. */
export const TRIGGER_CODES = [
  'NEW_PRODUCT_LAUNCH',
  'ANNUAL_SUPPLIER_REVIEW',
  'KEY_INFLUENCER_CHANGE',
  'RIVAL_QUALITY_PROBLEM',
  'SERVICE_COMPLAINT_ABOUT_MAIN_SUPPLIER',
  'RELATIONSHIP_WEAKNESS',
  'RELATIONSHIP_DETERIORATION',
  'COST_DOWN_NEED',
] as const;
export type TriggerCode = (typeof TRIGGER_CODES)[number];

/** Whether we waited for a window or made it. */
export const TRIGGER_ORIGINS = ['WAITED', 'CREATED'] as const;
export type TriggerOrigin = (typeof TRIGGER_ORIGINS)[number];

/** The six occasions to enter a new customer, in the words of the first stage, and the codes they fall under. */
export const ENTRY_OCCASIONS = {
  NEW_PRODUCT: ['NEW_PRODUCT_LAUNCH'],
  ANNUAL_REVIEW: ['ANNUAL_SUPPLIER_REVIEW'],
  PERSONNEL_CHANGE: ['KEY_INFLUENCER_CHANGE'],
  QUALITY_OR_SERVICE_PROBLEM: ['RIVAL_QUALITY_PROBLEM', 'SERVICE_COMPLAINT_ABOUT_MAIN_SUPPLIER'],
  RELATIONSHIP_DETERIORATION: ['RELATIONSHIP_DETERIORATION'],
  COST_DOWN: ['COST_DOWN_NEED'],
} as const satisfies Readonly<Record<string, readonly TriggerCode[]>>;

/** The codes worth watching in a stage: all but a mere weakness before there is any trade, all eight from then on. */
export function triggersOfStage(stage: Stage): readonly TriggerCode[] {
  if (stage !== 'DEVELOPMENT') return TRIGGER_CODES;
  const occasions: readonly TriggerCode[] = Object.values(ENTRY_OCCASIONS).flat();
  return TRIGGER_CODES.filter((code) => occasions.includes(code));
}

export const TRIGGER_STATES = ['OBSERVED', 'VERIFIED', 'PLAY_STARTED', 'WON', 'LOST', 'EXPIRED'] as const;
export type TriggerState = (typeof TRIGGER_STATES)[number];

/** Life of an observed trigger: verified before anybody acts on it; it may expire at any time until it is won or lost. */
export const TRIGGER_MACHINE: StateMachine<TriggerState> = {
  name: 'trigger',
  initial: 'OBSERVED',
  transitions: {
    OBSERVED: ['VERIFIED', 'EXPIRED'],
    VERIFIED: ['PLAY_STARTED', 'EXPIRED'],
    PLAY_STARTED: ['WON', 'LOST', 'EXPIRED'],
    WON: [],
    LOST: [],
    EXPIRED: [],
  },
};
