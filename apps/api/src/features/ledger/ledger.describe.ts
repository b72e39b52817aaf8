import {
  LEDGER_FIELD_LABELS,
  LEDGER_KIND_LABELS,
  type LedgerField,
  type LedgerFieldName,
  type LedgerKind,
} from '@mortise/domain';

const number = (value: number): string => value.toLocaleString('en');

/** What a field holds, in words that its declaration gives: for the schema, the import's columns and the documentation. */
export function describeField(name: string, field: LedgerField): string {
  return `${LEDGER_FIELD_LABELS[name as LedgerFieldName].en}${boundsOf(field)}.`;
}

/** The bounds and the unit of a field's values. */
export function boundsOf(field: LedgerField): string {
  switch (field.type) {
    case 'NUMBER': {
      const { min, max, unit, whole } = field;
      return `: a ${whole ? 'whole ' : ''}number from ${number(min)} to ${number(max)}, ${unit.toLowerCase()}`;
    }
    case 'TEXT':
      return `, up to ${number(field.maxLength)} characters`;
    case 'CODES':
      return ', any of them';
    default:
      return '';
  }
}

export function labelOf(kind: LedgerKind): string {
  return LEDGER_KIND_LABELS[kind].en;
}
