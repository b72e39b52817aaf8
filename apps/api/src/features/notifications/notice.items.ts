import type {
  AdvisoryKind,
  AlertState,
  CaseState,
  ComplaintState,
  CourseClock,
  IsoDate,
  SignalKind,
  StagePosition,
  WinBackState,
} from '@mortise/domain';

/** Something a mail tells in one line. All of it is about one account. */
export type NoticeItem = { readonly account: string } & (
  | {
      readonly kind: 'ALERT';
      readonly leading: SignalKind;
      /** Score ÷ threshold of the clearest signal. */
      readonly score: number;
      readonly dueOn: IsoDate | null;
      readonly exceptional: boolean;
      /** Not told by an earlier digest. */
      readonly isNew: boolean;
    }
  | { readonly kind: 'CASE'; readonly state: CaseState; readonly dueOn: IsoDate; readonly overdue: boolean }
  | { readonly kind: 'APPROVAL'; readonly from: StagePosition; readonly to: StagePosition }
  | {
      readonly kind: 'COMPLAINT';
      readonly number: string;
      readonly subject: string;
      readonly status: ComplaintState;
      readonly filedOn: IsoDate;
    }
  | {
      readonly kind: 'OVERDUE_COMPLAINT';
      readonly number: string;
      readonly subject: string;
      readonly step: CourseClock;
      readonly dueOn: IsoDate;
    }
  | { readonly kind: 'INVITATION'; readonly dueOn: IsoDate }
  | { readonly kind: 'ACTION'; readonly text: string; readonly dueOn: IsoDate; readonly overdue: boolean }
  | { readonly kind: 'PLAN_APPROVAL'; readonly objective: string; readonly startsOn: IsoDate }
  | { readonly kind: 'ASSESSMENT'; readonly dueOn: IsoDate }
  | { readonly kind: 'ADVISORY'; readonly about: AdvisoryKind; readonly action: string }
  | { readonly kind: 'ADVISORY_APPROVAL'; readonly about: AdvisoryKind; readonly title: string }
  | { readonly kind: 'STAGE'; readonly from: StagePosition | null; readonly to: StagePosition }
  | { readonly kind: 'ALERT_STATE'; readonly state: AlertState }
  | { readonly kind: 'WIN_BACK'; readonly state: WinBackState }
);

/** Parts of a mail, in the order in which they matter. */
export const SECTION_KINDS = [
  'ALERTS',
  'APPROVALS',
  'PLAN_APPROVALS',
  'ADVISORY_APPROVALS',
  'CASES_ASSIGNED',
  'CASES_DUE',
  'PLAN_ACTIONS_ASSIGNED',
  'PLAN_ACTIONS_DUE',
  'FOLLOW_UPS_DUE',
  'COMPLAINTS_OVERDUE',
  'COMPLAINTS_FILED',
  'COMPLAINTS_WAITING',
  'INVITATIONS',
  'ASSESSMENTS',
  'ADVISORIES_ACTED',
  'CHANGES',
] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** One part of a mail: the first few of its items, and how many there are. */
export interface Section {
  readonly kind: SectionKind;
  readonly items: readonly NoticeItem[];
  readonly total: number;
}

/** How many items of a section are told one by one. */
export const LISTED = 10;
