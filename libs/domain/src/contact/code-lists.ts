/** Roles in the customer's decision-making unit; the default list, which a tenant may merge or extend. */
export const DMU_ROLES = ['INITIATOR', 'USER', 'INFLUENCER', 'DECIDER', 'BUYER', 'GATEKEEPER'] as const;
export type DmuRole = (typeof DMU_ROLES)[number];

/** Whom a person at the customer supports, from us to our rival. */
export const STANCES = ['SUPPORTS_US', 'LEANS_TO_US', 'NEUTRAL', 'LEANS_TO_RIVAL', 'SUPPORTS_RIVAL'] as const;
export type Stance = (typeof STANCES)[number];

/** Stance as a number in −1…1, for the balance of the coalition. */
export const STANCE_VALUE: Readonly<Record<Stance, number>> = {
  SUPPORTS_US: 1,
  LEANS_TO_US: 0.5,
  NEUTRAL: 0,
  LEANS_TO_RIVAL: -0.5,
  SUPPORTS_RIVAL: -1,
};

/** Hierarchy tiers of a company, from the bottom. */
export const TIERS = ['WORKING', 'MIDDLE', 'TOP'] as const;
export type Tier = (typeof TIERS)[number];

/** Functions of a company, ours and theirs alike, whose pairs make the contact matrix. */
export const BUSINESS_FUNCTIONS = [
  'SALES',
  'PURCHASING',
  'MANAGEMENT',
  'RESEARCH_AND_DEVELOPMENT',
  'ENGINEERING',
  'PRODUCTION',
  'QUALITY',
  'LOGISTICS',
  'SERVICE',
  'MARKETING',
  'FINANCE',
  'INFORMATION_TECHNOLOGY',
] as const;
export type BusinessFunction = (typeof BUSINESS_FUNCTIONS)[number];

/** Strength of a personal relation: 0 unknown to us … 5 works for our success. 4 counts as full coverage. */
export const RELATION_STRENGTH = { min: 0, max: 5, full: 4 } as const;
