import type { AssessmentInstrument, ItemWording } from './instrument.js';
import { ENGLISH } from './instrument-v1.en.js';
import { SIMPLIFIED_CHINESE } from './instrument-v1.zh-cn.js';
import { TRADITIONAL_CHINESE } from './instrument-v1.zh-tw.js';
import { DEFAULT_LEVEL_BANDS } from './levels.js';

/** Items of the full form, in the order in which they are asked. */
export const INSTRUMENT_V1_ITEMS = [
  'ORDER_FULFILMENT',
  'TRUST',
  'INFORMATION',
  'CONTACTS',
  'EXIT_BARRIER',
  'STANDING',
  'PRICING',
  'JOINT_ACTIVITY',
  'PLANNING_HORIZON',
  'DISPUTES',
  'ROLES',
  'MUTUAL_IMPORTANCE',
] as const;
export type InstrumentV1Item = (typeof INSTRUMENT_V1_ITEMS)[number];

/** Wording of the first version in one language; the compiler misses no item. */
export type InstrumentV1Wording = Readonly<Record<InstrumentV1Item, ItemWording>>;

/**
 * The questionnaire that Mortise ships: behavioural anchors for the ladder basic, cooperative, interdependent,
 * integrated. Mortise's own wording and choice of items, not a validated scale; a tenant may have its own version.
 * The wording is neutral, because supplier and customer answer the same form.
 */
export const INSTRUMENT_V1 = {
  code: 'MORTISE',
  version: 1,
  forms: {
    SHORT: {
      items: ['TRUST', 'INFORMATION', 'CONTACTS', 'EXIT_BARRIER', 'STANDING', 'JOINT_ACTIVITY'],
      requiredAnswers: 5,
    },
    FULL: { items: INSTRUMENT_V1_ITEMS, requiredAnswers: 9 },
  },
  transactionItem: 'ORDER_FULFILMENT',
  bands: DEFAULT_LEVEL_BANDS,
  wording: { en: ENGLISH, 'zh-CN': SIMPLIFIED_CHINESE, 'zh-TW': TRADITIONAL_CHINESE },
} as const satisfies AssessmentInstrument;
