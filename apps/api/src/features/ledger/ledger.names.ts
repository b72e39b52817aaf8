import { LEDGER_KINDS, type LedgerField, type LedgerKind } from '@mortise/domain';

/** TOUCH → Touch. */
export function pascal(text: string): string {
  const words = /^[A-Z_]+$/.test(text) ? text.toLowerCase().split('_') : [text];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** TOUCH → touch. */
export function camel(text: string): string {
  const name = pascal(text);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A kind's fields as the declaration gives them, by name. */
export function fieldsOf(kind: LedgerKind): readonly (readonly [name: string, field: LedgerField])[] {
  return Object.entries<LedgerField>(LEDGER_KINDS[kind].fields);
}

/** What a field is called where clients give or read its bare value: what refers to something is an id. */
export function valueName(name: string, field: LedgerField): string {
  return field.type === 'REFERENCE' ? `${name}Id` : name;
}
