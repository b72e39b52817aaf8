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
  'import.run',
  'stage.propose',
  'stage.approve',
  'stage.approve.executive',
  'alert.read',
  'alert.handle',
  'complaint.read',
  'complaint.handle',
  'portal.invite',
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
  'complaint.read',
  'staff.read',
] as const;
const SELL = [
  'account.write',
  'contact.write',
  'stage.propose',
  'alert.handle',
  'complaint.handle',
  'portal.invite',
] as const;

/** What each role may do. */
export const ROLE_PERMISSIONS: Readonly<Record<StaffRole, readonly Permission[]>> = {
  ADMIN: PERMISSIONS,
  MANAGER: [...READ, ...SELL, 'account.read.all', 'stage.approve', 'stage.approve.executive', 'job.read', 'audit.read'],
  KEY_ACCOUNT_MANAGER: [...READ, ...SELL, 'stage.approve', 'import.run', 'job.read'],
  SALES: [...READ, ...SELL],
  SERVICE: [...READ, 'contact.write', 'complaint.handle'],
  QUALITY: [...READ, 'complaint.handle'],
  FINANCE: [...READ, 'account.read.all', 'import.run', 'job.read'],
  ANALYST: [...READ, 'account.read.all', 'job.read'],
};
