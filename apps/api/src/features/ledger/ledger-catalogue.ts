import {
  LEDGER_FIELD_LABELS,
  LEDGER_KIND_CODES,
  LEDGER_KIND_LABELS,
  LEDGER_KINDS,
  type LedgerField,
  type LedgerFieldName,
  type LedgerKind,
  type LedgerWriter,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { Locale, RequestContext } from '../../platform/context/request-context.js';
import type { LedgerDeclaration, LedgerFieldDeclaration, LedgerKindDeclaration } from './ledger-entry.types.js';
import { writersOfCaller } from './ledger-writer.js';
import { filledHow } from './ledger.filled.js';
import { fieldsOf } from './ledger.names.js';

/** Tells what can be recorded, as it is declared. */
@Injectable()
export class LedgerCatalogue {
  async of(ctx: RequestContext): Promise<LedgerDeclaration> {
    const own = await writersOfCaller(ctx);
    return { kinds: LEDGER_KIND_CODES.map((kind) => kindDeclaration(kind, own, ctx.locale)) };
  }
}

function kindDeclaration(kind: LedgerKind, own: readonly LedgerWriter[], locale: Locale): LedgerKindDeclaration {
  const { feeds, writers } = LEDGER_KINDS[kind];
  return {
    kind,
    label: LEDGER_KIND_LABELS[kind][locale],
    feeds,
    writers,
    mayWrite: own.some((writer) => (writers as readonly LedgerWriter[]).includes(writer)),
    fields: fieldsOf(kind).map(([name, field]) => fieldDeclaration(kind, name, field, locale)),
  };
}

function fieldDeclaration(kind: LedgerKind, name: string, field: LedgerField, locale: Locale): LedgerFieldDeclaration {
  const number = field.type === 'NUMBER' ? field : undefined;
  return {
    name,
    type: field.type,
    label: LEDGER_FIELD_LABELS[name as LedgerFieldName][locale],
    required: field.optional !== true,
    filledWith: filledHow(kind, name) ?? null,
    codes: 'codes' in field ? field.codes : null,
    min: number?.min ?? null,
    max: number?.max ?? null,
    whole: number?.whole ?? null,
    unit: number?.unit ?? null,
    maxLength: field.type === 'TEXT' ? field.maxLength : null,
    to: field.type === 'REFERENCE' ? field.to : null,
  };
}
