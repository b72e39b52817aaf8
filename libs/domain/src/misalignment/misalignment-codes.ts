import type { LocalizedText } from '../text/localized-text.js';

/** How much a misalignment matters: it endangers what we have, wants attention, or is a chance. */
export const MISALIGNMENT_KINDS = ['DANGER', 'WARNING', 'OPPORTUNITY'] as const;
export type MisalignmentKind = (typeof MISALIGNMENT_KINDS)[number];

/** The four axes along which a relationship is seen. */
export const RELATIONSHIP_AXES = ['STAGE', 'LEVEL', 'INTERFACE', 'POSTURE'] as const;
export type RelationshipAxis = (typeof RELATIONSHIP_AXES)[number];

export interface MisalignmentTraits {
  readonly kind: MisalignmentKind;
  /** The axes that disagree, in their order; one alone disagrees with what the account is. */
  readonly axes: readonly RelationshipAxis[];
  readonly reading: LocalizedText;
}

/** Every disagreement between the axes, most pressing first. */
export const MISALIGNMENTS = {
  SHARE_WITHOUT_DEPTH: {
    kind: 'DANGER',
    axes: ['STAGE', 'LEVEL', 'INTERFACE'],
    reading: {
      en: 'Share without depth: most of their purchases hang on a shallow relationship and few contacts. Whoever wins that one buyer takes the share. Deepen and widen before anything else.',
      'zh-CN':
        '有份额而无深度：大部分采购额系于浅层关系与少数接触，谁争取到那位采购，谁就拿走份额。先加深、加宽关系，再谈其他。',
      'zh-TW':
        '有份額而無深度：大部分採購額繫於淺層關係與少數接觸，誰爭取到那位採購，誰就拿走份額。先加深、加寬關係，再談其他。',
    },
  },
  SHARE_ON_NARROW_INTERFACE: {
    kind: 'DANGER',
    axes: ['STAGE', 'INTERFACE'],
    reading: {
      en: 'Their share with us has outgrown the interface: too few functions talk to each other to carry it. Bring the counterpart departments together.',
      'zh-CN': '份额已超出接触面的承载：往来的职能部门太少。应让双方对口部门建立联系。',
      'zh-TW': '份額已超出接觸面的承載：往來的職能部門太少。應讓雙方對口部門建立聯繫。',
    },
  },
  SHARE_ABOVE_LEVEL: {
    kind: 'DANGER',
    axes: ['STAGE', 'LEVEL'],
    reading: {
      en: 'Their share with us rests on a relationship that is less deep than this stage needs. Trust and shared information have to follow the volume.',
      'zh-CN': '份额所依托的关系深度低于本阶段所需。信任与信息共享必须跟上采购量。',
      'zh-TW': '份額所依託的關係深度低於本階段所需。信任與資訊共享必須跟上採購量。',
    },
  },
  KEY_ACCOUNT_BUTTERFLY: {
    kind: 'WARNING',
    axes: ['INTERFACE'],
    reading: {
      en: 'A key account is still served from one point. For a customer of this weight several departments should meet theirs.',
      'zh-CN': '大客户仍停留在点对点接触。这样分量的客户，应由多个部门与其对口部门对接。',
      'zh-TW': '大客戶仍停留在點對點接觸。這樣分量的客戶，應由多個部門與其對口部門對接。',
    },
  },
  CUSTOMER_ADAPTS_TO_US: {
    kind: 'WARNING',
    axes: ['STAGE', 'POSTURE'],
    reading: {
      en: 'The customer adapts to us more than this stage can bear. A rival who adapts to the customer would be welcome.',
      'zh-CN': '客户迁就我方的程度超过了本阶段所能承受。愿意适应客户的竞争对手将受到欢迎。',
      'zh-TW': '客戶遷就我方的程度超過了本階段所能承受。願意適應客戶的競爭對手將受到歡迎。',
    },
  },
  DEPTH_ON_ONE_THREAD: {
    kind: 'WARNING',
    axes: ['LEVEL', 'INTERFACE'],
    reading: {
      en: 'The relationship is deep but runs between very few people. If one of them leaves, the depth leaves too.',
      'zh-CN': '关系虽深，却只在极少数人之间。其中一人离开，深度也随之而去。',
      'zh-TW': '關係雖深，卻只在極少數人之間。其中一人離開，深度也隨之而去。',
    },
  },
  CONTACTS_WITHOUT_DEPTH: {
    kind: 'WARNING',
    axes: ['LEVEL', 'INTERFACE'],
    reading: {
      en: 'Many departments meet, but openness and trust have not grown with them. Give the contacts something to share.',
      'zh-CN': '接触的部门很多，开放与信任却没有随之增长。应让这些接触真正有可共享的内容。',
      'zh-TW': '接觸的部門很多，開放與信任卻沒有隨之增長。應讓這些接觸真正有可共享的內容。',
    },
  },
  WE_ADAPT_BEYOND_STAGE: {
    kind: 'WARNING',
    axes: ['STAGE', 'POSTURE'],
    reading: {
      en: 'We adapt to this customer more than its stage returns. Ask for share or commitment before giving more.',
      'zh-CN': '我方对该客户的适应超过其所处阶段的回报。再作投入之前，应先争取份额或承诺。',
      'zh-TW': '我方對該客戶的適應超過其所處階段的回報。再作投入之前，應先爭取份額或承諾。',
    },
  },
  DEPTH_WITHOUT_SHARE: {
    kind: 'OPPORTUNITY',
    axes: ['STAGE', 'LEVEL'],
    reading: {
      en: 'Depth without share: the relationship would carry more than they buy from us. An account to harvest: look for the categories and sites we do not supply.',
      'zh-CN': '有深度而少份额：关系足以承载更多采购，是尚待开发的机会。应寻找我方尚未供货的品类与工厂。',
      'zh-TW': '有深度而少份額：關係足以承載更多採購，是尚待開發的機會。應尋找我方尚未供貨的品類與工廠。',
    },
  },
} as const satisfies Readonly<Record<string, MisalignmentTraits>>;

export type MisalignmentCode = keyof typeof MISALIGNMENTS;

export const MISALIGNMENT_CODES = Object.keys(MISALIGNMENTS) as readonly MisalignmentCode[];

/** What is said where no axis disagrees, or where too little is measured to tell. */
export const NO_MISALIGNMENT: Readonly<Record<'ALIGNED' | 'NOT_ENOUGH_MEASURED', LocalizedText>> = {
  ALIGNED: {
    en: 'What is measured agrees: share, depth, contacts and adaptation belong to the same stage.',
    'zh-CN': '各项测量一致：份额、深度、接触面与适应方式属于同一阶段。',
    'zh-TW': '各項測量一致：份額、深度、接觸面與適應方式屬於同一階段。',
  },
  NOT_ENOUGH_MEASURED: {
    en: 'Neither the depth of this relationship nor its contacts have been measured; nothing can be said about their fit to the stage.',
    'zh-CN': '该关系的深度与接触面均未测量，无法判断其与所处阶段是否相称。',
    'zh-TW': '該關係的深度與接觸面均未測量，無法判斷其與所處階段是否相稱。',
  },
};
