import { describe, expect, it } from '@jest/globals';
import { orderChannels } from './order-channel.js';

const row = (channel: string, electronic: boolean, lines: number, wrongLines: number) => {
  return { channel, electronic, lines, wrongLines };
};

describe(orderChannels.name, () => {
  it('CR-08: the part that comes in electronically, and the errors of each way', () => {
    const rows = [
      row('EDI', true, 50, 1),
      row('mail', false, 20, 4),
      row('portal', true, 30, 6),
      row('fax', false, 0, 0),
    ];
    expect(orderChannels(rows)).toEqual({
      electronicShare: 0.8,
      channels: [
        { channel: 'mail', lines: 20, share: 0.2, errorRate: 0.2 },
        { channel: 'portal', lines: 30, share: 0.3, errorRate: 0.2 },
        { channel: 'EDI', lines: 50, share: 0.5, errorRate: 0.02 },
      ],
    });
    expect(orderChannels([row('mail', false, 1, 1)])).toMatchObject({
      electronicShare: 0,
      channels: [{ errorRate: 1 }],
    });
    expect(orderChannels([row('fax', false, 0, 0)])).toEqual({ electronicShare: undefined, channels: [] });
  });

  it.each([
    [-1, 0],
    [1, -1],
    [1, 2],
    [1.5, 1],
    [2, 0.5],
    [NaN, 0],
  ])('CR-08: refuses %p lines with %p wrong', (lines, wrong) => {
    expect(() => orderChannels([row('EDI', true, lines, wrong)])).toThrow('INVALID_NUMBER');
  });
});
