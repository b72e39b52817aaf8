import { INTERFACE_FORMS, INTERFACE_READINGS, type InterfaceGap } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const InterfaceFormEnum = codeEnum(
  'InterfaceForm',
  INTERFACE_FORMS,
  'Form of the interface between two companies. BUTTERFLY: sales and purchasing alone. TRIANGLE: functions meet their counterparts. DIAMOND: executives and joint teams, too.',
);

export const InterfaceReadingEnum = codeEnum(
  'InterfaceReading',
  INTERFACE_READINGS,
  'What one look at the contacts says. FORMING: more than a butterfly and not yet a triangle.',
);

export const INTERFACE_GAPS = [
  'MORE_FUNCTION_PAIRS',
  'MORE_TIERS',
  'LESS_SALES_PURCHASING',
  'EXECUTIVE_PAIR',
  'JOINT_TEAM',
] as const satisfies readonly InterfaceGap[];

export const InterfaceGapEnum = codeEnum(
  'InterfaceGap',
  INTERFACE_GAPS,
  'What an interface needs for a form: active pairs of functions, tiers of the customer, a smaller part of sales↔purchasing, executives who meet, a team of both companies.',
);

export const TargetFormEnum = codeEnum('InterfaceTarget', ['TRIANGLE', 'DIAMOND'] as const, 'A form to be reached.');
