import {
  HEALTH_STATES,
  INTERFACE_READINGS,
  MISALIGNMENT_KINDS,
  POSTURES,
  RELATIONSHIP_LEVELS,
  STAGE_POSITIONS,
} from '@mortise/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTenantTable } from '../tenant-table.js';

const oneOf = (column: string, codes: readonly string[]): string =>
  `check (${column} in (${codes.map((code) => `'${code}'`).join(', ')}))`;

/** How every account stands and stood: a row from a day on until it stood otherwise. */
export class Standing1764000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTenantTable(runner, {
      // `standing` is all that was read; the columns beside it are what lists pick and order by. Rows up to `settled_on` are
      // never changed; those after it are read again while more may become known of their days.
      name: 'account_standing',
      columns: `account_id uuid not null, since date not null, until date, read_on date not null, settled_on date not null,
        stage text ${oneOf('stage', STAGE_POSITIONS)}, level text ${oneOf('level', RELATIONSHIP_LEVELS)},
        interface text ${oneOf('interface', INTERFACE_READINGS)}, posture text ${oneOf('posture', POSTURES)},
        health text not null ${oneOf('health', HEALTH_STATES)}, kind text ${oneOf('kind', MISALIGNMENT_KINDS)},
        misalignments text[] not null, danger integer not null, standing jsonb not null, axes_since jsonb not null,
        policy_version integer not null, net_minor bigint not null, primary key (tenant_id, account_id, since),
        foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade, check (until > since), check (settled_on <= read_on)`,
      app: 'select, insert, update, delete',
      indexes: {
        unique_current: 'account_id where until is null',
        danger: 'danger, net_minor, account_id where until is null',
        stage: 'stage, danger, net_minor, account_id where until is null',
        level: 'level, danger, net_minor, account_id where until is null',
        interface: 'interface, danger, net_minor, account_id where until is null',
        kind: 'kind, danger, net_minor, account_id where until is null',
        health: 'health, danger, net_minor, account_id where until is null',
      },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table account_standing');
  }
}
