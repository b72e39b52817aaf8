import type { TestApp } from '../start-test-app.js';

/** The answer of an import, or of its refusal. */
export interface ImportResult {
  readonly httpStatus: number;
  readonly id: string;
  readonly status: string;
  readonly rowsRead: number;
  readonly rowsAdded: number;
  readonly rowsUnchanged: number;
  readonly rowsRejected: number;
  readonly created: { readonly accounts: number; readonly products: number; readonly categories: number };
  readonly errorsUrl: string;
  readonly code?: string;
  readonly reasons?: readonly Record<string, unknown>[];
}

/** Sends a file as somebody. */
export async function importFile(
  test: TestApp,
  token: string,
  kind: string,
  body: string | Buffer,
  {
    query = {},
    type = 'text/csv',
    encoding,
  }: { query?: Record<string, string>; type?: string; encoding?: string } = {},
): Promise<ImportResult> {
  const response = await fetch(`${test.url}/imports/${kind}?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': type,
      ...(encoding ? { 'content-encoding': encoding } : {}),
    },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { httpStatus: response.status, ...((await response.json()) as Omit<ImportResult, 'httpStatus'>) };
}

/** Why rows were rejected: row number, column, code, value. */
export async function rejectedRows(test: TestApp, importId: string): Promise<unknown[][]> {
  const { rows } = await test.admin.query({
    text: `select row_number::int, "column", code, value from import_error where import_id = $1 order by row_number, ordinal`,
    values: [importId],
    rowMode: 'array',
  });
  return rows as unknown[][];
}

/** Facts, and what follows from them; histories and the imports themselves are left out. */
const FACTS = [
  'account',
  'account_closure',
  'account_team',
  'contact',
  'account_contact',
  'product',
  'product_category',
  'order_line',
  'account_product_month',
  'account_category_month',
  'account_month',
  'product_month',
  'account_order_day',
  'account_sales',
  'product_sales',
  'wallet',
  'cost_to_serve',
  'share_of_wallet',
  'account_share',
  'stage_event',
  'invoice',
  'invoice_dispute',
  'payment',
  'credit_note',
  'credit_limit',
  'account_receivable',
  'account_receivable_month',
  'delivery_promise',
  'delivery',
  'promotion',
  'promotion_item',
  'promotion_uptake',
  'customer_financials',
  'ledger_entry',
];

/** One line per table that two equal databases share. */
export async function checksums(test: TestApp, tenantId: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const table of FACTS) {
    const { rows } = await test.admin.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${table} t where tenant_id = $1`,
      [tenantId],
    );
    sums[table] = rows[0].sum as string;
  }
  return sums;
}
