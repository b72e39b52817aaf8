import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import { embedded, extendReadModel, late, page, readModel } from '../../platform/graphql/read-engine/read-model.js';
import { columnOf, STATEMENT_LINES } from './statement-lines.js';

const financialsArguments = z.object({ superseded: z.boolean().nullish() });

export const CUSTOMER_FINANCIALS_READS = [
  readModel('CustomerFinancials', {
    table: 'customer_financials',
    visible: (statement, ctx, several) => visibleAccount(ctx, statement('account_id'), several),
    fields: {
      ...Object.fromEntries(
        STATEMENT_LINES.map((line) => [
          line,
          embedded((statement) => moneyOf(statement(columnOf(line)), statement('currency')), {
            present: (statement) => sql`${statement(columnOf(line))} is not null`,
          }),
        ]),
      ),
      ratios: late({ id: 'id' }),
    },
  }),
  extendReadModel('Account', {
    financials: page({
      where: (account, statement, { args: { superseded } }) =>
        superseded === true
          ? sql`${statement('account_id')} = ${account('id')}`
          : sql`${statement('account_id')} = ${account('id')} and not ${statement('superseded')}`,
      // Of one account there is one statement of a year and version.
      order: {
        keys: [
          { by: 'fiscal_year', type: 'integer' },
          { by: 'version', type: 'integer' },
        ],
        descending: true,
      },
      args: financialsArguments,
      permission: 'financials.read',
      implied: true,
    }),
  }),
];
