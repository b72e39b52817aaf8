import type { Locale } from '../../platform/context/request-context.js';
import type { SectionKind } from './notice.items.js';

/** What stands in a mail to staff, by language; what is told item by item comes from the labels. */
export interface NotificationWords {
  readonly digestSubject: (supplier: string, day: string) => string;
  readonly digestIntro: (day: string) => string;
  readonly noticesSubject: (supplier: string, count: number) => string;
  readonly noticesIntro: string;
  readonly greeting: (name: string) => string;
  readonly sections: Readonly<Record<SectionKind, string>>;
  /** A heading with how many there are. */
  readonly counted: (heading: string, count: number) => string;
  readonly more: (count: number) => string;
  readonly about: (account: string, what: string) => string;
  readonly joined: (parts: readonly string[]) => string;
  readonly score: (times: string) => string;
  readonly lookBy: (day: string) => string;
  readonly due: (day: string) => string;
  readonly overdue: (day: string) => string;
  readonly inviteBy: (day: string) => string;
  readonly from: (day: string) => string;
  readonly filed: (day: string) => string;
  readonly isNew: string;
  readonly suddenStop: string;
  readonly move: (from: string, to: string) => string;
  readonly opened: (stage: string) => string;
  readonly why: string;
}

export const NOTIFICATION_WORDS: Readonly<Record<Locale, NotificationWords>> = {
  en: {
    digestSubject: (supplier, day) => `${supplier}: what waits for you on ${day}`,
    digestIntro: (day) => `This is how your accounts stand on ${day}.`,
    noticesSubject: (supplier, count) => (count === 1 ? `${supplier}: one notice` : `${supplier}: ${count} notices`),
    noticesIntro: 'You wanted to hear of this at once.',
    greeting: (name) => `Hello ${name},`,
    sections: {
      ALERTS: 'Alerts to look at',
      APPROVALS: 'Stage transitions you may approve',
      PLAN_APPROVALS: 'Account plans you may approve',
      ADVISORY_APPROVALS: 'Advisories you may approve',
      CASES_ASSIGNED: 'Cases that have become yours',
      CASES_DUE: 'Your cases that are due',
      PLAN_ACTIONS_ASSIGNED: 'Actions of account plans that have become yours',
      PLAN_ACTIONS_DUE: 'Your actions of account plans that are due',
      FOLLOW_UPS_DUE: 'Your call-backs and talks about seasons that are due',
      COMPLAINTS_OVERDUE: 'Complaints that are overdue',
      COMPLAINTS_FILED: 'New complaints',
      COMPLAINTS_WAITING: 'Complaints that wait for us',
      INVITATIONS: 'Customers to invite to speak',
      ASSESSMENTS: 'Relationships to assess',
      ADVISORIES_ACTED: 'Advisories on which customers have acted',
      CHANGES: 'What has changed',
    },
    counted: (heading, count) => `${heading} (${count})`,
    more: (count) => `and ${count} more`,
    about: (account, what) => `${account}: ${what}`,
    joined: (parts) => parts.join('; '),
    score: (times) => `${times} times the limit`,
    lookBy: (day) => `look at it by ${day}`,
    due: (day) => `due on ${day}`,
    overdue: (day) => `overdue since ${day}`,
    inviteBy: (day) => `by ${day}`,
    from: (day) => `from ${day} on`,
    filed: (day) => `filed on ${day}`,
    isNew: 'new',
    suddenStop: 'sudden stop',
    move: (from, to) => `stage ${from} → ${to}`,
    opened: (stage) => `stage ${stage}`,
    why: 'You get this mail because your notification preferences say so. You can change them, or switch it off, with updateMyNotificationPreferences.',
  },
  'zh-CN': {
    digestSubject: (supplier, day) => `${supplier}：${day}待办摘要`,
    digestIntro: (day) => `以下是您的客户截至${day}的情况。`,
    noticesSubject: (supplier, count) => `${supplier}：${count} 条通知`,
    noticesIntro: '以下是您希望即时获知的事项。',
    greeting: (name) => `${name}，您好：`,
    sections: {
      ALERTS: '待查看的预警',
      APPROVALS: '待您审批的阶段变更',
      PLAN_APPROVALS: '待您审批的客户计划',
      ADVISORY_APPROVALS: '待您审批的风险提示',
      CASES_ASSIGNED: '分派给您的案件',
      CASES_DUE: '您到期的案件',
      PLAN_ACTIONS_ASSIGNED: '分派给您的客户计划行动',
      PLAN_ACTIONS_DUE: '您到期的客户计划行动',
      FOLLOW_UPS_DUE: '您到期的回访与旺季商讨',
      COMPLAINTS_OVERDUE: '逾期未处理的投诉',
      COMPLAINTS_FILED: '新投诉',
      COMPLAINTS_WAITING: '等待我方处理的投诉',
      INVITATIONS: '待邀请沟通的客户',
      ASSESSMENTS: '待您评估的客户关系',
      ADVISORIES_ACTED: '客户已采取行动的风险提示',
      CHANGES: '最新变化',
    },
    counted: (heading, count) => `${heading}（${count}）`,
    more: (count) => `另有 ${count} 项`,
    about: (account, what) => `${account}：${what}`,
    joined: (parts) => parts.join('；'),
    score: (times) => `为警戒线的 ${times} 倍`,
    lookBy: (day) => `请于${day}前查看`,
    due: (day) => `${day}到期`,
    overdue: (day) => `自${day}起逾期`,
    inviteBy: (day) => `请于${day}前`,
    from: (day) => `自${day}起`,
    filed: (day) => `${day}提交`,
    isNew: '新',
    suddenStop: '突然停单',
    move: (from, to) => `阶段 ${from} → ${to}`,
    opened: (stage) => `阶段 ${stage}`,
    why: '您收到此邮件是因为您的通知设置如此。可通过 updateMyNotificationPreferences 更改或关闭。',
  },
  'zh-TW': {
    digestSubject: (supplier, day) => `${supplier}：${day}待辦摘要`,
    digestIntro: (day) => `以下是您的客戶截至${day}的情況。`,
    noticesSubject: (supplier, count) => `${supplier}：${count} 則通知`,
    noticesIntro: '以下是您希望即時得知的事項。',
    greeting: (name) => `${name}，您好：`,
    sections: {
      ALERTS: '待查看的預警',
      APPROVALS: '待您核准的階段變更',
      PLAN_APPROVALS: '待您核准的客戶計畫',
      ADVISORY_APPROVALS: '待您核准的風險提示',
      CASES_ASSIGNED: '指派給您的案件',
      CASES_DUE: '您到期的案件',
      PLAN_ACTIONS_ASSIGNED: '指派給您的客戶計畫行動',
      PLAN_ACTIONS_DUE: '您到期的客戶計畫行動',
      FOLLOW_UPS_DUE: '您到期的回訪與旺季商討',
      COMPLAINTS_OVERDUE: '逾期未處理的投訴',
      COMPLAINTS_FILED: '新投訴',
      COMPLAINTS_WAITING: '等待我方處理的投訴',
      INVITATIONS: '待邀請溝通的客戶',
      ASSESSMENTS: '待您評估的客戶關係',
      ADVISORIES_ACTED: '客戶已採取行動的風險提示',
      CHANGES: '最新變化',
    },
    counted: (heading, count) => `${heading}（${count}）`,
    more: (count) => `另有 ${count} 項`,
    about: (account, what) => `${account}：${what}`,
    joined: (parts) => parts.join('；'),
    score: (times) => `為警戒線的 ${times} 倍`,
    lookBy: (day) => `請於${day}前查看`,
    due: (day) => `${day}到期`,
    overdue: (day) => `自${day}起逾期`,
    inviteBy: (day) => `請於${day}前`,
    from: (day) => `自${day}起`,
    filed: (day) => `${day}提出`,
    isNew: '新',
    suddenStop: '突然停單',
    move: (from, to) => `階段 ${from} → ${to}`,
    opened: (stage) => `階段 ${stage}`,
    why: '您收到此郵件是因為您的通知設定如此。可透過 updateMyNotificationPreferences 更改或關閉。',
  },
};
