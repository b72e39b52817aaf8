import { DMU_ROLES, STANCES, TIERS } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const CONTACT_STATUSES = ['ACTIVE', 'MOVED', 'LEFT'] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];
export const ContactStatusEnum = codeEnum(
  'ContactStatus',
  CONTACT_STATUSES,
  'ACTIVE: in the position we know. MOVED: in another position. LEFT: gone. Only active people can use the portal.',
);

export const DmuRoleEnum = codeEnum('DmuRole', DMU_ROLES, "A role in the customer's decision-making unit.");

export const StanceEnum = codeEnum('Stance', STANCES, 'Whom a person at the customer supports, from us to our rival.');

export const TierEnum = codeEnum('Tier', TIERS, 'Hierarchy tier of a company, from the bottom.');
