import { CONFIDENCES, giftPolicy, type LedgerField, type LedgerKind } from '@mortise/domain';
import { describeField } from '../../ledger/ledger.describe.js';
import { refuseGifts } from '../../ledger/ledger-gifts.js';
import { demandWriter } from '../../ledger/ledger-writer.js';
import { filledHow } from '../../ledger/ledger.filled.js';
import { mergeEntries, REFERRED_TARGETS, STAGED_ENTRY, withdrawEntries } from '../../ledger/ledger.merge.js';
import { fieldsOf } from '../../ledger/ledger.names.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { FieldSpec, FieldSpecs } from '../reading/columns.js';
import type { Row } from '../reading/row.js';
import { hashOf } from './content-hash.js';
import { createMissingAccounts } from './references.js';

const COMMON: FieldSpecs = {
  accountExternalId: {
    description: 'Account, by its external id.',
    required: true,
    aliases: ['account', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  observedOn: { description: 'The day it was observed.', required: true, aliases: ['date', 'on', 'day', 'observed'] },
  externalId: {
    description:
      'Its number where it comes from; makes it the same entry again. Without one an entry is the same when it says the same.',
    aliases: ['entryId', 'entryNumber'],
  },
  source: { description: 'Where it is known from; `import` unless told.' },
  confidence: { description: `How far it can be trusted: ${CONFIDENCES.join(', ')}, the best first; B unless told.` },
};

/** How a file names what an entry refers to. */
const ENDINGS: Readonly<Record<string, readonly [ending: string, words: string]>> = {
  CONTACT: ['ExternalId', 'by external id'],
  STAFF: ['Email', 'by the address used to sign in'],
  PRODUCT: ['ExternalId', 'by external id'],
  CATEGORY: ['ExternalId', 'by external id'],
  COMPLAINT: ['Number', 'by number'],
};

/** Name of a field's column. */
function columnOf(name: string, field: LedgerField): string {
  return field.type === 'REFERENCE' ? `${name}${ENDINGS[field.to]?.[0] ?? ''}` : name;
}

/** Fields of a kind that a file can give: documents come another way. */
function givenBy(kind: LedgerKind): ReturnType<typeof fieldsOf> {
  return fieldsOf(kind).filter(([, field]) => field.type !== 'REFERENCE' || field.to in ENDINGS);
}

function specOf(kind: LedgerKind, name: string, field: LedgerField): FieldSpec {
  const described = describeField(name, field).slice(0, -1);
  const words = field.type === 'REFERENCE' ? `, ${ENDINGS[field.to]?.[1]}` : '';
  const codes = 'codes' in field ? `: ${field.codes.join(', ')}` : '';
  const flag = field.type === 'FLAG' ? ': yes or no' : '';
  const filled = filledHow(kind, name);
  return {
    description: `${described}${words}${codes}${flag}.${filled ? ` ${filled}` : ''}`,
    ...(field.optional === true || filled ? {} : { required: true }),
    ...(field.type === 'REFERENCE' ? { aliases: [name] } : {}),
  };
}

/** Entries of one kind of the relationship ledger, read as the kind is declared. */
export class LedgerImport implements ImportKind {
  readonly fields: FieldSpecs;
  readonly staged = STAGED_ENTRY;

  constructor(private readonly kind: LedgerKind) {
    const own = givenBy(kind).map(([name, field]) => [columnOf(name, field), specOf(kind, name, field)] as const);
    const money = givenBy(kind).some(([, field]) => field.type === 'MONEY');
    this.fields = {
      ...COMMON,
      ...Object.fromEntries(own),
      ...(money ? { currency: { description: "Currency of the amounts; must be the import's." } } : {}),
    };
  }

  read(row: Row<string>): readonly StagedValue[] {
    const account = row.requiredText('accountExternalId', 100);
    const accountName = row.text('accountName', 200);
    const observedOn = row.pastDate('observedOn');
    if (observedOn !== '' && observedOn < '1900') row.reject('observedOn', 'OUT_OF_RANGE', observedOn, 'Is too early.');
    const number = row.text('externalId', 100);
    const source = row.text('source', 200) ?? 'import';
    const confidence = row.code('confidence', CONFIDENCES) ?? 'B';
    if ('currency' in this.fields) row.currency('currency');
    const references: Record<string, string | null> = {};
    const payload: Record<string, unknown> = {};
    for (const [name, field] of givenBy(this.kind)) {
      const value = this.valueOf(row, name, field);
      if (field.type === 'REFERENCE') references[field.to] = value as string | null;
      else if (value !== null) payload[name] = value;
    }
    const { from, to } = payload as { from?: string; to?: string };
    if (from !== undefined && to !== undefined && to < from)
      row.reject('to', 'OUT_OF_RANGE', to, 'Lies before the first day.');
    const named = REFERRED_TARGETS.map((target) => references[target] ?? null);
    const said = JSON.stringify(payload);
    const content = hashOf([account, observedOn, source, confidence, said, ...named]);
    const id = hashOf(['ledger', this.kind, ...(number === null ? ['', content] : ['#', number])]);
    return [id, content, account, accountName, observedOn, source, confidence, said, ...named];
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, importId, rows } = batch;
    await demandWriter(ctx, this.kind);
    const accounts = batch.createMissing ? await createMissingAccounts(batch) : 0;
    const heading = (field: string): string => batch.heading(field);
    const merged = await mergeEntries(ctx, this.kind, { importId, rows, heading, columnOf });
    if (this.kind !== 'GIFT') return { ...merged, created: { accounts } };
    const over = await refuseGifts(ctx, { importId, rows, heading: heading('amount') }, giftPolicy(batch.policy));
    return { added: merged.added - over, rejected: merged.rejected + over, created: { accounts } };
  }

  async withdraw({ ctx, importId }: Withdrawal): Promise<[]> {
    await withdrawEntries(ctx, importId);
    return [];
  }

  private valueOf(row: Row<string>, name: string, field: LedgerField): unknown {
    const column = columnOf(name, field);
    const filled = filledHow(this.kind, name);
    const needed = field.optional !== true && filled === undefined;
    const value = read(row, column, field);
    if (value !== null) return value;
    if (needed) row.require(column);
    // What the books know is looked up where they are; the rest has one ordinary value.
    if (this.kind === 'TOUCH' && name === 'touchType') return 'BUSINESS';
    if (this.kind === 'TOUCH' && name === 'initiator') return 'OURS';
    return null;
  }
}

function read(row: Row<string>, column: string, field: LedgerField): unknown {
  switch (field.type) {
    case 'CODE':
      return row.code(column, field.codes);
    case 'CODES': {
      const codes = row.codes(column, field.codes);
      return codes.length === 0 ? null : codes;
    }
    case 'TEXT':
      return row.text(column, field.maxLength);
    case 'NUMBER': {
      const number = row.numberWithin(column, field.min, field.max, field.whole);
      return number === null ? null : Number(number);
    }
    case 'MONEY': {
      const minor = row.optionalMoney(column);
      if (minor === null) return null;
      if (minor < 0n) row.reject(column, 'OUT_OF_RANGE', minor.toString(), 'Must not be negative.');
      return { amountMinor: minor.toString(), currency: row.format.currency };
    }
    case 'DATE':
      return row.date(column);
    case 'FLAG':
      return row.flag(column);
    case 'REFERENCE': {
      const named = row.text(column, 200);
      return named !== null && field.to === 'STAFF' ? named.toLowerCase() : named;
    }
  }
}
