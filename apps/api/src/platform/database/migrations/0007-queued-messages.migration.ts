import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a message became a job; null where its topic started none. Only these are given to a queue that has lost them. */
export class QueuedMessages1763800000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbox add column queued_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbox drop column queued_at');
  }
}
