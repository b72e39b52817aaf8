import { describe, expect, it } from '@jest/globals';
import type { Permission } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { mayHearAll } from './event-audience.js';

describe(mayHearAll.name, () => {
  const somebody = (...permissions: Permission[]): RequestContext =>
    ({ principal: { kind: 'STAFF', permissions: new Set(permissions) } }) as unknown as RequestContext;

  it('takes the right to the event, and to every account where it is about one', () => {
    expect(mayHearAll(somebody('complaint.read', 'account.read.all'), 'complaint.filed')).toBe(true);
    expect(mayHearAll(somebody('complaint.read'), 'complaint.filed')).toBe(false);
    expect(mayHearAll(somebody('account.read.all'), 'complaint.filed')).toBe(false);
    expect(mayHearAll(somebody('job.read'), 'import.finished')).toBe(true);
    expect(mayHearAll(somebody('complaint.read', 'account.read.all'), 'compliance.referred')).toBe(false);
  });

  it('lets nobody hear of what is shown to nobody', () => {
    expect(mayHearAll(somebody('staff.manage', 'account.read.all'), 'mail.send')).toBe(false);
  });
});
