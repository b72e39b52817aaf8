import type { QualityWording } from './items.js';

/** Wording in Chinese, simplified characters. */
export const SIMPLIFIED_CHINESE_ITEMS: QualityWording = {
  KEEPS_WORD: { PEOPLE: '和我们打交道的人答应的事都会做到。', COMPANY: '这家公司答应的事都会做到。' },
  SPEAKS_PLAINLY: {
    PEOPLE: '即使是坏消息，他们也会如实告诉我们。',
    COMPANY: '即使错在自己，这家公司也会坦白相告。',
  },
  MINDS_OUR_INTEREST: {
    PEOPLE: '他们做决定时也会替我们着想。',
    COMPANY: '这家公司的决策会顾及我们的利益。',
  },
  WANTS_TO_STAY: { PEOPLE: '我们希望继续和同一批人合作。', COMPANY: '我们打算在今后多年里一直做这家公司的客户。' },
  WORTH_EFFORT: {
    PEOPLE: '为了和他们处好关系，我们愿意花自己的时间。',
    COMPANY: '为了与这家公司的关系，我们自己也值得投入。',
  },
  FEELS_ATTACHED: { PEOPLE: '如果他们调任别的工作，我们会舍不得。', COMPANY: '我们觉得自己和这家公司是一起的。' },
  CONTENT: { PEOPLE: '总的来说，我们对负责我们的人感到满意。', COMPANY: '总的来说，我们对这家供应商感到满意。' },
  MEETS_EXPECTATIONS: {
    PEOPLE: '一个好的对口人员该做的，他们都做到了。',
    COMPANY: '一家好的供应商该提供的，这家公司都提供了。',
  },
  WOULD_CHOOSE_AGAIN: {
    PEOPLE: '如果可以挑选对方的联络人，我们还会挑这些人。',
    COMPANY: '如果重新选择，我们还会选这家公司。',
  },
  RELIABLE: { PEOPLE: '我们的要求，他们一次就能办对。', COMPANY: '这家公司的服务每次都不出差错。' },
  PROMPT: { PEOPLE: '我们提出需要时，他们反应很快。', COMPANY: '这家公司处理我们的订单和问题从不拖延。' },
  COMPETENT: {
    PEOPLE: '他们精通自己的业务，也懂我们的业务。',
    COMPANY: '我们业务所需的技术和条件，这家公司都具备。',
  },
};
