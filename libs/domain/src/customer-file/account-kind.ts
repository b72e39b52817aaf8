/** What an account does with what it buys. */
export const ACCOUNT_KINDS = [
  'MANUFACTURER',
  'LESSOR',
  'RETAILER',
  'DEALER',
  'GOVERNMENT',
  'OTHER_ORGANISATION',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export interface AccountKindTraits {
  /** It passes goods on, so that the orders and stock of its own customers tell about demand. */
  readonly hasSubCustomers: boolean;
  /** Its people hold a public office: no courtesy gift, whatever its value. */
  readonly publicOfficials: boolean;
  /** Its demand follows the demand for what it makes or rents out. */
  readonly derivedDemand: boolean;
}

export const ACCOUNT_KIND_TRAITS: Readonly<Record<AccountKind, AccountKindTraits>> = {
  MANUFACTURER: { hasSubCustomers: false, publicOfficials: false, derivedDemand: true },
  LESSOR: { hasSubCustomers: true, publicOfficials: false, derivedDemand: true },
  RETAILER: { hasSubCustomers: false, publicOfficials: false, derivedDemand: true },
  DEALER: { hasSubCustomers: true, publicOfficials: false, derivedDemand: true },
  GOVERNMENT: { hasSubCustomers: false, publicOfficials: true, derivedDemand: false },
  OTHER_ORGANISATION: { hasSubCustomers: false, publicOfficials: false, derivedDemand: false },
};
