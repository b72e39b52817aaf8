import { COST_DRIVERS, MOVE_STATES, RFM_BANDS, STAGE_POSITIONS, VALUE_MOVES } from '@mortise/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';
import { createTenantTable } from '../tenant-table.js';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(',');
const oneOf = (column: string, codes: readonly string[]): string => `check (${column} in (${quoted(codes)}))`;
const BANDS = ['LOW', 'MIDDLE', 'HIGH'];

/** What each move is proposed with. */
const PROPOSAL = `target_stage text ${oneOf('target_stage', STAGE_POSITIONS)},
        goal text ${oneOf('goal', ['ADVANCE', 'HOLD', 'END'])}, investment_ceiling_minor bigint, low_periods smallint`;

/** Costs of serving and of winning customers, what each customer is worth, moves for its value, and next products. */
export class Value1764000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await widenCodeCheck(runner, 'import', 'kind', ['costs-to-serve']);
    await createTenantTable(runner, {
      // id is derived from account, month and driver: there is one cost of each. cost_minor is quantity × rate, rounded once.
      name: 'cost_to_serve',
      columns: `id uuid not null, account_id uuid not null, month date not null check (extract(day from month) = 1),
        driver text not null ${oneOf('driver', COST_DRIVERS)}, quantity numeric not null check (quantity >= 0 and scale(quantity) <= 6),
        rate_minor bigint not null check (rate_minor >= 0), cost_minor bigint not null, currency text not null, import_id uuid,
        recorded_at timestamptz not null, recorded_by text not null, primary key (tenant_id, id),
        unique (tenant_id, account_id, month, driver), foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, delete',
      import: 'select, insert, delete',
      indexes: { month: 'month, account_id', import: 'import_id where import_id is not null' },
    });
    await createTenantTable(runner, {
      name: 'acquisition_cost',
      columns: `id uuid not null, account_id uuid not null, amount_minor bigint not null check (amount_minor >= 0), currency text not null,
        won_in date not null check (extract(day from won_in) = 1), months smallint not null check (months between 1 and 120), note text,
        recorded_at timestamptz not null, recorded_by text not null, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id)`,
      app: 'select, insert, delete',
      import: 'select',
      indexes: { account: 'account_id, won_in, id' },
    });
    await createTenantTable(runner, {
      // One row per tenant: what the figures below rest on, and whose turn it is to work them out.
      name: 'value_run',
      columns: `as_of date, from_month date, to_month date, computed_at timestamptz, policy_version integer, accounts integer,
        fit_key text, order_fit jsonb, next_products jsonb, running uuid, running_since timestamptz, again boolean not null default false,
        primary key (tenant_id)`,
      app: 'select, insert, update',
    });
    await createTenantTable(runner, {
      // Worked out of the facts, whole, by every run: nothing here is anybody's own word.
      name: 'account_value',
      columns: `account_id uuid not null, as_of date not null, from_month date not null, to_month date not null, policy_version integer not null,
        currency text not null, months smallint not null, net_minor bigint not null, cost_coverage double precision not null,
        cost_of_goods_minor bigint, cost_to_serve_minor bigint not null, credit_cost_minor bigint, acquisition_minor bigint not null,
        contribution_minor bigint, contribution_share double precision, contribution_per_hour_minor bigint, contribution_reason text,
        estimated boolean not null, first_order date, last_order date, order_days integer not null,
        recency smallint, frequency smallint, monetary smallint, rfm_score smallint, rfm_band text ${oneOf('rfm_band', RFM_BANDS)},
        regularity double precision, profit_minor bigint, profit_percentile double precision, profit_band text ${oneOf('profit_band', BANDS)},
        share double precision, target_share double precision not null, wallet_minor bigint, potential_minor bigint,
        potential_percentile double precision, potential_band text ${oneOf('potential_band', BANDS)}, potential_reason text,
        move text ${oneOf('move', VALUE_MOVES)}, ${PROPOSAL}, move_reason text,
        clv_minor bigint, clv_low_minor bigint, clv_high_minor bigint, clv_expected_orders double precision, clv_order_minor bigint,
        clv_basis text, clv_months smallint, clv_reason text, clv_key text not null,
        primary key (tenant_id, account_id), foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade`,
      app: 'select, insert, update, delete',
      import: 'select',
      indexes: { net: 'net_minor, account_id', move: 'move, net_minor, account_id where move is not null' },
    });
    await createTenantTable(runner, {
      name: 'value_move',
      columns: `id uuid not null, account_id uuid not null, state text not null ${oneOf('state', MOVE_STATES)},
        move text not null ${oneOf('move', VALUE_MOVES)}, ${PROPOSAL}, currency text not null, basis text not null,
        proposed_at timestamptz not null, proposed_by text not null, checked_at timestamptz, checked_by text, open_obligations text[],
        decided_at timestamptz, decided_by text, note text, repriced_at timestamptz, in_force jsonb, primary key (tenant_id, id),
        unique (tenant_id, account_id), foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade`,
      app: 'select, insert, update, delete',
      import: 'select',
      indexes: { proposed: 'proposed_at, id', state: 'state, proposed_at, id', move: 'move, proposed_at, id' },
    });
    await createTenantTable(runner, {
      // What became of the moves of an account, in order; only ever added to.
      name: 'value_move_event',
      columns: `id uuid not null, account_id uuid not null, at timestamptz not null, actor text not null,
        type text not null ${oneOf('type', ['MOVE_PROPOSED', 'OBLIGATIONS_CHECKED', 'MOVE_APPROVED', 'MOVE_REJECTED', 'MOVE_WITHDRAWN'])},
        move text not null ${oneOf('move', VALUE_MOVES)}, target_stage text not null ${oneOf('target_stage', STAGE_POSITIONS)},
        open_obligations text[], note text, basis text, primary key (tenant_id, id),
        foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade`,
      app: 'select, insert',
      import: 'select',
      indexes: { account: 'account_id, at, id' },
    });
    await createTenantTable(runner, {
      name: 'item_popularity',
      columns: `product_id uuid not null, buyers integer not null, recent_buyers integer not null, primary key (tenant_id, product_id)`,
      app: 'select, insert, delete',
      indexes: { recent: 'recent_buyers, buyers, product_id' },
    });
    await createTenantTable(runner, {
      name: 'item_neighbour',
      columns: `product_id uuid not null, rank smallint not null, neighbour_id uuid not null, similarity double precision not null,
        shared_buyers integer not null, primary key (tenant_id, product_id, rank)`,
      app: 'select, insert, delete',
    });
    await createTenantTable(runner, {
      // What one month is likely to bring of a product, by what accounts have called off.
      name: 'product_demand',
      columns: `product_id uuid not null, expected double precision not null, highest double precision not null,
        accounts integer not null, primary key (tenant_id, product_id)`,
      app: 'select, insert, delete',
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'product_demand',
      'item_neighbour',
      'item_popularity',
      'value_move_event',
      'value_move',
      'account_value',
      'value_run',
      'acquisition_cost',
      'cost_to_serve',
    ])
      await runner.query(`drop table ${table}`);
    await narrowCodeCheck(runner, 'import', 'kind', ['costs-to-serve']);
  }
}
