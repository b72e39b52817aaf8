import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { SIGNAL_KINDS, signalEpisodes, type AccountSignal, type SignalKind } from './account-signal.js';

const signal = (on: string, kind: SignalKind, ratio = 1.5, accountId = 'a'): AccountSignal => ({
  accountId,
  kind,
  on,
  ratio,
});

describe(signalEpisodes.name, () => {
  it('RG-06: refuses a day that is none, also of a single sign', () => {
    const sign = { accountId: 'a', kind: 'ORDER_GAP', on: '2026-02-30', ratio: 2 } as const;
    expect(() => signalEpisodes([sign])).toThrow('INVALID_DATE');
  });

  it('RG-06: one warning of signs that repeat or belong together', () => {
    const episodes = signalEpisodes([
      signal('2026-03-20', 'ORDER_GAP', 2),
      signal('2026-03-01', 'CONTACT_SILENCE', 1.2),
      signal('2026-03-08', 'CONTACT_SILENCE', 1.4),
      signal('2026-03-20', 'MIX_LOSS', 3),
    ]);
    expect(episodes).toEqual([
      {
        accountId: 'a',
        firstOn: '2026-03-01',
        lastOn: '2026-03-20',
        kinds: ['MIX_LOSS', 'ORDER_GAP', 'CONTACT_SILENCE'],
        score: 3,
      },
    ]);
  });

  it('keeps the strongest of each kind, whichever came first', () => {
    const both = [signal('2026-03-01', 'MIX_LOSS', 4), signal('2026-03-02', 'MIX_LOSS', 2)];
    expect(signalEpisodes(both)[0]?.score).toBe(4);
    expect(signalEpisodes([signal('2026-03-01', 'MIX_LOSS', 2), signal('2026-03-02', 'MIX_LOSS', 4)])[0]?.score).toBe(
      4,
    );
  });

  it('a sign within 28 days of the one before joins, a day later begins anew', () => {
    const first = signal('2026-01-01', 'MIX_LOSS');
    expect(signalEpisodes([first, signal('2026-01-29', 'MIX_LOSS')])).toHaveLength(1);
    expect(signalEpisodes([first, signal('2026-01-30', 'MIX_LOSS')])).toHaveLength(2);
    expect(signalEpisodes([first, signal('2026-01-03', 'MIX_LOSS')], 1)).toHaveLength(2);
    expect(signalEpisodes([first, first], 0)).toHaveLength(1);
  });

  it('never joins accounts', () => {
    const episodes = signalEpisodes([
      signal('2026-01-02', 'MIX_LOSS', 1, 'b'),
      signal('2026-01-01', 'MIX_LOSS', 1, 'a'),
    ]);
    expect(episodes.map(({ accountId }) => accountId)).toEqual(['a', 'b']);
  });

  it.each([NaN, -1])('refuses a window of %p days', (days) => {
    expect(() => signalEpisodes([], days)).toThrow('INVALID_NUMBER');
  });

  it('refuses a ratio that is no number', () => {
    expect(() => signalEpisodes([signal('2026-01-01', 'MIX_LOSS', NaN)])).toThrow(InvalidValueError);
    expect(() =>
      signalEpisodes([signal('2026-01-01', 'MIX_LOSS'), signal('2026-01-02', 'MIX_LOSS', Infinity)]),
    ).toThrow(InvalidValueError);
  });

  it('does not mind the order, loses nothing, and says nothing twice', () => {
    const one = fc.record({
      accountId: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom(...SIGNAL_KINDS),
      on: fc.nat(300).map((offset) => dateOfEpochDay(epochDay('2026-01-01') + offset)),
      ratio: fc.double({ min: 1, max: 9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(one), fc.nat(40), (signals, days) => {
        const episodes = signalEpisodes(signals, days);
        expect(signalEpisodes(signals.toReversed(), days)).toEqual(episodes);
        for (const { accountId, kind, on } of signals) {
          const holding = episodes.filter(
            (each) => each.accountId === accountId && each.firstOn <= on && on <= each.lastOn,
          );
          expect(holding).toHaveLength(1);
          expect(holding[0]?.kinds).toContain(kind);
        }
        expect(signalEpisodes([...signals, ...signals], days)).toEqual(episodes);
      }),
    );
  });
});
