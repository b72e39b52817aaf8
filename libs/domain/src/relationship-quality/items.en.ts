import type { QualityWording } from './items.js';

/** Wording in English. */
export const ENGLISH_ITEMS: QualityWording = {
  KEEPS_WORD: {
    PEOPLE: 'When the people we deal with there agree to something, they do it.',
    COMPANY: 'What this company agrees to, it does.',
  },
  SPEAKS_PLAINLY: {
    PEOPLE: 'They tell us how things stand, even when it is bad news.',
    COMPANY: 'This company informs us openly, even when it is at fault.',
  },
  MINDS_OUR_INTEREST: {
    PEOPLE: 'They think of our side too when they decide something.',
    COMPANY: 'The decisions of this company take our interests into account.',
  },
  WANTS_TO_STAY: {
    PEOPLE: 'We would like to go on working with the same people.',
    COMPANY: 'We intend to remain a customer of this company for years.',
  },
  WORTH_EFFORT: {
    PEOPLE: 'We put time of our own into getting on well with them.',
    COMPANY: 'The tie to this company is worth investments of our own.',
  },
  FEELS_ATTACHED: {
    PEOPLE: 'If they moved to other tasks, we would miss them.',
    COMPANY: 'We feel that we and this company belong together.',
  },
  CONTENT: {
    PEOPLE: 'All in all, we are content with the people who look after us.',
    COMPANY: 'All in all, we are content with this company as a supplier.',
  },
  MEETS_EXPECTATIONS: {
    PEOPLE: 'They do for us what we expect of a good counterpart.',
    COMPANY: 'This company gives us what we expect of a good supplier.',
  },
  WOULD_CHOOSE_AGAIN: {
    PEOPLE: 'If we could pick our contacts there, we would pick these.',
    COMPANY: 'Facing the choice once more, we would take this company again.',
  },
  RELIABLE: {
    PEOPLE: 'They get our requests right the first time.',
    COMPANY: 'The service of this company works as it should, every time.',
  },
  PROMPT: {
    PEOPLE: 'When we ask for something, they react quickly.',
    COMPANY: 'This company handles our orders and problems without delay.',
  },
  COMPETENT: {
    PEOPLE: 'They know their trade and understand ours.',
    COMPANY: 'This company has the skills and means that our business needs.',
  },
};
