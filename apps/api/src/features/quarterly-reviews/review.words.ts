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

/** Characters that names of files cannot have everywhere. */
const plain = (name: string): string => name.replace(/[\\/:*?"<>|]/g, ' ').trim();

const EN: ReviewWords = {
  title: ({ year, quarter }) => `Quarterly review, Q${quarter} ${year}`,
  between: (supplier, customer) => `${supplier} for ${customer}`,
  period: (from, to, asOf) => `${from} to ${to}, as known on ${asOf}`,
  fileName: ({ customer, year, quarter }) => `Quarterly review ${year}-Q${quarter} ${plain(customer)}.pdf`,
  foot: ({ supplier }, issued, page, pages) => `${supplier} · issued ${issued} · page ${page} of ${pages}`,
  headings: {
    deliveries: 'Deliveries',
    complaints: 'Complaints',
    values: 'Value delivered',
    initiatives: 'What we do together',
    actions: 'Next steps',
    advisories: 'What we warned you of',
  },
  none: {
    deliveries: 'Nothing was promised for delivery in this quarter.',
    complaints: 'There were no complaints in this quarter, and none was open.',
    values: 'No value was recorded in this quarter.',
  },
  onTimeInFull: 'On time in full',
  onTime: 'On time',
  before: (share) => `${share} in the quarter before`,
  lines: (lines) => (lines === 1 ? 'of 1 promised line' : `of ${lines} promised lines`),
  delay: 'Mean delay',
  days: 'days',
  overdue: 'Still to arrive',
  month: 'Month',
  promised: 'Promised lines',
  received: 'Received',
  closed: 'Closed',
  open: 'Open at the end',
  response: 'Answered within',
  workingHours: 'working hours',
  resolution: 'Resolved within',
  workingDays: 'working days',
  columns: {
    number: 'Number',
    subject: 'Subject',
    on: 'Date',
    status: 'Status',
    kind: 'Kind',
    evidence: 'What shows it',
    worth: 'Value',
    confirmed: 'Confirmed by you',
    result: 'Result',
    due: 'Due',
  },
  claimed: 'Value delivered',
  confirmedValue: 'Confirmed by you',
  confirmedShare: 'Share confirmed',
  notConfirmed: 'not yet',
  aboutValues: 'What you have not confirmed yet is our own reckoning. What you dispute is left out.',
  grade: (grade) => `grade ${grade} of 5`,
  yourAction: 'What you did',
  sources:
    'Times are medians in working time. Deliveries are judged by the promised day; a line that has not arrived counts as late.',
  complaintStates: {
    RECEIVED: 'Received',
    ACKNOWLEDGED: 'Acknowledged',
    ANALYSED: 'Analysed',
    ACTION: 'Action taken',
    CONFIRMED_BY_CUSTOMER: 'Confirmed by you',
    CLOSED: 'Closed',
    REOPENED: 'Reopened',
  },
  valueTypes: { PERFORMANCE: 'Performance', RELATIONSHIP: 'Relationship', CO_CREATED: 'Created together' },
  initiativeTypes: {
    RESEARCH: 'Research',
    QUALITY: 'Quality',
    DELIVERY: 'Delivery',
    PROMOTION: 'Promotion',
    MARKET: 'Market',
    SELLING: 'Selling',
    DISTRIBUTION: 'Distribution',
  },
  initiativeStatuses: { PLANNED: 'Planned', ACTIVE: 'Under way', DONE: 'Done', STOPPED: 'Stopped' },
  actionStatuses: { OPEN: 'To be done', DONE: 'Done', DROPPED: 'Given up' },
  advisoryKinds: {
    STOCK_CEILING: 'Stock',
    CASH_COLLECTION_CYCLE: 'Collection of cash',
    SUB_CUSTOMER_CHANGE: 'Your customers',
    NATURAL_ENVIRONMENT: 'Natural environment',
    MACRO_POLICY: 'Policy',
  },
};

const ZH_CN: ReviewWords = {
  title: ({ year, quarter }) => `${year} 年第 ${quarter} 季度业务回顾`,
  between: (supplier, customer) => `${supplier} 呈 ${customer}`,
  period: (from, to, asOf) => `${from}至${to}，数据截至${asOf}`,
  fileName: ({ customer, year, quarter }) => `季度业务回顾 ${year}-Q${quarter} ${plain(customer)}.pdf`,
  foot: ({ supplier }, issued, page, pages) => `${supplier} · ${issued}签发 · 第 ${page} 页，共 ${pages} 页`,
  headings: {
    deliveries: '交付',
    complaints: '投诉',
    values: '交付的价值',
    initiatives: '双方合作事项',
    actions: '下一步行动',
    advisories: '风险提示',
  },
  none: {
    deliveries: '本季度没有承诺交付的订单行。',
    complaints: '本季度没有投诉，也没有未结投诉。',
    values: '本季度没有记录交付的价值。',
  },
  onTimeInFull: '准时足额交付率',
  onTime: '准时交付率',
  before: (share) => `上季度 ${share}`,
  lines: (lines) => `共 ${lines} 个承诺订单行`,
  delay: '平均延误',
  days: '天',
  overdue: '逾期未到',
  month: '月份',
  promised: '承诺订单行',
  received: '收到',
  closed: '结案',
  open: '期末未结',
  response: '响应时间',
  workingHours: '工作小时',
  resolution: '解决时间',
  workingDays: '个工作日',
  columns: {
    number: '编号',
    subject: '主题',
    on: '日期',
    status: '状态',
    kind: '类别',
    evidence: '依据',
    worth: '价值',
    confirmed: '贵方确认',
    result: '成果',
    due: '截止日期',
  },
  claimed: '交付的价值',
  confirmedValue: '贵方已确认',
  confirmedShare: '确认比例',
  notConfirmed: '尚未确认',
  aboutValues: '贵方尚未确认的价值为我方估算；贵方有异议的价值不列入。',
  grade: (grade) => `${grade} 级（共 5 级）`,
  yourAction: '贵方采取的措施',
  sources: '时间为工作时间中位数。交付按承诺日期评定，逾期未到的订单行按延误计算。',
  complaintStates: {
    RECEIVED: '已收到',
    ACKNOWLEDGED: '已受理',
    ANALYSED: '已分析',
    ACTION: '已采取措施',
    CONFIRMED_BY_CUSTOMER: '贵方已确认',
    CLOSED: '已结案',
    REOPENED: '重新打开',
  },
  valueTypes: { PERFORMANCE: '性能价值', RELATIONSHIP: '关系价值', CO_CREATED: '共创价值' },
  initiativeTypes: {
    RESEARCH: '研发',
    QUALITY: '质量',
    DELIVERY: '交付',
    PROMOTION: '推广',
    MARKET: '市场',
    SELLING: '销售',
    DISTRIBUTION: '分销',
  },
  initiativeStatuses: { PLANNED: '计划中', ACTIVE: '进行中', DONE: '已完成', STOPPED: '已停止' },
  actionStatuses: { OPEN: '待办', DONE: '已完成', DROPPED: '已取消' },
  advisoryKinds: {
    STOCK_CEILING: '库存',
    CASH_COLLECTION_CYCLE: '回款周期',
    SUB_CUSTOMER_CHANGE: '贵方客户变化',
    NATURAL_ENVIRONMENT: '自然环境',
    MACRO_POLICY: '宏观政策',
  },
};

const ZH_TW: ReviewWords = {
  title: ({ year, quarter }) => `${year} 年第 ${quarter} 季業務回顧`,
  between: (supplier, customer) => `${supplier} 呈 ${customer}`,
  period: (from, to, asOf) => `${from}至${to}，資料截至${asOf}`,
  fileName: ({ customer, year, quarter }) => `季度業務回顧 ${year}-Q${quarter} ${plain(customer)}.pdf`,
  foot: ({ supplier }, issued, page, pages) => `${supplier} · ${issued}簽發 · 第 ${page} 頁，共 ${pages} 頁`,
  headings: {
    deliveries: '交貨',
    complaints: '客訴',
    values: '交付的價值',
    initiatives: '雙方合作事項',
    actions: '下一步行動',
    advisories: '風險提示',
  },
  none: {
    deliveries: '本季沒有承諾交貨的訂單行。',
    complaints: '本季沒有客訴，也沒有未結客訴。',
    values: '本季沒有記錄交付的價值。',
  },
  onTimeInFull: '準時足量交貨率',
  onTime: '準時交貨率',
  before: (share) => `上季 ${share}`,
  lines: (lines) => `共 ${lines} 個承諾訂單行`,
  delay: '平均延誤',
  days: '天',
  overdue: '逾期未到',
  month: '月份',
  promised: '承諾訂單行',
  received: '收到',
  closed: '結案',
  open: '期末未結',
  response: '回應時間',
  workingHours: '工作小時',
  resolution: '解決時間',
  workingDays: '個工作日',
  columns: {
    number: '編號',
    subject: '主題',
    on: '日期',
    status: '狀態',
    kind: '類別',
    evidence: '依據',
    worth: '價值',
    confirmed: '貴方確認',
    result: '成果',
    due: '截止日期',
  },
  claimed: '交付的價值',
  confirmedValue: '貴方已確認',
  confirmedShare: '確認比例',
  notConfirmed: '尚未確認',
  aboutValues: '貴方尚未確認的價值為我方估算；貴方有異議的價值不列入。',
  grade: (grade) => `${grade} 級（共 5 級）`,
  yourAction: '貴方採取的措施',
  sources: '時間為工作時間中位數。交貨依承諾日期評定，逾期未到的訂單行以延誤計算。',
  complaintStates: {
    RECEIVED: '已收到',
    ACKNOWLEDGED: '已受理',
    ANALYSED: '已分析',
    ACTION: '已採取措施',
    CONFIRMED_BY_CUSTOMER: '貴方已確認',
    CLOSED: '已結案',
    REOPENED: '重新開啟',
  },
  valueTypes: { PERFORMANCE: '性能價值', RELATIONSHIP: '關係價值', CO_CREATED: '共創價值' },
  initiativeTypes: {
    RESEARCH: '研發',
    QUALITY: '品質',
    DELIVERY: '交貨',
    PROMOTION: '推廣',
    MARKET: '市場',
    SELLING: '銷售',
    DISTRIBUTION: '通路',
  },
  initiativeStatuses: { PLANNED: '計畫中', ACTIVE: '進行中', DONE: '已完成', STOPPED: '已停止' },
  actionStatuses: { OPEN: '待辦', DONE: '已完成', DROPPED: '已取消' },
  advisoryKinds: {
    STOCK_CEILING: '庫存',
    CASH_COLLECTION_CYCLE: '收款週期',
    SUB_CUSTOMER_CHANGE: '貴方客戶變化',
    NATURAL_ENVIRONMENT: '自然環境',
    MACRO_POLICY: '總體政策',
  },
};

export const REVIEW_WORDS: Readonly<Record<Locale, ReviewWords>> = { en: EN, 'zh-CN': ZH_CN, 'zh-TW': ZH_TW };
