import type { BusinessFunction, InterfaceForm, InterfaceGap } from '@mortise/domain';
import type { Locale } from '../../platform/context/request-context.js';

/** What stands in the picture of an interface, by language. */
export interface InterfaceWords {
  readonly title: (account: string, form: string) => string;
  readonly form: Readonly<Record<InterfaceForm | 'FORMING', string>>;
  readonly gap: Readonly<Record<InterfaceGap, string>>;
  readonly asOf: (day: string) => string;
  readonly contacts: (count: number, days: number) => string;
  readonly missing: (gaps: string) => string;
  readonly ours: string;
  readonly theirs: string;
  readonly active: string;
  readonly inactive: string;
  readonly team: (count: number) => string;
  readonly nothing: string;
  readonly function: Readonly<Record<BusinessFunction, string>>;
}

export const INTERFACE_WORDS: Readonly<Record<Locale, InterfaceWords>> = {
  en: {
    title: (account, form) => `${account}: ${form}`,
    form: { BUTTERFLY: 'butterfly', FORMING: 'forming', TRIANGLE: 'triangle', DIAMOND: 'diamond' },
    gap: {
      MORE_FUNCTION_PAIRS: 'more pairs of functions',
      MORE_TIERS: 'more tiers',
      LESS_SALES_PURCHASING: 'less through sales and purchasing',
      EXECUTIVE_PAIR: 'executives who meet',
      JOINT_TEAM: 'a joint team',
    },
    asOf: (day) => `As of ${day}`,
    contacts: (count, days) => `${count} contacts in ${days} days`,
    missing: (gaps) => `Missing: ${gaps}`,
    ours: 'We',
    theirs: 'Customer',
    active: 'Active pair',
    inactive: 'Seldom in contact',
    team: (count) => `Joint teams: ${count}`,
    nothing: 'No contact is logged in this time.',
    function: {
      SALES: 'Sales',
      PURCHASING: 'Purchasing',
      MANAGEMENT: 'Management',
      RESEARCH_AND_DEVELOPMENT: 'R&D',
      ENGINEERING: 'Engineering',
      PRODUCTION: 'Production',
      QUALITY: 'Quality',
      LOGISTICS: 'Logistics',
      SERVICE: 'Service',
      MARKETING: 'Marketing',
      FINANCE: 'Finance',
      INFORMATION_TECHNOLOGY: 'IT',
    },
  },
  'zh-CN': {
    title: (account, form) => `${account}：${form}`,
    form: { BUTTERFLY: '蝴蝶形', FORMING: '形成中', TRIANGLE: '三角形', DIAMOND: '菱形' },
    gap: {
      MORE_FUNCTION_PAIRS: '更多对口部门',
      MORE_TIERS: '更多层级',
      LESS_SALES_PURCHASING: '降低销售与采购的比重',
      EXECUTIVE_PAIR: '高层互访',
      JOINT_TEAM: '联合团队',
    },
    asOf: (day) => `截至 ${day}`,
    contacts: (count, days) => `${days} 天内联系 ${count} 次`,
    missing: (gaps) => `尚缺：${gaps}`,
    ours: '我方',
    theirs: '客户',
    active: '活跃对口',
    inactive: '偶有联系',
    team: (count) => `联合团队：${count}`,
    nothing: '此期间没有联系记录。',
    function: {
      SALES: '销售',
      PURCHASING: '采购',
      MANAGEMENT: '管理层',
      RESEARCH_AND_DEVELOPMENT: '研发',
      ENGINEERING: '工程',
      PRODUCTION: '生产',
      QUALITY: '质量',
      LOGISTICS: '物流',
      SERVICE: '服务',
      MARKETING: '市场',
      FINANCE: '财务',
      INFORMATION_TECHNOLOGY: '信息技术',
    },
  },
  'zh-TW': {
    title: (account, form) => `${account}：${form}`,
    form: { BUTTERFLY: '蝴蝶形', FORMING: '形成中', TRIANGLE: '三角形', DIAMOND: '菱形' },
    gap: {
      MORE_FUNCTION_PAIRS: '更多對口部門',
      MORE_TIERS: '更多層級',
      LESS_SALES_PURCHASING: '降低銷售與採購的比重',
      EXECUTIVE_PAIR: '高層互訪',
      JOINT_TEAM: '聯合團隊',
    },
    asOf: (day) => `截至 ${day}`,
    contacts: (count, days) => `${days} 天內聯繫 ${count} 次`,
    missing: (gaps) => `尚缺：${gaps}`,
    ours: '我方',
    theirs: '客戶',
    active: '活躍對口',
    inactive: '偶有聯繫',
    team: (count) => `聯合團隊：${count}`,
    nothing: '此期間沒有聯繫紀錄。',
    function: {
      SALES: '銷售',
      PURCHASING: '採購',
      MANAGEMENT: '管理層',
      RESEARCH_AND_DEVELOPMENT: '研發',
      ENGINEERING: '工程',
      PRODUCTION: '生產',
      QUALITY: '品質',
      LOGISTICS: '物流',
      SERVICE: '服務',
      MARKETING: '行銷',
      FINANCE: '財務',
      INFORMATION_TECHNOLOGY: '資訊技術',
    },
  },
};
