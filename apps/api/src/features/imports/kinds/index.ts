import type { ImportKind, ImportKindName } from '../import-kind.js';
import { AccountsImport } from './accounts.kind.js';
import { ContactsImport } from './contacts.kind.js';
import { OrderLinesImport } from './order-lines.kind.js';
import { ProductsImport } from './products.kind.js';
import { WalletsImport } from './wallets.kind.js';

const KINDS: Readonly<Record<ImportKindName, () => ImportKind>> = {
  accounts: () => new AccountsImport(),
  contacts: () => new ContactsImport(),
  products: () => new ProductsImport(),
  'order-lines': () => new OrderLinesImport(),
  wallets: () => new WalletsImport(),
};

/** A kind of import for one file. */
export function createImportKind(kind: ImportKindName): ImportKind {
  return KINDS[kind]();
}
