import { type IsoDate, monthOf, monthsBetween } from '@mortise/domain';
import type { DemoAccount, DemoTrade } from './demo.data.js';

/** The refinery whose relationship the demo tells from its beginning: orders at first, then the engineers, then everybody. */
export const DEMO_NINGBO: DemoAccount = {
  key: 'DONGHAI-REFINING',
  name: 'Donghai Refining',
  country: 'CN',
  city: 'Ningbo',
  industry: 'Refining',
  parent: 'DONGHAI',
  team: 'China',
  owner: 'zhao',
  since: '2000-01-10',
  opening: 'INITIAL',
  openingNote: 'One of their lesser suppliers: orders are taken as they come, and delivered late.',
  target: 'STRATEGIC',
  moves: [
    {
      when: '2006-10-16',
      to: 'STABLE',
      proposer: 'zhao',
      approvers: ['director'],
      note: 'Main supplier since the stainless wound-tube exchanger, made for what their engineers lacked.',
      grounds: {
        FUNCTION_PAIRS: 'Engineering, quality and production meet their counterparts every six weeks.',
        SINGLE_THREAD_RISK_OFF: 'No longer their buyer alone: the chief process engineer has his own line to us.',
        NO_OPEN_CRISIS: 'Nothing is open since the deliveries keep their day.',
        SATISFACTION_GAP: 'Survey of key customers: what they got is what they had expected.',
        TRUST: 'Survey of key customers, 2006.',
        COMMITMENT: 'Survey of key customers, 2006.',
      },
    },
    {
      when: '2010-12-13',
      to: 'STRATEGIC',
      proposer: 'zhao',
      approvers: ['director'],
      note: 'Developed and tried out together; a project team of ours works in their plant.',
      grounds: {
        INTERFACE_FORM: 'Diamond since summer: seven functions, both managements, a joint team.',
        EXECUTIVE_VISITS: 'We were there in May, they were here in October.',
        PARTNERSHIP_AGREEMENT: 'Agreement on joint development, signed in January.',
        ALLIANCE_SCORECARD: 'Five of six at the yearly review.',
        JOINT_INITIATIVE: 'Joint development and trial production of wound tubes, under way.',
        PROFIT_NOT_NEGATIVE: 'Margin after the project team, by controlling.',
        TRUST: 'Survey of key customers, 2010.',
        COMMITMENT: 'Survey of key customers, 2010.',
      },
    },
    {
      when: 24,
      to: 'STABLE',
      proposer: 'zhao',
      approvers: ['director'],
      cause: 'COMPETITOR_PRICE',
      note: 'Their group bought a third of the tubes elsewhere for a year, at a price we did not meet.',
    },
    {
      when: 10,
      to: 'STRATEGIC',
      proposer: 'zhao',
      approvers: ['director'],
      note: 'Framework agreement signed; joint team for the new cracker.',
    },
  ],
  trade: {
    wallet: { PLATE: 900_000, TUBE: 1_400_000 },
    share: [
      { from: 36, share: 0.62 },
      { from: 24, share: 0.9 },
    ],
    daysBetweenOrders: 8,
  },
  creditLimit: 4_000_000,
  contacts: [
    {
      key: 'wang',
      name: 'Wang Lei',
      title: 'Purchasing manager',
      tier: 'MIDDLE',
      roles: ['BUYER', 'GATEKEEPER'],
      strength: 5,
      language: 'zh-CN',
      invited: true,
      since: '2000-01-10',
    },
    {
      key: 'sun',
      name: 'Sun Jing',
      title: 'Chief process engineer',
      tier: 'MIDDLE',
      roles: ['USER', 'INITIATOR'],
      strength: 4,
      language: 'zh-CN',
      since: '2005-03-14',
    },
    {
      key: 'gao',
      name: 'Gao Feng',
      title: 'General manager',
      tier: 'TOP',
      roles: ['DECIDER', 'INFLUENCER'],
      strength: 4,
      language: 'zh-CN',
      since: '2005-03-14',
    },
  ],
};

/** What part of its purchases was ours from a month on. */
const SHARES = [
  ['2000-01', 0.28],
  ['2005-06', 0.45],
  ['2006-01', 0.7],
  ['2009-12', 0.94],
] as const;

/** Its trade up to the month of a day, from which on the demo tells the trade of all accounts alike. */
export function ningboTrade(until: IsoDate): { readonly trade: DemoTrade; readonly months: number } {
  const ago = (month: string): number => monthsBetween(month, monthOf(until));
  return {
    months: ago(SHARES[0][0]),
    trade: {
      wallet: { PLATE: 600_000, TUBE: 900_000 },
      share: SHARES.map(([month, share]) => ({ from: ago(month), share })),
      daysBetweenOrders: 20,
    },
  };
}

/** Until when promises of delivery were put off and put off. */
const LATE_UNTIL = '2004-12-31';

/** Days by which what was ordered on a day arrived after it was promised; negative: before. */
export function ningboLateness(orderedOn: IsoDate, index: number): number {
  return orderedOn <= LATE_UNTIL ? 8 + (index % 5) * 6 : -(index % 3);
}
