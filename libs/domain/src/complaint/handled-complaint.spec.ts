import { describe, expect, it } from '@jest/globals';
import { acknowledged, closed, CUSTOMER, received, SUPPLIER } from '../../test/complaint-scenario.js';
import { isComplaintOpen } from './complaint.machine.js';

describe('handling a complaint', () => {
  it('SV-06: is over only when the customer has confirmed that it helped', () => {
    const acting = acknowledged().acts('SHORT');
    expect(acting.refuses({ ...SUPPLIER, type: 'CLOSE' })[0]).toMatchObject({
      code: 'TRANSITION_NOT_ALLOWED',
      from: 'ACTION',
      to: 'CLOSED',
    });
    const done = acting.then({ ...CUSTOMER, type: 'CONFIRM' }).then({ ...SUPPLIER, type: 'CLOSE' });
    expect(done.state.status).toBe('CLOSED');
  });

  it('SV-06: stays open until then, and the customer can open it again', () => {
    for (const { state } of [received(), acknowledged(), acknowledged().acts('SHORT')]) {
      expect(state.status !== 'UNFILED' && isComplaintOpen(state.status)).toBe(true);
    }
    const again = closed().then({ ...CUSTOMER, type: 'REOPEN', from: 'D4', reason: 'it leaks again' });
    expect(again.state.status).toBe('REOPENED');
  });

  it('SV-06: a customer that is not satisfied afterwards is won back, not filed away', () => {
    const after = (satisfaction: number, onLowSatisfaction: 'REOPEN' | 'OPEN_CASE') => {
      const { events, state } = closed('SHORT', { onLowSatisfaction }).then({
        ...CUSTOMER,
        type: 'RATE',
        satisfaction,
      });
      return [events.some(({ type }) => type === 'RECOVERY_CASE_REQUESTED'), state.status];
    };
    expect(after(1, 'REOPEN')).toEqual([false, 'REOPENED']);
    expect(after(1, 'OPEN_CASE')).toEqual([true, 'CLOSED']);
    expect(after(5, 'OPEN_CASE')).toEqual([false, 'CLOSED']);
  });
});
