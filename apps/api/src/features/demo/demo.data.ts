import type { BusinessFunction, CriterionCode, IsoDate, RegressionCause, Stage, StagePosition } from '@mortise/domain';
import type { StaffRole } from '../../platform/auth/permissions.js';

/** The demo tenant: a maker of heat exchangers, as the example case of the method describes one. Everybody is invented. */
export const DEMO_TENANT = {
  slug: 'helix',
  name: 'Helix Heat Exchangers',
  currency: 'CNY',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
} as const;

/** First password of all demo staff. */
export const DEMO_PASSWORD = 'mortise and tenon';

export interface DemoStaff {
  readonly key: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly does: string;
}

export const DEMO_STAFF: readonly DemoStaff[] = [
  { key: 'admin', name: 'Lin Hui', role: 'ADMIN', does: 'administrator' },
  { key: 'director', name: 'Chen Guodong', role: 'MANAGER', does: 'managing director, sees and approves everything' },
  { key: 'zhao', name: 'Zhao Min', role: 'KEY_ACCOUNT_MANAGER', does: 'key-account manager, team China' },
  { key: 'weber', name: 'Anna Weber', role: 'KEY_ACCOUNT_MANAGER', does: 'key-account manager, team Overseas' },
  { key: 'xu', name: 'Xu Tao', role: 'SALES', does: 'sales, team China' },
  { key: 'tang', name: 'Tang Yue', role: 'QUALITY', does: 'quality, team China' },
];

export const DEMO_DEPARTMENTS = [
  { name: 'Sales', function: 'SALES' },
  { name: 'Quality', function: 'QUALITY' },
  { name: 'After-sales service', function: 'SERVICE' },
] as const satisfies readonly { readonly name: string; readonly function: BusinessFunction }[];

export const DEMO_TEAMS: readonly { readonly name: string; readonly members: readonly string[] }[] = [
  { name: 'China', members: ['zhao', 'xu', 'tang'] },
  { name: 'Overseas', members: ['weber'] },
];

export const DEMO_CATEGORIES = [
  { key: 'PLATE', name: 'Plate heat exchangers', products: ['Plate unit P-20', 'Plate unit P-60', 'Gasket set P-20'] },
  {
    key: 'TUBE',
    name: 'Wound-tube heat exchangers',
    products: ['Wound tube W-8', 'Wound tube W-16', 'Tube bundle W-8'],
  },
] as const;
export type DemoCategory = (typeof DEMO_CATEGORIES)[number]['key'];

/** What the customer buys in a month of each category, from anybody, and how much of it comes from us. */
export interface DemoTrade {
  /** Whole units of currency per month. */
  readonly wallet: Readonly<Partial<Record<DemoCategory, number>>>;
  /** Share by months before now: the last entry whose `from` is at least that many months ago holds. */
  readonly share: readonly { readonly from: number; readonly share: number }[];
  readonly daysBetweenOrders: number;
  /** Days since the last order; 0: orders go on. */
  readonly silentDays?: number;
  /** Days by which it has begun to pay late; 0: it pays as it always did. */
  readonly paysLateBy?: number;
}

/** A stage transition of the past: who proposed it, who approved it, and when. */
export interface DemoMove {
  /** The day, or so many months before the demo's. */
  readonly when: IsoDate | number;
  readonly to: StagePosition;
  readonly proposer: string;
  readonly approvers: readonly string[];
  readonly cause?: RegressionCause;
  readonly note: string;
  /** What the proposer saw of what orders, shares and assessments cannot tell. */
  readonly grounds?: Readonly<Partial<Record<CriterionCode, string>>>;
}

export interface DemoContact {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly tier: 'WORKING' | 'MIDDLE' | 'TOP';
  readonly roles: readonly ('INITIATOR' | 'USER' | 'INFLUENCER' | 'DECIDER' | 'BUYER' | 'GATEKEEPER')[];
  readonly strength: number;
  readonly language?: 'en' | 'zh-CN';
  readonly invited?: boolean;
  /** Since when we know the person; since Mortise was introduced unless told. */
  readonly since?: IsoDate;
}

export interface DemoAccount {
  readonly key: string;
  readonly name: string;
  readonly country: string;
  readonly city: string;
  readonly industry: string;
  readonly parent?: string;
  readonly team: 'China' | 'Overseas';
  readonly owner: string;
  /** Since when its record is kept; since Mortise was introduced unless told. */
  readonly since?: IsoDate;
  readonly opening?: Stage;
  readonly openingNote?: string;
  readonly target?: Stage;
  /** Whether it buys off the list; the others buy what has to be designed for them. */
  readonly simpleOffering?: boolean;
  readonly moves?: readonly DemoMove[];
  readonly trade?: DemoTrade;
  /** Whole units of currency. */
  readonly creditLimit?: number;
  readonly contacts?: readonly DemoContact[];
}
