import type { Permission, StaffRole } from '../auth/permissions.js';

/** A member of the supplier's staff, signed in or acting through an API key (then with the key's fewer permissions). */
export interface StaffPrincipal {
  readonly kind: 'STAFF';
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly permissions: ReadonlySet<Permission>;
  readonly sessionId: string | null;
  readonly apiKeyId: string | null;
  /** Whether one sees but a few of the tenant's accounts: not a right, only how lists are best read. */
  readonly portfolio: 'NARROW' | 'WIDE';
}

/** A person at a customer, in the portal, for exactly one account. */
export interface BuyerPrincipal {
  readonly kind: 'BUYER';
  readonly accountContactId: string;
  readonly contactId: string;
  readonly accountId: string;
  readonly name: string;
  readonly sessionId: string;
}

/** Mortise itself: jobs, imports' follow-ups, the demo. Sees every account of the tenant it was started for. */
export interface SystemPrincipal {
  readonly kind: 'SYSTEM';
  readonly name: string;
}

export type Principal = StaffPrincipal | BuyerPrincipal | SystemPrincipal;

/** Who did it, as stored in histories: `staff:<id>`, `buyer:<account contact id>`, `system:<name>`. */
export function actorOf(principal: Principal): string {
  switch (principal.kind) {
    case 'STAFF':
      return `staff:${principal.staffId}`;
    case 'BUYER':
      return `buyer:${principal.accountContactId}`;
    case 'SYSTEM':
      return `system:${principal.name}`;
  }
}
