import { CRITERIA, type CriterionCode, type CriterionSource } from '@mortise/domain';

/** What records the facts of a source: mutations, or imports as `import:<kind>`. Nothing where they follow by themselves. */
const BY_SOURCE: Readonly<Record<CriterionSource, readonly string[]>> = {
  ORDERS: ['import:order-lines'],
  SHARE: ['import:wallets', 'acceptProposedWallet'],
  CONTACTS: ['recordTouch', 'linkContact'],
  LEVEL: ['openAssessmentRound'],
  INTERFACE: ['recordTouch', 'recordJointTeam', 'recordExecutiveVisit'],
  DELIVERY: ['import:deliveries'],
  HEALTH: ['triageAlert'],
  SATISFACTION: ['attestStageEvidence'],
  SURVEY: ['attestStageEvidence'],
  PROFIT: ['import:costs-to-serve'],
  RECORD: ['attestStageEvidence'],
  PROPOSAL: ['proposeStage'],
};

/** Criteria whose fact has a record of its own. */
const BY_CRITERION: Readonly<Partial<Record<CriterionCode, readonly string[]>>> = {
  KEY_PERSON_STRENGTH: ['linkContact', 'updateContactLink'],
  DMU_COVERAGE: ['createContact', 'linkContact'],
  MIDDLE_TIER_MET: ['recordTouch', 'linkContact'],
  EXECUTIVE_VISITS: ['recordExecutiveVisit'],
  TRIGGER_RECORDED: ['recordTrigger'],
  JOINT_INITIATIVE: ['recordJointInitiative'],
  CAUSE_CODE: ['proposeStage', 'nameStageCause'],
};

/** How the fact that a criterion asks for is put on record. */
export function recordedBy(criterion: CriterionCode): readonly string[] {
  const { attestable, measuredFrom } = CRITERIA[criterion];
  const named = BY_CRITERION[criterion] ?? BY_SOURCE[measuredFrom];
  return attestable && !named.includes('attestStageEvidence') ? [...named, 'attestStageEvidence'] : named;
}
