import type { BusinessFunction, LedgerWriter } from '@mortise/domain';
import type { StaffRole } from '../../platform/auth/permissions.js';

const BY_ROLE: Readonly<Record<StaffRole, readonly LedgerWriter[]>> = {
  ADMIN: ['SALES', 'TECHNICAL', 'QUALITY', 'SERVICE', 'FINANCE', 'MANAGEMENT'],
  MANAGER: ['MANAGEMENT', 'SALES'],
  KEY_ACCOUNT_MANAGER: ['SALES'],
  SALES: ['SALES'],
  SERVICE: ['SERVICE'],
  QUALITY: ['QUALITY'],
  FINANCE: ['FINANCE'],
  ANALYST: [],
};

const BY_FUNCTION: Readonly<Partial<Record<BusinessFunction, LedgerWriter>>> = {
  SALES: 'SALES',
  MARKETING: 'SALES',
  MANAGEMENT: 'MANAGEMENT',
  RESEARCH_AND_DEVELOPMENT: 'TECHNICAL',
  ENGINEERING: 'TECHNICAL',
  PRODUCTION: 'TECHNICAL',
  INFORMATION_TECHNOLOGY: 'TECHNICAL',
  QUALITY: 'QUALITY',
  SERVICE: 'SERVICE',
  LOGISTICS: 'SERVICE',
  FINANCE: 'FINANCE',
};

/** What somebody does for the customer, where no department says it. */
const FUNCTION_OF_ROLE: Readonly<Record<StaffRole, BusinessFunction>> = {
  ADMIN: 'MANAGEMENT',
  MANAGER: 'MANAGEMENT',
  KEY_ACCOUNT_MANAGER: 'SALES',
  SALES: 'SALES',
  SERVICE: 'SERVICE',
  QUALITY: 'QUALITY',
  FINANCE: 'FINANCE',
  ANALYST: 'MANAGEMENT',
};

/** In which capacities a member of staff writes, by role and by what the own department does. */
export function writersOf(role: StaffRole, department: BusinessFunction | null): readonly LedgerWriter[] {
  const more = department === null ? undefined : BY_FUNCTION[department];
  // Who may write nothing by role only looks.
  return BY_ROLE[role].length === 0 || more === undefined ? BY_ROLE[role] : [...new Set([...BY_ROLE[role], more])];
}

/** What a member of staff does: as the department says, else by role. */
export function functionOf(role: StaffRole, department: BusinessFunction | null): BusinessFunction {
  return department ?? FUNCTION_OF_ROLE[role];
}
