import type { QualityWording } from './items.js';

/** Wording in Chinese, traditional characters. */
export const TRADITIONAL_CHINESE_ITEMS: QualityWording = {
  KEEPS_WORD: { PEOPLE: '和我們打交道的人答應的事都會做到。', COMPANY: '這家公司答應的事都會做到。' },
  SPEAKS_PLAINLY: {
    PEOPLE: '即使是壞消息，他們也會如實告訴我們。',
    COMPANY: '即使錯在自己，這家公司也會坦白相告。',
  },
  MINDS_OUR_INTEREST: {
    PEOPLE: '他們做決定時也會替我們著想。',
    COMPANY: '這家公司的決策會顧及我們的利益。',
  },
  WANTS_TO_STAY: { PEOPLE: '我們希望繼續和同一批人合作。', COMPANY: '我們打算在今後多年裡一直做這家公司的客戶。' },
  WORTH_EFFORT: {
    PEOPLE: '為了和他們處好關係，我們願意花自己的時間。',
    COMPANY: '為了與這家公司的關係，我們自己也值得投入。',
  },
  FEELS_ATTACHED: { PEOPLE: '如果他們調任別的工作，我們會捨不得。', COMPANY: '我們覺得自己和這家公司是一起的。' },
  CONTENT: { PEOPLE: '總的來說，我們對負責我們的人感到滿意。', COMPANY: '總的來說，我們對這家供應商感到滿意。' },
  MEETS_EXPECTATIONS: {
    PEOPLE: '一個好的對口人員該做的，他們都做到了。',
    COMPANY: '一家好的供應商該提供的，這家公司都提供了。',
  },
  WOULD_CHOOSE_AGAIN: {
    PEOPLE: '如果可以挑選對方的聯絡人，我們還會挑這些人。',
    COMPANY: '如果重新選擇，我們還會選這家公司。',
  },
  RELIABLE: { PEOPLE: '我們的要求，他們一次就能辦對。', COMPANY: '這家公司的服務每次都不出差錯。' },
  PROMPT: { PEOPLE: '我們提出需要時，他們反應很快。', COMPANY: '這家公司處理我們的訂單和問題從不拖延。' },
  COMPETENT: {
    PEOPLE: '他們精通自己的業務，也懂我們的業務。',
    COMPANY: '我們業務所需的技術和條件，這家公司都具備。',
  },
};
