import { currencyFractionDigits, type PolicyDocument } from '@mortise/domain';
import type { ImportActor } from '../../platform/database/import-database.js';
import type { ImportKind } from './import-kind.js';
import type { ImportOptions } from './import-options.js';
import type { Columns } from './reading/columns.js';
import type { RowFormat } from './reading/row.js';

/** All that is settled once a file's header has been read. */
export interface ImportPlan {
  readonly importId: string;
  readonly actor: ImportActor;
  readonly kind: ImportKind;
  readonly columns: Columns;
  readonly format: RowFormat;
  readonly createMissing: boolean;
  readonly correct: boolean;
  /** The tenant's rules as it began. */
  readonly policy: PolicyDocument;
}

/** How the file writes its values, by the sender's options. */
export function rowFormatOf(options: ImportOptions, currency: string, now: Date): RowFormat {
  return {
    date: options.dateFormat,
    number: { decimal: options.decimal ?? '.', named: options.decimal !== undefined },
    currency,
    fractionDigits: currencyFractionDigits(currency),
    round: options.round,
    lastDay: dayAfter(now),
  };
}

/** Tomorrow in UTC: somewhere on earth it has begun. */
function dayAfter(now: Date): string {
  return new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
}
