import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links that lead to something to do: they let in until it is done, to one session at a time. */
export class ErrandLinks1764000000048 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table magic_link add column errand_id uuid`);
    await runner.query(
      `create index magic_link_errand on magic_link (tenant_id, errand_id) where errand_id is not null and used_at is null`,
    );
    await runner.query(`alter table portal_session add column link_id uuid`);
    await runner.query(
      `create index portal_session_link on portal_session (tenant_id, link_id) where link_id is not null and revoked_at is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table portal_session drop column link_id');
    await runner.query('alter table magic_link drop column errand_id');
  }
}
