import type { MigrationInterface, QueryRunner } from 'typeorm';
import { narrowCodeCheck, widenCodeCheck } from '../code-check.js';

/** What there is to tell people now. */
const TOPICS = ['PLAN_ACTION_ASSIGNED', 'PLAN_APPROVAL', 'ADVISORY_APPROVAL'];
const TOLD = [
  ['notice', 'topic'],
  ['notification_preference', 'topics'],
] as const;

/** Notices of work that was given to somebody, and of what waits for approval. */
export class FollowUps1764000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of TOLD) await widenCodeCheck(runner, table, column, TOPICS);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of TOLD) await narrowCodeCheck(runner, table, column, TOPICS);
  }
}
