/** Words of practices that no play may contain, in the languages of the product. A net under the list of means. */
export const PROHIBITED_WORDS: readonly string[] = [
  ...['kickback', 'kickbacks', 'bribe', 'bribes', 'bribed', 'bribing', 'bribery', 'backhander', 'backhanders'],
  ...['under the table', 'mislead', 'misleads', 'misleading', 'misled', 'deceive', 'deceives', 'deceived', 'deceiving'],
  ...['deception', 'rumour', 'rumours', 'rumor', 'rumors', 'blackmail', 'blackmailing', 'provoke', 'provokes'],
  ...['provoked', 'provoking', 'pretend', 'pretends', 'pretended', 'pretending', 'anonymous', 'anonymously'],
  ...['private life', 'internal conflict', 'internal conflicts', 'slander', 'slandering'],
  ...['回扣', '賄賂', '贿赂', '紅包', '红包', '好處費', '好处费', '造謠', '造谣', '抹黑', '挑撥', '挑拨'],
  ...['內部矛盾', '内部矛盾', '欺騙', '欺骗', '匿名', '隱私', '隐私', '威脅', '威胁', '陪酒'],
];

/** Latin words end at anything but a Latin letter or a digit; Chinese is written without gaps, so there is no end to see. */
const LATIN_PART = '[\\p{Script=Latin}\\p{N}]';
const PROHIBITED = new RegExp(
  PROHIBITED_WORDS.map((word) => {
    return /^[a-z ]+$/.test(word) ? `(?<!${LATIN_PART})${word}(?!${LATIN_PART})` : word;
  }).join('|'),
  'gu',
);

/**
 * The prohibited words that a text contains as whole words, each once, in the order of the list. Capitals, full-width
 * letters and the width of gaps make no difference. O(text · words).
 */
export function prohibitedWordsIn(text: string): readonly string[] {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ');
  const found = new Set(plain.match(PROHIBITED));
  return PROHIBITED_WORDS.filter((word) => found.has(word));
}
