import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import type { ImportKindName } from '../imports/import-kind.js';
import { demoJudgements } from './demo-judgements.js';
import { staffEmail } from './demo-organisation.js';

/** Who speaks with whom, how often, and how it goes. */
interface DemoTalk {
  readonly account: string;
  readonly contact: string;
  readonly by: string;
  /** What the contact does. */
  readonly does: 'PURCHASING' | 'PRODUCTION' | 'ENGINEERING' | 'MANAGEMENT';
  readonly everyDays: number;
  /** Days since they spoke last. */
  readonly daysAgo: number;
  readonly tone: number;
  readonly replyHours: number;
  /** Days since which the customer has been cooler and slower. */
  readonly coolSince?: number;
}

const TALKS: readonly DemoTalk[] = [
  talk('DONGHAI-REFINING', 'wang', 'zhao', 'PURCHASING', { everyDays: 14, daysAgo: 6, tone: 4, replyHours: 5 }),
  talk('DONGHAI-REFINING', 'sun', 'tang', 'ENGINEERING', { everyDays: 30, daysAgo: 12, tone: 5, replyHours: 8 }),
  talk('DONGHAI-REFINING', 'gao', 'director', 'MANAGEMENT', { everyDays: 90, daysAgo: 40, tone: 5, replyHours: 24 }),
  // Late payment is not all that has changed there.
  talk('DONGHAI-POLYMERS', 'luo', 'zhao', 'PURCHASING', {
    ...{ everyDays: 20, daysAgo: 4, tone: 4, replyHours: 6, coolSince: 45 },
  }),
  talk('DONGHAI-POLYMERS', 'he', 'tang', 'PRODUCTION', { everyDays: 45, daysAgo: 20, tone: 4, replyHours: 9 }),
  talk('YANGTZE-FIBRE', 'ma', 'xu', 'PURCHASING', { everyDays: 21, daysAgo: 9, tone: 3, replyHours: 20 }),
  talk('NORTHERN-LNG', 'cui', 'zhao', 'ENGINEERING', { everyDays: 25, daysAgo: 8, tone: 4, replyHours: 7 }),
  talk('RHINE-CHEMICALS', 'keller', 'weber', 'PURCHASING', { everyDays: 18, daysAgo: 11, tone: 3, replyHours: 12 }),
  talk('RHINE-CHEMICALS', 'braun', 'weber', 'ENGINEERING', { everyDays: 28, daysAgo: 13, tone: 4, replyHours: 10 }),
  talk('KYUSHU-POWER', 'mori', 'weber', 'PURCHASING', { everyDays: 24, daysAgo: 16, tone: 4, replyHours: 30 }),
  // Nobody has called for long, and the orders stopped.
  talk('TAIHU-HEATING', 'yao', 'xu', 'ENGINEERING', { everyDays: 30, daysAgo: 96, tone: 4, replyHours: 11 }),
  talk('BOREALIS-PULP', 'niemi', 'weber', 'PRODUCTION', { everyDays: 26, daysAgo: 5, tone: 4, replyHours: 14 }),
  talk('BOREALIS-PULP', 'koski', 'weber', 'ENGINEERING', { everyDays: 32, daysAgo: 12, tone: 4, replyHours: 18 }),
];
const YEAR = 365;

/** What the demo's people have recorded in the relationship ledger, as files by kind. */
export function demoLedger(today: IsoDate): readonly (readonly [kind: ImportKindName, text: string])[] {
  const ago = (days: number): IsoDate => dateOfEpochDay(epochDay(today) - days);
  return [
    [
      'touches',
      lines(
        'accountExternalId,observedOn,channel,ourPersonEmail,ourFunction,contactExternalId,theirFunction,topics,tone,replyHours,minutes,confidence',
        ...TALKS.flatMap((each) => touchesOf(each, ago)),
      ),
    ],
    [
      'executive-visits',
      lines(
        'accountExternalId,observedOn,direction,ourPersonEmail,contactExternalId,nextOn,confidence',
        `DONGHAI-REFINING,${ago(75)},WE_VISITED,${staffEmail('director')},gao,${ago(-105)},A`,
        `GULF-DESALINATION,${ago(50)},THEY_VISITED,${staffEmail('director')},haddad,,A`,
      ),
    ],
    // More than an occasional buyer gives back.
    [
      'adaptations',
      lines(
        'accountExternalId,observedOn,side,area,effort,benefit,confidence',
        `KYUSHU-POWER,${ago(320)},OURS,PRODUCT,12,Plates in their own alloy,A`,
        `KYUSHU-POWER,${ago(250)},OURS,PACKAGING,3,Crates for their lift,A`,
        `KYUSHU-POWER,${ago(190)},OURS,LOGISTICS,5,Stock in Fukuoka,A`,
        `KYUSHU-POWER,${ago(110)},OURS,TERMS,2,Ninety days,B`,
        `KYUSHU-POWER,${ago(40)},OURS,IT,6,Their drawing format,A`,
      ),
    ],
    [
      'competitor-shares',
      lines(
        'accountExternalId,observedOn,categoryExternalId,competitor,share,rank,incumbent,contractEnds,source,confidence',
        `RHINE-CHEMICALS,${ago(60)},PLATE,Alpine Plates,0.35,1,yes,${ago(-210)},Told by plant engineering,B`,
        `KYUSHU-POWER,${ago(35)},PLATE,Setouchi Heat,0.7,1,yes,${ago(-120)},Tender papers,B`,
        `BOREALIS-PULP,${ago(90)},PLATE,Alpine Plates,0.5,1,yes,,Customer,C`,
      ),
    ],
    [
      'triggers',
      lines(
        'accountExternalId,observedOn,trigger,about,severity,certainty,origin,competitor,evidence,expiresOn,confidence',
        `KYUSHU-POWER,${ago(20)},RIVAL_QUALITY_PROBLEM,INCUMBENT,0.7,0.8,WAITED,Setouchi Heat,Two units leaked at the spring inspection,${ago(-70)},B`,
        `BOREALIS-PULP,${ago(30)},ANNUAL_SUPPLIER_REVIEW,INCUMBENT,0.4,0.9,WAITED,Alpine Plates,Review announced for the new year,${ago(-60)},A`,
      ),
    ],
    [
      'product-feedback',
      lines(
        'accountExternalId,observedOn,productExternalId,feedbackType,severityPoints,verbatim,contactExternalId,confidence',
        `RHINE-CHEMICALS,${ago(70)},PLATE-3,QUALITY,4,The gaskets harden after eight months,keller,A`,
        `BOREALIS-PULP,${ago(55)},PLATE-3,QUALITY,3,We change the gaskets more often than it says,niemi,A`,
        `RHINE-CHEMICALS,${ago(30)},PLATE-2,FUNCTION,3,The frame leaves no room for the wrench,keller,A`,
        `GULF-DESALINATION,${ago(25)},PLATE-2,PREFERENCE,1,Titanium plates from stock would help us,haddad,B`,
      ),
    ],
    [
      'value-entries',
      lines(
        'accountExternalId,observedOn,valueType,facet,amount,initiator,evidence,confidence',
        `DONGHAI-REFINING,${ago(110)},PERFORMANCE,OPERATING,860000.00,OURS,Steam saved by the wound tubes in the first half year,B`,
        `RHINE-CHEMICALS,${ago(150)},CO_CREATED,SYSTEM,120000.00,THEIRS,Gasket exchange without a shutdown,B`,
      ),
    ],
    ...demoJudgements(ago),
  ];
}

function touchesOf(each: DemoTalk, ago: (days: number) => IsoDate): readonly string[] {
  const { account, contact, by, does, everyDays, daysAgo, coolSince = -1 } = each;
  const times = Math.floor((YEAR - daysAgo) / everyDays) + 1;
  return Array.from({ length: times }, (_, index) => {
    const days = daysAgo + index * everyDays;
    const cool = days <= coolSince;
    const tone = cool ? Math.max(1, each.tone - 2 - (index % 2)) : each.tone - (index % 5 === 3 ? 1 : 0);
    const hours = cool ? each.replyHours * 5 : each.replyHours + (index % 3);
    const [channel, minutes] = index % 4 === 2 ? ['VISIT', 90] : index % 2 === 0 ? ['CALL', 20] : ['VIDEO', 45];
    const topics = cool ? 'DELIVERY;RELATIONSHIP' : index % 3 === 0 ? 'PRICE' : 'PRODUCT;DELIVERY';
    const ours = by === 'tang' ? 'QUALITY' : by === 'director' ? 'MANAGEMENT' : 'SALES';
    return [account, ago(days), channel, staffEmail(by), ours, contact, does, topics, tone, hours, minutes, 'A'].join(
      ',',
    );
  });
}

function talk(
  account: string,
  contact: string,
  by: string,
  does: DemoTalk['does'],
  rest: Omit<DemoTalk, 'account' | 'contact' | 'by' | 'does'>,
): DemoTalk {
  return { account, contact, by, does, ...rest };
}

function lines(...rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}
