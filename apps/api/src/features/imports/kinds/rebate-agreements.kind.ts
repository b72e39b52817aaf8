import { REBATE_BASES, REBATE_KINDS } from '@mortise/domain';
import { hasPermission } from '../../../platform/auth/demand-permission.js';
import type { ErrorReason } from '../../../platform/errors/domain-error.js';
import { mergeRebateAgreements, STAGED_REBATE_AGREEMENT } from '../../rebates/rebate.merge.js';
import { scopeOf, termsFaults } from '../../rebates/rebate.inputs.js';
import { MOST_DECIMALS, type WrittenTier } from '../../rebates/rebate-terms.js';
import { withdrawRebateAgreements } from '../../rebates/rebate.withdraw.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import { readDecimal } from '../reading/field-values.js';
import type { Row } from '../reading/row.js';
import { hashOf } from './content-hash.js';
import { createMissingAccounts } from './references.js';

const LONGEST_LIST = 2_000;
const STATES = ['DRAFT', 'ACTIVE'] as const;

const FIELDS = {
  number: {
    description: "The agreement's number; what makes it the same agreement again.",
    required: true,
    aliases: ['agreement', 'agreementNumber', 'agreementNo', 'externalId'],
  },
  accountExternalId: {
    description: 'Account it was agreed with, by its external id.',
    required: true,
    aliases: ['account', 'accountId', 'customer', 'customerId', 'customerNumber'],
  },
  accountName: { description: 'Name for an account that is created on the way.', aliases: ['customerName'] },
  from: { description: 'First month (YYYY-MM), or a date in it.', required: true, aliases: ['start', 'validFrom'] },
  to: {
    description: 'Last month (YYYY-MM), or a date in it; up to 36 months.',
    required: true,
    aliases: ['end', 'validTo'],
  },
  basis: { description: `What it goes by: ${REBATE_BASES.join(', ')}; NET_SALES unless told.` },
  kind: {
    description: `${REBATE_KINDS.join(': the rate of the tier for all of it; ')}: only for what lies above the tier. RETROACTIVE unless told.`,
    aliases: ['method'],
  },
  tiers: {
    description:
      'Tiers with their rates, separated by semicolons: `100000=1%; 250000=0.025`. Of QUANTITY units with the amount for each: `500=0.40`.',
    required: true,
    aliases: ['rates', 'scale'],
  },
  categories: {
    description: 'Only these product categories, by external id, separated by semicolons.',
    aliases: ['categoryExternalIds'],
  },
  products: {
    description: 'Only these products, by external id, separated by semicolons; not beside categories.',
    aliases: ['productExternalIds', 'skus'],
  },
  includesGroup: {
    description: 'Whether what accounts below its account buy counts too: yes or no; no unless told.',
    aliases: ['group'],
  },
  state: { description: 'DRAFT or ACTIVE; ACTIVE unless told.', aliases: ['status'] },
  currency: { description: "Currency of the amounts; must be the import's." },
  note: { description: 'What else is to be known.', aliases: ['remark', 'comment'] },
} as const;
type Field = keyof typeof FIELDS;

/** Rebate agreements, a row each. */
export class RebateAgreementsImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly staged = STAGED_REBATE_AGREEMENT;
  readonly whole = true;

  read(row: Row<Field>): readonly StagedValue[] {
    const number = row.requiredText('number', 100);
    const account = row.requiredText('accountExternalId', 100);
    const accountName = row.text('accountName', 200);
    const [from, to] = [row.month('from'), row.month('to')];
    const basis = row.code('basis', REBATE_BASES) ?? 'NET_SALES';
    const kind = row.code('kind', REBATE_KINDS) ?? 'RETROACTIVE';
    const tiers = tiersOf(row);
    const categories = namesOf(row.text('categories', LONGEST_LIST));
    const products = namesOf(row.text('products', LONGEST_LIST));
    const group = row.flag('includesGroup') ?? false;
    const state = row.code('state', STATES) ?? 'ACTIVE';
    row.currency('currency');
    const note = row.text('note', 2_000);
    const scope = scopeOf(categories, products);
    if (row.problems.length === 0)
      for (const { field, code, message } of termsFaults({ from, to, basis, kind, tiers, scope }, row.format.currency))
        row.reject(field as Field, 'TERMS_INVALID', code, message);
    const terms = [account, from, to, basis, kind, JSON.stringify([tiers, categories, products]), String(group), note];
    return [
      hashOf([...terms, row.format.currency]),
      number,
      account,
      accountName,
      from,
      to,
      basis,
      kind,
      scope,
      JSON.stringify(tiers),
      JSON.stringify(categories),
      JSON.stringify(products),
      group,
      state,
      note,
    ];
  }

  async merge(batch: Batch): Promise<Merged> {
    const { ctx, importId, currency, rows } = batch;
    const allowed = hasPermission(ctx, 'rebate.write');
    const accounts = batch.createMissing && allowed ? await createMissingAccounts(batch) : 0;
    const headings = {
      number: batch.heading('number'),
      account: batch.heading('accountExternalId'),
      categories: batch.heading('categories'),
      products: batch.heading('products'),
    };
    const merged = await mergeRebateAgreements(ctx, { importId, currency, rows, allowed, headings });
    return { ...merged, created: { accounts } };
  }

  withdraw({ ctx, importId }: Withdrawal): Promise<readonly ErrorReason[]> {
    return withdrawRebateAgreements(ctx, importId);
  }
}

/** `100000=1%; 250000=0.025`, with the file's own decimal sign. */
function tiersOf(row: Row<Field>): WrittenTier[] {
  const text = row.requiredText('tiers', LONGEST_LIST);
  const tiers = namesOf(text).map((pair) => {
    const [from, rate, ...more] = pair.split(/[=:]/).map((each) => each.trim());
    const start = readDecimal(from ?? '', row.format.number);
    const share = readDecimal((rate ?? '').replace(/\s*%$/, ''), row.format.number);
    const read = start !== undefined && share !== undefined && more.length === 0;
    return read ? { from: start, rate: rate?.endsWith('%') ? hundredth(share) : share } : null;
  });
  const fits = (value: string) =>
    /^\d{1,15}(\.\d+)?$/.test(value) && (value.split('.')[1] ?? '').length <= MOST_DECIMALS;
  const read = tiers.flatMap((tier) => (tier !== null && fits(tier.from) && fits(tier.rate) ? [tier] : []));
  if (read.length < tiers.length)
    row.reject('tiers', 'NOT_A_NUMBER', text, 'Not a list of from=rate, separated by semicolons.');
  return read;
}

/** A hundredth of a decimal number, exactly. */
function hundredth(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = whole.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
}

function namesOf(text: string | null): string[] {
  const names = (text ?? '').split(';').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
