import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { compareText } from '../text/compare-text.js';

/** Order lines of a period by the way in which they came. */
export interface ChannelOrders {
  readonly channel: string;
  /** Whether the customer's data arrive without being typed again: EDI, portal, shop. */
  readonly electronic: boolean;
  readonly lines: number;
  /** Lines with a mistake in what was ordered. */
  readonly wrongLines: number;
}

export interface ChannelReport {
  /** Electronic lines ÷ all, 0…1; undefined of no lines. */
  readonly electronicShare: number | undefined;
  /** Channels with lines, the highest error rate first, equals by name. */
  readonly channels: readonly {
    readonly channel: string;
    readonly lines: number;
    readonly share: number;
    readonly errorRate: number;
  }[];
}

/**
 * How orders come in and how many of them are wrong. One row a channel. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless lines are whole and 0 ≤ wrong ≤ lines
 */
export function orderChannels(rows: readonly ChannelOrders[]): ChannelReport {
  for (const { lines, wrongLines } of rows) {
    if (![lines, wrongLines].every(Number.isSafeInteger) || wrongLines < 0 || wrongLines > lines) {
      throw new InvalidValueError('INVALID_NUMBER', wrongLines);
    }
  }
  const total = (list: readonly ChannelOrders[]): number => list.reduce((all, { lines }) => all + lines, 0);
  const all = finite(total(rows));
  return {
    electronicShare: all === 0 ? undefined : total(rows.filter(({ electronic }) => electronic)) / all,
    channels: rows
      .filter(({ lines }) => lines > 0)
      .map(({ channel, lines, wrongLines }) => ({ channel, lines, share: lines / all, errorRate: wrongLines / lines }))
      .sort((a, b) => b.errorRate - a.errorRate || compareText(a.channel, b.channel)),
  };
}
