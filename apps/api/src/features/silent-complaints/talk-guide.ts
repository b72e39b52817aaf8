import type { Locale } from '../../platform/context/request-context.js';
import type { TalkGuide } from './invitation.types.js';

type Guide = Omit<TalkGuide, 'language'>;

const GUIDES: Readonly<Record<Locale, Guide>> = {
  en: {
    opening: 'I am calling to hear how working with us is going for you; I have nothing to sell today.',
    questions: [
      'What has gone well lately, and what has not?',
      'Was there a delivery, a product or an answer of ours that you expected differently?',
      'Is there something you have not told us because it seemed too small or too awkward?',
      'What would you like us to do about it, and by when?',
    ],
    avoid: [
      'Do not mention invoices or payments, and do not say what made you call.',
      'Do not call it a complaint before the customer does.',
      'Do not defend or explain; write down the words as they are said.',
    ],
    closing: 'Thank you. I will tell you by tomorrow what happens next, and who looks after it.',
  },
  'zh-CN': {
    opening: '我打电话是想听听您与我们合作得如何，今天不谈销售。',
    questions: [
      '最近哪些方面让您满意，哪些不满意？',
      '我们的交货、产品或答复，有没有与您预期不同的地方？',
      '有没有什么事，因为觉得太小或不便开口而没有告诉我们？',
      '您希望我们怎么处理，什么时候之前完成？',
    ],
    avoid: [
      '不要提发票或付款，也不要说明来电的缘由。',
      '在客户自己说出之前，不要称之为投诉。',
      '不辩解、不解释，按客户的原话记录。',
    ],
    closing: '谢谢您。明天之前我会告诉您下一步怎么做，由谁负责。',
  },
  'zh-TW': {
    opening: '我打電話是想聽聽您與我們合作得如何，今天不談銷售。',
    questions: [
      '最近哪些方面讓您滿意，哪些不滿意？',
      '我們的交貨、產品或答覆，有沒有與您預期不同的地方？',
      '有沒有什麼事，因為覺得太小或不便開口而沒有告訴我們？',
      '您希望我們怎麼處理，什麼時候之前完成？',
    ],
    avoid: [
      '不要提發票或付款，也不要說明來電的緣由。',
      '在客戶自己說出之前，不要稱之為投訴。',
      '不辯解、不解釋，按客戶的原話記錄。',
    ],
    closing: '謝謝您。明天之前我會告訴您下一步怎麼做，由誰負責。',
  },
};

export function talkGuide(language: Locale): TalkGuide {
  return { language, ...GUIDES[language] };
}
