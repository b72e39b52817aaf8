import { localizedText } from '../text/localized-text.js';
import { playActions, type PlayTemplate } from './play.model.js';

const objective = localizedText('Keep and deepen the alliance.', '維持並深化戰略合作。', '维持并深化战略合作。');
const base = {
  objective,
  stages: ['STRATEGIC'],
  levels: [],
  purpose: 'HOLD',
  triggers: [],
  signals: [],
  guards: [],
} as const;

/** Plays of an alliance: complement, bind both sides, coordinate from the top. */
export const STRATEGIC_PLAYS: readonly PlayTemplate[] = [
  {
    ...base,
    code: 'COMPLEMENT_STRENGTHS',
    name: localizedText('Complement each other', '戰略互補', '战略互补'),
    driver: localizedText(
      'Two sets of strengths make one advantage.',
      '雙方資源整合為整體競爭力。',
      '双方资源整合为整体竞争力。',
    ),
    triggers: ['NEW_PRODUCT_LAUNCH'],
    actions: playActions(
      [
        'MAP_CAPABILITIES',
        'EXECUTIVE_SPONSOR',
        60,
        'ANALYSIS',
        'Match what each side has with what the other needs',
        '對照雙方資源、能力與需求',
        '对照双方资源、能力与需求',
      ],
      [
        'JOINT_PLAN',
        'ACCOUNT_MANAGER',
        120,
        'AGREEMENT',
        'Agree a joint plan for the gaps',
        '就缺口制訂共同計畫',
        '就缺口制订共同计划',
      ],
    ),
    evidence: ['COMPLEMENTARITY_MAP', 'JOINT_PLAN_SIGNED'],
  },
  {
    ...base,
    code: 'BIND_BOTH_SIDES',
    name: localizedText('Bind both sides', '雙邊鎖定', '双边锁定'),
    driver: localizedText(
      'What both invest, both protect.',
      '共同投入使雙方共同維護關係。',
      '共同投入使双方共同维护关系。',
    ),
    triggers: ['COST_DOWN_NEED'],
    signals: ['LOW_EXIT_BARRIER'],
    actions: playActions(
      [
        'SHARE_BENEFIT',
        'FINANCE',
        90,
        'AGREEMENT',
        'Agree how savings and gains are shared',
        '約定節省與收益的分享',
        '约定节省与收益的分享',
      ],
      [
        'INVEST_TOGETHER',
        'EXECUTIVE_SPONSOR',
        180,
        'AGREEMENT',
        'Consider joint capital, shares or tooling with legal review',
        '在法律審查下考慮資本、股份或設備合作',
        '在法律审查下考虑资本、股份或设备合作',
      ],
    ),
    evidence: ['LOCK_IN_REGISTER'],
  },
  {
    ...base,
    code: 'TOP_LEVEL_COORDINATION',
    name: localizedText('Coordinate from the top', '高層協調', '高层协调'),
    driver: localizedText('Alliances are steered by executives.', '戰略合作由高層統籌。', '战略合作由高层统筹。'),
    triggers: ['KEY_INFLUENCER_CHANGE', 'ANNUAL_SUPPLIER_REVIEW'],
    signals: ['EXECUTIVE_VISIT_OVERDUE', 'CONTACT_SILENCE'],
    actions: playActions(
      [
        'STEERING_MEETING',
        'EXECUTIVE_SPONSOR',
        60,
        'CONTACT',
        'Hold a steering meeting of both managements',
        '召開雙方高層協調會',
        '召开双方高层协调会',
      ],
      [
        'TEAM_ROSTER',
        'ACCOUNT_MANAGER',
        30,
        'TEAM',
        'Keep the team of all functions complete',
        '保持各職能團隊齊備',
        '保持各职能团队齐备',
      ],
    ),
    evidence: ['STEERING_MINUTES', 'TEAM_ROSTER'],
    guards: ['GIFT_REGISTER'],
  },
  {
    ...base,
    code: 'JOINT_TEAM',
    purpose: 'BOTH',
    name: localizedText('One team across both companies', '跨組織聯合團隊', '跨组织联合团队'),
    driver: localizedText(
      'Production, technology, logistics, marketing and finance work as one.',
      '生產、技術、物流、行銷、財務協同。',
      '生产、技术、物流、营销、财务协同。',
    ),
    triggers: ['RELATIONSHIP_DETERIORATION'],
    signals: ['SATISFACTION_BELOW_EXPECTATION'],
    actions: playActions(
      [
        'FORM_TEAM',
        'TECHNICAL',
        60,
        'TEAM',
        'Form a team with members of both sides for product or quality',
        '組建雙方成員的研發或品質團隊',
        '组建双方成员的研发或质量团队',
      ],
      [
        'EXCHANGE_STAFF',
        'EXECUTIVE_SPONSOR',
        150,
        'TEAM',
        'Send people to each other for a time',
        '互派人員',
        '互派人员',
      ],
    ),
    evidence: ['JOINT_TEAM_ACTIVE', 'STAFF_EXCHANGED'],
  },
];
