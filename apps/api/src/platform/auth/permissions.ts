/** Everything that can be allowed. `account.read.all` lifts the limit to the accounts of one's own teams. */
export const PERMISSIONS = [
  'account.read',
  'account.read.all',
  'account.write',
  'contact.read',
  'contact.write',
  'product.read',
  'product.write',
  'trade.read',
  'value.read',
  'value.decide',
  'receivable.read',
  'receivable.write',
  'import.run',
  'stage.propose',
  'stage.approve',
  'stage.approve.executive',
  'alert.read',
  'alert.handle',
  'case.read',
  'case.handle',
  'compliance.read',
  'compliance.handle',
  'complaint.read',
  'complaint.handle',
  'portal.invite',
  'ledger.read',
  'ledger.write',
  'staff.read',
  'staff.manage',
  'job.read',
  'audit.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const STAFF_ROLES = [
  'ADMIN',
  'MANAGER',
  'KEY_ACCOUNT_MANAGER',
  'SALES',
  'SERVICE',
  'QUALITY',
  'FINANCE',
  'ANALYST',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

const READ = [
  'account.read',
  'contact.read',
  'product.read',
  'trade.read',
  'alert.read',
  'case.read',
  'complaint.read',
  'ledger.read',
  'staff.read',
] as const;
const SELL = [
  'account.write',
  'receivable.read',
  'contact.write',
  'stage.propose',
  'alert.handle',
  'case.handle',
  'complaint.handle',
  'ledger.write',
  'portal.invite',
] as const;

/** What each role may do. */
export const ROLE_PERMISSIONS: Readonly<Record<StaffRole, readonly Permission[]>> = {
  ADMIN: PERMISSIONS,
  MANAGER: [
    ...READ,
    ...SELL,
    'receivable.write',
    'value.read',
    'value.decide',
    'account.read.all',
    'stage.approve',
    'stage.approve.executive',
    'job.read',
    'audit.read',
  ],
  KEY_ACCOUNT_MANAGER: [...READ, ...SELL, 'value.read', 'value.decide', 'stage.approve', 'import.run', 'job.read'],
  SALES: [...READ, ...SELL],
  SERVICE: [...READ, 'contact.write', 'complaint.handle', 'ledger.write'],
  QUALITY: [...READ, 'complaint.handle', 'ledger.write'],
  FINANCE: [...READ, 'receivable.read', 'receivable.write', 'value.read', 'account.read.all', 'import.run', 'job.read', 'ledger.write'],
  ANALYST: [...READ, 'receivable.read', 'account.read.all', 'job.read'],
};
