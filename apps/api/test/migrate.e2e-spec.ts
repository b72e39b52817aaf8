import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, SchemaNewer } from '../src/platform/database/migrate.js';
import { startTestApp, type TestApp } from './start-test-app.js';

describe(migrate.name, () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: false, jobs: false } });
  });
  afterAll(() => test.stop());

  const again = () => migrate(test.config.database.adminUrl, test.config.secret);

  it('does nothing where everything was done, also when two processes start at once', async () => {
    expect(await Promise.all([again(), again()])).toEqual([[], []]);
  });

  it('prepares databases of one server at the same moment, whose roles are the same', async () => {
    const other = await startTestApp({ parts: { requests: false, jobs: false } });
    try {
      for (let time = 0; time < 15; time++) {
        await Promise.all([again(), migrate(other.config.database.adminUrl, other.config.secret)]);
      }
    } finally {
      await other.stop();
    }
  });

  it('refuses a database that a later release has used, and says so in one line', async () => {
    await test.admin.query(`insert into schema_migration (timestamp, name) values (1, 'FromTheFuture9999999999999')`);
    const refusal = again();
    await expect(refusal).rejects.toBeInstanceOf(SchemaNewer);
    await expect(refusal).rejects.toMatchObject({
      code: 'SCHEMA_NEWER',
      message: expect.stringMatching(/^[^\n]*FromTheFuture[^\n]*$/),
    });
  });
});
