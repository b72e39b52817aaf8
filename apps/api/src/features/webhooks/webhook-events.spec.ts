import { describe, expect, it } from '@jest/globals';
import { SHOWN_TOPICS } from '../events/event-audience.js';
import { webhookBody, webhookData, WEBHOOK_TOPICS } from './webhook-events.js';

const TENANT_ID = '00000000-0000-4000-8000-000000000001';

describe(webhookData.name, () => {
  it('tells identifiers and codes, and how it stood before and after', () => {
    const payload = { caseId: 'k', from: 'TRIAGE', state: 'ANALYSE', event: 'ANALYSIS_STARTED' };
    expect(webhookData(TENANT_ID, { id: 'm', topic: 'case.changed', accountId: 'a', payload })).toEqual({
      ...{ caseId: 'k', event: 'ANALYSIS_STARTED', accountId: 'a', tenantId: TENANT_ID },
      ...{ before: { state: 'TRIAGE' }, after: { state: 'ANALYSE' } },
    });
  });

  it('tells nothing of what customers write, nor whom it is told to', () => {
    const filed = { complaintId: 'c', number: 'C-1', subject: 'Leaking gasket' };
    expect(webhookData(TENANT_ID, { id: 'm', topic: 'complaint.filed', accountId: 'a', payload: filed })).toEqual({
      ...{ complaintId: 'c', number: 'C-1', accountId: 'a', tenantId: TENANT_ID },
    });
    const answered = {
      invitationId: 'i',
      from: 'SENT',
      state: 'ANSWERED',
      event: 'ANSWERED',
      answer: 'BAD',
      notify: [],
    };
    const told = webhookData(TENANT_ID, { id: 'm', topic: 'invitation.changed', accountId: 'a', payload: answered });
    expect(JSON.stringify(told)).not.toMatch(/BAD|notify/);
  });

  it('takes a message that does not say yet how it stood before', () => {
    const payload = { complaintId: 'c', number: 'C-1', status: 'CLOSED' };
    expect(webhookData(TENANT_ID, { id: 'm', topic: 'complaint.changed', accountId: null, payload })).toEqual({
      ...{
        complaintId: 'c',
        number: 'C-1',
        before: { status: null },
        after: { status: 'CLOSED' },
        tenantId: TENANT_ID,
      },
    });
  });
});

describe(webhookBody.name, () => {
  it('is the payload that the specification proposes', () => {
    expect(webhookBody('alert.closed', new Date(0), { alertId: 'a' })).toBe(
      '{"type":"alert.closed","timestamp":"1970-01-01T00:00:00.000Z","data":{"alertId":"a"}}',
    );
  });
});

describe('WEBHOOK_TOPICS', () => {
  it('are topics of the event stream', () => {
    expect(WEBHOOK_TOPICS.filter((topic) => !SHOWN_TOPICS.includes(topic))).toEqual([]);
  });
});
