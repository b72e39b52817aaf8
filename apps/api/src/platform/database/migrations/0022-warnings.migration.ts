import type { MigrationInterface, QueryRunner } from 'typeorm';

const CLOSE_REASONS = ['ORDER_RECEIVED', 'RECOVERED', 'WITHIN_LIMITS', 'FALSE_ALARM', 'RELATIONSHIP_ENDED'];

/** Alerts end with their cases, too; policies say why they were set; a tenant's time zone is one that is known. */
export class Warnings1764000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table alert drop constraint alert_close_reason_code');
    await runner.query(
      `alter table alert add constraint alert_close_reason_code check (close_reason in (${quoted([...CLOSE_REASONS, 'GIVEN_UP'])}))`,
    );
    await runner.query('alter table policy add column note text');
    // A suspicion may come up without a case.
    await runner.query('alter table compliance_referral alter column case_id drop not null');
    // What people's labels have done to the thresholds, and by which rule.
    await runner.query('alter table detector_calibration add column tuning jsonb');
    await runner.query('alter table signal_calibration add column label_tuning jsonb');
    // Deadlines are compared with the day it is there.
    await runner.query(
      `update tenant set time_zone = 'UTC' where lower(time_zone) not in (select lower(name) from pg_timezone_names)`,
    );
    await runner.query(
      `alter table tenant add constraint tenant_time_zone_known check ((timestamp '2000-01-01' at time zone time_zone) is not null)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table tenant drop constraint tenant_time_zone_known');
    await runner.query('delete from compliance_referral where case_id is null');
    await runner.query('alter table compliance_referral alter column case_id set not null');
    await runner.query('alter table signal_calibration drop column label_tuning');
    await runner.query('alter table detector_calibration drop column tuning');
    await runner.query('alter table policy drop column note');
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
