/** Columns of the staging table that the merge reads, besides `row_number`. */
export const STAGED_ORDER_LINE = {
  // The line's own key: of order and line number when it has both (keyed), else a hash of its content.
  key: 'uuid not null',
  // Numbers of the account and the product in the batch's references.
  account_n: 'integer not null',
  product_n: 'integer not null',
  // Months since year 0, as in {@link monthNumber}.
  month: 'integer not null',
  ordered_on: 'date not null',
  net_minor: 'bigint not null',
  keyed: 'boolean not null',
  quantity: 'numeric not null',
  order_number: 'text',
  line_number: 'text',
  list_minor: 'bigint',
  cost_minor: 'bigint',
  lot: 'text',
  // Code of the promotion that it names; rows with one that does not exist are taken out before the merge.
  promotion_ref: 'text',
} as const;

/** Months since January of year 0 of a day YYYY-MM-DD: what a staged line says of its month. */
export function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}
