import type {
  AdvisoryKind,
  ComplaintState,
  JointInitiativeKind,
  JointInitiativeStatus,
  PlanStepStatus,
  ValueType,
} from '@mortise/domain';
import type { Locale } from '../../platform/context/request-context.js';
import type { ReviewFacts } from './review-facts.js';
import { EN } from './review.words-en.js';
import { ZH_CN, ZH_TW } from './review.words-zh.js';

type Head = Pick<ReviewFacts, 'supplier' | 'customer' | 'year' | 'quarter'>;

/** What stands in a pack beside its facts, by language. */
export interface ReviewWords {
  readonly title: (head: Head) => string;
  readonly between: (supplier: string, customer: string) => string;
  readonly period: (from: string, to: string, asOf: string) => string;
  readonly fileName: (head: Head) => string;
  readonly foot: (head: Head, issued: string, page: number, pages: number) => string;
  readonly headings: Readonly<
    Record<'deliveries' | 'complaints' | 'values' | 'initiatives' | 'actions' | 'advisories', string>
  >;
  readonly none: Readonly<Record<'deliveries' | 'complaints' | 'values', string>>;
  readonly onTimeInFull: string;
  readonly onTime: string;
  readonly before: (share: string) => string;
  readonly lines: (lines: number) => string;
  readonly delay: string;
  readonly days: string;
  readonly overdue: string;
  readonly month: string;
  readonly promised: string;
  readonly received: string;
  readonly closed: string;
  readonly open: string;
  readonly response: string;
  readonly workingHours: string;
  readonly resolution: string;
  readonly workingDays: string;
  readonly columns: Readonly<
    Record<
      'number' | 'subject' | 'on' | 'status' | 'kind' | 'evidence' | 'worth' | 'confirmed' | 'result' | 'due',
      string
    >
  >;
  readonly claimed: string;
  readonly confirmedValue: string;
  readonly confirmedShare: string;
  readonly notConfirmed: string;
  readonly aboutValues: string;
  readonly grade: (grade: number) => string;
  readonly yourAction: string;
  readonly sources: string;
  readonly complaintStates: Readonly<Record<ComplaintState, string>>;
  readonly valueTypes: Readonly<Record<ValueType, string>>;
  readonly initiativeTypes: Readonly<Record<JointInitiativeKind, string>>;
  readonly initiativeStatuses: Readonly<Record<JointInitiativeStatus, string>>;
  readonly actionStatuses: Readonly<Record<PlanStepStatus, string>>;
  readonly advisoryKinds: Readonly<Record<AdvisoryKind, string>>;
}

/** What stands in packs, by language. */
export const REVIEW_WORDS: Readonly<Record<Locale, ReviewWords>> = { en: EN, 'zh-CN': ZH_CN, 'zh-TW': ZH_TW };
