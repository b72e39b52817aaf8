import { LEDGER_IMPORTS, type LedgerImportName } from '../../ledger/ledger.imports.js';
import type { ImportKind, ImportKindName } from '../import-kind.js';
import { AccountsImport } from './accounts.kind.js';
import { ContactsImport } from './contacts.kind.js';
import { CostsToServeImport } from './costs-to-serve.kind.js';
import { CustomerFinancialsImport } from './customer-financials.kind.js';
import { DeliveriesImport } from './deliveries.kind.js';
import { InvoicesImport } from './invoices.kind.js';
import { LedgerImport } from './ledger.kind.js';
import { OrderLinesImport } from './order-lines.kind.js';
import { ProductsImport } from './products.kind.js';
import { PromotionUptakesImport } from './promotion-uptakes.kind.js';
import { PromotionsImport } from './promotions.kind.js';
import { RebateAgreementsImport } from './rebate-agreements.kind.js';
import { CreditNotesImport, PaymentsImport } from './settlements.kind.js';
import { WalletsImport } from './wallets.kind.js';

const KINDS: Readonly<Record<Exclude<ImportKindName, LedgerImportName>, () => ImportKind>> = {
  accounts: () => new AccountsImport(),
  contacts: () => new ContactsImport(),
  products: () => new ProductsImport(),
  'order-lines': () => new OrderLinesImport(),
  wallets: () => new WalletsImport(),
  invoices: () => new InvoicesImport(),
  payments: () => new PaymentsImport(),
  'credit-notes': () => new CreditNotesImport(),
  'costs-to-serve': () => new CostsToServeImport(),
  deliveries: () => new DeliveriesImport(),
  promotions: () => new PromotionsImport(),
  'promotion-uptakes': () => new PromotionUptakesImport(),
  'customer-financials': () => new CustomerFinancialsImport(),
  'rebate-agreements': () => new RebateAgreementsImport(),
};

/** A kind of import for one file. */
export function createImportKind(kind: ImportKindName): ImportKind {
  return isOfLedger(kind) ? new LedgerImport(LEDGER_IMPORTS[kind]) : KINDS[kind]();
}

function isOfLedger(kind: ImportKindName): kind is LedgerImportName {
  return kind in LEDGER_IMPORTS;
}
