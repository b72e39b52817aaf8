import type { MigrationInterface, QueryRunner } from 'typeorm';

const CLOSE_REASONS = ['ORDER_RECEIVED', 'RECOVERED', 'WITHIN_LIMITS', 'FALSE_ALARM', 'RELATIONSHIP_ENDED'];

/** Alerts end with their cases, too. */
export class Warnings1764000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table alert drop constraint alert_close_reason_code');
    await runner.query(
      `alter table alert add constraint alert_close_reason_code check (close_reason in (${quoted([...CLOSE_REASONS, 'GIVEN_UP'])}))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update alert set close_reason = 'RELATIONSHIP_ENDED' where close_reason = 'GIVEN_UP'`);
    await runner.query('alter table alert drop constraint alert_close_reason_code');
    await runner.query(
      `alter table alert add constraint alert_close_reason_code check (close_reason in (${quoted(CLOSE_REASONS)}))`,
    );
  }
}

function quoted(codes: readonly string[]): string {
  return codes.map((code) => `'${code}'`).join(',');
}
