import type { IsoDate } from '@mortise/domain';
import type { ImportKindName } from '../imports/import-kind.js';

/** What the demo's people have heard of how customers judge them, as files by kind: most of it where a rival is to be replaced. */
export function demoJudgements(
  ago: (days: number) => IsoDate,
): readonly (readonly [kind: ImportKindName, text: string])[] {
  const kyushu = (days: number): string => `KYUSHU-POWER,${ago(days)}`;
  const donghai = (days: number): string => `DONGHAI-REFINING,${ago(days)}`;
  return [
    [
      'satisfaction-ratings',
      lines(
        'accountExternalId,observedOn,contactExternalId,supplier,attribute,expected,perceived,importance,expectationFrom,confidence',
        `${kyushu(300)},mori,,QUALITY,5.5,5,9,PAST_EXPERIENCE,B`,
        `${kyushu(25)},mori,,QUALITY,6,6,9,PAST_EXPERIENCE,A`,
        `${kyushu(25)},mori,,LEAD_TIME,6,4,7,WORD_OF_MOUTH,A`,
        `${kyushu(25)},mori,,TECHNICAL_ABILITY,5,6,5,PERSONAL_NEEDS,A`,
        `${kyushu(25)},mori,,TERMS,4,5,3,PAST_EXPERIENCE,A`,
        `${kyushu(25)},mori,Setouchi Heat,QUALITY,6,4,,,B`,
        `${kyushu(25)},mori,Setouchi Heat,LEAD_TIME,6,5,,,B`,
        `${kyushu(25)},mori,Setouchi Heat,TECHNICAL_ABILITY,5,5,,,B`,
        `${donghai(60)},wang,,QUALITY,6,6.5,8,PAST_EXPERIENCE,A`,
        `${donghai(60)},sun,,SERVICE_LEVEL,5,6,6,PERSONAL_NEEDS,A`,
      ),
    ],
    [
      'relationship-ratings',
      lines(
        'accountExternalId,observedOn,contactExternalId,focus,keepsWord,speaksPlainly,mindsOurInterest,wantsToStay,worthEffort,feelsAttached,content,meetsExpectations,wouldChooseAgain,reliable,prompt,competent,confidence',
        `${kyushu(25)},mori,PEOPLE,6,6,5,6,5,4,6,6,5,5,4,6,A`,
        `${kyushu(25)},mori,COMPANY,5,4,4,4,3,3,5,4,4,5,3,6,A`,
        `${donghai(60)},wang,PEOPLE,6,7,6,6,6,6,6,6,6,6,6,7,A`,
        `${donghai(60)},wang,COMPANY,6,6,6,7,6,5,6,6,7,6,6,7,A`,
      ),
    ],
    [
      'loyalty-statements',
      lines(
        'accountExternalId,observedOn,contactExternalId,purchaseIntention,attitude,recommendation,referredTo,confidence',
        `${kyushu(25)},mori,5,5,7,,A`,
        `${donghai(60)},wang,7,6,9,Donghai Polymers,A`,
      ),
    ],
    [
      'forward-commitments',
      lines(
        'accountExternalId,observedOn,commitment,amount,horizon,confidence',
        `${kyushu(40)},FORECAST,900000.00,12,B`,
        `${donghai(90)},CONTRACT,6000000.00,24,A`,
      ),
    ],
    [
      'relationship-styles',
      lines(
        'accountExternalId,observedOn,side,agreementForm,formality,dependence,closeness,conflict,adaptation,longTermInvestment,confidence',
        `${kyushu(200)},OURS,PURCHASE_ORDER,,2,4,2,4,4,A`,
        `${kyushu(200)},THEIRS,CONTRACT,,3,3,,2,5,B`,
      ),
    ],
    [
      'exit-barriers',
      lines(
        'accountExternalId,observedOn,side,replacementDifficulty,requalification,tooling,downtimeDays,downtimeCostPerDay,brand,cooperation,topChannel,basis,confidence',
        `${kyushu(80)},THEIRS,0.4,80000.00,,1.5,40000.00,3,4,1,HABIT,B`,
        `${kyushu(80)},OURS,0.3,,150000.00,,,,,,,B`,
        `${donghai(120)},THEIRS,0.8,600000.00,900000.00,3,250000.00,5,5,4,WILL,B`,
        `${donghai(120)},OURS,0.9,,1200000.00,,,,,,,A`,
      ),
    ],
    [
      'purchasing-views',
      lines(
        'accountExternalId,observedOn,categoryExternalId,costShare,qualityEffect,volumeEffect,qualifiedSuppliers,switchingMonths,substitutes,confidence',
        `${kyushu(80)},PLATE,0.02,60,40,3,5,PARTIAL,B`,
        `${donghai(120)},TUBE,0.01,90,85,2,10,NONE,B`,
      ),
    ],
  ];
}

function lines(...rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}
